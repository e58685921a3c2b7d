"""The service: a hotline from its plan to its end, in one process.

Begins everything in order, says that it is ready, takes up another version of the plan when it is
asked to, drains when it is asked to end, and ends. Whoever runs it needs to know nothing of loops
and threads.
"""

import asyncio
import gc
import signal
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import structlog

from firstline.errors import FailureError
from firstline.live.beside import Beside, Companion
from firstline.live.database import sqlite_url
from firstline.live.desk import Desk
from firstline.live.directory import DataDirectory
from firstline.live.plans import Plans
from firstline.live.preparation import Prepared
from firstline.live.recovery import Recovered, Way, recover
from firstline.live.store import Store
from firstline.live.take_up import TakeUp
from firstline.live.works import Works
from firstline.telephony.address import Address

LOOK: Final = 0.1
"""Seconds between two looks whether all calls are over."""
BREATH: Final = 0.01
"""Seconds between two long steps of a beginning, for phones that speak already."""


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
        self._beside: Final = Beside(companion)
        self._say: Final = say
        self._progress: Final = progress
        self._log: Final = structlog.get_logger("live")

    def run(self) -> None:
        """Run until a signal ends it; raise what a person must be told if it cannot."""
        with DataDirectory(self._settings.data) as directory:
            ground = _Ground.of(self._settings, directory.path)
            try:
                first = ground.plans.first(self._progress)
                asyncio.run(self._live(first, ground))
            finally:
                ground.close()

    async def _live(self, first: Prepared, ground: "_Ground") -> None:
        """Run one version of the plan, then the next, until the end is asked for."""
        asked = _Asked()
        self._beside.begin_again_on(signal.SIGHUP)
        following: Prepared | None = first
        before: Works | None = None
        try:
            while following is not None:
                works = self._built(following, ground)
                following, before = await self._run(works, before, ground, asked), works
        finally:
            await ground.plans.what_ifs.close()
            await self._beside.end()
        self._log.info("ended")

    def _built(self, prepared: Prepared, ground: "_Ground") -> Works:
        past, sip = self._past(ground.store), self._settings.sip
        return Works(prepared, ground.store, ground.url, past, sip, ground.directory, ground.plans)

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

    async def _run(
        self, works: Works, before: Works | None, ground: "_Ground", asked: "_Asked"
    ) -> Prepared | None:
        """Let *works* run to their end; return what is to be run after them, if anything."""
        try:
            await works.begin()
            if before is not None:
                works.welcome_phones_of(before)
            ground.plans.runs(works.version)
            await asyncio.sleep(BREATH)
            where = self._beside.begin(works.desk)
            await asyncio.sleep(BREATH)
            _keep_for_good()
            self._tell_of(works, where, is_first=before is None)
            following = await self._until_over(works, ground.plans.take_up, asked)
        finally:
            whole = await works.end()
        if not whole:
            raise FailureError(
                "The end of the journal could not be stored.",
                "What is stored is a whole beginning of it. See the log for what failed.",
            )
        return following

    def _tell_of(self, works: Works, http: str, *, is_first: bool) -> None:
        if is_first:
            host, port = self._settings.sip
            self._say(f"firstline: ready: sip {host}:{port}, {http}")
        else:
            self._say(f"firstline: version {works.version} of the plan is taken up")

    async def _until_over(self, works: Works, take_up: TakeUp, asked: "_Asked") -> Prepared | None:
        """Work until the end is asked for, or the moment to run another version has come."""
        while not asked.once.is_set():
            await _either(asked.once, take_up.ready)
            following = await self._following(works, take_up, asked)
            if following is not None and not asked.once.is_set():
                return following
            await asyncio.sleep(LOOK)
        await self._drain(works, asked)
        return None

    async def _following(self, works: Works, take_up: TakeUp, asked: "_Asked") -> Prepared | None:
        """Return what is to be run after *works*, if the moment for it has come."""
        if not take_up.ready.is_set():
            return None
        if take_up.is_urgent:
            following = take_up.taken()
            await self._drain(works, asked)
            return following
        if not await works.rests():
            return None
        following = take_up.taken()
        if following is not None:  # nobody has thought otherwise meanwhile
            works.hush()
        return following

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


@dataclass(frozen=True, slots=True)
class _Ground:
    """What all runs stand on."""

    store: Store
    url: str
    plans: Plans
    directory: Path

    @classmethod
    def of(cls, settings: Settings, directory: Path) -> "_Ground":
        url = settings.store or sqlite_url(directory)
        return cls(Store(url), url, Plans(url, settings.plan, directory), directory)

    def close(self) -> None:
        self.plans.close()
        self.store.close()


async def _either(one: asyncio.Event, other: asyncio.Event) -> None:
    """Wait until one of two things has happened."""
    async with asyncio.TaskGroup() as tasks:
        waits = [tasks.create_task(event.wait()) for event in (one, other)]
        await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        for wait in waits:
            wait.cancel()


def _keep_for_good() -> None:
    """Let the garbage collector never again look at what has been there since the start.

    Most of all objects are modules, prompts and plan. To look at them as well would stop every
    call for a fifth of a second now and then. What an earlier run has left is thrown away first.
    """
    gc.unfreeze()
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
