"""One end of a conversation: a place on the patch panel, and what is to be heard there.

What is to be heard is kept as a state, not as a sequence of commands: it is applied when the place
is open, and again after the media engine had to be started anew. It knows no SIP and no call.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from firstline.errors import FailureError
from firstline.telephony.address import LOOPBACK, WILDCARD, Address, facing
from firstline.telephony.g711 import Codec
from firstline.telephony.media import MediaEngine
from firstline.telephony.patch import FOR_EVER, FarEnd, Port, Seat, Source
from firstline.telephony.prompts import Clip
from firstline.telephony.sdp import Audio
from firstline.telephony.webrtc import Gateway, Offer

_Place = TypeVar("_Place", int, Gateway)


@dataclass(frozen=True, slots=True)
class Sound:
    """A clip, and how often it is played."""

    clip: Clip
    times: int


class End:
    """One party's side of the patch panel."""

    def __init__(self, engine: MediaEngine, host: str) -> None:
        """*host* is where the far end's SIP comes from, if it speaks SIP."""
        self._engine = engine
        self._host = host
        self._hears: Sound | End | Seat | None = None
        self._far: Audio | None = None
        self._codec = Codec.PCMU
        self._before: Port | None = None
        "Where the far end was until it has a new place."
        self.port = Port(engine)

    @property
    def codec(self) -> Codec:
        """What is spoken here."""
        return self._codec

    @property
    def address(self) -> str:
        """The address of ours at which far ends send; 0.0.0.0: all of them."""
        return self._engine.settings.address

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

        def arrived(port: int) -> None:
            opened((self.address, port))

        self._await(self.port.open(_far_end(far), codec), arrived, failed)

    def open_to_browser(
        self,
        offer: Offer,
        codec: Codec,
        opened: Callable[[Gateway], None],
        failed: Callable[[FailureError], None],
    ) -> None:
        """Take a place for a browser, or another instead of the one it had.

        The one before serves until the new one is open. A recording goes on in the new one only
        if it is asked for again.
        """
        self._codec = codec
        self._give_up_before()
        self._before, self.port = self.port, Port(self._engine)
        self._await(self.port.open_to_browser(offer, codec), opened, failed)

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

    def sit(self, seat: Seat) -> None:
        """Hear what the mixer says at *seat*, and be heard there."""
        if self._hears is not seat:
            self._change(seat)

    def leave_seat(self) -> None:
        """Hear nothing, where it was the mixer that was heard."""
        if not isinstance(self._hears, Sound | End | None):
            self._change(None)

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
        self._give_up_before()
        stopped = self.port.stop_recording()
        self.port.close()
        return stopped

    def _await(
        self,
        place: asyncio.Future[_Place],
        opened: Callable[[_Place], None],
        failed: Callable[[FailureError], None],
    ) -> None:
        """Go on when there is a place, or none to be had."""
        port = self.port

        def done(future: asyncio.Future[_Place]) -> None:
            if future.cancelled() or self.port is not port:
                return
            error = future.exception()
            if isinstance(error, FailureError):
                failed(error)
            elif error is not None:
                raise error
            else:
                self._give_up_before()
                opened(future.result())
                self._apply()

        place.add_done_callback(done)

    def _give_up_before(self) -> None:
        before, self._before = self._before, None
        if before is not None:
            before.stop_recording()
            before.close()

    def _change(self, hears: Sound | Seat | None) -> None:
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
        if isinstance(hears, Sound):
            port.unpatch()
            port.play(hears.clip.name, times=hears.times)
        elif hears is not None:
            port.sit(hears)
        else:
            port.unpatch()
            port.stop_playing()


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
