"""Callers whose telephone is a page: anybody, by a ticket that nobody can guess.

A call arrives with its page's first offer. A page that is gone is waited for; by the ticket it
comes back to its call. Who may call, and how often, is asked before.
"""

import asyncio
import secrets
from collections.abc import Callable
from typing import Final

from typing_extensions import override

from firstline.errors import FailureError, InputError, Said
from firstline.journal.events import CallArrived, CallerHungUp, CallerLost
from firstline.telephony.browser.page import CALL, GONE, OVER, OnPage, Page
from firstline.telephony.browser.phones import GRACE
from firstline.telephony.end import End
from firstline.telephony.g711 import Codec
from firstline.telephony.keys import is_key
from firstline.telephony.party import Caller, Party, Reports

LEG: Final = "caller"
"What every caller's leg is called: a page has no other."

TICKET_OCTETS: Final = 24


class BrowserCaller(OnPage, Caller):
    """Somebody who calls from a page."""

    leg = LEG
    why = CALL
    codec = Codec.PCMU

    def __init__(self, reports: Reports, end: End, arrived: CallArrived) -> None:
        super().__init__(reports, end, arrived.leg)
        self.arrived: Final = arrived
        "What is told of the call when the first offer is there."
        self.has_arrived = False
        self._is_taken = False
        self.waiting: asyncio.TimerHandle | None = None
        "Until when the page, or its first offer, is waited for."

    @override
    def place(self) -> None:
        if self._is_taken:
            super().place()

    @override
    def answer(self) -> None:
        self._is_taken = True
        self.place()

    @override
    def refuse(self, why: str, retry_after: int) -> None:
        self.end_leg(why)

    @override
    def met(self) -> None:
        self.is_up = True

    @override
    def part(self) -> None:
        self.depart(CallerLost)

    def wait(self, seconds: float) -> None:
        """Be lost when nothing has been heard of the page for so long."""
        self.wait_no_more()
        self.waiting = asyncio.get_running_loop().call_later(seconds, self.lose, GONE)

    def wait_no_more(self) -> None:
        """The page is there."""
        if self.waiting is not None:
            self.waiting.cancel()
            self.waiting = None


class BrowserCallers:
    """All callers who call from pages."""

    def __init__(
        self,
        reports: Reports,
        new_end: Callable[[], End],
        arrive: Callable[[Caller], None],
        admit: Callable[[], int | None],
        grace: float = GRACE,
    ) -> None:
        """*arrive* is told a caller who is about to be reported to the switchboard.

        *admit* is asked before all else about a new call: None, or seconds to try again in.
        """
        self._reports = reports
        self._new_end = new_end
        self._arrive = arrive
        self._admit = admit
        self._grace = grace
        self._callers: dict[str, BrowserCaller] = {}
        self._tickets: dict[Party, str] = {}
        self._serial = 0

    # What whoever serves the pages may ask.

    def call(self, page: Page, calling: str, dialled: str, language: str) -> str:
        """Begin a call; it arrives with its first offer. The ticket is the way back to it.

        It is spoken to in *language*, where the hotline speaks it.

        FailureError: no calls are taken now.
        """
        later = self._admit()
        if later is not None:
            raise FailureError(
                "No calls are taken just now.", Said("Call again in {later} seconds.", later=later)
            )
        ticket = secrets.token_urlsafe(TICKET_OCTETS)
        self._serial += 1
        arrived = CallArrived(f"web{self._serial}", calling, dialled, language=language)
        caller = BrowserCaller(self._reports, self._new_end(), arrived)
        caller.page = page
        self._callers[ticket] = caller
        self._tickets[caller] = ticket
        caller.wait(self._grace)
        return ticket

    def back(self, ticket: str, page: Page) -> bool:
        """Go on with a page that was loaded again; False: there is no such call any more."""
        caller = self._callers.get(ticket)
        if caller is None:
            return False
        if caller.page is not None and caller.page is not page:
            caller.page.displaced()
        caller.wait_no_more()
        caller.meet_page(page)
        return True

    def leave(self, ticket: str, page: Page) -> None:
        """The page's socket is lost: wait for it, then the caller is lost."""
        caller = self._callers.get(ticket)
        if caller is not None and caller.page is page:
            caller.meet_page(None)
            caller.wait(self._grace)

    def offer(self, ticket: str, sdp: str) -> None:
        """Take an offer, wanted or not. InputError for what is no usable offer."""
        caller = self._callers.get(ticket)
        if caller is None:
            raise InputError("This call is over.", "Call again.")
        caller.offer(sdp)
        if not caller.has_arrived:
            caller.has_arrived = True
            caller.wait_no_more()
            self._arrive(caller)
            self._reports.tell(caller.arrived)

    def press(self, ticket: str, key: str) -> None:
        """The caller pressed a key on the page. What no telephone has is no key."""
        caller = self._callers.get(ticket)
        if caller is not None and is_key(key):
            caller.press(key)

    def hang_up(self, ticket: str) -> None:
        """The caller hung up."""
        caller = self._callers.get(ticket)
        if caller is not None:
            caller.end_leg(OVER)
            caller.depart(CallerHungUp)

    def number(self, ticket: str) -> int:
        """Return the number of the ticket's call; 0 before it has one, and after its end."""
        caller = self._callers.get(ticket)
        return 0 if caller is None else caller.number

    # What the lines ask.

    def forget(self, party: Party) -> None:
        """A leg is over."""
        ticket = self._tickets.pop(party, None)
        if ticket is not None:
            self._callers.pop(ticket).wait_no_more()

    def close(self) -> None:
        """Wait for no page any more."""
        for caller in self._callers.values():
            caller.wait_no_more()
