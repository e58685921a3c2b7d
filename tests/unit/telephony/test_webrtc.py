"""Browsers' SDP: offers of real browsers are read, hostile ones are refused, ours is written."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstline.errors import InputError
from firstline.telephony.g711 import Codec
from firstline.telephony.webrtc import (
    LONGEST,
    MOST_CANDIDATES,
    Candidate,
    Gateway,
    Offer,
    read,
    written,
)

PRINT = ":".join(["AB"] * 32)
CHROMIUM = "\r\n".join(
    [
        *("v=0", "o=- 1652244173595413027 2 IN IP4 127.0.0.1", "s=-", "t=0 0"),
        *("a=group:BUNDLE 0", "a=extmap-allow-mixed", "a=msid-semantic: WMS 92a365a3"),
        "m=audio 53216 UDP/TLS/RTP/SAVPF 111 63 9 0 8 13 110 126",
        *("c=IN IP4 127.0.0.1", "a=rtcp:9 IN IP4 0.0.0.0"),
        "a=candidate:28 1 udp 2122194687 192.0.2.1 53216 typ host generation 0 network-id 3",
        "a=candidate:15 1 udp 2122263615 192.0.2.2 55960 typ host generation 0 network-id 1",
        "a=candidate:16 1 udp 1677729535 203.0.113.7 4000 typ srflx raddr 192.0.2.2 rport 55960",
        "a=candidate:23 1 udp 2122267903 ::1 41849 typ host generation 0 network-id 4",
        "a=candidate:36 1 tcp 1518214911 127.0.0.1 9 typ host tcptype active generation 0",
        "a=candidate:37 1 udp 2122194687 0c3f.local 53217 typ host",
        *("a=ice-ufrag:xLH/", "a=ice-pwd:wgoxehfYYhHFO9Hb0lXeG7TH", "a=ice-options:trickle"),
        *(f"a=fingerprint:sha-256 {PRINT.lower()}", "a=setup:actpass", "a=mid:0", "a=sendrecv"),
        *("a=rtcp-mux", "a=rtcp-rsize", "a=rtpmap:111 opus/48000/2", "a=fmtp:111 minptime=10"),
        *("a=rtpmap:9 G722/8000", "a=rtpmap:0 PCMU/8000", "a=rtpmap:8 PCMA/8000"),
        *("a=rtpmap:110 telephone-event/48000", "a=rtpmap:126 telephone-event/8000", ""),
    ]
)
FIREFOX = (
    "v=0\r\no=mozilla...THIS_IS_SDPARTA-99.0 4611 0 IN IP4 0.0.0.0\r\ns=-\r\nt=0 0\r\n"
    f"a=fingerprint:sha-256 {PRINT}\r\na=group:BUNDLE 0\r\na=ice-options:trickle\r\n"
    "m=audio 45000 UDP/TLS/RTP/SAVPF 109 9 0 8 101\r\nc=IN IP4 192.0.2.9\r\n"
    "a=candidate:0 1 UDP 2122252543 192.0.2.9 45000 typ host\r\na=sendrecv\r\n"
    "a=ice-pwd:2e3afc0f3f3b1aa3b1d9a1b7f3c0de11\r\na=ice-ufrag:1b2c3d4e\r\na=mid:0\r\n"
    "a=rtcp-mux\r\na=rtpmap:0 PCMU/8000\r\na=rtpmap:101 telephone-event/8000/1\r\n"
    "a=setup:actpass\r\n"
)


def test_chromiums_offer_is_read_with_its_usable_candidates_the_best_first() -> None:
    assert read(CHROMIUM) == Offer(
        fingerprint=PRINT,
        user="xLH/",
        password="wgoxehfYYhHFO9Hb0lXeG7TH",
        candidates=(
            Candidate("host", 2122263615, "192.0.2.2", 55960),
            Candidate("host", 2122194687, "192.0.2.1", 53216),
            Candidate("srflx", 1677729535, "203.0.113.7", 4000),
        ),
        codecs=(Codec.PCMU, Codec.PCMA),
        keys=126,
        mid="0",
    )


def test_firefoxs_offer_has_its_fingerprint_elsewhere() -> None:
    offer = read(FIREFOX)
    assert offer.fingerprint == PRINT
    assert offer.keys == 101
    assert offer.candidates == (Candidate("host", 2122252543, "192.0.2.9", 45000),)


def test_our_answer_takes_what_was_offered() -> None:
    offer = read(CHROMIUM)
    gateway = Gateway(30_000, PRINT, "TwFe", "eXS4aYL8JWhQNcGZmC5NhFZA")
    lines = written(offer, Codec.PCMA, gateway, ["192.0.2.5", "127.0.0.1"]).split("\r\n")
    assert lines[0] == "v=0"
    assert "m=audio 30000 UDP/TLS/RTP/SAVPF 8 126" in lines
    assert "a=setup:passive" in lines
    assert "a=ice-lite" in lines
    assert f"a=fingerprint:sha-256 {PRINT}" in lines
    hosts = [line.split()[4] for line in lines if line.startswith("a=candidate:")]
    assert hosts == ["192.0.2.5", "127.0.0.1"]
    assert lines[-1] == ""


def without(line: str) -> str:
    return "\r\n".join(one for one in CHROMIUM.split("\r\n") if not one.startswith(line))


@pytest.mark.parametrize(
    "sdp",
    [
        "",
        "v=0",
        "hello",
        "v=0\r\n" + "a=x\r\n" * 1000,
        "v=0\r\na=" + "x" * LONGEST,
        CHROMIUM + "m=video 9 UDP/TLS/RTP/SAVPF 96\r\n",
        CHROMIUM.replace("actpass", "passive"),
        CHROMIUM.replace("sha-256", "sha-1"),
        CHROMIUM.replace("xLH/", "a b"),
        CHROMIUM.replace("xLH/", "x && D s1"),
        CHROMIUM.replace("xLH/", "x" * 65),
        CHROMIUM.replace("a=mid:0", "a=mid:0;rm"),
        CHROMIUM.replace("111 63 9 0 8 13 110 126", "111 63 9"),
        CHROMIUM.replace("a=rtpmap:0 PCMU/8000", "a=rtpmap:0 X/1").replace("8 13", "13"),
        CHROMIUM.replace("SAVPF", "AVP"),
        CHROMIUM.replace("\r\n", "\x00"),
        without("a=rtcp-mux"),
        without("a=candidate"),
        without("a=candidate:1").replace("192.0.2.1", "999.0.2.1"),
        without("a=candidate:1").replace("192.0.2.1 53216", "192.0.2.1 0"),
        without("a=ice-pwd"),
        without("a=fingerprint"),
    ],
)
def test_what_is_no_usable_offer_is_the_pages_fault(sdp: str) -> None:
    with pytest.raises(InputError) as told:
        read(sdp)
    assert told.value.remedy


def test_of_too_many_candidates_the_best_are_kept() -> None:
    more = "".join(
        f"a=candidate:{at} 1 udp {1000 + at} 192.0.2.{at} 4000 typ host\r\n" for at in range(1, 90)
    )
    kept = read(CHROMIUM + more).candidates
    assert len(kept) == MOST_CANDIDATES
    assert kept[0].address == "192.0.2.2"
    assert kept[-1].priority == 1081


@given(st.text(max_size=300))
def test_no_text_is_more_than_refused(text: str) -> None:
    with pytest.raises(InputError):
        read(text)


@given(st.integers(0, 2**32), st.integers(1, 12))
def test_no_damage_is_more_than_refused_and_nothing_unsafe_comes_through(
    seed: int, faults: int
) -> None:
    lots = random.Random(seed)
    letters = list(CHROMIUM)
    for _ in range(faults):
        letters[lots.randrange(len(letters))] = chr(lots.choice([0, 10, 13, 32, 38, 255, 8232]))
    try:
        offer = read("".join(letters))
    except InputError:
        return
    for word in (offer.user, offer.password, offer.mid, offer.fingerprint):
        assert word.isascii()
        assert not set(word) & set(" &\r\n\0")
