"""The socket of the page from which anybody calls: a microphone, a keypad, and what is being said.

No account is needed; call_door.py says who may call now. A page that was loaded again goes on with
its call by the ticket that it was given. It decides nothing about the call.
"""

import secrets
from collections.abc import Callable, Mapping
from typing import Any, Final, Literal

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.websockets import WebSocket

from firstline.errors import FirstlineError
from firstline.journal.told import iso
from firstline.live.browsers import BrowserCallers
from firstline.live.desk import Desk
from firstline.live.heard import Told
from firstline.live.labels import Text
from firstline.live.lookups import FROM_A_PAGE
from firstline.plan.names import dialled
from firstline.web.access import FORBIDDEN, Access, is_near, is_ours
from firstline.web.call_door import IDLE_PULSES, OFFER_AT_MOST, CallDoor, TurnedAway
from firstline.web.desk_socket import TOO_MANY, decoded, message
from firstline.web.outbox import Outbox
from firstline.web.visit import client_of

ID_OCTETS: Final = 3
"""Of what stands for the calling number."""

GARBAGE: Final = TurnedAway(
    Text("Az oldal értelmetlent küldött.", "The page sent what makes no sense here."),
    Text("Töltse be újra az oldalt.", "Load the page anew."),
)
NOT_NOW: Final = TurnedAway(
    Text("A vonal most nem tud hívást fogadni.", "The hotline cannot take calls now."),
    Text("Próbálja újra néhány perc múlva.", "Try again in some minutes."),
)
CALLS_ALREADY: Final = TurnedAway(
    Text("Erről az oldalról már folyik egy hívás.", "This page has a call already."),
    Text("Előbb bontsa azt.", "Hang up first."),
)
NO_CALL: Final = TurnedAway(
    Text("Nincs hívás.", "There is no call."), Text("Indítson egyet.", "Begin one.")
)
IS_OVER: Final = TurnedAway(
    Text("Ez a hívás már véget ért.", "That call is over."),
    Text("Hívjon újra.", "Call again."),
)
NO_SOUND: Final = TurnedAway(
    Text("A böngésző hangja nem használható.", "The browser's sound cannot be used."),
    Text(
        "Próbálja másik böngészővel, vagy hívjon telefonon.", "Try another browser, or a telephone."
    ),
)
ELSEWHERE: Final = TurnedAway(
    Text("A hívás egy másik oldalon folytatódik.", "The call goes on in another page."),
    Text("Váltson arra az oldalra.", "Go to that page."),
)


class Calling(BaseModel):
    """Somebody wants to call."""

    model_config = ConfigDict(extra="forbid")

    language: Literal["hu", "en", ""] = ""
    "In which to be spoken to and refused; empty: the hotline's first, and English."


class Back(BaseModel):
    """A page was loaded again."""

    model_config = ConfigDict(extra="forbid")

    ticket: str = Field(min_length=1, max_length=100)
    language: Literal["hu", "en"] = "en"


class Offer(BaseModel):
    """What the browser offers."""

    model_config = ConfigDict(extra="forbid")

    sdp: str = Field(max_length=OFFER_AT_MOST)


class Key(BaseModel):
    """A key of the page's keypad."""

    model_config = ConfigDict(extra="forbid")

    key: str = Field(pattern=r"^[0-9*#]$")


class HangingUp(BaseModel):
    """The caller hangs up."""

    model_config = ConfigDict(extra="forbid")


class _Refused(Exception):  # noqa: N818 - what a caller is told, no error of ours
    """What was asked for is not possible."""

    def __init__(self, away: TurnedAway) -> None:
        super().__init__(away.why.en)
        self.away: Final = away


class CallSession:
    """One page: a `Page` of the telephony, and a `Listener` of what is heard."""

    def __init__(self, desk: Desk, door: CallDoor, socket: WebSocket, address: str) -> None:
        self._desk: Final = desk
        self._door: Final = door
        self._outbox: Final = Outbox(socket)
        self._address: Final = address
        self._is_near: Final = is_near(socket)
        self._language = "en"
        self._ticket = ""
        self._idle = 0

    async def run(self) -> None:
        """Serve the page until it goes, or is let go."""
        try:
            await self._outbox.converse(self._take, pulse=self._pulse)
        finally:
            if self._ticket and self._desk.web_callers is not None:
                self._desk.web_callers.leave(self._ticket, self)
                self._desk.hearings.leave(self._ticket, self)

    # What the telephony and the journal tell the page.

    def leg_wanted(self, leg: str, why: str) -> None:
        """Ask for an offer, besides that with which the page begins."""
        self._say(is_="leg", leg=leg, why=why)

    def leg_answered(self, leg: str, sdp: str) -> None:
        """Pass our answer on."""
        self._say(is_="sdp", sdp=sdp)

    def leg_over(self, leg: str, why: str) -> None:
        """See that the page learns of the end of a call that the journal knows nothing of."""
        self._desk.hearings.lost(self._ticket, why)

    def displaced(self) -> None:
        """Let the page go: another has its call."""
        self._ticket = ""
        self._refuse(ELSEWHERE)
        self._outbox.finish()

    def hear(self, told: Told) -> None:
        """Show what is heard now, and where the call is."""
        said = dict(told)
        if told["is"] == "refused":
            for name in ("why", "remedy"):
                said[name] = self._worded(said[name])
        elif told["is"] == "over":
            self._ticket = ""
        self._say(**{"is_" if name == "is" else name: value for name, value in said.items()})

    # What the page does.

    def _pulse(self) -> str:
        self._idle = 0 if self._ticket else self._idle + 1
        if self._idle > IDLE_PULSES:
            self._outbox.finish()
        return message(is_="pulse", at=iso(self._desk.now()))

    def _take(self, text: str) -> None:
        said = decoded(text)
        said.pop("id", None)
        known = _ACTS.get(str(said.pop("do", "")))
        try:
            if known is None:
                raise _Refused(GARBAGE)
            form, do = known
            do(self, form.model_validate(said))
        except _Refused as refused:
            self._refuse(refused.away)
        except ValidationError:
            self._refuse(GARBAGE)
        except FirstlineError:
            self._refuse(NO_SOUND)

    def _call(self, calling: Calling) -> None:
        self._language = calling.language or "en"
        callers = self._callers()
        if self._ticket:
            raise _Refused(CALLS_ALREADY)
        if not self._desk.health.report().ready:
            raise _Refused(NOT_NOW)
        objection = self._door.objection(self._address, near=self._is_near)
        if objection is not None:
            raise _Refused(objection)
        number = FROM_A_PAGE + secrets.token_hex(ID_OCTETS)
        dialled = dialled_by_page(self._desk)
        self._ticket = callers.call(self, number, dialled, calling.language)
        self._door.began(self._ticket, self._address)
        self._desk.hearings.begin(self._ticket, self)
        self._say(is_="ticket", ticket=self._ticket)

    def _back(self, back: Back) -> None:
        self._language = back.language
        callers = self._callers()
        if self._ticket:
            raise _Refused(CALLS_ALREADY)
        if not callers.back(back.ticket, self):
            raise _Refused(IS_OVER)
        self._ticket = back.ticket
        if not self._desk.hearings.back(back.ticket, self):
            self._ticket = ""
            raise _Refused(IS_OVER)
        self._say(is_="ticket", ticket=self._ticket)

    def _offer(self, offer: Offer) -> None:
        self._with_call().offer(self._ticket, offer.sdp)

    def _key(self, key: Key) -> None:
        self._with_call().press(self._ticket, key.key)

    def _hang_up(self, _: HangingUp) -> None:
        self._with_call().hang_up(self._ticket)

    def _with_call(self) -> BrowserCallers:
        if not self._ticket:
            raise _Refused(NO_CALL)
        return self._callers()

    def _callers(self) -> BrowserCallers:
        if self._desk.web_callers is None:
            raise _Refused(NOT_NOW)
        return self._desk.web_callers

    def _refuse(self, away: TurnedAway) -> None:
        self._say(is_="refused", why=self._worded(away.why), remedy=self._worded(away.remedy))

    def _worded(self, text: object) -> str:
        assert isinstance(text, Text)
        return text.shown(self._language)

    def _say(self, **said: object) -> None:
        self._outbox.put(message(**said))


_ACTS: Final[Mapping[str, tuple[type[BaseModel], Callable[[CallSession, Any], None]]]] = {
    "call": (Calling, CallSession._call),
    "back": (Back, CallSession._back),
    "offer": (Offer, CallSession._offer),
    "key": (Key, CallSession._key),
    "hang-up": (HangingUp, CallSession._hang_up),
}


def dialled_by_page(desk: Desk) -> str:
    """Return the number that a call from a page counts as having dialled."""
    written = desk.plan.web_calls.number or next(iter(desk.plan.numbers), "")
    return dialled(written)


def call_socket(desk: Desk, access: Access) -> APIRouter:
    """Return the address of the socket for those who call from a page."""
    routes = APIRouter()
    door = CallDoor(desk.plan.web_calls, desk.hearings.knows, desk.now)

    @routes.websocket("/call/socket")
    async def serve(socket: WebSocket) -> None:
        """Let somebody call."""
        address = client_of(socket)
        if not is_ours(socket, needs_origin=True):
            await access.close(socket, FORBIDDEN, "This page is not one of ours.")
            return
        if not door.let_in(address):
            await access.close(socket, TOO_MANY, "Too many pages are open: close one.")
            return
        try:
            await socket.accept()
            await CallSession(desk, door, socket, address).run()
        finally:
            door.let_out(address)

    return routes
