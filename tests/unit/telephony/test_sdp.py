"""SDP is read with patience for its writers and none for what cannot be used."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstline.telephony.datagram import Refused
from firstline.telephony.g711 import Codec
from firstline.telephony.sdp import Audio, Direction, audio_line, read, refused_line, written

USUAL = (
    "v=0\r\no=x 1 1 IN IP4 192.0.2.1\r\ns=-\r\nc=IN IP4 192.0.2.1\r\nt=0 0\r\n"
    "m=audio 30000 RTP/AVP 8 0 96\r\na=rtpmap:8 PCMA/8000\r\na=rtpmap:96 telephone-event/8000\r\n"
)


def test_the_usual_one() -> None:
    audio = read(USUAL).audio
    assert audio == Audio("192.0.2.1", 30000, (Codec.PCMA, Codec.PCMU), 96, Direction.SENDRECV)
    assert audio.codec is Codec.PCMA
    assert not audio.on_hold


@pytest.mark.parametrize(
    ("change", "status"),
    [
        (("v=0", "v=1"), 400),
        (("s=-", "s"), 400),
        (("m=audio 30000", "m=audio many"), 400),
        (("m=audio 30000", "m=audio 70000"), 400),
        (("m=audio 30000", "m=audio 0"), 488),
        (("m=audio", "m=image"), 488),
        (("RTP/AVP", "RTP/SAVP"), 488),
        (("RTP/AVP", "UDP/TLS/RTP/SAVPF"), 488),
        (("8 0 96", "3 18 96"), 488),
        (("PCMA/8000", "iLBC/8000"), 200),
        (("c=IN IP4 192.0.2.1", "c=IN IP6 ::1"), 488),
        (("c=IN IP4 192.0.2.1", "c=IN IP4 phone.example"), 488),
        (("192.0.2.1\r\nt", "192.0.2.999\r\nt"), 488),
        (("192.0.2.1\r\nt", "224.0.0.1\r\nt"), 488),
        (("192.0.2.1\r\nt", "255.255.255.255\r\nt"), 488),
    ],
)
def test_what_cannot_be_read_or_used_is_refused(change: tuple[str, str], status: int) -> None:
    text = USUAL.replace(*change, 1)
    if status == 200:
        assert read(text).audio.codecs == (Codec.PCMU,)
        return
    with pytest.raises(Refused) as caught:
        read(text)
    assert caught.value.status == status


def test_the_medias_own_address_and_direction_go_before_the_sessions() -> None:
    audio = read(USUAL + "c=IN IP4 192.0.2.9\r\na=sendonly\r\n").audio
    assert audio.address == "192.0.2.9"
    assert audio.direction is Direction.SENDONLY
    early = USUAL.replace("t=0 0", "t=0 0\r\na=inactive")
    assert read(early).audio.direction is Direction.INACTIVE


@pytest.mark.parametrize(
    ("way", "address", "held"),
    [
        ("sendrecv", "192.0.2.1", False),
        ("recvonly", "192.0.2.1", False),
        ("sendonly", "192.0.2.1", True),
        ("inactive", "192.0.2.1", True),
        ("sendrecv", "0.0.0.0", True),
    ],
)
def test_hold_is_known_by_direction_or_by_the_old_address(
    way: str, address: str, held: bool
) -> None:
    text = USUAL.replace("192.0.2.1\r\nt", f"{address}\r\nt") + f"a={way}\r\n"
    assert read(text).audio.on_hold is held


def test_of_several_audios_the_first_usable_one_is_taken() -> None:
    text = USUAL.replace("m=audio", "m=audio 9 RTP/SAVP 0\r\nm=video 8 RTP/AVP 31\r\nm=audio")
    found = read(text)
    assert found.chosen == 2
    assert [refused_line(media) for media in found.media[:2]] == [
        "m=audio 0 RTP/SAVP 0\r\n",
        "m=video 0 RTP/AVP 31\r\n",
    ]


def test_only_the_codecs_among_those_asked_for_count() -> None:
    assert read(USUAL, [Codec.PCMU]).audio.codecs == (Codec.PCMU,)
    with pytest.raises(Refused):
        read(USUAL.replace("8 0 96", "0"), [Codec.PCMA])


def test_keys_without_telephone_events_come_another_way() -> None:
    assert read(USUAL.replace("telephone-event", "red")).audio.keys is None


def test_what_is_written_is_read_back() -> None:
    line = audio_line(("192.0.2.3", 4000), [Codec.PCMU], 101, Direction.RECVONLY)
    audio = read(written("192.0.2.3", 7, 2, line)).audio
    assert audio == Audio("192.0.2.3", 4000, (Codec.PCMU,), 101, Direction.RECVONLY)
    assert "a=ptime:20\r\n" in line


def test_directions_are_mirrored() -> None:
    assert Direction.SENDONLY.mirrored() is Direction.RECVONLY
    assert Direction.RECVONLY.mirrored() is Direction.SENDONLY
    assert Direction.INACTIVE.mirrored() is Direction.INACTIVE
    assert Direction.SENDRECV.mirrored() is Direction.SENDRECV


@given(st.text(max_size=300))
def test_noise_is_refused(noise: str) -> None:
    for text in (noise, USUAL + noise, USUAL[:60] + noise + USUAL[60:]):
        assert _status(text) in {200, 400, 488}


def _status(text: str) -> int:
    try:
        read(text)
    except Refused as refused:
        return refused.status
    return 200
