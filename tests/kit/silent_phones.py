"""The telephones of pages without any sound: what a page asks becomes events, and nothing is heard.

They keep to the seam of the real ones (firstline.live.browsers), whose work is proved with real
sound in tests/phone.
"""

from typing import Final

from firstline.errors import InputError
from firstline.journal.entry import Entry
from firstline.journal.events import (
    AgentAnswered,
    AgentDeclined,
    CallArrived,
    CallerHungUp,
    KeyPressed,
    PhoneConnected,
    PhoneLost,
)
from firstline.switchboard.refusal import Refusal
from firstline.telephony.browser.page import Page
from kit.office import Office

ANSWER: Final = "v=0 answer"
OFFER: Final = "v=0 offer"


def checked(sdp: str) -> None:
    """Refuse what is no offer."""
    if not sdp.startswith("v=0"):
        raise InputError("This is no offer.", "Send one.")


class SilentPhones:
    """Telephones of agents and supervisors."""

    def __init__(self, office: Office) -> None:
        self._office: Final = office
        self.pages: Final[dict[str, Page | None]] = {}

    def claim(self, owner: str, page: Page) -> None:
        before = self.pages.get(owner)
        is_new = owner not in self.pages
        self.pages[owner] = page
        if is_new and owner.startswith("agent:"):
            self._office.on(PhoneConnected(owner.removeprefix("agent:")))
        if before is not None and before is not page:
            before.displaced()

    def leave(self, owner: str, page: Page) -> None:
        if self.is_here(owner, page):
            self.pages[owner] = None

    def release(self, owner: str, page: Page) -> None:
        if self.is_here(owner, page):
            self.lose(owner)

    def lose(self, owner: str) -> None:
        """The page does not come back."""
        del self.pages[owner]
        if owner.startswith("agent:"):
            self._office.on(PhoneLost(owner.removeprefix("agent:")))

    def has(self, owner: str) -> bool:
        return owner in self.pages

    def is_here(self, owner: str, page: Page) -> bool:
        return self.pages.get(owner) is page

    def offer(self, owner: str, page: Page, leg: str, sdp: str) -> None:
        checked(sdp)
        page.leg_answered(leg, f"{ANSWER} {owner}")

    def answer(self, agent: str) -> None:
        self._office.on(AgentAnswered(agent, self._ringing(agent)))

    def decline(self, agent: str) -> None:
        self._office.on(AgentDeclined(agent, self._ringing(agent), "declined"))

    def _ringing(self, agent: str) -> int:
        view = self._office.desk.agent(agent)
        if view is None or view.state != "reserved" or view.call is None:
            raise Refusal("nothing rings in your browser")
        return view.call.call


class SilentCallers:
    """Calls from pages."""

    def __init__(self, office: Office) -> None:
        self._office: Final = office
        self.pages: Final[dict[str, Page | None]] = {}
        self._numbers: Final[dict[str, int]] = {}
        self.calling: Final[dict[str, tuple[str, str]]] = {}
        self.languages: Final[dict[str, str]] = {}

    def call(self, page: Page, calling: str, dialled: str, language: str) -> str:
        ticket = f"ticket-{len(self.calling)}"
        self.pages[ticket] = page
        self.calling[ticket] = (calling, dialled)
        self.languages[ticket] = language
        return ticket

    def back(self, ticket: str, page: Page) -> bool:
        if ticket not in self.pages:
            return False
        before = self.pages[ticket]
        self.pages[ticket] = page
        if before is not None and before is not page:
            before.displaced()
        page.leg_wanted("caller", "call")
        return True

    def leave(self, ticket: str, page: Page) -> None:
        if self.pages.get(ticket) is page:
            self.pages[ticket] = None

    def offer(self, ticket: str, sdp: str) -> None:
        checked(sdp)
        page = self.pages[ticket]
        if page is not None:
            page.leg_answered("caller", ANSWER)
        if ticket not in self._numbers:
            self._numbers[ticket] = 0
            calling, dialled = self.calling[ticket]
            asked = self.languages[ticket]
            self._office.on(CallArrived(ticket, calling, dialled, language=asked))

    def take(self, entries: list[Entry]) -> None:
        """Learn the numbers of calls, as the telephony does before anybody else."""
        for entry in entries:
            if isinstance(entry.what, CallArrived) and entry.what.leg in self._numbers:
                self._numbers[entry.what.leg] = entry.what.call

    def press(self, ticket: str, key: str) -> None:
        self._office.on(KeyPressed(self._numbers[ticket], key))

    def hang_up(self, ticket: str) -> None:
        self._office.on(CallerHungUp(self._numbers[ticket]))

    def lose(self, ticket: str, why: str) -> None:
        """The leg is over."""
        page = self.pages.pop(ticket)
        if page is not None:
            page.leg_over("caller", why)

    def number(self, ticket: str) -> int:
        return self._numbers.get(ticket, 0)


def with_phones(office: Office) -> tuple[SilentPhones, SilentCallers]:
    """Let pages be telephones."""
    phones, callers = SilentPhones(office), SilentCallers(office)
    office.desk.phones, office.desk.web_callers = phones, callers
    office.desk.hearers.insert(0, callers.take)
    return phones, callers
