"""One end of a conversation: a place on the patch panel, and what is to be heard there.

What is to be heard is kept as a state, not as a sequence of commands: it is applied when the place
is open, and again after the media engine had to be started anew. It knows no SIP and no call.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from firstline.errors import FailureError
from firstline.telephony.address import WILDCARD, Address, facing
from firstline.telephony.g711 import Codec
from firstline.telephony.media import MediaEngine
from firstline.telephony.patch import FOR_EVER, FarEnd, Port, Source
from firstline.telephony.prompts import Clip
from firstline.telephony.sdp import Audio

LOOPBACK: Final = "127."


@dataclass(frozen=True, slots=True)
class Sound:
    """A clip, and how often it is played."""

    clip: Clip
    times: int


class End:
    """One party's side of the patch panel."""

    def __init__(self, engine: MediaEngine, host: str) -> None:
        """*host* is where the far end's SIP comes from."""
        self._engine = engine
        self._host = host
        self._hears: Sound | End | None = None
        self._far: Audio | None = None
        self._codec = Codec.PCMU
        self.port = Port(engine)

    @property
    def codec(self) -> Codec:
        """What is spoken here."""
        return self._codec

    def open(
        self,
        far: Audio | None,
        codec: Codec,
        opened: Callable[[Address], None],
        failed: Callable[[FailureError], None],
    ) -> None:
        """Take a place; *opened* is told the address for our SDP. *far* is None when we offer."""
        self._far, self._codec = far, codec
        # rtp.io lets a place that began as LEARNT become FIXED, but not the other way round.
        self.port.source = Source.LEARNT if far is None else source_of(far.address, self._host)

        def done(future: asyncio.Future[int]) -> None:
            if future.cancelled():
                return
            error = future.exception()
            if isinstance(error, FailureError):
                failed(error)
            elif error is not None:
                raise error
            else:
                opened((self._engine.settings.address, future.result()))
                self._apply()

        self.port.open(_far_end(far), codec).add_done_callback(done)

    def point(self, far: Audio) -> None:
        """The far end hears at *far* from now on."""
        self._far = far
        self._codec = far.codec
        self.port.source = source_of(far.address, self._host)
        self.port.point(_far_end(far), self._codec)

    def hear(self, clip: Clip) -> None:
        """Play *clip* once."""
        self._change(Sound(clip, 1))

    def hear_on(self, clip: Clip) -> None:
        """Play *clip* until something else is to be heard."""
        self._change(Sound(clip, FOR_EVER))

    def hear_nothing(self) -> None:
        """Be silent."""
        self._change(None)

    def meet(self, other: "End") -> None:
        """Join with *other*: each hears the other; whom they heard before is in silence."""
        self._leave()
        other._leave()
        self._hears, other._hears = other, self
        self._apply()

    def meets(self, other: "End") -> bool:
        """Whether this end and *other* are joined."""
        return self._hears is other and other._hears is self

    def record(self, name: str) -> None:
        """Write what is said from both sides, until the end is closed."""
        self.port.record(name)

    def renew(
        self, opened: Callable[[Address], None], failed: Callable[[FailureError], None]
    ) -> None:
        """Take a new place in a new engine; what is to be heard is heard again."""
        self.port = Port(self._engine)
        self.open(self._far, self._codec, opened, failed)

    def close(self) -> asyncio.Future[None]:
        """Give the place up. Done when a recording is whole."""
        self._leave()
        self._hears = None
        stopped = self.port.stop_recording()
        self.port.close()
        return stopped

    def _change(self, hears: Sound | None) -> None:
        self._leave()
        self._hears = hears
        self._apply()

    def _leave(self) -> None:
        """Whoever was joined with this end hears nothing from now on."""
        peer = self._hears
        if isinstance(peer, End) and peer._hears is self:
            peer._hears = None

    def _apply(self) -> None:
        """Let it be as it should. Nothing happens before the place is open; then all of it does."""
        port = self.port
        if not port.alive:
            return
        hears = self._hears
        if isinstance(hears, End):
            if hears._hears is self and hears.port.alive:
                port.patch(hears.port)
            return
        port.unpatch()
        if hears is None:
            port.stop_playing()
        else:
            port.play(hears.clip.name, times=hears.times)


def source_of(address: str, host: str) -> Source:
    """Return from where a far end may send, by its *address* in SDP and the *host* of its SIP.

    Where the two differ, one of them is behind a router. One that names an address of ours is a
    phone on this machine: its packets may leave from any of our addresses.
    """
    if address == WILDCARD:
        return Source.FIXED
    is_ours = facing(address) == address and not address.startswith(LOOPBACK)
    return Source.LEARNT if is_ours or address != host else Source.FIXED


def _far_end(far: Audio | None) -> FarEnd | None:
    return None if far is None else FarEnd(far.address, far.port, far.keys)
