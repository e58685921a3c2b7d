"""The media engine as the parent sees it: a child process that is watched and replaced.

If the engine dies or no longer answers, a new one is started at once; its sessions are gone, and
whoever owns legs is told twice: when they are lost, and when new ones can be opened. Everything
runs in the one asyncio loop, without a thread or a task. It knows no leg: that is the patch panel.
"""

import asyncio
import secrets
import socket
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import structlog

from firstline.errors import FailureError
from firstline.telephony.complaints import Complaints
from firstline.telephony.life import Life, begin, end_in_order, release
from firstline.telephony.sink import Sink

START_LIMIT: Final = 10.0
"Seconds within which the first engine must answer."

PULSE: Final = 1.0
"Seconds between two looks at whether the engine still answers."

SILENT_PULSES: Final = 5
"After so many looks without any answer to an open question, the engine is killed."

RESTARTS_A_MINUTE: Final = 10
"Beyond, the next restart waits until the first of them is a minute old."

FIRST_PAUSE: Final = 0.1
"Seconds before the second restart within a minute; the first has no pause."

LONGEST_PAUSE: Final = 5.0
"Seconds up to which the pause doubles with each further restart."

STIRRED: Final = "stirred"
"""A session to which packets are sent with each pulse. rtp.io gives the sockets of a deleted
session back only when its threads next have something to do, which for RTCP may be never: once all
ports had been taken, they would stay taken."""

KEYS: Final = frozenset("0123456789*#ABCD")


class MediaDownError(FailureError):
    """There is no media engine just now."""

    def __init__(self) -> None:
        super().__init__("The media engine is down.", "It is being started again; try shortly.")


class MediaStartError(FailureError):
    """The media engine cannot be started at all."""


@dataclass(frozen=True, slots=True)
class MediaSettings:
    """Where the media engine sends and receives, and where its files are."""

    address: str
    "An IPv4 address of this machine; 0.0.0.0 for all."
    prompts: Path
    "Clips are named as seen from this directory."
    recordings: Path
    ports: tuple[int, int] = (20_000, 39_999)
    "The lowest and the highest. A leg takes two here (RTP and RTCP), and four open files."
    pulse: float = PULSE


class MediaEngine:
    """The child process that holds all sound, and the way to it."""

    def __init__(
        self,
        settings: MediaSettings,
        *,
        complaints: Complaints,
        on_key: Callable[[str, str], None],
        on_lost: Callable[[], None],
        on_back: Callable[[], None],
    ) -> None:
        """Describe the engine; nothing runs yet.

        `on_key` is told the session and the key: 0 to 9, * # A B C D.
        """
        self.settings: Final = settings
        self.inside: Final = f"127.{64 + secrets.randbelow(64)}.{secrets.randbelow(256)}.7"
        """Where legs meet. Drawn anew each time, so that no far end can name it in its SDP, and
        stray packets for 127.0.0.1 never come near it."""
        self._complaints = complaints
        self._on_key = on_key
        self._on_lost = on_lost
        self._on_back = on_back
        self._log = structlog.get_logger("media")
        self._life: Life | None = None
        self._answering = False
        self._started: asyncio.Future[None] | None = None
        self._restarts: deque[float] = deque(maxlen=RESTARTS_A_MINUTE)
        self._timer: asyncio.TimerHandle | None = None
        self._answers_seen = 0
        self._silent_pulses = 0
        self._serial = 0
        self.losses = 0
        "How many engines were lost so far."
        self._stirred = 0
        self._sink: Sink | None = None
        self.sink = ""
        "Where to point what nobody shall hear."

    @property
    def up(self) -> bool:
        """Whether legs can be opened and moved now."""
        return self._answering

    @property
    def life(self) -> Life:
        """The engine that runs now."""
        if self._life is None or not self._answering:
            raise MediaDownError
        return self._life

    @property
    def process_id(self) -> int | None:
        """The engine's process, for those who measure or kill it."""
        return None if self._life is None else self._life.process.pid

    def new_session(self) -> str:
        """Return a name that no session of any of our engines has had."""
        self._serial += 1
        return f"s{self._serial}"

    async def start(self) -> None:
        """Start the engine and return when it answers."""
        _check_address(self.settings.address)
        for directory in (self.settings.prompts, self.settings.recordings):
            directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._sink = Sink(self.inside)
        self.sink = self._sink.name
        self._started = asyncio.get_running_loop().create_future()
        self._spawn()
        try:
            async with asyncio.timeout(START_LIMIT):
                await self._started
        except (TimeoutError, MediaStartError) as error:
            await self.stop()
            raise _why_not(error) from None

    async def stop(self) -> None:
        """End the engine: sessions are deleted, recordings are written out."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        self._answering = False
        life, self._life = self._life, None
        if life is not None:
            await end_in_order(life)
        if self._sink is not None:
            self._sink.close()
            self._sink = None

    # A life begins.

    def _spawn(self) -> None:
        settings = self.settings
        self._life = begin(
            [
                *("--address", settings.address, "--ports", *map(str, settings.ports)),
                *("--recordings", str(settings.recordings.absolute())),
            ],
            settings.prompts,
            on_refusal=self._refused,
            on_keys=self._read_keys,
            on_end=self._lost,
        )
        self._answers_seen = self._silent_pulses = self._stirred = 0
        self._timer = asyncio.get_running_loop().call_later(settings.pulse, self._pulse)
        where = f"{self.sink} A B && Lal{self.inside} {self.sink}"
        self._life.control.ask(f"Ual{self.inside} {STIRRED} {where}", self._answered)

    def _answered(self, answer: str | None) -> None:
        """The engine runs: it has told the port of the session that is only there to be stirred."""
        if answer is None:
            return
        self._stirred = port_in(answer) or 0
        started = self._awaited()
        if started is not None and not self._stirred:
            started.set_exception(MediaStartError("None of its ports is free."))
            return
        self._answering = True
        self._log.info("media engine up", process=self.process_id)
        if started is not None:
            started.set_result(None)
        else:
            self._on_back()

    def _awaited(self) -> asyncio.Future[None] | None:
        """Return what `start` waits for, while it does."""
        return self._started if self._started is not None and not self._started.done() else None

    # A life ends.

    def _lost(self) -> None:
        """The engine has died, or closed the line: replace it."""
        life, self._life = self._life, None
        if life is None:
            return
        was_up, self._answering = self._answering, False
        if self._timer is not None:
            self._timer.cancel()
        release(life)
        status = life.process.returncode
        if (started := self._awaited()) is not None:
            started.set_exception(MediaStartError(f"It ended with status {status}."))
            return
        self.losses += 1
        self._restart(f"ended with status {status}")
        if was_up:
            self._on_lost()

    def _restart(self, why: str) -> None:
        pause = self._pause()
        self._log.error("media engine lost", why=why, restart_in=round(pause, 1))
        self._timer = asyncio.get_running_loop().call_later(pause, self._spawn_again)

    def _spawn_again(self) -> None:
        try:
            self._spawn()
        except OSError as error:  # no process, or no file descriptor, to be had just now
            self._restart(str(error))

    def _pause(self) -> float:
        """Return how long to wait before the next start, and count it as a restart."""
        now = asyncio.get_running_loop().time()
        recent = [at for at in self._restarts if now - at < 60.0]
        pause = min(FIRST_PAUSE * 2 ** (len(recent) - 1), LONGEST_PAUSE) if recent else 0.0
        if len(recent) >= RESTARTS_A_MINUTE:
            pause = max(pause, recent[0] + 60.0 - now)
        self._restarts.append(now + pause)
        return pause

    def _pulse(self) -> None:
        """Ask a question if none is open; kill an engine that leaves questions unanswered."""
        life = self._life
        if life is None:
            return
        stuck = life.control.busy and life.control.answers == self._answers_seen
        self._silent_pulses = self._silent_pulses + 1 if stuck else 0
        self._answers_seen = life.control.answers
        if self._silent_pulses >= SILENT_PULSES:
            self._log.error("media engine does not answer", process=life.process.pid)
            self._lost()
            return
        if not life.control.busy:
            life.control.tell("V")
        if self._sink is not None and self._stirred:
            self._sink.stir(self.inside, self._stirred)
        self._timer = asyncio.get_running_loop().call_later(self.settings.pulse, self._pulse)

    # What the engine says.

    def _refused(self, command: str, error: str) -> None:
        self._complaints.note(f"media refused: {error}", command=command)

    def _read_keys(self) -> None:
        """Take in keys: `session key volume duration side`, or a session alone: it was reaped."""
        if self._life is None:
            return
        try:
            while line := self._life.keys.recv(512):
                self._take_notice(line.decode("ascii", "replace").split())
                if self._life is None:
                    return
        except BlockingIOError:
            return
        except OSError:
            self._complaints.note("media keys unreadable")
        self._lost()

    def _take_notice(self, words: list[str]) -> None:
        match words:
            case [session, key, _, _, _] if key in KEYS:
                self._on_key(session, key)
            case [session]:
                self._complaints.note("media session reaped", session=session)
            case _:
                self._complaints.note("media notice not understood", words=words)


def port_in(answer: str) -> int | None:
    """Return the port that *answer* begins with. `E72`, or `-1` after `&&`, is none."""
    word = answer.split(maxsplit=1)[0] if answer else ""
    return int(word) if word.isdecimal() else None


def _check_address(address: str) -> None:
    try:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
            probe.bind((address, 0))
    except OSError as error:
        raise MediaStartError(
            f"RTP cannot be received at {address}: {error.strerror or error}.",
            "Name an IPv4 address of this machine.",
        ) from error


def _why_not(error: Exception) -> MediaStartError:
    what = "It did not answer in time." if isinstance(error, TimeoutError) else str(error)
    return MediaStartError(
        f"The media engine cannot be started. {what}",
        "See what it wrote on standard error. Is the range of ports in order?",
    )
