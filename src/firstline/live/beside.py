"""What runs beside the hotline on its loop: the interface, begun anew for every run of it.

A new one begins before the old one has given its last answers, so that nobody finds the door shut.
Whatever fails here costs no call. It knows nothing of what its companions do.
"""

import asyncio
import signal
from collections.abc import Callable
from typing import Final, Protocol

import structlog

from firstline.errors import FirstlineError
from firstline.live.desk import Desk

PAUSE_S: Final = 1.0
"""Between a failure of a companion and the next one."""


class Companion(Protocol):
    """Something that runs beside the hotline on the same loop: its interface over HTTP."""

    @property
    def found_at(self) -> str:
        """Where it can be found: “https 127.0.0.1:8080”."""

    async def serve(self) -> None:
        """Work until it is stopped."""

    def stop(self) -> None:
        """Come to an end."""


class Beside:
    """The companion of the present run, and those before it that still end."""

    def __init__(self, make: Callable[[Desk], Companion]) -> None:
        self._make: Final = make
        self._log: Final = structlog.get_logger("live")
        self._desk: Desk | None = None
        self._now: Companion | None = None
        self._tasks: Final[set[asyncio.Task[None]]] = set()

    def begin(self, desk: Desk) -> str:
        """Let a companion serve *desk* instead of the one before; return where it is found."""
        companion = self._make(desk)
        self._stop()
        self._desk, self._now = desk, companion
        task = asyncio.get_running_loop().create_task(self._serve(companion))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return companion.found_at

    def begin_again_on(self, number: signal.Signals) -> None:
        """Begin again at a signal, as daemons do on SIGHUP."""
        asyncio.get_running_loop().add_signal_handler(number, self.begin_again)

    def begin_again(self) -> None:
        """Let a new companion serve the same desk; where that cannot be, the present one goes on.

        It reads anew what it reads at its beginning: certificates.
        """
        if self._desk is None:
            return
        try:
            self.begin(self._desk)
        except FirstlineError as error:
            self._log.error(
                "the interface cannot begin anew", why=error.message, remedy=error.remedy
            )

    async def end(self) -> None:
        """Stop, and wait for the last answers."""
        self._stop()
        if self._tasks:
            await asyncio.wait(self._tasks)

    def _stop(self) -> None:
        if self._now is not None:
            self._now.stop()
        self._now = None

    async def _serve(self, companion: Companion) -> None:
        """Let the companion work; if it fails, calls go on, and another one soon follows."""
        try:
            await companion.serve()
        except Exception as error:  # noqa: BLE001 - no fault of it may cost a call
            self._log.error("the interface has failed", exc_info=error)
            while companion is self._now:
                await asyncio.sleep(PAUSE_S)
                self.begin_again()
