"""Wall time: one alarm on the asyncio loop drives the exchange.

The only file of live/ that asks for the time. An instant is the wall clock at the start plus what
the loop's own clock has run since: a wall clock that somebody sets does not move the hotline, and
instants never go backwards. It knows nothing of calls.
"""

import asyncio
import time
from typing import Protocol

from firstline.domain.time import NEVER, Duration, Instant
from firstline.journal.events import Event


class Driven(Protocol):
    """What a clock drives: an exchange."""

    def receive(self, event: Event, now: Instant) -> None:
        """Take in what happens at *now*."""

    def advance(self, now: Instant) -> None:
        """Let everything happen that is due by *now*."""

    def deadline(self) -> Instant:
        """Return when `advance` is next due, or NEVER."""


def wall_clock() -> Instant:
    """Return the instant that the machine's clock shows."""
    return time.time_ns() // 1_000


class Runner:
    """Drive an exchange from the running loop, beginning at the instant *epoch*."""

    def __init__(self, exchange: Driven, epoch: Instant) -> None:
        self._exchange = exchange
        self._loop = asyncio.get_running_loop()
        self._start = self._loop.time()
        self._epoch = epoch
        self._alarm: asyncio.TimerHandle | None = None
        self._rings_at: Instant = NEVER
        self._set_alarm()

    def now(self) -> Instant:
        """Return the present instant."""
        return self._epoch + round((self._loop.time() - self._start) * 1_000_000.0)

    def behind_wall_clock(self) -> Duration:
        """Return by how much the machine's clock was set forward since the start."""
        return wall_clock() - self.now()

    def receive(self, event: Event) -> None:
        """Take in an event that happens now."""
        try:
            self._exchange.receive(event, self.now())
        finally:
            self._set_alarm()

    def stop(self) -> None:
        """Ring no more. What happens is still taken in."""
        if self._alarm is not None:
            self._alarm.cancel()
            self._alarm = None
        self._rings_at = -NEVER

    def _ring(self) -> None:
        self._alarm = None
        self._rings_at = NEVER
        # A loop may ring a hair early. Then nothing is due yet, and the alarm is set again.
        try:
            self._exchange.advance(self.now())
        finally:
            self._set_alarm()

    def _set_alarm(self) -> None:
        # An alarm that is already set for an earlier instant does no harm, and setting it anew at
        # every event would cost more than the one idle ring.
        due = self._exchange.deadline()
        if due >= self._rings_at:
            return
        if self._alarm is not None:
            self._alarm.cancel()
        self._rings_at = due
        at = self._start + float(due - self._epoch) / 1_000_000.0
        self._alarm = self._loop.call_at(at, self._ring)
