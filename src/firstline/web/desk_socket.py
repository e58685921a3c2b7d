"""The socket of the desk: the view whenever it changes, every act, and the page's telephone.

A page that connects is shown everything first, so that a lost connection loses nothing. Pages of
one agent see the same desk; one of them has the telephone. It decides nothing: what is possible
now, the switchboard says, and what sound goes where, the telephony.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import suppress
from http import HTTPStatus
from typing import Any, Final, Literal

import msgspec
from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.websockets import WebSocket

from firstline.errors import FailureError, FirstlineError, Said
from firstline.journal.events import WORDS_AT_MOST, SupervisionAsked, SupervisionEnded
from firstline.journal.told import iso
from firstline.live.browsers import BrowserPhones
from firstline.live.desk import Desk
from firstline.live.desks import AGENT
from firstline.switchboard.refusal import Refusal
from firstline.web.access import Access
from firstline.web.acts import ACTS, Nothing
from firstline.web.grant import Grant
from firstline.web.outbox import Outbox
from firstline.web.owner import owner_of, supervisor_of
from firstline.web.problem import NOTHING_CHANGED, ProblemError, sentence
from firstline.web.sessions import ENDED
from firstline.web.tongues import EN, worded
from firstline.web.visit import client_of, visit_of

SOCKETS_AT_MOST: Final = 16
"""Of one person or token."""
TOO_MANY: Final = 4429
"Closes a socket that would be one too many."
OFFER_AT_MOST: Final = 32 * 1024
"""Characters of an offer; browsers send some thousand."""

_GARBAGE: Final = ProblemError(
    HTTPStatus.UNPROCESSABLE_ENTITY,
    "What the page sent is not what is taken here.",
    "Load the page anew.",
)


class Offer(BaseModel):
    """What a page offers for a leg of its telephone."""

    model_config = ConfigDict(extra="forbid")

    leg: str = Field(max_length=WORDS_AT_MOST)
    sdp: str = Field(max_length=OFFER_AT_MOST)


class Supervising(BaseModel):
    """Whom a supervisor wants to hear, and who is to hear the supervisor."""

    model_config = ConfigDict(extra="forbid")

    agent: str = Field(max_length=WORDS_AT_MOST)
    mode: Literal["listen", "whisper", "join"]


class DeskSession:
    """One page at a desk: a `Watcher` of the desk and a `Page` of the telephone."""

    def __init__(self, desk: Desk, access: Access, socket: WebSocket, grant: Grant) -> None:
        self._desk: Final = desk
        self._access: Final = access
        self._socket: Final = socket
        self._grant: Final = grant
        self._client: Final = client_of(socket)
        self._outbox: Final = Outbox(socket)
        self.owner: Final = owner_of(desk, grant)

    @property
    def user(self) -> str:
        """Who looks."""
        return self._grant.user or self._grant.who

    async def run(self) -> None:
        """Serve the page until it goes, or is let go."""
        self._desk.desks.open(self)
        try:
            await self._outbox.converse(self._take, pulse=self._pulse)
        finally:
            self._desk.desks.close(self)
            self._part_from_phone()

    def _part_from_phone(self) -> None:
        """Leave the telephone here: a page that is lost is waited for, one sent away is not."""
        phones, visit = self._desk.phones, visit_of(self._socket)
        if phones is None or not phones.is_here(self.owner, self):
            return
        if visit.closed_with and not visit.may_supervise():
            with suppress(FailureError):  # this run is over: nobody hears anybody
                self._desk.act(SupervisionEnded(supervisor_of(self.owner)))
        if visit.closed_with == ENDED:
            phones.release(self.owner, self)
        else:
            phones.leave(self.owner, self)

    # What the desk and the telephone tell the page.

    def phone(self) -> str:
        """Return where the telephone is, seen from this page."""
        phones = self._desk.phones
        if phones is not None and phones.is_here(self.owner, self):
            return "here"
        if phones is not None and phones.has(self.owner):
            return "elsewhere"
        view = self._desk.agent(self._agent) if self._agent else None
        return "sip" if view is not None and view.has_phone else "none"

    def show(self, text: str) -> None:
        """Show the whole desk."""
        self._outbox.show(text)

    def tell(self, text: str) -> None:
        """Tell of colleagues or goals."""
        self._outbox.put(text)

    def leg_wanted(self, leg: str, why: str) -> None:
        """Ask for an offer."""
        self._say(is_="leg", leg=leg, why=why)

    def leg_answered(self, leg: str, sdp: str) -> None:
        """Pass our answer on."""
        self._say(is_="sdp", leg=leg, sdp=sdp)

    def leg_over(self, leg: str, why: str) -> None:
        """Say that a leg is over."""
        self._say(is_="over", leg=leg, why=why)

    def displaced(self) -> None:
        """Say that another page has the telephone."""
        self._say(is_="displaced")
        self._desk.desks.touch(self.owner)

    # What the page does.

    @property
    def _agent(self) -> str:
        return self.owner.removeprefix(AGENT) if self.owner.startswith(AGENT) else ""

    def _pulse(self) -> str:
        return message(is_="pulse", at=iso(self._desk.now()))

    def _say(self, **said: object) -> None:
        self._outbox.put(message(**said))

    def _take(self, text: str) -> None:
        """Do what *text* asks for, and answer."""
        said = decoded(text)
        number, name = said.pop("id", None), str(said.pop("do", ""))
        language = str(said.pop("language", EN))
        about = str(said.get("agent", self._agent))
        try:
            self._do(name, said)
        except (ProblemError, Refusal, FirstlineError, ValidationError) as error:
            why, remedy = told_of(error)
            worded_why = sentence(worded(why, language))
            self._say(is_="refused", id=number, why=worded_why, remedy=worded(remedy, language))
            self._note(name, about, sentence(why))
        else:
            self._say(is_="done", id=number)
            self._note(name, about, "done")

    def _note(self, name: str, about: str, outcome: str) -> None:
        if name not in UNNOTED:
            self._access.audit.note(self._grant, self._client, name, about, outcome)

    def _do(self, name: str, said: Mapping[str, Any]) -> None:
        own = OWN.get(name)
        if own is not None:
            form, do = own
            do(self, form.model_validate(said))
            return
        act = ACTS.get(name)
        if act is None:
            raise ProblemError(
                HTTPStatus.NOT_FOUND,
                Said("There is no act {name!r}.", name=name[:40]),
                "Load the page anew.",
            )
        if not self._agent:
            raise ProblemError(
                HTTPStatus.FORBIDDEN,
                "You answer no calls: no agent of the plan belongs to you.",
                "An administrator can give you the name of one.",
            )
        act.do(self._desk, self._agent, act.form.model_validate(said))

    def _claim_phone(self, _: BaseModel) -> None:
        self._phones().claim(self.owner, self)
        self._desk.desks.touch(self.owner)

    def _release_phone(self, _: BaseModel) -> None:
        self._phones().release(self.owner, self)
        self._desk.desks.touch(self.owner)

    def _offer(self, offer: Offer) -> None:
        self._phones().offer(self.owner, self, offer.leg, offer.sdp)

    def _supervise(self, wanted: Supervising) -> None:
        if not self._grant.may_supervise():
            raise ProblemError(
                HTTPStatus.FORBIDDEN, "Only supervisors hear others.", "Ask for that role."
            )
        if not self._phones().has(self.owner):
            raise ProblemError(
                HTTPStatus.CONFLICT,
                "You have no telephone in the browser to hear with.",
                "Connect it first.",
            )
        supervisor = supervisor_of(self.owner)
        self._desk.act(SupervisionAsked(supervisor, wanted.agent, wanted.mode))

    def _end_supervision(self, _: BaseModel) -> None:
        self._desk.act(SupervisionEnded(supervisor_of(self.owner)))

    def _phones(self) -> BrowserPhones:
        if self._desk.phones is None:
            raise ProblemError(
                HTTPStatus.CONFLICT,
                "This hotline has no telephones in browsers.",
                "Use a telephone of its own.",
            )
        return self._desk.phones


OWN: Final[Mapping[str, tuple[type[BaseModel], Callable[[DeskSession, Any], None]]]] = {
    "claim-phone": (Nothing, DeskSession._claim_phone),
    "release-phone": (Nothing, DeskSession._release_phone),
    "offer": (Offer, DeskSession._offer),
    "supervise": (Supervising, DeskSession._supervise),
    "end-supervision": (Nothing, DeskSession._end_supervision),
}
"""Acts of the page itself, besides those of agents."""
UNNOTED: Final = frozenset({"offer"})
"""No acts of a person: the page offers whenever the telephone needs it."""


def told_of(error: Exception) -> tuple[str, str]:
    """Return what is wrong, and what to do about it."""
    match error:
        case ProblemError():
            return error.detail, error.remedy
        case Refusal():
            return error.reason, NOTHING_CHANGED
        case FirstlineError():
            return error.message, error.remedy
        case _:
            return told_of(_GARBAGE)


def message(**said: object) -> str:
    """Return a message to a page; its `is` is written `is_`."""
    named = {name.removesuffix("_"): value for name, value in said.items()}
    return msgspec.json.encode(named).decode()


def decoded(text: str) -> dict[str, Any]:
    """Return a message of a page; nothing of what is none."""
    try:
        said = msgspec.json.decode(text)
    except (msgspec.DecodeError, RecursionError):
        return {}
    return said if isinstance(said, dict) else {}


def desk_socket(desk: Desk, access: Access) -> APIRouter:
    """Return the address of the desk's socket."""
    routes = APIRouter()
    open_now: Counter[str] = Counter()

    @routes.websocket("/desk/socket")
    async def serve(socket: WebSocket) -> None:
        """Show the desk, and do what is done there."""
        grant = await access.of_socket(socket)
        if grant is None:
            return
        if open_now[grant.who] >= SOCKETS_AT_MOST:
            await access.close(socket, TOO_MANY, "Close another page first.")
            return
        open_now[grant.who] += 1
        try:
            await socket.accept()
            await DeskSession(desk, access, socket, grant).run()
        finally:
            open_now[grant.who] -= 1
            if not open_now[grant.who]:
                del open_now[grant.who]

    return routes
