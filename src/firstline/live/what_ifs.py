"""What-ifs that are tried beside the hotline: one after another, each by a process of its own.

The process has the least claim to the processor, says how far it has come, and may be ended at any
time; if it dies, that is told. Nothing here knows what is simulated: the program is found by its
name, what it is given and what it says are JSON by the line.
"""

import asyncio
import os
import secrets
import sys
from collections.abc import Mapping
from enum import Enum
from pathlib import Path
from typing import Final

import msgspec
import structlog
from msgspec import Raw, Struct
from msgspec.structs import replace

from firstline.errors import InputError, Said

PROGRAM: Final = "firstline.study.comparing.job"
QUEUE_AT_MOST: Final = 5
"What-ifs that wait or run."
KEPT_AT_MOST: Final = 50
"What-ifs that are remembered."
KEPT_S: Final = 3600.0
"How long it is remembered what came of one."
LONGEST_S: Final = 1800.0
"No what-if may take longer."
LINE_AT_MOST: Final = 32 * 1024 * 1024
"Bytes that a result may have."


class State(Enum):
    """How far a what-if has come."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


class Asked(Struct, frozen=True):
    """What somebody wants to know."""

    what_if: list[str]
    days: int
    seed: int
    version: int
    "Of the plan."


class WhatIf(Struct, frozen=True):
    """A what-if, and what came of it."""

    id: str
    asked: Asked
    state: State = State.WAITING
    ahead: int = 0
    "What-ifs that come first."
    done: int = 0
    of: int = 0
    "Units of simulation in all worlds together; 0: not known yet."
    now: str = ""
    "The world that is simulated."
    why: str = ""
    remedy: str = ""
    result: Raw | None = None

    @property
    def is_over(self) -> bool:
        """Whether nothing more will come of it."""
        return self.state not in {State.WAITING, State.RUNNING}


class _Line(Struct, frozen=True):
    """What the process says."""

    done: int = 0
    of: int = 0
    now: str = ""
    result: Raw = Raw()
    wrong: str = ""
    remedy: str = ""


class WhatIfs:
    """All what-ifs of this process. Lives on the running loop."""

    def __init__(self, program: str = PROGRAM) -> None:
        self._program: Final = program
        self._log: Final = structlog.get_logger("live")
        self._known: Final[dict[str, WhatIf]] = {}
        self._over_at: Final[dict[str, float]] = {}
        self._waiting: Final[list[tuple[str, bytes]]] = []
        self._task: asyncio.Task[None] | None = None
        self._running: tuple[str, asyncio.subprocess.Process] | None = None

    def ask(self, asked: Asked, job: Mapping[str, object]) -> WhatIf:
        """Have a *job* done, as the program takes it; InputError where too many wait."""
        self._forget()
        if sum(not known.is_over for known in self._known.values()) >= QUEUE_AT_MOST:
            raise InputError(
                Said("{most} what-ifs wait or run already.", most=QUEUE_AT_MOST),
                "Wait until one is done, or take one back.",
            )
        new = WhatIf(secrets.token_urlsafe(12), asked)
        self._known[new.id] = new
        self._waiting.append((new.id, msgspec.json.encode(job)))
        if self._task is None or self._task.done():
            self._task = asyncio.get_running_loop().create_task(self._work())
        return self._told(new)

    def one(self, name: str) -> WhatIf | None:
        """Return a what-if."""
        self._forget()
        found = self._known.get(name)
        return None if found is None else self._told(found)

    def all(self) -> list[WhatIf]:
        """Return every what-if that is known, the newest last."""
        self._forget()
        return [self._told(known) for known in self._known.values()]

    def cancel(self, name: str) -> None:
        """Do not do it, or no further; forget what is over."""
        if self._known[name].is_over:
            del self._known[name]
            return
        self._end(name, State.CANCELLED)
        self._waiting[:] = [one for one in self._waiting if one[0] != name]
        if self._running is not None and self._running[0] == name:
            _kill(self._running[1])

    async def close(self) -> None:
        """End everything."""
        for known in self.all():
            if not known.is_over:
                self.cancel(known.id)
        if self._task is not None:
            await asyncio.wait([self._task])

    def _told(self, known: WhatIf) -> WhatIf:
        names = [name for name, _ in self._waiting]
        if known.id not in names:
            return known
        return replace(known, ahead=names.index(known.id) + (self._running is not None))

    def _forget(self) -> None:
        """Forget what has been over for long, or is too much."""
        now = asyncio.get_running_loop().time()
        kept = sorted(self._over_at, key=self._over_at.__getitem__, reverse=True)[:KEPT_AT_MOST]
        for name, at in list(self._over_at.items()):
            if now - at > KEPT_S or name not in kept:
                self._known.pop(name, None)
                del self._over_at[name]

    async def _work(self) -> None:
        while self._waiting:
            name, job = self._waiting.pop(0)
            try:
                async with asyncio.timeout(LONGEST_S):
                    await self._try(name, job)
            except TimeoutError:
                self._fail(name, "It took longer than half an hour.", "Choose fewer days.")
            except Exception as error:  # noqa: BLE001 - the next one shall be tried
                self._log.error("a what-if has failed", exc_info=error)
                self._fail(name, "It failed in a way nobody has thought of.", "See the log.")

    async def _try(self, name: str, job: bytes) -> None:
        process = await _started(self._program)
        self._running = name, process
        self._set(name, state=State.RUNNING)
        try:
            await self._listen(name, process, job)
        finally:
            self._running = None
            _kill(process)
            await process.wait()
        self._fail(name, "The simulation has died.", "Try again; the log may say why.")

    async def _listen(self, name: str, process: asyncio.subprocess.Process, job: bytes) -> None:
        assert process.stdin is not None
        assert process.stdout is not None
        if self._known[name].is_over:  # taken back while the process was started
            return
        process.stdin.write(job + b"\n")
        async for line in process.stdout:
            self._hear(name, msgspec.json.decode(line, type=_Line))

    def _hear(self, name: str, line: _Line) -> None:
        if line.wrong:
            self._fail(name, line.wrong, line.remedy)
        elif bytes(line.result):
            self._end(name, State.DONE, result=line.result.copy())
        else:
            self._set(name, done=line.done, of=line.of, now=line.now)

    def _fail(self, name: str, why: str, remedy: str) -> None:
        self._end(name, State.FAILED, why=why, remedy=remedy)

    def _end(self, name: str, state: State, **more: object) -> None:
        if name in self._known and not self._known[name].is_over:
            self._set(name, state=state, **more)
            self._over_at[name] = asyncio.get_running_loop().time()

    def _set(self, name: str, **values: object) -> None:
        if name in self._known and not self._known[name].is_over:
            self._known[name] = replace(self._known[name], **values)


async def _started(program: str) -> asyncio.subprocess.Process:
    source = str(Path(__file__).parents[2])
    paths = [source, *filter(None, [os.environ.get("PYTHONPATH")])]
    return await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        program,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        limit=LINE_AT_MOST,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(paths)},
        start_new_session=True,  # a Ctrl-C is for the parent
    )


def _kill(process: asyncio.subprocess.Process) -> None:
    if process.returncode is None:
        process.kill()
