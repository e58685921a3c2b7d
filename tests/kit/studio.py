"""A media engine for tests: the real child process on loopback, with a tone for each prompt."""

import asyncio
import os
import signal
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

from firstline.telephony.complaints import Complaints
from firstline.telephony.counters import Counters
from firstline.telephony.g711 import Codec
from firstline.telephony.media import MediaEngine, MediaSettings
from firstline.telephony.patch import FarEnd, Port, Source
from firstline.telephony.prompts import Clip, Prompts
from kit.rtp_phone import RtpPhone

ADDRESS: Final = "127.0.0.1"


class Studio:
    """A media engine, what it told, and clips for it to play."""

    def __init__(
        self, directory: Path, ports: tuple[int, int], pulse: float, address: str = ADDRESS
    ) -> None:
        self.counters = Counters()
        self.keys: list[tuple[str, str]] = []
        self.news: list[str] = []
        self.prompts = Prompts(directory / "prompts")
        self.recordings = directory / "recordings"
        self.complaints = Complaints(self.counters, time.monotonic)
        self.engine = MediaEngine(
            MediaSettings(address, self.prompts.directory, self.recordings, ports, pulse),
            complaints=self.complaints,
            on_key=lambda session, key: self.keys.append((session, key)),
            on_lost=lambda: self.news.append("lost"),
            on_back=lambda: self.news.append("back"),
        )

    def tone(self, frequency: float, seconds: float = 2.0) -> str:
        """Return the name of a clip of *frequency*."""
        clip: Clip = self.prompts.tone(frequency, seconds)
        return clip.name

    async def port_for(self, phone: RtpPhone, source: Source = Source.FIXED) -> Port:
        """Open a port for *phone*, which from then on sends there."""
        port = Port(self.engine, source)
        far = FarEnd(phone.address, phone.port, phone.key_type)
        phone.talk_to(await port.open(far, Codec(phone.codec)))
        return port

    def kill(self) -> None:
        """End the engine as a crash would."""
        assert self.engine.process_id is not None
        os.kill(self.engine.process_id, signal.SIGKILL)

    async def freeze(self) -> None:
        """Let the engine hang, all its threads, until it is killed."""
        assert self.engine.process_id is not None
        os.kill(self.engine.process_id, signal.SIGSTOP)
        status = Path(f"/proc/{self.engine.process_id}/stat")
        await comes_true(lambda: status.read_text().rpartition(")")[2].split()[0] == "T")


@asynccontextmanager
async def studio(
    directory: Path, ports: tuple[int, int] = (32000, 33999), pulse: float = 1.0
) -> AsyncIterator[Studio]:
    """Run a media engine."""
    made = Studio(directory, ports, pulse)
    await made.engine.start()
    try:
        yield made
    finally:
        await made.engine.stop()


async def comes_true(condition: Callable[[], bool], within: float = 3.0) -> bool:
    """Return whether *condition* becomes true, without blocking the loop."""
    until = time.monotonic() + within
    while not condition() and time.monotonic() < until:
        await asyncio.sleep(0.01)
    return condition()


async def hears(phone: RtpPhone, frequency: float, within: float = 3.0) -> bool:
    """Return whether *phone* comes to hear *frequency*, without blocking the loop."""
    return await comes_true(lambda: phone.hears_now(frequency), within)
