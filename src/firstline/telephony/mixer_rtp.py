"""RTP (:rfc:`3550`) as far as a mixer needs it: the audio in a packet, and packets of one's own.

Knows no socket and no clock.
"""

import os
import struct
from typing import Final, NamedTuple

from firstline.telephony.g711 import FRAME, Codec

LONGEST_PAYLOAD: Final = 960
"Octets of sound in one packet: 120 ms."

_HEADER: Final = struct.Struct("!BBHII")
_VERSION: Final = 0x80
_PADDED: Final = 0x20
_EXTENDED: Final = 0x10
_CONTRIBUTORS: Final = 0x0F
_MARK: Final = 0x80
_AUDIO: Final = frozenset(int(codec) for codec in Codec)


class Header(NamedTuple):
    """What of a packet's header matters."""

    kind: int
    "The payload type."
    stamp: int
    source: int


def audio_in(datagram: bytes) -> tuple[Header, bytes] | None:
    """Return header and sound of an audio packet; None for anything else, as for keys."""
    if len(datagram) <= _HEADER.size:
        return None
    first, kind, _, stamp, source = _HEADER.unpack_from(datagram)
    kind &= ~_MARK
    if first & 0xC0 != _VERSION or kind not in _AUDIO:
        return None
    payload = _sound_in(datagram, first)
    if not 0 < len(payload) <= LONGEST_PAYLOAD:
        return None
    return Header(kind, stamp, source), payload


def _sound_in(datagram: bytes, first: int) -> bytes:
    """Return the payload without what may stand before and behind it."""
    payload = datagram[_HEADER.size + 4 * (first & _CONTRIBUTORS) :]
    if first & _EXTENDED:
        payload = _after_extension(payload)
    if first & _PADDED and payload:
        payload = payload[: -payload[-1]] if payload[-1] else b""
    return payload


def _after_extension(payload: bytes) -> bytes:
    """Return what follows the header's extension (:rfc:`3550#section-5.3.1`)."""
    words = int.from_bytes(payload[2:4], "big")
    return payload[4 + 4 * words :]


class Sender:
    """One stream of packets of 20 ms, from a source of its own."""

    def __init__(self, kind: int) -> None:
        self._kind: Final = kind
        serial, stamp, source = struct.unpack("!HII", os.urandom(10))
        self._serial: int = serial
        self._stamp: int = stamp
        self._source: Final[int] = source
        self._mark = _MARK
        "The first packet begins a talk."

    def packet(self, payload: bytes) -> bytes:
        """Return the next packet, with *payload*."""
        header = _HEADER.pack(
            _VERSION, self._mark | self._kind, self._serial, self._stamp, self._source
        )
        self._mark = 0
        self._serial = (self._serial + 1) & 0xFFFF
        self._stamp = (self._stamp + FRAME) & 0xFFFFFFFF
        return header + payload
