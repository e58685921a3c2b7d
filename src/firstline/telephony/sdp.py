"""SDP: what one side of a call says about its audio, read and written (RFC 4566, 3264, 4733).

We speak G.711 and keys as telephone events, 20 ms a packet. It keeps no state: who offered what
is negotiation.py's.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final

from firstline.telephony.address import WILDCARD, Address, is_one_party
from firstline.telephony.datagram import Refused
from firstline.telephony.g711 import Codec


class Direction(Enum):
    """Who sends audio to whom, as seen by the one who says it."""

    SENDRECV = "sendrecv"
    SENDONLY = "sendonly"
    RECVONLY = "recvonly"
    INACTIVE = "inactive"

    def mirrored(self) -> "Direction":
        """Return what the other side calls it (RFC 3264 6.1)."""
        return _MIRRORED.get(self, self)


_MIRRORED: Final = {
    Direction.SENDONLY: Direction.RECVONLY,
    Direction.RECVONLY: Direction.SENDONLY,
}
_DIRECTIONS: Final = {direction.value: direction for direction in Direction}


@dataclass(frozen=True, slots=True)
class Audio:
    """What one side said about audio that we can exchange with it."""

    address: str
    port: int
    codecs: tuple[Codec, ...]
    "In its order of preference; the first of ours that it has is spoken."
    keys: int | None
    "Payload type of its telephone events, if it sends keys so."
    direction: Direction

    @property
    def codec(self) -> Codec:
        """The codec that is spoken."""
        return self.codecs[0]

    @property
    def on_hold(self) -> bool:
        """Whether this side wants to hear nothing (RFC 3264 8.4; 0.0.0.0 is RFC 2543's way)."""
        return self.address == WILDCARD or self.direction in {
            Direction.SENDONLY,
            Direction.INACTIVE,
        }


@dataclass(frozen=True, slots=True)
class Media:
    """One m= line and what belongs to it."""

    kind: str
    port: int
    protocol: str
    formats: tuple[str, ...]
    address: str
    direction: Direction
    names: dict[str, str]
    "Payload type -> name/rate, as rtpmap says."


@dataclass(frozen=True, slots=True)
class Description:
    """A whole SDP: its m= lines, and which of them is the audio we take."""

    media: tuple[Media, ...]
    chosen: int
    audio: Audio


_STATIC: Final = {str(codec.value): (codec, f"{codec.name.lower()}/8000") for codec in Codec}
"Payload type -> what it means without an rtpmap, and what an rtpmap may call it."
_LINE: Final = re.compile(r"([a-z])=(.*)")
_MEDIA: Final = re.compile(r"(\S{1,32}) (\d{1,5})(?:/\d{1,5})? (\S{1,32})((?: \S{1,32}){1,64})")
_CONNECTION: Final = re.compile(r"IN IP4 ([0-9.]{7,15})(?:/\d+)*")
_RTPMAP: Final = re.compile(r"rtpmap:(\d{1,3}) +([^/\s]+)/(\d+)")
_MOST_MEDIA: Final = 32


def read(text: str, among: Sequence[Codec] = tuple(Codec)) -> Description:
    """Return what *text* describes; raise 400 if it is no SDP, 488 if we share no audio with it.

    Only codecs *among* those count, in the writer's order.
    """
    sections = _sections(text)
    session, *rest = sections
    if not session or session[0] != ("v", "0"):
        raise Refused(400, "Bad SDP")
    media = tuple(_media(lines, session) for lines in rest)
    for at, one in enumerate(media):
        audio = _audio(one, among)
        if audio is not None:
            return Description(media, at, audio)
    raise Refused(488, "Not Acceptable Here", 'Warning: 305 firstline "No usable audio"')


def _sections(text: str) -> list[list[tuple[str, str]]]:
    sections: list[list[tuple[str, str]]] = [[]]
    for line in text.splitlines():
        if not line.strip():
            continue
        found = _LINE.fullmatch(line.rstrip())
        if found is None:
            raise Refused(400, "Bad SDP")
        if found[1] == "m":
            sections.append([])
            if len(sections) > _MOST_MEDIA:
                raise Refused(400, "Bad SDP")
        sections[-1].append((found[1], found[2]))
    return sections


def _media(lines: list[tuple[str, str]], session: list[tuple[str, str]]) -> Media:
    found = _MEDIA.fullmatch(lines[0][1].strip())
    if found is None or int(found[2]) > 65535:
        raise Refused(400, "Bad SDP")
    return Media(
        kind=found[1],
        port=int(found[2]),
        protocol=found[3],
        formats=tuple(found[4].split()),
        address=_address(lines) or _address(session) or "",
        direction=_direction(lines) or _direction(session) or Direction.SENDRECV,
        names=_names(lines),
    )


def _names(lines: list[tuple[str, str]]) -> dict[str, str]:
    maps = (_RTPMAP.match(value) for key, value in lines if key == "a")
    return {found[1]: f"{found[2].lower()}/{found[3]}" for found in maps if found is not None}


def _address(lines: list[tuple[str, str]]) -> str | None:
    for key, value in lines:
        found = _CONNECTION.fullmatch(value.strip()) if key == "c" else None
        if found is not None and is_one_party(found[1]):
            return found[1]
    return None


def _direction(lines: list[tuple[str, str]]) -> Direction | None:
    for key, value in lines:
        if key == "a" and value.strip() in _DIRECTIONS:
            return _DIRECTIONS[value.strip()]
    return None


def _audio(media: Media, among: Sequence[Codec]) -> Audio | None:
    usable = media.kind == "audio" and media.protocol == "RTP/AVP"
    if not usable or not media.port or not media.address:
        return None
    codecs = tuple(codec for codec in _codecs(media) if codec in among)
    if not codecs:
        return None
    return Audio(media.address, media.port, codecs, _keys(media), media.direction)


def _codecs(media: Media) -> list[Codec]:
    found = (_codec(payload, media.names) for payload in media.formats)
    return [codec for codec in found if codec is not None]


def _codec(payload: str, names: dict[str, str]) -> Codec | None:
    codec, expected = _STATIC.get(payload, (None, ""))
    return codec if names.get(payload, expected) == expected else None


def _keys(media: Media) -> int | None:
    for payload in media.formats:
        if media.names.get(payload) == "telephone-event/8000" and int(payload) < 128:
            return int(payload)
    return None


def audio_line(here: Address, codecs: Sequence[Codec], keys: int | None, way: Direction) -> str:
    """Return an m= section that says: audio here, in these codecs, this way."""
    payloads = [str(codec.value) for codec in codecs]
    lines = [f"a=rtpmap:{codec.value} {codec.name}/8000" for codec in codecs]
    if keys is not None:
        payloads.append(str(keys))
        lines += [f"a=rtpmap:{keys} telephone-event/8000", f"a=fmtp:{keys} 0-16"]
    first = f"m=audio {here[1]} RTP/AVP {' '.join(payloads)}"
    return "\r\n".join([first, *lines, "a=ptime:20", f"a={way.value}", ""])


def refused_line(media: Media) -> str:
    """Return an m= section that refuses *media* (RFC 3264 6)."""
    return f"m={media.kind} 0 {media.protocol} {' '.join(media.formats)}\r\n"


def written(host: str, session: int, version: int, sections: str) -> str:
    """Return a whole SDP around the m= *sections*."""
    return (
        f"v=0\r\no=firstline {session} {version} IN IP4 {host}\r\ns=-\r\n"
        f"c=IN IP4 {host}\r\nt=0 0\r\n{sections}"
    )
