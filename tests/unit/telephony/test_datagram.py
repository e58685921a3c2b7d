"""The shell of a message is sound, or is refused with the status that says how it is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstline.telephony.datagram import Refused, is_keep_alive, open_shell
from firstline.telephony.limits import SipLimits

HEAD = "INVITE sip:a@b SIP/2.0\r\nVia: SIP/2.0/UDP c"


def _whole(head: str = HEAD, body: str = "", more: str = "") -> bytes:
    return f"{head}{more}\r\n\r\n{body}".encode()


def _refusal(data: bytes) -> int:
    with pytest.raises(Refused) as caught:
        open_shell(data)
    return caught.value.status


def test_head_body_and_kind_are_told_apart() -> None:
    shell = open_shell(
        _whole(
            more="\r\nContent-Type: application/SDP;charset=x\r\nContent-Length: 5", body="hello"
        )
    )
    assert shell.method == "INVITE"
    assert shell.body == "hello"
    assert shell.content_type == "application/sdp"
    assert "Content-Length" not in shell.head
    assert shell.head.startswith(HEAD)


def test_compact_names_and_bare_line_feeds_are_understood() -> None:
    data = b"INFO sip:a@b SIP/2.0\nc: text/plain\nl: 2\n\nhi"
    assert open_shell(data) == ("INFO", "INFO sip:a@b SIP/2.0\nc: text/plain", "hi", "text/plain")


def test_what_follows_the_body_does_not_count() -> None:
    assert open_shell(_whole(more="\r\nContent-Length: 2", body="hi there")).body == "hi"


def test_without_a_length_the_body_is_all_that_follows() -> None:
    assert open_shell(_whole(body="all of it")).body == "all of it"


def test_a_response_has_no_method() -> None:
    assert open_shell(b"SIP/2.0 200 OK\r\n\r\n").method == ""
    assert open_shell(b"SIP/2.0 200\r\n\r\n").method == ""


def test_the_length_counts_bytes_not_letters() -> None:
    body = "árvíztűrő"
    shell = open_shell(_whole(more=f"\r\nContent-Length: {len(body.encode())}", body=body))
    assert shell.body == body


@pytest.mark.parametrize(
    ("data", "status"),
    [
        (_whole("INVITE sip:a@b SIP/1.0"), 505),
        (_whole("INVITE ftp:a@b SIP/2.0"), 416),
        (_whole("INVITE sip:a@b HTTP/1.1"), 400),
        (_whole("INVITE sip:a@b"), 400),
        (_whole("INV ITE sip:a@b SIP/2.0"), 400),
        (_whole("INVITE  sip:a@b SIP/2.0"), 400),
        (_whole("SIP/2.0 99 Low"), 400),
        (_whole("SIP/2.0 700 High"), 400),
        (_whole(more="\r\nX: \x01"), 400),
        (_whole(more="\r\nContent-Length: 1"), 400),
        (_whole(more="\r\nContent-Length: x"), 400),
        (_whole(more="\r\nContent-Length: 99999999999"), 400),
        (_whole(more="\r\nX: y" * 200), 400),
        (HEAD.encode(), 400),
        (HEAD.encode() + b"\xff\r\n\r\n", 400),
        (_whole(more=f"\r\nX: {'y' * 9000}"), 513),
    ],
)
def test_what_is_not_sound_is_refused(data: bytes, status: int) -> None:
    assert _refusal(data) == status


def test_the_limit_is_the_installations() -> None:
    with pytest.raises(Refused) as caught:
        open_shell(_whole(), SipLimits(datagram=10))
    assert caught.value.status == 513


@pytest.mark.parametrize("data", [b"", b"\r\n\r\n", b"\0\0\0\0", b" "])
def test_packets_that_only_keep_a_door_open(data: bytes) -> None:
    assert is_keep_alive(data)
    assert not is_keep_alive(data + b"x")


@given(st.binary(max_size=600))
def test_noise_is_refused_or_understood_and_nothing_else(data: bytes) -> None:
    assert _status(data) in {200, 400, 416, 505, 513}


def _status(data: bytes) -> int:
    try:
        open_shell(data)
    except Refused as refused:
        return refused.status
    return 200


@given(st.text(max_size=200), st.text(max_size=200))
def test_a_sound_shell_stays_sound_whatever_its_text(value: str, body: str) -> None:
    length = len(body.encode(errors="replace"))
    data = f"INFO sip:a@b SIP/2.0\r\nSubject: {value}\r\nContent-Length: {length}\r\n\r\n".encode(
        errors="replace"
    ) + body.encode(errors="replace")
    try:
        shell = open_shell(data)
    except Refused:
        assert any(not letter.isprintable() for letter in value)
    else:
        assert shell.method == "INFO"
