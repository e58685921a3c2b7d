"""A mixer for tests: the real child process on loopback, and phones that are its seats' insides."""

import os
import signal
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Final

from firstline.telephony.g711 import Codec
from firstline.telephony.mixer import Mixer
from firstline.telephony.mixer_seat import Seat
from kit.rtp_phone import RtpPhone
from kit.studio import comes_true
from kit.tones import strength

INSIDE: Final = "127.77.3.7"
SHARE: Final = 0.15
"Of the power: what a tone has at least that is heard among others."


class Guest:
    """Somebody in a room, who says a tone."""

    def __init__(self, phone: RtpPhone, seat: Seat, tone: int) -> None:
        self.phone: Final = phone
        self.seat: Final = seat
        self.tone: Final = tone
        seat.face(phone.port)
        phone.talk_to(seat.port, INSIDE)
        phone.say(tone)


class Parlour:
    """A mixer, and everybody who is there."""

    def __init__(self) -> None:
        self.news: Final[list[str]] = []
        self.guests: Final[list[Guest]] = []
        self.mixer: Final = Mixer(
            INSIDE,
            on_lost=lambda: self.news.append("lost"),
            on_back=lambda: self.news.append("back"),
        )
        self.stack: Final = AsyncExitStack()

    def guest(self, tone: int, room: str = "room", codec: Codec = Codec.PCMU) -> Guest:
        """Let somebody sit down."""
        phone = self.stack.enter_context(RtpPhone(codec, address=INSIDE))
        guest = Guest(phone, self.mixer.seat(room, codec).result(), tone)
        self.guests.append(guest)
        return guest

    def hears(self, who: Guest, *whom: Guest) -> None:
        """Say whom *who* is to hear."""
        self.mixer.hear(who.seat.room, who.seat, [other.seat for other in whom])

    def heard_by(self, who: Guest, seconds: float = 0.3) -> set[int]:
        """Return the tones among those of all guests that *who* has heard in the last moment."""
        sound = who.phone.sound(time.monotonic() - seconds)
        return {other.tone for other in self.guests if strength(sound, other.tone) > SHARE}

    async def comes_to_hear(self, who: Guest, *whom: Guest, within: float = 3.0) -> bool:
        """Return whether *who* comes to hear just *whom*."""
        wanted = {other.tone for other in whom}
        return await comes_true(lambda: self.heard_by(who) == wanted, within)

    def kill(self, how: int = signal.SIGKILL) -> None:
        """End the mixer's process as a crash would."""
        assert self.mixer.process_id is not None
        os.kill(self.mixer.process_id, how)

    def processor_time(self) -> float:
        """Return the seconds of processor time that the mixer's process has used."""
        words = Path(f"/proc/{self.mixer.process_id}/stat").read_text().rpartition(")")[2].split()
        return (int(words[11]) + int(words[12])) / os.sysconf("SC_CLK_TCK")


@asynccontextmanager
async def parlour() -> AsyncIterator[Parlour]:
    """Run a mixer."""
    made = Parlour()
    await made.mixer.start()
    try:
        yield made
    finally:
        await made.mixer.stop()
        await made.stack.aclose()
