"""Malformed datagrams by the hundred, from a seed: nobody who talks is disturbed."""

import random
import time
from collections.abc import Iterator
from itertools import pairwise

from kit.hotline_process import HotlineProcess, at_rest
from kit.phone_call import PhoneCall
from kit.sip_phone import SipPhone
from kit.tone_plan import ANNA, CALLER, CUSTOMER, MUSIC

DATAGRAMS = 500
SEED = 20260
PAUSE = 0.003
LONGEST_GAP = 0.2
MENU_IS_OVER = 15.0
"Seconds after which nobody is in the menu any more who presses nothing."


def invite(draw: random.Random, phone: SipPhone) -> bytes:
    """Return a sound INVITE."""
    host, port = phone.address
    name = f"{draw.getrandbits(64):x}"
    body = (
        f"v=0\r\no=- 1 1 IN IP4 {host}\r\ns=-\r\nc=IN IP4 {host}\r\nt=0 0\r\n"
        "m=audio 30000 RTP/AVP 0 101\r\na=rtpmap:101 telephone-event/8000\r\n"
    )
    lines = [
        f"INVITE sip:hotline@{phone.hotline[0]}:{phone.hotline[1]} SIP/2.0",
        f"Via: SIP/2.0/UDP {host}:{port};branch=z9hG4bK{name};rport",
        f"From: <sip:x@{host}>;tag={name}",
        f"To: <sip:hotline@{phone.hotline[0]}>",
        f"Call-ID: {name}",
        "CSeq: 1 INVITE",
        f"Contact: <sip:x@{host}:{port}>",
        "Max-Forwards: 70",
        "Content-Type: application/sdp",
        f"Content-Length: {len(body)}",
    ]
    return ("\r\n".join(lines) + "\r\n\r\n" + body).encode()


def cut(draw: random.Random, message: bytes) -> bytes:
    return message[: draw.randrange(len(message))]


def spoilt(draw: random.Random, message: bytes) -> bytes:
    octets = bytearray(message)
    for _ in range(draw.randint(1, 30)):
        octets[draw.randrange(len(octets))] = draw.randrange(256)
    return bytes(octets)


def without_a_line(draw: random.Random, message: bytes) -> bytes:
    lines = message.split(b"\r\n")
    del lines[draw.randrange(len(lines))]
    return b"\r\n".join(lines)


def with_a_line_many_times(draw: random.Random, message: bytes) -> bytes:
    lines = message.split(b"\r\n")
    line = draw.choice(lines[1:10])
    return b"\r\n".join([lines[0], *[line] * draw.randint(2, 300), *lines[1:]])


def with_a_huge_value(draw: random.Random, message: bytes) -> bytes:
    return message.replace(b": ", b": " + b"9" * draw.randint(100, 60_000), draw.randint(1, 3))


def with_another_method(draw: random.Random, message: bytes) -> bytes:
    method = draw.choice([b"BYE", b"CANCEL", b"ACK", b"REFER", b"INFO", b"XYZZY", b"", b"\xff\xfe"])
    return message.replace(b"INVITE", method, draw.randint(1, 2))


def with_other_words(draw: random.Random, message: bytes) -> bytes:
    old, new = draw.choice(
        [
            (b"SIP/2.0", b"SIP/9.9"),
            (b"m=audio", b"m=video"),
            (b"IN IP4", b"IN IP6"),
            (b"RTP/AVP 0 101", b"RTP/SAVP 18"),
            (b"30000", b"999999"),
            (b"CSeq: 1", b"CSeq: -1"),
            (b"CSeq: 1", b"CSeq: one"),
            (b"Content-Length: ", b"Content-Length: -"),
            (b"Max-Forwards: 70", b"Max-Forwards: 0"),
            (b"sip:hotline", b"tel:hotline"),
            (b"Call-ID", b"Call-ID\x00"),
        ]
    )
    return message.replace(old, new)


def noise(draw: random.Random, _: bytes) -> bytes:
    return draw.randbytes(draw.randint(0, 1400))


def response(draw: random.Random, message: bytes) -> bytes:
    status = draw.choice([b"100", b"180", b"200", b"487", b"699", b"7", b"abc"])
    return b"SIP/2.0 " + status + b" What\r\n" + message.split(b"\r\n", 1)[1]


SPOILERS = (
    cut,
    spoilt,
    without_a_line,
    with_a_line_many_times,
    with_a_huge_value,
    with_another_method,
    with_other_words,
    noise,
    response,
)


def datagrams(phone: SipPhone) -> Iterator[bytes]:
    """Yield datagrams that a hotline should not have to see."""
    draw = random.Random(SEED)
    for _ in range(DATAGRAMS):
        yield draw.choice(SPOILERS)(draw, invite(draw, phone))[:65_000]


def longest_gap(call: PhoneCall, since: float) -> float:
    """Return the longest time without a packet."""
    times = [since, *(packet.at for packet in call.sound.heard if packet.at >= since)]
    times.append(time.monotonic())
    return max(after - before for before, after in pairwise(times))


def test_malformed_datagrams_disturb_nobody(bank: HotlineProcess) -> None:
    bank.agent("anna", "ready")
    talks = bank.caller().call(frequency=CALLER)
    talks.press(CUSTOMER)
    anna = bank.phones["anna"].rung().answer(ANNA)
    waits = bank.caller().call()
    waits.press(CUSTOMER)
    assert talks.hears(ANNA)
    assert anna.hears(CALLER)
    assert waits.hears(MUSIC)

    began = time.monotonic()
    with SipPhone(bank.sip, "stranger", deaf=True) as stranger:
        for datagram in datagrams(stranger):
            stranger.send(datagram)
            time.sleep(PAUSE)
    gaps = [longest_gap(call, began) for call in (talks, anna, waits)]
    assert max(gaps) < LONGEST_GAP, gaps

    assert talks.hears(ANNA)
    assert anna.hears(CALLER)
    assert bank.counted("sip.malformed") > 0
    assert bank.counted("sip.fault") == 0, bank.said()[-4000:]
    another = bank.caller().call()
    another.hang_up()
    for call in (talks, waits):
        call.hang_up()
    assert at_rest(bank, MENU_IS_OVER)
