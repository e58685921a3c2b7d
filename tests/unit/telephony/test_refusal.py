"""A refusal repeats what a response must repeat, and goes where the request came from."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstline.telephony.refusal import response_to, sent_by, tag_for

SOURCE = ("192.0.2.7", 40000)
REQUEST = (
    b"INVITE sip:a@b SIP/2.0\r\nVia: SIP/2.0/UDP phone.example:5062;branch=z9hG4bK1;rport\r\n"
    b"v: SIP/2.0/UDP other\r\nf: <sip:x@y>;tag=1\r\nTo:\r\n <sip:a@b>\r\n"
    b"Call-ID: c1\r\nCSeq: 7 INVITE\r\n\r\n"
)


def test_it_repeats_the_lines_and_adds_a_tag_and_what_it_is_told() -> None:
    answer = response_to(REQUEST, SOURCE, 503, "Service Unavailable", ["Retry-After: 5"])
    assert answer is not None
    text, back = answer
    tag = tag_for("c1", "SIP/2.0/UDP phone.example:5062;branch=z9hG4bK1;rport")
    assert back == SOURCE
    assert text.decode().split("\r\n") == [
        "SIP/2.0 503 Service Unavailable",
        "Via: SIP/2.0/UDP phone.example:5062;branch=z9hG4bK1;received=192.0.2.7;rport=40000",
        "Via: SIP/2.0/UDP other",
        "From: <sip:x@y>;tag=1",
        f"To: <sip:a@b>;tag={tag}",
        "Call-ID: c1",
        "CSeq: 7 INVITE",
        "Retry-After: 5",
        "Content-Length: 0",
        "",
        "",
    ]


def test_the_same_request_gets_the_same_refusal() -> None:
    assert response_to(REQUEST, SOURCE, 400, "No") == response_to(REQUEST, SOURCE, 400, "No")


@pytest.mark.parametrize("missing", [b"Via", b"f:", b"To", b"Call-ID", b"CSeq"])
def test_without_the_lines_to_repeat_there_is_none(missing: bytes) -> None:
    data = REQUEST.replace(b"v: SIP/2.0/UDP other\r\n", b"").replace(missing, b"X" + missing)
    assert response_to(data, SOURCE, 400, "No") is None


def test_an_ack_and_a_response_are_never_answered() -> None:
    assert response_to(REQUEST.replace(b"INVITE sip", b"ACK sip"), SOURCE, 400, "No") is None
    data = REQUEST.replace(b"INVITE sip:a@b SIP/2.0", b"SIP/2.0 200 OK")
    assert response_to(data, SOURCE, 400, "No") is None


def test_a_tag_that_is_there_stays() -> None:
    data = REQUEST.replace(b"<sip:a@b>", b"<sip:a@b>;tag=theirs")
    answer = response_to(data, SOURCE, 481, "No")
    assert answer is not None
    assert b"To: <sip:a@b>;tag=theirs\r\n" in answer[0]


@pytest.mark.parametrize(
    ("via", "back"),
    [
        ("SIP/2.0/UDP h:5062;branch=b", ("192.0.2.7", 5062)),
        ("SIP/2.0/UDP h;branch=b", ("192.0.2.7", 5060)),
        ("SIP/2.0/UDP h;branch=b;rport", SOURCE),
        ("SIP/2.0/UDP h;rport=9;branch=b", SOURCE),
        ("SIP / 2.0 / UDP  h : 5063 ;branch=b", ("192.0.2.7", 5063)),
        ("SIP/2.0/UDP h:0;branch=b", SOURCE),
        ("SIP/2.0/UDP h:99999;branch=b", SOURCE),
    ],
)
def test_it_goes_back_to_the_sender_at_the_port_that_the_rules_say(
    via: str, back: tuple[str, int]
) -> None:
    found = sent_by(via, SOURCE)
    assert found is not None
    assert found[1] == back


def test_what_the_sender_claims_of_its_own_address_is_struck_out() -> None:
    found = sent_by("SIP/2.0/UDP h;received=8.8.8.8;rport=53;branch=b", SOURCE)
    assert found == ("SIP/2.0/UDP h;branch=b;received=192.0.2.7;rport=40000", SOURCE)


def test_a_via_that_makes_no_sense_has_no_way_back() -> None:
    assert sent_by("nonsense", SOURCE) is None


@given(st.binary(max_size=400))
def test_noise_never_breaks_it_and_never_points_it_elsewhere(noise: bytes) -> None:
    for data in (noise, REQUEST + noise, REQUEST[:40] + noise + REQUEST[40:]):
        answer = response_to(data, SOURCE, 400, "No")
        assert answer is None or answer[1][0] == SOURCE[0]
