"""A supervisor who takes part in a call by a page. How, and who hears whom, is rooms.py's."""

from firstline.journal.events import SupervisionEnded
from firstline.telephony.browser.page import SUPERVISE, OnPage
from firstline.telephony.end import End
from firstline.telephony.g711 import Codec
from firstline.telephony.party import Reports


class SupervisorParty(OnPage):
    """A supervisor's leg."""

    why = SUPERVISE

    def __init__(self, reports: Reports, end: End, leg: str, supervisor: str, codec: Codec) -> None:
        super().__init__(reports, end)
        self.leg = leg
        self.codec = codec
        self.supervisor = supervisor

    def met(self) -> None:
        """Whoever listens is up as soon as there is something to hear."""
        self.is_up = True

    def part(self) -> None:
        """Report that the supervisor hears nobody any more."""
        self.reports.tell(SupervisionEnded(self.supervisor))
