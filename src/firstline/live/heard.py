"""What somebody hears who calls from a page: the words, the keys, the place in line, the agent.

Told as it happens, and told again to a page that was loaded anew. The place and the wait are those
of the announcements, and like these are not told where the plan says so. It knows nothing of
sockets and sound.
"""

import asyncio
from collections.abc import Callable, Mapping
from typing import Any, Final, Protocol, TypeAlias

from firstline.domain.call import Outcome
from firstline.domain.hotline import Hotline
from firstline.domain.time import NEVER, Duration, Instant, in_seconds
from firstline.domain.wait import RANGES
from firstline.journal.commands import (
    Conference,
    Connect,
    HangUp,
    Hold,
    Play,
    Queue,
    Refuse,
    Ring,
    StopRinging,
)
from firstline.journal.entry import Entry
from firstline.journal.events import CallArrived
from firstline.live.labels import Labels, Text
from firstline.live.script import Script
from firstline.policy.estimate import UNKNOWN
from firstline.switchboard.limits import CLOSING, TOO_FAST, TOO_MANY_CALLS, UNKNOWN_NUMBER
from firstline.switchboard.parties import Call
from firstline.switchboard.switchboard import Switchboard
from firstline.switchboard.switchroom import is_waiting

EVERY: Final = 5.0
"""Seconds between two looks at the places in line."""
PATIENCE: Final = 20.0
"""Seconds that a page which is gone before its call has arrived may take to come back."""

Told: TypeAlias = Mapping[str, object]
"""What a page is told: `is`, and what belongs to it."""

RINGING: Final[Told] = {"is": "ringing"}
TALKING: Final[Told] = {"is": "talking"}
HOLDING: Final[Told] = {"is": "holding"}

REFUSALS: Final = frozenset({CLOSING, TOO_FAST, TOO_MANY_CALLS, UNKNOWN_NUMBER})
BUSY: Final = Text("Minden vonalunk foglalt.", "All our lines are busy.")
NOT_NOW: Final = Text("A vonal most zár.", "The hotline is closing down.")


class Listener(Protocol):
    """A page on which somebody calls."""

    def hear(self, told: Told) -> None:
        """Show this."""


class _Hearing:
    """One call from a page."""

    __slots__ = ("heard", "listener", "number", "state", "ticket")

    def __init__(self, ticket: str, listener: Listener) -> None:
        self.ticket: Final = ticket
        self.listener: Listener | None = listener
        self.number = 0
        self.heard: Told | None = None
        "What was said last, where it still matters."
        self.state: Told | None = None
        "Waiting, ringing, talking, holding or over."

    def tell(self, told: Told) -> None:
        if self.listener is not None:
            self.listener.hear(told)

    def become(self, state: Told) -> None:
        """Tell where the caller is now, if that is news."""
        if state != self.state:
            self.state = state
            self.tell(state)


class Hearings:
    """All calls from pages. Lives on the running loop."""

    def __init__(
        self,
        board: Switchboard,
        labels: Labels,
        script: Script,
        number: Callable[[str], int],
        now: Callable[[], Instant],
    ) -> None:
        """*number* returns the number of a ticket's call, 0 before it has one."""
        self._board: Final = board
        self._hotline: Final[Hotline] = board.room.hotline
        self._labels: Final = labels
        self._script: Final = script
        self._number: Final = number
        self._now: Final = now
        self._arriving: Final[dict[str, _Hearing]] = {}
        self._up: Final[dict[int, _Hearing]] = {}
        self._tickets: Final[dict[str, _Hearing]] = {}
        self._looking: asyncio.TimerHandle | None = None

    def __len__(self) -> int:
        """Return how many calls from pages there are."""
        return len(self._tickets)

    def knows(self, ticket: str) -> bool:
        """Return whether the call with this ticket is not over."""
        return ticket in self._tickets

    def begin(self, ticket: str, listener: Listener) -> None:
        """Tell *listener* of the new call with this ticket."""
        self._tickets[ticket] = self._arriving[ticket] = _Hearing(ticket, listener)

    def back(self, ticket: str, listener: Listener) -> bool:
        """Tell *listener* instead, first of all where the call is; False where it is over."""
        hearing = self._tickets.get(ticket)
        if hearing is None:
            return False
        hearing.listener = listener
        for told in (hearing.heard, hearing.state):
            if told is not None:
                listener.hear(told)
        return True

    def leave(self, ticket: str, listener: Listener) -> None:
        """Tell nobody of the call until the page is back."""
        hearing = self._tickets.get(ticket)
        if hearing is None or hearing.listener is not listener:
            return
        hearing.listener = None
        if not hearing.number:
            asyncio.get_running_loop().call_later(PATIENCE, self._give_up, hearing)

    def _give_up(self, hearing: _Hearing) -> None:
        """Forget a call that never arrived, and whose page is gone."""
        if not hearing.number and hearing.listener is None:
            self._forget(hearing)

    def lost(self, ticket: str, why: str) -> None:
        """The leg is over. Of a call that has a number, the journal says how it ended."""
        hearing = self._tickets.get(ticket)
        if hearing is None or hearing.number:
            return
        if why in REFUSALS:
            self._refuse(hearing, why, self._hotline.rules.retry_after)
        else:
            self._over(hearing, Outcome.FAILED.value)

    def take(self, entries: list[Entry]) -> None:
        """See what has happened to those who call from a page."""
        if not self._tickets:
            return
        for entry in entries:
            what = entry.what
            if isinstance(what, CallArrived):
                self._arrived()
            elif (tell := _TELL.get(type(what))) is not None:
                hearing = self._up.get(what.call)  # type: ignore[union-attr]
                if hearing is not None:
                    tell(self, hearing, what)

    def _arrived(self) -> None:
        for ticket, hearing in list(self._arriving.items()):
            number = self._number(ticket)
            if number:
                hearing.number = number
                self._up[number] = self._arriving.pop(ticket)

    def _refused(self, hearing: _Hearing, refused: Refuse) -> None:
        self._refuse(hearing, refused.why, refused.retry_after)

    def _refuse(self, hearing: _Hearing, reason: str, retry_after: Duration) -> None:
        seconds = max(1, retry_after // 1_000_000)
        remedy = Text(
            f"Kérjük, hívjon újra {seconds} másodperc múlva.",
            f"Please call again in {seconds} seconds.",
        )
        why = NOT_NOW if reason == CLOSING else BUSY
        hearing.tell({"is": "refused", "why": why, "remedy": remedy})
        self._over(hearing, Outcome.BLOCKED.value)

    def _said(self, hearing: _Hearing, play: Play) -> None:
        hearing.heard = {
            "is": "heard",
            "texts": self._script.texts(play.prompts, play.language),
            "options": self._script.options(play.prompts),
            "language": play.language,
        }
        hearing.tell(hearing.heard)

    def _queued(self, hearing: _Hearing, queued: Queue) -> None:
        if not queued.asker:
            self._wait(hearing)

    def _rung(self, hearing: _Hearing, ring: Ring) -> None:
        if not ring.asker:
            hearing.become(RINGING)

    def _rung_in_vain(self, hearing: _Hearing, stopped: StopRinging) -> None:
        if not stopped.asker:
            self._wait(hearing)

    def _connected(self, hearing: _Hearing, _: Connect | Conference) -> None:
        hearing.heard = None
        hearing.become(TALKING)

    def _held(self, hearing: _Hearing, _: Hold) -> None:
        hearing.become(HOLDING)

    def _hung_up(self, hearing: _Hearing, hung_up: HangUp) -> None:
        self._over(hearing, hung_up.outcome.value)

    def _over(self, hearing: _Hearing, outcome: str) -> None:
        hearing.heard = None
        hearing.become({"is": "over", "outcome": outcome})
        self._forget(hearing)

    def _forget(self, hearing: _Hearing) -> None:
        self._tickets.pop(hearing.ticket, None)
        self._arriving.pop(hearing.ticket, None)
        self._up.pop(hearing.number, None)

    def _wait(self, hearing: _Hearing) -> None:
        """Tell the place in line, now and as long as the caller waits."""
        call = self._board.call(hearing.number)
        if call is None or not is_waiting(call):
            return
        hearing.become(self._waiting(call))
        if self._looking is None:
            self._looking = asyncio.get_running_loop().call_later(EVERY, self._look)

    def _look(self) -> None:
        self._looking = None
        for hearing in self._up.values():
            if hearing.state is not None and hearing.state["is"] == "waiting":
                self._wait(hearing)

    def _waiting(self, call: Call) -> Told:
        rules, outlook = self._hotline.rules, self._board.outlook
        ahead = outlook.ahead(call.place, self._now())
        index = outlook.wait(call.place, ahead) if rules.say_wait else UNKNOWN
        stream = "" if call.stream is None else call.stream.name
        return {
            "is": "waiting",
            "position": ahead + 1 if rules.say_position else None,
            "wait_s": None if index == UNKNOWN else [_seconds(end) for end in RANGES[index]],
            "stream_label": self._labels.stream(stream),
        }


def _seconds(length: Duration) -> float | None:
    return None if length >= NEVER else in_seconds(length)


_TELL: Final[dict[type, Callable[[Hearings, _Hearing, Any], None]]] = {
    Refuse: Hearings._refused,
    Play: Hearings._said,
    Queue: Hearings._queued,
    Ring: Hearings._rung,
    StopRinging: Hearings._rung_in_vain,
    Connect: Hearings._connected,
    Conference: Hearings._connected,
    Hold: Hearings._held,
    HangUp: Hearings._hung_up,
}
"What is not here is not for the caller."
