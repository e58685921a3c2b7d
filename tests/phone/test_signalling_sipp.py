"""SIPp as callers and agents' phones: many calls at once, passwords, more calls than room."""

import asyncio
import re
import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from firstline.telephony.address import Address
from firstline.telephony.g711 import Codec
from firstline.telephony.inbound import InboundLeg
from firstline.telephony.leg import Leg
from firstline.telephony.listener import Ending, Invite, Unheard
from firstline.telephony.outbound import OutboundLeg
from firstline.telephony.registrar import Contact, Registrar
from firstline.telephony.sdp import Audio
from firstline.telephony.sip import Sip
from firstline.telephony.trunk import Trunk
from kit.sip_host import HERE, Host, play
from kit.sipp import Done, Sipp


class Pair(Unheard):
    """Joins a caller with an agent: answers one when the other answers, ends both with either."""

    def __init__(self, counts: dict[str, int], caller: InboundLeg) -> None:
        self._counts = counts
        self._caller = caller
        self.agent: OutboundLeg

    def answered(self, leg: Leg, far: Audio) -> None:
        self._count("answered")
        self._caller.answer(HERE)

    def failed(self, leg: Leg, status: int, phrase: str) -> None:
        self._count("failed")
        self._caller.refuse(480, "Nobody Here")

    def key(self, leg: Leg, key: str) -> None:
        self._count(f"key {key}")

    def ended(self, leg: Leg, ending: Ending) -> None:
        self._count(ending.cause.value)
        (self.agent if leg is self._caller else self._caller).hang_up()

    def _count(self, what: str) -> None:
        self._counts[what] = self._counts.get(what, 0) + 1


class Exchange:
    """Sends every caller to the agents' phone at *agents*."""

    def __init__(self, agents: Address, room: int = 10_000) -> None:
        self.counts: dict[str, int] = {}
        self.sip = Sip(
            address=("127.0.0.1", 0),
            listener=self,
            trunk=Trunk(["127.0.0.1"]),
            registrar=Registrar({}),
            admit=lambda _source: 5 if len(self.sip.legs) >= 2 * room else None,
        )
        self._agents = agents

    def invited(self, leg: InboundLeg, invite: Invite) -> None:
        pair = Pair(self.counts, leg)
        leg.on = pair
        host, port = self._agents
        pair.agent = self.sip.dial(
            uri=f"sip:agent@{host}:{port}",
            hop=self._agents,
            calling=invite.calling,
            display="",
            here=HERE,
            codecs=[Codec.PCMA],
            on=pair,
        )

    def registered(self, user: str, contact: Contact) -> None:
        """No phone registers here."""

    def unregistered(self, user: str) -> None:
        """No phone registers here."""


@contextmanager
def _ports(count: int) -> Iterator[list[int]]:
    """Yield free ports; somebody else might take one in between, but hardly."""
    with ExitStack() as stack:
        sockets = [
            stack.enter_context(socket.socket(socket.AF_INET, socket.SOCK_DGRAM))
            for _ in range(count)
        ]
        for one in sockets:
            one.bind(("127.0.0.1", 0))
        found = [one.getsockname()[1] for one in sockets]
    yield found


async def _calls(folder: Path, exchange: Exchange, agents: int, rate: int, calls: int) -> Done:
    """Let *calls* callers come, *rate* a second."""
    phones = await Sipp.start(folder / "agents", "agent", "-p", str(agents))
    try:
        callers = await Sipp.start(
            folder / "callers", "caller", f"127.0.0.1:{exchange.sip.port}",
            *("-r", str(rate), "-m", str(calls), "-d", "500", "-l", "2000"),
        )  # fmt: skip
        return await callers.done()
    finally:
        await phones.stop()


def _count(output: str, what: str) -> int:
    found = re.findall(rf"{what}\s+\|\s+\d+\s+\|\s+(\d+)", output)
    return int(found[-1])


def test_90_calls_at_30_a_second_go_through_to_agents_and_none_fails(tmp_path: Path) -> None:
    async def story() -> None:
        with _ports(1) as (agents,):
            exchange = Exchange(("127.0.0.1", agents))
        exchange.sip.start()
        done = await _calls(tmp_path, exchange, agents, rate=30, calls=90)
        assert done.status == 0, done.errors or done.output
        await asyncio.sleep(0.3)
        assert exchange.counts == {"answered": 90, "key 1": 90, "hung up": 90}
        assert not exchange.sip.legs
        assert exchange.sip.transactions == 0
        assert exchange.sip.counters["sip.fault"] == 0
        exchange.sip.stop()

    asyncio.run(story())


def test_beyond_the_room_callers_get_503_and_those_within_are_not_disturbed(
    tmp_path: Path,
) -> None:
    async def story() -> None:
        with _ports(1) as (agents,):
            exchange = Exchange(("127.0.0.1", agents), room=10)
        exchange.sip.start()
        done = await _calls(tmp_path, exchange, agents, rate=60, calls=120)
        refused = exchange.sip.counters["sip.calls_refused_at_the_door"]
        assert refused > 20
        assert _count(done.output, "Failed call") == refused
        assert exchange.counts["answered"] == 120 - refused
        assert exchange.counts["hung up"] == 120 - refused
        assert "503" in done.errors
        exchange.sip.stop()

    asyncio.run(story())


@pytest.mark.parametrize(("password", "status"), [("secret", 0), ("guess", 1)])
def test_a_phone_registers_with_its_password_only(
    tmp_path: Path, password: str, status: int
) -> None:
    async def story(host: Host) -> None:
        phone = await Sipp.start(
            tmp_path, "register", f"127.0.0.1:{host.sip.port}",
            *("-m", "1", "-au", "anna", "-ap", password),
        )  # fmt: skip
        done = await phone.done()
        assert done.status == status, done.errors
        assert (host.registrar.contact("anna") is None) == bool(status)
        assert host.sip.counters["sip.password_wrong"] == status

    play(story)


def test_sipps_own_caller_is_served(tmp_path: Path) -> None:
    async def story(host: Host) -> None:
        callers = await Sipp.start(
            tmp_path, "uac", f"127.0.0.1:{host.sip.port}", "-r", "20", "-m", "20", "-d", "100"
        )
        done = await callers.done()
        assert done.status == 0, done.errors or done.output
        await host.calm()

    play(story)
