"""A heap of timers: the soonest is found at once, however many there are.

It has four children to a parent, and its instants lie packed beside its timers: most of the
comparisons then touch neither a timer nor a second cache line. Each timer knows its place, so it is
taken out without a search, and nothing dead lies here.
"""

from librt.vecs import append, vec
from mypy_extensions import i64

from firstline.domain.time import NEVER, Instant
from firstline.switchboard.timer import NO_TIMER, NOWHERE, Timer


class Heap:
    """Timers by (instant, serial)."""

    def __init__(self) -> None:
        self.size: i64 = 0
        "How many timers there are."
        self.soonest: Instant = NEVER
        "When the first of them is due."
        self._at: vec[i64] = vec[i64]()
        "Their instants, place by place; beyond the size it means nothing."
        self._timers: vec[Timer] = vec[Timer]()
        "The timers, in the same places."

    def first(self) -> Timer:
        """Return the soonest timer, if there is one."""
        return self._timers[0]

    def add(self, timer: Timer) -> None:
        """Put in *timer*, which knows when it is due."""
        place = self.size
        self.size = place + 1
        if place == len(self._at):
            self._at = append(self._at, timer.at)
            self._timers = append(self._timers, NO_TIMER)
        self._rise(timer, place)
        self.soonest = self._at[0]

    def take(self, timer: Timer) -> None:
        """Take *timer* out; the last one takes its place, and finds its own from there."""
        place = timer.place
        timer.place = NOWHERE
        end = self.size - 1
        self.size = end
        last = self._timers[end]
        self._timers[end] = NO_TIMER
        if place < end:
            if place > 0 and last.at <= self._at[(place - 1) >> 2]:
                self._rise(last, place)
            else:
                self._sink(last, place)
        self.soonest = self._at[0] if end > 0 else NEVER

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
        while child < self.size:
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
        end = min(first + 4, self.size)
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
        earliest: i64 = NOWHERE
        for place in range(first, end):
            if self._at[place] == at and (earliest == NOWHERE or self._is_earlier(place, earliest)):
                earliest = place
        return earliest

    def _is_earlier(self, one: i64, other: i64) -> bool:
        """Whether the timer at *one* was set before the one at *other*."""
        return self._timers[one].serial < self._timers[other].serial
