"""The socket: heard whole, in turn, and no name is ever looked up to send."""

import asyncio
import time
from itertools import pairwise

from firstline.telephony.complaints import Complaints
from firstline.telephony.counters import Counters
from firstline.telephony.limits import SipLimits
from firstline.telephony.transport import Transport
from kit.raw_phone import RawPhone


class Ear:
    """A transport and what it heard."""

    def __init__(self, limits: SipLimits) -> None:
        self.heard: list[bytes] = []
        self.counters = Counters()
        self.transport = Transport(
            lambda data, _: self.heard.append(data),
            known=lambda host: host == "127.0.0.1",
            limits=limits,
            counters=self.counters,
            complaints=Complaints(self.counters, time.monotonic),
        )
        self.address = self.transport.open(("127.0.0.1", 0))


def test_many_datagrams_are_heard_in_their_order_and_the_loop_has_its_turn_between() -> None:
    async def story() -> None:
        ear = Ear(SipLimits(datagrams_per_turn=10))
        phone = await RawPhone.open(ear.address)
        for number in range(100):
            phone.send(str(number))
        turns = []
        while len(ear.heard) < 100:
            await asyncio.sleep(0)
            turns.append(len(ear.heard))
        assert ear.heard == [str(number).encode() for number in range(100)]
        assert max(later - earlier for earlier, later in pairwise(turns)) <= 10
        assert ear.counters["sip.received"] == 100
        ear.transport.close()
        phone.close()

    asyncio.run(story())


def test_who_asks_by_stun_is_answered_and_not_heard() -> None:
    async def story() -> None:
        ear = Ear(SipLimits())
        phone = await RawPhone.open(ear.address)
        phone.send(bytes.fromhex("000100002112a442b7e7a701bc34d686fa87dfae"))
        await asyncio.sleep(0.05)
        assert not ear.heard
        assert ear.counters["stun.answered"] == 1
        ear.transport.close()
        phone.close()

    asyncio.run(story())


def test_what_is_too_long_is_heard_as_one_byte_more_than_the_limit() -> None:
    async def story() -> None:
        ear = Ear(SipLimits(datagram=100))
        phone = await RawPhone.open(ear.address)
        phone.send(b"x" * 50_000)
        await asyncio.sleep(0.05)
        assert [len(data) for data in ear.heard] == [101]
        ear.transport.close()
        phone.close()

    asyncio.run(story())


def test_strangers_have_their_rate_and_the_known_theirs() -> None:
    async def story() -> None:
        ear = Ear(SipLimits(unknown_rate=5.0))
        known = await RawPhone.open(ear.address)
        stranger = await RawPhone.open(ear.address, "127.0.0.9")
        for _ in range(100):
            known.send(b"k")
            stranger.send(b"s")
        await asyncio.sleep(0.1)
        assert ear.heard.count(b"k") == 100
        assert 20 <= ear.heard.count(b"s") <= 22
        assert ear.counters["sip.flood"] == 100 - ear.heard.count(b"s")
        for end in (ear.transport, known, stranger):
            end.close()

    asyncio.run(story())


def test_what_cannot_be_sent_is_counted_and_nothing_waits() -> None:
    async def story() -> None:
        ear = Ear(SipLimits())
        phone = await RawPhone.open(ear.address)
        ear.transport.send_to("hello", phone.address)
        assert (await phone.heard.get()).text == "hello"
        before = time.monotonic()
        ear.transport.send_to("hello", ("phone.example", 5060))
        ear.transport.send_to(b"x" * 70_000, phone.address)
        assert time.monotonic() - before < 0.1
        assert ear.counters["sip.sent_nowhere"] == 1
        assert ear.counters["sip.not_sent"] == 1
        ear.transport.close()
        ear.transport.close()
        ear.transport.send_to("too late", phone.address)
        phone.close()

    asyncio.run(story())
