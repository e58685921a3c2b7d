"""Offers of ours within a call: a new place where we hear, or only a proof that we live.

One at a time; the next waits. It knows the leg it speaks for, and the rules for two offers that
cross (RFC 3261 14.1).
"""

import secrets
from typing import TYPE_CHECKING, Final

from firstline.telephony.address import Address
from firstline.telephony.datagram import Refused
from firstline.telephony.incoming import Response
from firstline.telephony.leg_state import IN_CALL, LegState
from firstline.telephony.listener import Cause
from firstline.telephony.methods import ALLOW, SUPPORTED
from firstline.telephony.session_timer import as_caller, asking
from firstline.telephony.wire import Outcome

if TYPE_CHECKING:
    from firstline.telephony.leg import Leg

GONE: Final = frozenset({408, 481})
"""What says that the far end no longer answers, or no longer knows the call."""


class Offers:
    """The re-INVITEs and UPDATEs of one leg."""

    def __init__(self, leg: "Leg") -> None:
        self.pending = False
        "Whether an offer of ours is under way."
        self._leg = leg
        self._wanted: Address | None = None

    def reinvite(self, here: Address) -> None:
        """Offer to hear at *here*, as soon as it can be said."""
        self._wanted = here
        self.go_on()

    def go_on(self) -> None:
        """Say what waits, if it can be said now."""
        if self._wanted is None or self.pending or self._leg.state is not LegState.UP:
            return
        here, self._wanted = self._wanted, None
        self._send(self._leg.negotiation.offer(self._leg.place(here)), here)

    def refresh(self) -> None:
        """Prove that we live (RFC 4028): by UPDATE if they know it, else by the same offer."""
        leg = self._leg
        if leg.state is not LegState.UP or self.pending:
            leg.set_timer(leg.timer)
        elif "update" in leg.dialog.allows:
            leg.ask("UPDATE", self._refreshed, headers=self._headers())
        else:
            self._send(leg.negotiation.again(), None)

    def _headers(self) -> list[str]:
        leg, timer = self._leg, self._leg.timer
        lines = [leg.contact(), ALLOW, SUPPORTED]
        if timer is None:
            return lines
        refresher = "uac" if timer.ours else "uas"
        return [*lines, *asking(leg.wire.limits, timer.interval, refresher)]

    def _send(self, offer: str, here: Address | None) -> None:
        self.pending = True

        def done(outcome: Outcome) -> None:
            self._answered(outcome, here)

        self._leg.ask("INVITE", done, headers=self._headers(), body=offer)

    def _answered(self, outcome: Outcome, here: Address | None) -> None:
        self.pending = False
        leg = self._leg
        if leg.state not in IN_CALL:
            return
        if isinstance(outcome, Response) and outcome.status < 300:
            self._accepted(outcome)
            return
        if here is None:
            self._proof_refused(outcome.status)
        else:
            leg.negotiation.offer_refused()
            self._offer_refused(outcome.status, here)

    def _offer_refused(self, status: int, here: Address) -> None:
        leg = self._leg
        if status == 491:
            self._wanted = self._wanted or here
            leg.wire.after(self._glare_pause(), self.go_on)
        elif status in GONE:
            leg.lost(Cause.UNREACHABLE)
        else:
            leg.on.media_refused(leg, status)

    def _proof_refused(self, status: int) -> None:
        """Try later: only silence or ignorance ends a call (RFC 4028 10)."""
        leg = self._leg
        if status == 491:
            leg.wire.after(self._glare_pause(), self.refresh)
        elif status in GONE:
            leg.lost(Cause.UNREACHABLE)
        else:
            leg.set_timer(leg.timer)

    def _accepted(self, response: Response) -> None:
        leg = self._leg
        try:
            leg.dialog.learn(response)
            leg.set_timer(as_caller(response))
            change = leg.negotiation.take_answer(response.body_text)
        except Refused:
            leg.lost(Cause.UNUSABLE)
            return
        leg.tell(change)
        self.go_on()

    def _refreshed(self, outcome: Outcome) -> None:
        leg = self._leg
        if leg.state not in IN_CALL:
            return
        if isinstance(outcome, Response) and outcome.status < 300:
            leg.set_timer(as_caller(outcome) or leg.timer)
        else:
            self._proof_refused(outcome.status)

    def _glare_pause(self) -> float:
        """Return how long to wait after a 491: the one who chose the Call-ID waits longer."""
        owner = 210 + secrets.randbelow(190) if self._leg.began_here else secrets.randbelow(200)
        return owner / 100
