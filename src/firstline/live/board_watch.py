"""Everybody who watches the wallboard: the whole at first, then what has changed.

However many watch, what has changed is computed and encoded once, at most four times a second.
Nothing is computed while nobody watches. It knows no sockets.
"""

import asyncio
from collections.abc import Callable
from typing import Final, Protocol

import msgspec

from firstline.domain.time import Instant
from firstline.live.wallboard import Wallboard

TICK_S: Final = 0.25
IDLE_S: Final = 1.0
"So often is looked at what time alone changes: the service level, opening hours."

_encode: Final = msgspec.json.Encoder().encode


class Watcher(Protocol):
    """Somebody who watches."""

    def put(self, text: str) -> None:
        """Show *text*: what follows on what was shown before. It must not wait."""


class BoardWatch:
    """The ticks. Lives on the running loop."""

    def __init__(
        self, board: Wallboard, now: Callable[[], Instant], before: Callable[[], None]
    ) -> None:
        """*before* is called before each look."""
        self.ticks = 0
        self.tick_s = 0.0
        "Time spent in them."
        self.longest_s = 0.0
        self.bytes = 0
        "Of all changes, each counted once."
        self._board: Final = board
        self._now: Final = now
        self._before: Final = before
        self._watchers: Final[set[Watcher]] = set()
        self._alarm: asyncio.TimerHandle | None = None
        self._idle = 0.0

    def __len__(self) -> int:
        """Return how many watch."""
        return len(self._watchers)

    def open(self, watcher: Watcher) -> None:
        """Show *watcher* the whole, and then whatever changes."""
        self._before()
        if not self._watchers:
            # What has changed while nobody watched, the whole tells.
            self._board.changes(self._now())
        watcher.put(_encode(self._board.whole(self._now())).decode())
        self._watchers.add(watcher)
        if self._alarm is None:
            self._set_alarm()

    def close(self, watcher: Watcher) -> None:
        """Show *watcher* nothing more."""
        self._watchers.discard(watcher)

    def stop(self) -> None:
        """Show nobody anything more."""
        self._watchers.clear()
        if self._alarm is not None:
            self._alarm.cancel()

    def _set_alarm(self) -> None:
        self._alarm = asyncio.get_running_loop().call_later(TICK_S, self._tick)

    def _tick(self) -> None:
        self._alarm = None
        if not self._watchers:
            return
        self._set_alarm()
        self._before()
        self._idle += TICK_S
        if self._board.is_news or self._idle >= IDLE_S:
            self._idle = 0.0
            self._look()

    def _look(self) -> None:
        loop = asyncio.get_running_loop()
        began = loop.time()
        changes = self._board.changes(self._now())
        if changes:
            text = _encode(changes).decode()
            self.bytes += len(text)
            for watcher in tuple(self._watchers):
                watcher.put(text)
        took = loop.time() - began
        self.ticks += 1
        self.tick_s += took
        self.longest_s = max(self.longest_s, took)
