"""The phones of agents and supervisors that are pages: which page has which, and what rings there.

An owner (`agent:anna`, `user:kati`) has one phone, and the page that claimed it last has it. A page
whose socket is lost is waited for: its calls go on, and so does the agent's being reachable. What
an agent is doing is not known here, only what is up on the phone.
"""

import asyncio
from collections.abc import Callable
from typing import Final

from typing_extensions import override

from firstline.errors import InputError
from firstline.journal.events import PhoneConnected, PhoneLost
from firstline.switchboard.refusal import Refusal
from firstline.telephony.browser.page import CALL, GONE, RING, OnPage, Page
from firstline.telephony.browser.supervisor import SupervisorParty
from firstline.telephony.end import End
from firstline.telephony.g711 import Codec
from firstline.telephony.party import DECLINED, Party, Reports, Rung

GRACE: Final = 15.0
"Seconds that a page which is gone is waited for."

AGENT: Final = "agent:"
USER: Final = "user:"


class BrowserAgent(OnPage, Rung):
    """An agent who is rung in the browser."""

    def __init__(
        self, reports: Reports, end: End, leg: str, agent: str, call: int, codec: Codec
    ) -> None:
        super().__init__(reports, end, agent, call)
        self.leg = leg
        self.codec = codec
        self.why = RING

    @override
    def pick_up(self) -> None:
        self.why = CALL
        super().pick_up()

    def part(self) -> None:
        """Report that the leg is over."""
        Rung.part(self)


class Phone:
    """One owner's phone, the page that has it, and the legs on it."""

    def __init__(self, owner: str) -> None:
        self.owner: Final = owner
        self.page: Page | None = None
        self.legs: Final[dict[str, OnPage]] = {}
        self.waiting: asyncio.TimerHandle | None = None
        "Until when the page is waited for."

    def go_to(self, page: Page | None) -> None:
        """Let *page* have it, and be asked for an offer for each leg."""
        self.wait_no_more()
        self.page = page
        for leg in list(self.legs.values()):
            leg.meet_page(page)

    def wait_no_more(self) -> None:
        """The page is back, or given up."""
        if self.waiting is not None:
            self.waiting.cancel()
            self.waiting = None

    def ringing(self) -> BrowserAgent | None:
        """Return what rings here."""
        for leg in self.legs.values():
            if isinstance(leg, BrowserAgent) and not leg.is_up:
                return leg
        return None


class BrowserPhones:
    """All phones that are pages."""

    def __init__(
        self,
        reports: Reports,
        new_end: Callable[[], End],
        has_telephone: Callable[[str], bool],
        grace: float = GRACE,
    ) -> None:
        """*has_telephone*: whether an agent can be rung elsewhere too."""
        self._reports = reports
        self._new_end = new_end
        self._has_telephone = has_telephone
        self._grace = grace
        self._phones: dict[str, Phone] = {}
        self._serial = 0

    # What whoever serves the pages may ask.

    def claim(self, owner: str, page: Page) -> None:
        """Let *page* have the phone; another page loses it. Legs that are up are wanted again."""
        phone = self._phones.get(owner)
        if phone is None:
            phone = self._phones[owner] = Phone(owner)
            self._tell_connected(owner)
        before = phone.page
        if before is not None and before is not page:
            before.displaced()
        phone.go_to(page)

    def leave(self, owner: str, page: Page) -> None:
        """The page's socket is lost: wait for it, then give up. For the page that has it only."""
        phone = self._of(owner, page)
        if phone is not None:
            phone.go_to(None)
            loop = asyncio.get_running_loop()
            phone.waiting = loop.call_later(self._grace, self._lose, phone, GONE)

    def release(self, owner: str, page: Page) -> None:
        """Give the phone up on purpose: at once. For the page that has it only."""
        phone = self._of(owner, page)
        if phone is not None:
            self._lose(phone, GONE)

    def has(self, owner: str) -> bool:
        """Whether there is a phone in the browser; also while its page is waited for."""
        return owner in self._phones

    def is_here(self, owner: str, page: Page) -> bool:
        """Whether *page* has the owner's phone."""
        return self._of(owner, page) is not None

    def offer(self, owner: str, page: Page, leg: str, sdp: str) -> None:
        """Take an offer for a leg, wanted or not. InputError for what is no usable offer."""
        phone = self._of(owner, page)
        if phone is None:
            raise InputError("Another page has this phone.", "Claim it first.")
        found = phone.legs.get(leg)
        if found is None:
            raise InputError("There is no such leg any more.", "Wait until one is wanted.")
        found.offer(sdp)

    def answer(self, agent: str) -> None:
        """The agent takes the call that rings in the browser."""
        self._ringing(agent).pick_up()

    def decline(self, agent: str) -> None:
        """The agent does not take the call that rings in the browser."""
        rung = self._ringing(agent)
        rung.hang_up()
        rung.decline(DECLINED)

    # What the lines ask.

    def ring(self, agent: str, call: int, codec: Codec) -> BrowserAgent | None:
        """Ring the agent's phone; None where it is no page."""
        phone = self._phones.get(AGENT + agent)
        if phone is None:
            return None
        rung = BrowserAgent(self._reports, self._new_end(), self._new_name(), agent, call, codec)
        self._put_on(phone, rung)
        return rung

    def let_hear(self, supervisor: str, codec: Codec) -> SupervisorParty | None:
        """Begin a supervisor's leg; None where the supervisor has no phone in a page."""
        phone = self._phones.get(USER + supervisor) or self._phones.get(AGENT + supervisor)
        if phone is None:
            return None
        party = SupervisorParty(self._reports, self._new_end(), self._new_name(), supervisor, codec)
        self._put_on(phone, party)
        return party

    def forget(self, party: Party) -> None:
        """A leg is over."""
        if isinstance(party, OnPage):
            for phone in self._phones.values():
                if phone.legs.get(party.leg) is party:
                    del phone.legs[party.leg]

    def close(self) -> None:
        """Wait for no page any more."""
        for phone in self._phones.values():
            phone.wait_no_more()

    def _of(self, owner: str, page: Page) -> Phone | None:
        phone = self._phones.get(owner)
        return phone if phone is not None and phone.page is page else None

    def _ringing(self, agent: str) -> BrowserAgent:
        phone = self._phones.get(AGENT + agent)
        rung = None if phone is None else phone.ringing()
        if rung is None:
            raise Refusal("nothing rings in your browser")
        return rung

    def _put_on(self, phone: Phone, leg: OnPage) -> None:
        phone.legs[leg.leg] = leg
        leg.meet_page(phone.page)

    def _lose(self, phone: Phone, why: str) -> None:
        """Be a phone no more: first nobody may ring it, then its legs are lost."""
        phone.wait_no_more()
        del self._phones[phone.owner]
        self._tell_lost(phone.owner)
        for leg in list(phone.legs.values()):
            leg.lose(why)

    def _tell_connected(self, owner: str) -> None:
        if owner.startswith(AGENT):
            self._reports.tell(PhoneConnected(owner.removeprefix(AGENT)))

    def _tell_lost(self, owner: str) -> None:
        agent = owner.removeprefix(AGENT)
        if owner.startswith(AGENT) and not self._has_telephone(agent):
            self._reports.tell(PhoneLost(agent))

    def _new_name(self) -> str:
        self._serial += 1
        return f"page{self._serial}"
