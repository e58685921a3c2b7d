"""The agenda: everything that is due later, in one heap.

There is exactly one agenda in a running hotline. Equal instants keep the order in which they were
scheduled. It tells when it is next due; it never asks what time it is.
"""

from typing import TYPE_CHECKING

from mypy_extensions import i64, mypyc_attr

from firstline.domain.time import NEVER, Instant

if TYPE_CHECKING:
    from firstline.switchboard.parties import Agent, Call


@mypyc_attr(allow_interpreted_subclasses=True)
class Due:
    """Something that has timers, and is told when one of them is due."""

    def due(self, timer: "Timer", now: Instant) -> None:
        """Act on a timer that has run out at *now*, the instant for which it was set."""
        raise NotImplementedError


class Timer:
    """One entry of the agenda: whom to tell, of what kind, about which call or agent."""

    def __init__(
        self, at: Instant, owner: Due, kind: i64, call: "Call | None", agent: "Agent | None"
    ) -> None:
        self.at: Instant = at
        self.serial: i64 = 0
        self.owner: Due = owner
        self.kind: i64 = kind
        self.call: Call | None = call
        self.agent: Agent | None = agent
        self.dead: bool = False


class Agenda:
    """A binary heap of timers by (instant, serial)."""

    def __init__(self) -> None:
        self._heap: list[Timer] = []
        self._serial: i64 = 0
        self._dead: i64 = 0

    def add(self, timer: Timer) -> Timer:
        """Schedule *timer* and return it."""
        self._serial += 1
        timer.serial = self._serial
        self._heap.append(timer)
        self._rise(len(self._heap) - 1)
        return timer

    def cancel(self, timer: Timer | None) -> None:
        """Take back *timer*; None and timers that already ran are no fault."""
        if timer is None or timer.dead:
            return
        timer.dead = True
        self._dead += 1
        if self._dead > 64 and self._dead * 2 > len(self._heap):
            self._sweep()

    def deadline(self) -> Instant:
        """Return when the next timer is due, or NEVER."""
        self._drop_dead()
        return self._heap[0].at if self._heap else NEVER

    def pop(self) -> Timer:
        """Remove and return the next timer; call only where `deadline` is not NEVER."""
        self._drop_dead()
        timer = self._take_top()
        timer.dead = True
        return timer

    def __len__(self) -> int:
        return len(self._heap) - int(self._dead)

    def _drop_dead(self) -> None:
        while self._heap and self._heap[0].dead:
            self._take_top()
            self._dead -= 1

    def _sweep(self) -> None:
        """Forget dead timers, so that memory follows what is alive."""
        alive = [timer for timer in self._heap if not timer.dead]
        self._heap = []
        self._dead = 0
        for timer in alive:
            self._heap.append(timer)
            self._rise(len(self._heap) - 1)

    def _rise(self, start: i64) -> None:
        """Let the timer at *start* go up to where it belongs."""
        heap = self._heap
        place: i64 = start
        timer = heap[place]
        while place > 0:
            parent: i64 = (place - 1) >> 1
            above = heap[parent]
            if _is_sooner(above, timer):
                break
            heap[place] = above
            place = parent
        heap[place] = timer

    def _take_top(self) -> Timer:
        heap = self._heap
        last = heap.pop()
        if not heap:
            return last
        top = heap[0]
        self._sink(last)
        return top

    def _sink(self, timer: Timer) -> None:
        """Put *timer* in the place of the top, and let it go down to where it belongs."""
        heap = self._heap
        size: i64 = len(heap)
        place: i64 = 0
        child: i64 = 1
        while child < size:
            below = heap[child]
            if child + 1 < size and _is_sooner(heap[child + 1], below):
                child += 1
                below = heap[child]
            if _is_sooner(timer, below):
                break
            heap[place] = below
            place = child
            child = 2 * place + 1
        heap[place] = timer


def _is_sooner(one: Timer, other: Timer) -> bool:
    return one.at < other.at or (one.at == other.at and one.serial < other.serial)
