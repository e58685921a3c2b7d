"""The patch panel: each leg owns one port, and ports are joined from the inside.

A port is one session of the media engine. Its side A is the outside, where the far end is; its
side B is the inside, on loopback. To join two legs, each inside is pointed at the other; to part
them, both are pointed at the sink. So holding and transferring never touch SDP.

There is no transcoding: a port passes on what comes in. Two ports that are joined should speak the
same codec; if they do not, each far end gets the other's payload type. It knows no SIP and no call.
"""

import asyncio
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final, Protocol

from firstline.errors import FailureError
from firstline.telephony.address import WILDCARD, is_numeric, is_one_party
from firstline.telephony.g711 import Codec
from firstline.telephony.life import Life
from firstline.telephony.media import MediaDownError, MediaEngine, port_in
from firstline.telephony.webrtc import Candidate, Gateway, Offer

FOR_EVER: Final = -1
"As often as to play a clip: until something else is asked for."

NOWHERE: Final = "0.0.0.0 0"
"""The inside of a port that was never joined: what the far end sends is dropped, at least cost.

Never of a browser's: a packet that is dropped after it was decrypted ends rtp.io (a fault of its
own, version 1.1.1). There the sink takes them, and always did.
"""

UNKNOWN: Final = "127.0.0.1 9"
"The outside of a browser's port: rtp.io learns by ICE where the browser is."

CANDIDATES_AT_ONCE: Final = 4
"As many as fit into one command beside the rest; rtp.io takes eight parts."

PACKETS: Final = "z20"
"rtp.io plays in packets of 10 ms if it is not told otherwise: twice the work for everyone."

SAFE_NAME: Final = re.compile(r"[!-~]{1,500}")
"What may stand in a command as a file's name: visible ASCII, no space."


_MEETING: Final = re.compile(
    r"([1-9][0-9]{0,4}) \S+ && passive SHA-256 ([0-9A-F:]{95}) && ([!-~]+) ([!-~]+)"
)


class Source(Enum):
    """From where a far end may send, and to where sound for it goes."""

    FIXED = "a"
    """To the address in its SDP, and only that host is listened to, at whatever port. Nobody else
    can break in. For every far end that tells its true address."""

    LEARNT = "s"
    """To where its packets come from (symmetric RTP, :rfc:`4961`), also when that changes in
    mid-call; but until its first packet, anybody's first packet wins. For phones behind NAT."""


@dataclass(frozen=True, slots=True)
class FarEnd:
    """Where a far end receives, as its SDP says. Raises ValueError for what cannot be sent to."""

    address: str
    "IPv4; 0.0.0.0 holds (:rfc:`2543`, appendix B.5)."
    port: int
    "0 means no audio."
    key_type: int | None = None
    "The payload type of its telephone-event, if it has any (:rfc:`4733`)."

    def __post_init__(self) -> None:
        if not is_numeric(self.address):
            raise ValueError(f"{self.address[:80]!r} is not an IPv4 address.")
        if not is_one_party(self.address):
            raise ValueError(f"{self.address} is not the address of one party.")
        if not 0 <= self.port <= 65535:
            raise ValueError(f"{self.port} is not a UDP port.")
        if self.key_type is not None and not 0 <= self.key_type <= 127:
            raise ValueError(f"{self.key_type} is not a payload type.")

    @property
    def held(self) -> bool:
        """Whether nothing is to be sent there for now."""
        return self.port == 0 or self.address == WILDCARD


class PortsExhaustedError(FailureError):
    """All RTP ports are taken."""

    def __init__(self, error: str) -> None:
        super().__init__(
            f"No free RTP ports ({error}).",
            "Widen the range of RTP ports, or lower the plan's limit of calls.",
        )


class Seat(Protocol):
    """A place in a room of the mixer, as a port sees it."""

    @property
    def address(self) -> str:
        """Where it hears the port, and from where it is heard."""

    @property
    def port(self) -> int:
        """The UDP port there."""

    def face(self, port: int) -> None:
        """Hear, and be heard at, the inside of a port, and no other."""


class MediaRefusedError(FailureError):
    """The media engine cannot meet this browser."""

    def __init__(self, error: str) -> None:
        super().__init__(
            f"The media engine does not take this browser's offer ({error}).",
            "Try another browser, and report this with the browser's name.",
        )


class Port:
    """One leg's place on the patch panel."""

    def __init__(self, engine: MediaEngine, source: Source = Source.FIXED) -> None:
        self._engine = engine
        self._life: Life | None = None
        self.source = source
        "From where the far end may send; counts from the next `open` or `point`."
        self.session: Final = engine.new_session()
        "The name under which `on_key` tells this leg's keys."
        self.codec = Codec.PCMU
        self.number = 0
        "The RTP port for our SDP. 0: not open."
        self.peer: Port | None = None
        "The port that this one is joined with."
        self._inside = 0
        self._is_seated = False
        self._may_play = False
        self._recording = False

    @property
    def alive(self) -> bool:
        """Whether this port is open, in the engine that runs now."""
        return self.number > 0 and self._life is not None and self._life.control.open

    def open(self, far: FarEnd | None, codec: Codec) -> asyncio.Future[int]:
        """Take a place; the result is the RTP port for our SDP. *far* is None when we offer.

        The result may be MediaDownError or PortsExhaustedError instead.
        """
        opened: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        if not self._engine.up:
            opened.set_exception(MediaDownError())
            return opened
        self._life = self._engine.life
        self.codec = codec
        # Both sides in one command: of the two answers, the first is the inside's port.
        outside = f"La{PACKETS}l{self._engine.settings.address} {NOWHERE}"
        self._life.control.ask(
            f"{self._far_end(far, self._life, f'l{self._engine.inside}')} && {outside}",
            lambda answer: self._opened(answer, opened),
        )
        return opened

    def open_to_browser(self, offer: Offer, codec: Codec) -> asyncio.Future[Gateway]:
        """Take a place for a browser; the result is what our answer to its *offer* says.

        The result may be MediaDownError, PortsExhaustedError or MediaRefusedError instead.
        """
        opened: asyncio.Future[Gateway] = asyncio.get_running_loop().create_future()
        if not self._engine.up:
            opened.set_exception(MediaDownError())
            return opened
        self._life = life = self._engine.life
        self.codec = codec
        first, *more = _browser_commands(self.session, offer, codec, life, self._engine.inside)
        life.control.ask(first, self._inside_opened)
        for command in more:
            life.control.tell(command)
        where = f"l{self._engine.settings.address} {self.session} {self._engine.sink}"
        life.control.ask(
            f"La{PACKETS}{where} A B && M4:1 S && M5:1 S",
            lambda answer: self._met(answer, opened),
        )
        return opened

    def packets(self, count: Callable[[int], None]) -> None:
        """Tell *count* how many packets have come from the far end; nothing, where none can."""
        if self.alive and self._life is not None:
            self._life.control.ask(f"Q {self.session} A B", lambda answer: _counted(answer, count))

    def point(self, far: FarEnd | None, codec: Codec | None = None) -> None:
        """Send to *far* from now on: an answer has come, or a re-INVITE. None: send nowhere."""
        if codec is not None:
            self.codec = codec
        if self._life is not None:
            self._tell(self._far_end(far, self._life))

    def play(self, clip: str, *, times: int) -> None:
        """Let the far end hear a clip instead of all else, once, or FOR_EVER.

        *clip* is a name as seen from the prompts' directory, without the codec's ending. A clip
        that plays is replaced. Joined ports play in packets of 10 ms, others in packets of 20.
        """
        if not SAFE_NAME.fullmatch(clip):
            raise ValueError(f"A clip cannot have this name: {clip[:80]!r}")
        self._may_play = True
        self._tell(f"P{times} {self.session} {clip} session A B")

    def stop_playing(self) -> None:
        """Be silent, or let the peer be heard again."""
        if self._may_play:
            self._may_play = False
            self._tell(f"S {self.session} A B")

    def patch(self, other: "Port") -> None:
        """Join with *other*: both far ends hear each other, and nothing else.

        Whoever either was joined with before hears silence; play something.
        """
        if self.peer is other or not (self.alive and other.alive):
            return
        self.unpatch()
        other.unpatch()
        for one, two in ((self, other), (other, self)):
            one.peer = two
            one.stop_playing()
            one._tell(f"La {one.session} {self._engine.inside} {two._inside} A B")

    def sit(self, seat: Seat) -> None:
        """Let the far end hear what the mixer says at *seat*, and be heard there."""
        if not self.alive:
            return
        self.unpatch()
        self.stop_playing()
        self._is_seated = True
        self._tell(f"La {self.session} {seat.address} {seat.port} A B")
        seat.face(self._inside)

    def unpatch(self) -> None:
        """Part from the peer, if there is one, or from the mixer. Who is parted hears silence."""
        if self.peer is not None:
            self._part(self, self.peer)
        elif self._is_seated:
            self._part(self)

    def record(self, name: str) -> None:
        """Write what comes from outside and inside to `<name>.far.rtp` and `<name>.in.rtp`.

        A name used before is written over. Clips that we play are not recorded.
        """
        if not SAFE_NAME.fullmatch(name) or "/" in name:
            raise ValueError(f"A recording cannot have this name: {name[:80]!r}")
        self._recording = True
        self._tell(f"C {self.session} {name}.far A B")
        self._tell(f"C {self.session} {name}.in B A")

    def stop_recording(self) -> asyncio.Future[None]:
        """End the recording. Done when its files are whole, or as whole as they will ever be."""
        stopped: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        if self._recording and self._life is not None:
            self._recording = False
            self._life.control.ask(f"Na {self.session} A B", lambda _: _settle(stopped))
        else:
            stopped.set_result(None)
        return stopped

    def close(self) -> None:
        """Give the place up; a recording ends. A second time does nothing."""
        if self.peer is not None:
            self._part(self.peer)
        self._tell(f"D {self.session} A B")
        self.number = 0
        self._life = None

    def _inside_opened(self, answer: str | None) -> None:
        self._inside = port_in(answer or "") or 0

    def _met(self, answer: str | None, opened: asyncio.Future[Gateway]) -> None:
        if opened.done() or self._life is None:  # given up meanwhile: what was opened is deleted
            opened.cancel()
            return
        if answer is None:
            opened.set_exception(MediaDownError())
            return
        gateway = _gateway(answer)
        if gateway is not None and self._inside:
            self.number = gateway.port
            opened.set_result(gateway)
            return
        self._tell(f"D {self.session} A B")
        exhausted = not self._inside or port_in(answer) is None
        opened.set_exception((PortsExhaustedError if exhausted else MediaRefusedError)(answer))

    def _part(self, *ends: "Port") -> None:
        """Forget the peer, and point the insides of *ends* at the sink."""
        for one in (self, self.peer):
            if one is not None:
                one.peer = None
        for one in ends:
            one._is_seated = False
            one._tell(f"La{PACKETS} {one.session} {self._engine.sink} A B")

    def _tell(self, line: str) -> None:
        # A port whose engine has died is asked in vain, until its leg has a new one.
        if self._life is not None and self._life.control.open:
            self._life.control.tell(line)

    def _far_end(self, far: FarEnd | None, life: Life, option: str = "") -> str:
        """Return the command that says where the far end is, and how it sends keys."""
        where = self._engine.sink
        if far is not None and not far.held:
            where = f"{far.address} {far.port}"
        parts = [
            f"U{self.source.value}c{self.codec.value}{option} {self.session} {where} A B"
            f" {life.notify} {self.session}"
        ]
        if far is not None and far.key_type is not None:
            parts.append(f"M3:1 {self.session} {far.key_type}")
        return " && ".join(parts)

    def _opened(self, answer: str | None, opened: asyncio.Future[int]) -> None:
        if opened.done() or self._life is None:  # given up meanwhile: what was opened is deleted
            opened.cancel()
            return
        if answer is None:
            opened.set_exception(MediaDownError())
            return
        inside, outside = port_in(answer), port_in(answer.rpartition(" && ")[2])
        if inside is None or outside is None:
            if inside is not None:  # half a session
                self._tell(f"D {self.session} A B")
            opened.set_exception(PortsExhaustedError(answer))
            return
        self._inside, self.number = inside, outside
        opened.set_result(outside)


def _browser_commands(
    session: str, offer: Offer, codec: Codec, life: Life, inside: str
) -> list[str]:
    """Return the commands that say who the browser is, and where it may be."""
    whose = f"{session} {UNKNOWN} A B {life.notify} {session}"
    first = [f"Uc{codec.value}l{inside} {whose}"]
    if offer.keys is not None:
        first.append(f"M3:1 {session} {offer.keys}")
    first += [
        f"M4:1 A SHA-256 {offer.fingerprint}",
        f"M5:1 A {offer.user} {offer.password}",
        *_candidates(offer.candidates[:CANDIDATES_AT_ONCE]),
    ]
    later = range(CANDIDATES_AT_ONCE, len(offer.candidates), CANDIDATES_AT_ONCE)
    more = (_candidates(offer.candidates[at : at + CANDIDATES_AT_ONCE]) for at in later)
    return [" && ".join(parts) for parts in (first, *([first[0], *some] for some in more))]


def _candidates(candidates: Sequence[Candidate]) -> list[str]:
    return [
        f"M5:1 C {number} 1 udp {one.priority} {one.address} {one.port} typ {one.kind}"
        for number, one in enumerate(candidates)
    ]


def _gateway(answer: str) -> Gateway | None:
    """Read `PORT ADDRESS && passive SHA-256 FINGERPRINT && USER PASSWORD CANDIDATE...`."""
    found = _MEETING.match(answer)
    return None if found is None else Gateway(int(found[1]), found[2], found[3], found[4])


def _counted(answer: str | None, count: Callable[[int], None]) -> None:
    """Read `TTL FROM-OUTSIDE FROM-INSIDE PASSED-ON DROPPED`."""
    words = (answer or "").split()
    if len(words) == 5 and words[1].isdecimal():
        count(int(words[1]))


def _settle(stopped: asyncio.Future[None]) -> None:
    if not stopped.done():
        stopped.set_result(None)
