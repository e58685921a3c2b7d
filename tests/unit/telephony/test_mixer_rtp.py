"""Audio is found in packets of any form, and nothing else is."""

import struct

import pytest

from firstline.telephony.mixer_rtp import Header, Sender, audio_in

SOUND = bytes(range(160))


def packet(
    payload: bytes = SOUND, *, first: int = 0x80, kind: int = 0, stamp: int = 5, source: int = 9
) -> bytes:
    return struct.pack("!BBHII", first, kind, 1, stamp, source) + payload


@pytest.mark.parametrize("kind", [0, 8])
def test_both_laws_are_audio_marked_or_not(kind: int) -> None:
    assert audio_in(packet(kind=kind)) == (Header(kind, 5, 9), SOUND)
    assert audio_in(packet(kind=kind | 0x80)) == (Header(kind, 5, 9), SOUND)


def test_contributors_extensions_and_padding_are_no_sound() -> None:
    contributors = packet(b"\1\2\3\4" * 2 + SOUND, first=0x82)
    extended = packet(b"\xbe\xde\0\1" + b"\0" * 4 + SOUND, first=0x90)
    padded = packet(SOUND + b"\0\0\3", first=0xA0)
    for datagram in (contributors, extended, padded):
        assert audio_in(datagram) == (Header(0, 5, 9), SOUND)


@pytest.mark.parametrize(
    "datagram",
    [
        b"",
        b"hello",
        packet(b""),
        packet(kind=101),
        packet(kind=13),
        packet(first=0x40),
        packet(b"x" * 60, first=0x8F),
        packet(b"\xbe\xde\xff\xff", first=0x90),
        packet(b"\xff" * 20, first=0xA0),
        packet(b"\0" * 20, first=0xA0),
        packet(b"x" * 1400),
    ],
)
def test_anything_else_is_no_audio(datagram: bytes) -> None:
    assert audio_in(datagram) is None


def test_packets_of_ones_own_follow_each_other() -> None:
    sender = Sender(8)
    first, second = sender.packet(SOUND), sender.packet(SOUND)
    one, other = (struct.unpack_from("!BBHII", each) for each in (first, second))
    assert (one[0], one[1], other[1]) == (0x80, 0x88, 8)
    assert (other[2] - one[2]) % 2**16 == 1
    assert (other[3] - one[3]) % 2**32 == 160
    assert one[4] == other[4]
    found = audio_in(second)
    assert found is not None
    assert found[1] == SOUND
