"""The service: a hotline from its plan to its end, in one process.

Begins everything in order, says that it is ready, drains when it is asked to end, and ends. Whoever
runs it needs to know nothing of loops and threads.
"""

import asyncio
import gc
import signal
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

import structlog

from firstline.errors import FailureError
from firstline.live.database import sqlite_url
from firstline.live.desk import Desk
from firstline.live.directory import DataDirectory
from firstline.live.preparation import Prepared, prepare
from firstline.live.recovery import Recovered, Way, recover
from firstline.live.store import Store
from firstline.live.works import Works
from firstline.telephony.address import Address

LOOK: Final = 0.1
"""Seconds between two looks whether all calls are over."""


class Companion(Protocol):
    """Something that runs beside the hotline on the same loop: its interface over HTTP."""

    @property
    def address(self) -> tuple[str, int]:
        """Where it can be found."""

    async def serve(self) -> None:
        """Work until it is stopped."""

    def stop(self) -> None:
        """Come to an end."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What a person says when starting a hotline."""

    plan: Path
    sip: Address
    data: Path
    store: str | None
    "The URL of a database; None: a file in the data directory."
    drain: float
    "Seconds that callers have to finish when the hotline is to end."


class Service:
    """One hotline in this process."""

    def __init__(
        self,
        settings: Settings,
        companion: Callable[[Desk], Companion],
        say: Callable[[str], None],
        progress: Callable[[int, int], None],
    ) -> None:
        """*say* is told what whoever has started the hotline wants to know.

        *progress* hears how many of how many new prompts are spoken.
        """
        self._settings: Final = settings
        self._companion: Final = companion
        self._say: Final = say
        self._progress: Final = progress
        self._log: Final = structlog.get_logger("live")

    def run(self) -> None:
        """Run until a signal ends it; raise what a person must be told if it cannot."""
        with DataDirectory(self._settings.data) as directory:
            prepared = prepare(self._settings.plan, directory.path, self._progress)
            asyncio.run(self._live(prepared, directory.path))

    async def _live(self, prepared: Prepared, directory: Path) -> None:
        url = self._settings.store or sqlite_url(directory)
        store = Store(url)
        try:
            works = Works(prepared, store, url, self._past(store), self._settings.sip, directory)
            await self._work(works)
        finally:
            store.close()

    def _past(self, store: Store) -> Recovered:
        """Bring the store in order after the last run."""
        past = recover(store)
        if past.way in {Way.REPLAYED, Way.KEPT}:
            self._log.warning(
                "the last run was cut off",
                calls_lost=past.lost_calls,
                state=past.way.value,
                why=past.why_kept,
            )
        return past

    async def _work(self, works: Works) -> None:
        asked = _Asked()
        try:
            companion = self._companion(works.desk)
            await works.begin()
            _keep_for_good()
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(self._beside(companion))
                host, port = self._settings.sip
                at, number = companion.address
                self._say(f"firstline: ready: sip {host}:{port}, http {at}:{number}")
                await asked.once.wait()
                await self._drain(works, asked)
                companion.stop()
        finally:
            whole = await works.end()
        if not whole:
            raise FailureError(
                "The end of the journal could not be stored.",
                "What is stored is a whole beginning of it. See the log for what failed.",
            )
        self._log.info("ended")

    async def _beside(self, companion: Companion) -> None:
        """Let the companion work; if it fails, calls go on without it."""
        try:
            await companion.serve()
        except Exception as error:  # noqa: BLE001 - no fault of it may cost a call
            self._log.error("the interface has failed", exc_info=error)

    async def _drain(self, works: Works, asked: "_Asked") -> None:
        """Let those who are here finish, for a stated time or until asked again."""
        works.close()
        limit = self._settings.drain
        if works.calls_up:
            self._say(
                f"firstline: closing: {works.calls_up} calls may end within {limit:g} s; "
                "ask again to end now"
            )
        with suppress(TimeoutError):
            async with asyncio.timeout(limit):
                while works.calls_up and not asked.again.is_set():
                    await asyncio.sleep(LOOK)


def _keep_for_good() -> None:
    """Let the garbage collector never again look at what has been there since the start.

    Most of all objects are modules, prompts and plan. To look at them as well would stop every
    call for a fifth of a second now and then.
    """
    gc.collect()
    gc.freeze()


class _Asked:
    """Whether a signal has asked for the end: once, to drain; again, to end now."""

    def __init__(self) -> None:
        self.once: Final = asyncio.Event()
        self.again: Final = asyncio.Event()
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, self._ask)

    def _ask(self) -> None:
        if self.once.is_set():
            self.again.set()
        self.once.set()
