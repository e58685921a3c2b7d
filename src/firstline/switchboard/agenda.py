"""The agenda: everything that is due later, in one heap.

There is exactly one agenda in a running hotline. Equal instants keep the order in which they were
scheduled. It tells when it is next due; it never asks what time it is.

The heap has four children to a parent, and its instants lie packed beside its timers: most of the
comparisons then touch neither a timer nor a second cache line.
"""

from typing import TYPE_CHECKING, Final

from librt.vecs import append, vec
from mypy_extensions import i64, mypyc_attr

from firstline.domain.time import NEVER, Instant

if TYPE_CHECKING:
    from firstline.switchboard.parties import Agent, Call

_NOWHERE: Final[i64] = -1


@mypyc_attr(allow_interpreted_subclasses=True)
class Due:
    """Something that has timers, and is told when one of them is due."""

    def due(self, timer: "Timer", now: Instant) -> None:
        """Act on a timer that has run out at *now*, the instant for which it was set."""
        raise NotImplementedError


NOBODY: Final = Due()
"Owns timers that are not set."


@mypyc_attr(free_list_len=1)
class Timer:
    """One entry of the agenda: whom to tell, of what kind, about which call or agent.

    It can be set again and again: whoever needs one timer at a time needs only one Timer.
    """

    def __init__(
        self, owner: Due, kind: i64, call: "Call | None" = None, agent: "Agent | None" = None
    ) -> None:
        self.owner: Due = owner
        self.kind: i64 = kind
        self.call: Call | None = call
        self.agent: Final[Agent | None] = agent
        self.at: Instant = NEVER
        self.serial: i64 = 0
        self.place: i64 = _NOWHERE
        "Where it lies in the agenda's heap."

    def is_set(self) -> bool:
        """Whether it is in the agenda."""
        return self.place != _NOWHERE


_NO_TIMER: Final = Timer(NOBODY, 0)
"Lies in the places that are not in use."


class Agenda:
    """A heap of timers by (instant, serial)."""

    def __init__(self) -> None:
        self._at: vec[i64] = vec[i64]()
        "The timers' instants, place by place."
        self._timers: vec[Timer] = vec[Timer]()
        self._size: i64 = 0
        self._serial: i64 = 0

    def set(self, timer: Timer, at: Instant) -> None:
        """Let *timer* be due at *at*, and not when it was to be due before."""
        self._serial += 1
        timer.serial = self._serial
        timer.at = at
        place = timer.place
        if place == _NOWHERE:
            place = self._size
            self._size = place + 1
            if place == len(self._at):
                self._at = append(self._at, at)
                self._timers = append(self._timers, _NO_TIMER)
            self._rise(timer, place)
        elif place > 0 and at < self._at[(place - 1) >> 2]:
            self._rise(timer, place)
        else:
            self._sink(timer, place)

    def cancel(self, timer: Timer | None) -> None:
        """Take back *timer*; None and timers that are not set are no fault."""
        if timer is not None and timer.place != _NOWHERE:
            self._take(timer)

    def deadline(self) -> Instant:
        """Return when the next timer is due, or NEVER."""
        return self._at[0] if self._size > 0 else NEVER

    def pop(self) -> Timer:
        """Remove and return the next timer; call only where `deadline` is not NEVER."""
        timer = self._timers[0]
        self._take(timer)
        return timer

    def __len__(self) -> int:
        return int(self._size)

    def _take(self, timer: Timer) -> None:
        """Take *timer* out; the last one takes its place, and finds its own from there."""
        place = timer.place
        timer.place = _NOWHERE
        end = self._size - 1
        self._size = end
        last = self._timers[end]
        self._timers[end] = _NO_TIMER
        if place == end:
            return
        if place > 0 and last.at <= self._at[(place - 1) >> 2]:
            self._rise(last, place)
        else:
            self._sink(last, place)

    def _rise(self, timer: Timer, place: i64) -> None:
        """Let *timer* go up from *place*, past all that are later."""
        instants, timers = self._at, self._timers
        at, serial = timer.at, timer.serial
        while place > 0:
            parent: i64 = (place - 1) >> 2
            above = instants[parent]
            if above < at or (above == at and timers[parent].serial < serial):
                break
            moved = timers[parent]
            moved.place = place
            instants[place] = above
            timers[place] = moved
            place = parent
        timer.place = place
        instants[place] = at
        timers[place] = timer

    def _sink(self, timer: Timer, place: i64) -> None:
        """Let *timer* go down from *place*, past all that are sooner."""
        instants, timers = self._at, self._timers
        at, serial = timer.at, timer.serial
        child = place * 4 + 1
        while child < self._size:
            child = self._soonest(child)
            below = instants[child]
            moved = timers[child]
            if at < below or (at == below and serial < moved.serial):
                break
            moved.place = place
            instants[place] = below
            timers[place] = moved
            place = child
            child = place * 4 + 1
        timer.place = place
        instants[place] = at
        timers[place] = timer

    def _soonest(self, first: i64) -> i64:
        """Return the place of the soonest among *first* and the up to three after it."""
        instants = self._at
        end = min(first + 4, self._size)
        soonest, at = first, instants[first]
        equal: i64 = 0
        place = first + 1
        while place < end:  # two plain comparisons, which no processor has to foresee
            other = instants[place]
            if other == at:
                equal = place
            if other < at:
                soonest, at = place, other
            place += 1
        return soonest if equal == 0 else self._earliest(first, end, at)

    def _earliest(self, first: i64, end: i64, at: Instant) -> i64:
        """Return which place from *first* to before *end* was the first to be set for *at*."""
        earliest: i64 = _NOWHERE
        for place in range(first, end):
            if self._at[place] == at and (
                earliest == _NOWHERE or self._is_earlier(place, earliest)
            ):
                earliest = place
        return earliest

    def _is_earlier(self, one: i64, other: i64) -> bool:
        """Whether the timer at *one* was set before the one at *other*."""
        return self._timers[one].serial < self._timers[other].serial
