"""The agenda: everything that is due later.

There is exactly one agenda in a running hotline. Equal instants keep the order in which they were
scheduled. It tells when it is next due; it never asks what time it is.

Most timers lie in a wheel, where they cost least; those that find no room there lie in a heap.
"""

from typing import Final

from mypy_extensions import i64

from firstline.domain.time import Instant
from firstline.switchboard.heap import Heap
from firstline.switchboard.timer import NOWHERE, Timer
from firstline.switchboard.wheel import IN_WHEEL, Wheel


class Agenda:
    """Timers by (instant, serial)."""

    def __init__(self) -> None:
        self._wheel: Final[Wheel] = Wheel()
        self._heap: Final[Heap] = Heap()
        self._serial: i64 = 0

    def set(self, timer: Timer, at: Instant) -> None:
        """Let *timer* be due at *at*, and not when it was to be due before."""
        if timer.place != NOWHERE:
            self._take(timer)
        self._serial += 1
        timer.serial = self._serial
        timer.at = at
        if not self._wheel.put(timer):
            self._heap.add(timer)

    def cancel(self, timer: Timer | None) -> None:
        """Take back *timer*; None and timers that are not set are no fault."""
        if timer is not None and timer.place != NOWHERE:
            self._take(timer)

    def deadline(self) -> Instant:
        """Return when the next timer is due, or NEVER."""
        return min(self._wheel.soonest, self._heap.soonest)

    def pop(self) -> Timer:
        """Remove and return the next timer; call only where `deadline` is not NEVER."""
        timer = self._first()
        self._wheel.turn_to(timer.at)
        self._take(timer)
        return timer

    def __len__(self) -> int:
        return int(self._wheel.size + self._heap.size)

    def _first(self) -> Timer:
        """Return the next timer of all."""
        wheel, heap = self._wheel, self._heap
        if wheel.soonest > heap.soonest:
            return heap.first()
        timer = wheel.first()
        if wheel.soonest == heap.soonest and heap.first().serial < timer.serial:
            return heap.first()
        return timer

    def _take(self, timer: Timer) -> None:
        if timer.place == IN_WHEEL:
            self._wheel.take(timer)
        else:
            self._heap.take(timer)
