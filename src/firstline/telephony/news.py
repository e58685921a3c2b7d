"""How the one who asked for a transfer is told what comes of it: NOTIFYs within its call.

The implicit subscription of a REFER (RFC 3515 2.4.4). It lives on after the call's BYE: a phone
may hang up at once and still want to know.
"""

from typing import TYPE_CHECKING

from firstline.telephony.offers import GONE
from firstline.telephony.refer import SIPFRAG, news
from firstline.telephony.wire import Outcome

if TYPE_CHECKING:
    from firstline.telephony.leg import Leg


class News:
    """One REFER's subscription."""

    def __init__(self, leg: "Leg", cseq: int, *, silent: bool) -> None:
        """*silent*: the one who refers asked to be told nothing (RFC 4488)."""
        self.over = silent
        self._leg = leg
        self._identifier = str(cseq)

    def tell(self, status: int, phrase: str) -> None:
        """Tell how it goes; a final *status* is the last word."""
        if self.over:
            return
        self.over = status >= 200
        lines, fragment = news(status, phrase, self._identifier)
        self._leg.ask(
            "NOTIFY", self._heard, headers=[*lines, self._leg.contact()], body=fragment,
            kind=SIPFRAG,
        )  # fmt: skip

    def _heard(self, outcome: Outcome) -> None:
        if outcome.status in GONE:
            self.over = True
