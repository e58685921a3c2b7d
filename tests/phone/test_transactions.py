"""Hostile and broken input: the proper refusal, a count, nothing stuck, nobody disturbed."""

import random
import secrets

import pytest

from firstline.telephony.limits import SipLimits
from firstline.telephony.trunk import Trunk
from kit.raw_phone import SDP, RawCall, RawPhone
from kit.sip_host import Host, play


def _invite(phone: RawPhone) -> str:
    return RawCall(phone).request("INVITE", SDP)


BROKEN = [
    ("no-contact", ("Contact:", "Contract:"), 400),
    ("two-froms", ("From:", "From: <sip:x@y>;tag=1\r\nFrom:"), 400),
    ("two-call-ids", ("Call-ID:", "Call-ID: x\r\nCall-ID:"), 400),
    ("from-is-noise", ("From: <sip:", "From: <<<\x3b:"), 400),
    ("cseq-of-another-method", ("1 INVITE", "1 BYE"), 400),
    ("cseq-is-a-word", ("CSeq: 1 INVITE", "CSeq: one INVITE"), 400),
    ("cseq-too-large", ("CSeq: 1 INVITE", "CSeq: 99999999999 INVITE"), 400),
    ("cseq-negative", ("CSeq: 1 INVITE", "CSeq: -1 INVITE"), 400),
    ("version", ("SIP/2.0\r\nVia", "SIP/3.0\r\nVia"), 505),
    ("scheme", ("INVITE sip:", "INVITE http:"), 416),
    ("no-target", ("INVITE sip:", "INVITE sip: "), 400),
    ("body-shorter-than-said", ("Content-Length: ", "Content-Length: 9"), 400),
    ("length-is-a-word", ("Content-Length: ", "Content-Length: x"), 400),
    ("length-negative", ("Content-Length: ", "Content-Length: -"), 400),
    ("header-without-a-colon", ("Max-Forwards: 70", "Max-Forwards 70"), 400),
    ("nul", ("Max-Forwards: 70", "X: \x00"), 400),
    ("bell", ("Max-Forwards: 70", "X: \x07"), 400),
    ("line-separator", ("Max-Forwards: 70", "X: \u2028"), 400),
    ("many-headers", ("Max-Forwards: 70", "\r\n".join(f"X{n}: y" for n in range(200))), 400),
    ("port-of-contact", ("Contact: <sip:raw@127.0.0.1:", "Contact: <sip:raw@127.0.0.1:x"), 400),
    ("record-route", ("Max-Forwards: 70", "Record-Route: <ftp:x>"), 400),
    ("session-expires", ("Max-Forwards: 70", "Supported: timer\r\nSession-Expires: soon"), 400),
    ("authorization", ("Max-Forwards: 70", "Authorization: Digest ,,,="), 200),
    ("expires-with-more", ("Max-Forwards: 70", "Expires: 60;x=y"), 400),
    ("expires-too-long", ("Max-Forwards: 70", "Expires: 99999999999999999999"), 400),
    ("require", ("Max-Forwards: 70", "Require: gizm\u0151"), 420),
    ("expires", ("Max-Forwards: 70", "Expires: never"), 400),
]


@pytest.mark.parametrize(
    ("change", "status"),
    [(change, status) for _, change, status in BROKEN],
    ids=[name for name, _, _ in BROKEN],
)
def test_a_broken_request_gets_its_refusal(change: tuple[str, str], status: int) -> None:
    async def story(host: Host) -> None:
        call = RawCall(await host.phone())
        text = call.request("INVITE", SDP)
        assert change[0] in text
        call.phone.send(text.replace(*change, 1))
        answer = await call.phone.expect(status)
        assert answer.tag("To")
        if status != 200:
            if host.sip.transactions:
                call.ack(answer)
            await host.calm()
            assert not host.listener.legs
            assert host.sip.counters[f"sip.refused.{status}"] == 1

    play(story)


@pytest.mark.parametrize(
    "change",
    [
        ("Via:", "Viva:"),
        ("Via: SIP/2.0/UDP ", "Via: nonsense "),
        ("From:", "Form:"),
        ("To:", "Two:"),
        ("Call-ID:", "Call-OD:"),
        ("CSeq:", "CSec:"),
        ("INVITE sip:", "ACK sip:"),
    ],
)
def test_what_cannot_even_be_refused_is_dropped_and_counted(change: tuple[str, str]) -> None:
    async def story(host: Host) -> None:
        phone = await host.phone()
        phone.send(_invite(phone).replace(*change, 1))
        await phone.silence()
        assert host.sip.counters["sip.malformed"] == 1

    play(story)


def test_bytes_that_are_no_text_are_refused_with_the_same_bytes_back() -> None:
    async def story(host: Host) -> None:
        phone = await host.phone()
        phone.send(_invite(phone).encode().replace(b"Max-Forwards: 70", b"Subject: \xff\xfe"))
        await phone.expect(400)

    play(story)


def test_a_request_cut_off_is_refused() -> None:
    async def story(host: Host) -> None:
        phone = await host.phone()
        text = _invite(phone)
        phone.send(text[: text.index("Max-Forwards") + 12])
        await phone.expect(400)

    play(story)


@pytest.mark.parametrize("size", [8200, 60_000])
def test_a_request_too_large_is_refused(size: int) -> None:
    async def story(host: Host) -> None:
        phone = await host.phone()
        phone.send(_invite(phone).replace("Max-Forwards: 70", f"X: {'y' * size}"))
        await phone.expect(513)

    play(story)


def test_keep_alives_and_empty_packets_mean_nothing() -> None:
    async def story(host: Host) -> None:
        phone = await host.phone()
        for nothing in (b"", b"\r\n\r\n", b"\x00\x00\x00\x00"):
            phone.send(nothing)
        await phone.silence()
        assert host.sip.counters["sip.malformed"] == 0

    play(story)


def test_responses_to_nothing_are_dropped_and_counted() -> None:
    async def story(host: Host) -> None:
        phone = await host.phone()
        call = RawCall(phone)
        text = call.request("INVITE").partition("\r\n")[2]
        for first in ("SIP/2.0 200 OK", "SIP/2.0 100 Trying", "SIP/2.0 500 No", "SIP/2.0 200"):
            phone.send(f"{first}\r\n{text}")
        phone.send(f"SIP/2.0 999 What\r\n{text}")
        phone.send(b"SIP/2.0 200 OK\r\n\r\n")
        await phone.silence()
        assert host.sip.counters["sip.stray_responses"] == 4
        assert host.sip.counters["sip.malformed"] == 2

    play(story)


def test_a_broken_response_does_not_end_the_request() -> None:
    async def story(host: Host) -> None:
        phone = await host.phone()
        host.dial(phone)
        invite = await phone.expect("INVITE")
        call = RawCall.invited(phone, invite)
        target, call.phone.address = call.phone.address, ("<>;,", 0)
        call.reply(invite, 200, "OK", SDP)
        call.phone.address = target
        call.reply(invite, 486, "Busy Here")
        await host.listener.until("failed", 486)

    play(story)


def _mutated(text: bytes, chance: random.Random) -> bytes:
    """Return *text* with a few bytes changed, cut, repeated or moved."""
    data = bytearray(text)
    for _ in range(chance.randint(1, 12)):
        at = chance.randrange(len(data))
        match chance.randrange(5):
            case 0:
                data[at] = chance.randrange(256)
            case 1:
                del data[at : at + chance.randint(1, 40)]
            case 2:
                data[at:at] = data[: chance.randint(1, 60)]
            case 3:
                data[at:at] = bytes(chance.randrange(256) for _ in range(chance.randint(1, 20)))
            case _:
                del data[at:]
        if not data:
            data = bytearray(b"x")
    return bytes(data)


def test_500_malformed_datagrams_disturb_no_call(capfd: pytest.CaptureFixture[str]) -> None:
    chance = random.Random(20_261_122)

    async def story(host: Host) -> None:
        calls = [await host.call() for _ in range(5)]
        phone = await host.phone()
        for serial in range(500):
            call = RawCall(phone)
            method = chance.choice(
                ["INVITE", "BYE", "REGISTER", "OPTIONS", "ACK", "CANCEL", "REFER"]
            )
            seed = call.request(method, SDP, ['Authorization: Digest username="a",nonce="b"'])
            if serial % 5 == 0:
                phone.send(secrets.token_bytes(chance.randint(1, 900)))
            elif serial % 5 == 1:
                answer = f"SIP/2.0 {chance.randint(100, 699)} X\r\n" + seed.partition("\r\n")[2]
                phone.send(_mutated(answer.encode(), chance))
            else:
                phone.send(_mutated(seed.encode(), chance))
            if serial % 50 == 0:
                await calls[0].phone.silence(0.01)
        for call in calls:
            call.send("INFO", "Signal=1", kind="application/dtmf-relay")
            await call.phone.expect(200)
            call.send("BYE")
            await call.phone.expect(200)
        taken = [leg for leg in host.listener.legs if not leg.over]
        for leg in taken:  # a mutation may have left a request whole
            leg.hang_up()
        assert len(taken) < 150
        assert host.sip.counters["sip.refused.400"] > 100

    play(story)
    heard = capfd.readouterr()
    assert "Traceback" not in heard.out + heard.err
    assert "sippy" not in heard.out


def test_a_flood_from_a_stranger_is_dropped_and_calls_go_on() -> None:
    limits = SipLimits(unknown_rate=20.0)

    async def story(host: Host) -> None:
        call = await host.call()
        stranger = await RawPhone.open(host.address, "127.0.0.2")
        host.phones.append(stranger)
        for _ in range(400):
            stranger.send(RawCall(stranger).request("OPTIONS"))
        call.send("INFO", "Signal=1", kind="application/dtmf-relay")
        await call.phone.expect(200)
        await call.phone.silence(0.2)
        assert 80 <= stranger.heard.qsize() <= 90
        assert host.sip.counters["sip.flood"] >= 310

    play(story, limits=limits, trunk=Trunk(["127.0.0.1"]))
