"""The SIP side as a whole: phones that register, room for calls, faults of ours, start and stop."""

import asyncio
import socket

import pytest

from firstline.errors import FailureError
from firstline.telephony.digest import Credentials, answer
from firstline.telephony.inbound import InboundLeg
from firstline.telephony.limits import SipLimits
from firstline.telephony.listener import Invite
from firstline.telephony.registrar import Registrar
from firstline.telephony.sip import Sip
from firstline.telephony.trunk import Trunk
from kit.raw_phone import SDP, Heard, RawCall, RawPhone
from kit.sip_host import Host, Listening, play, waits


class Registering(RawCall):
    """A phone that proves who it is with each REGISTER."""

    without_contact = False

    async def register(self, *headers: str, status: int = 200) -> Heard:
        """Send a REGISTER with *headers*, instead of the usual Contact if they name one."""
        self._send(headers)
        refused = await self.phone.expect(401)
        challenge = refused.header("WWW-Authenticate")
        proof = answer(challenge, Credentials("anna", "secret"), "REGISTER", self.target)
        self._send([*headers, f"Authorization: {proof}"])
        return await self.phone.expect(status)

    def _send(self, headers: list[str] | tuple[str, ...]) -> None:
        text = self.request("REGISTER", headers=headers)
        if self.without_contact or any(line.startswith("Contact:") for line in headers):
            host, port = self.phone.address
            text = text.replace(f"Contact: <sip:raw@{host}:{port}>\r\n", "")
        self.phone.send(text)


async def _anna(host: Host) -> Registering:
    return Registering(await host.phone(), user="anna")


def test_a_phone_registers_renews_and_leaves() -> None:
    async def story(host: Host) -> None:
        anna = await _anna(host)
        done = await anna.register("Expires: 600")
        place = f"sip:raw@127.0.0.1:{anna.phone.address[1]}"
        assert done.header("Contact") == f"<{place}>;expires=600"
        assert host.listener.last == ("registered", "anna", anna.phone.address)
        contact = host.registrar.contact("anna")
        assert contact is not None
        assert contact.uri == place
        await anna.register(f"Contact: <{place}>;expires=900")
        await anna.register()
        assert len(host.listener.told) == 1
        await anna.register("Expires: 0")
        assert host.listener.told[1:] == [("unregistered", "anna")]
        assert host.registrar.contact("anna") is None

    play(story)


def test_a_star_forgets_all_of_a_users_phones() -> None:
    async def story(host: Host) -> None:
        anna = await _anna(host)
        await anna.register()
        await anna.register("Contact: *", status=400)
        gone = await anna.register("Contact: *", "Expires: 0")
        assert not gone.header("Contact")
        await host.listener.until("unregistered", "anna")

    play(story)


def test_a_registration_too_short_is_told_the_shortest_and_too_long_is_cut() -> None:
    async def story(host: Host) -> None:
        anna = await _anna(host)
        refused = await anna.register("Expires: 10", status=423)
        assert refused.header("Min-Expires") == "60"
        done = await anna.register("Expires: 99999")
        assert done.header("Contact").endswith("expires=3600")

    play(story)


def test_a_phone_that_does_not_renew_is_forgotten() -> None:
    async def story(host: Host) -> None:
        anna = await _anna(host)
        await anna.register("Expires: 1")
        await host.listener.until("unregistered", "anna")

    play(story, limits=SipLimits(registration_shortest=1))


def test_a_user_has_so_many_phones_and_the_oldest_gives_way() -> None:
    async def story(host: Host) -> None:
        anna = await _anna(host)
        for port in (1001, 1002, 1003):
            done = await anna.register(f"Contact: <sip:anna@127.0.0.1:{port}>")
        assert [value.partition(">")[0] for value in done.all("Contact")] == [
            "<sip:anna@127.0.0.1:1002",
            "<sip:anna@127.0.0.1:1003",
        ]

    play(story, limits=SipLimits(contacts=2))


def test_a_register_without_a_contact_asks_what_is_known() -> None:
    async def story(host: Host) -> None:
        anna = await _anna(host)
        await anna.register()
        anna.without_contact = True
        known = await anna.register()
        assert known.header("Contact").startswith("<sip:raw@127.0.0.1")

    play(story)


def test_beyond_the_room_a_call_is_refused_at_the_door() -> None:
    async def story(host: Host) -> None:
        host.sip.admit = lambda _source: 7
        call = RawCall(await host.phone())
        text = call.request("INVITE", SDP)
        call.phone.send(text)
        refused = await call.phone.expect(503)
        assert refused.header("Retry-After") == "7"
        assert refused.tag("To")
        host.sip.admit = lambda _source: None
        call.phone.send(text)  # one that came before keeps its answer
        assert (await call.phone.expect(503)).text == refused.text
        call.ack(refused)
        assert host.sip.transactions == 0
        assert host.sip.counters["sip.calls_refused_at_the_door"] == 1
        await host.call()

    play(story)


def test_a_call_that_is_up_goes_on_when_there_is_no_room_for_more() -> None:
    async def story(host: Host) -> None:
        call = await host.call()
        host.sip.admit = lambda _source: 5
        call.send("INVITE", SDP)
        call.ack(await call.phone.expect(200))
        call.send("BYE")
        await call.phone.expect(200)

    play(story)


def test_legs_have_a_limit() -> None:
    async def story(host: Host) -> None:
        await host.call()
        call = RawCall(await host.phone())
        call.send("INVITE", SDP)
        assert (await call.phone.expect(503)).header("Retry-After")

    play(story, limits=SipLimits(legs=1))


def test_one_call_that_comes_by_two_ways_is_one_call() -> None:
    async def story(host: Host) -> None:
        call = RawCall(await host.phone())
        call.send("INVITE", SDP)
        text = call.request("INVITE", SDP, new=False).replace(call.branch, "z9hG4bKother")
        call.phone.send(text)
        await call.phone.expect(482)
        assert len(host.listener.legs) == 1

    play(story, on_invite=waits)


def test_a_call_to_ourselves_is_harmless() -> None:
    async def story(host: Host) -> None:
        phone = await host.phone()
        leg = host.dial(phone, uri=f"sip:us@127.0.0.1:{host.sip.port}", hop=host.address)
        await host.listener.until("failed", 482)
        assert leg.over
        await host.calm()

    play(story)


def test_a_fault_of_ours_costs_one_call_a_500_and_no_more() -> None:
    def fails(leg: InboundLeg, invite: Invite) -> None:
        raise RuntimeError("a listener's fault")

    async def story(host: Host) -> None:
        call = RawCall(await host.phone())
        call.send("INVITE", SDP)
        call.ack(await call.phone.expect(500))
        await host.calm()
        assert host.sip.counters["sip.fault"] == 1

    play(story, on_invite=fails, faults=1)


def test_a_port_that_is_taken_is_said_so_with_a_remedy() -> None:
    async def starts() -> None:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as taken:
            taken.bind(("127.0.0.1", 0))
            sip = Sip(
                address=taken.getsockname(),
                listener=Listening(waits),
                trunk=Trunk(),
                registrar=Registrar({}),
            )
            with pytest.raises(FailureError, match="Cannot listen for SIP") as caught:
                sip.start()
            assert "another" in caught.value.remedy

    asyncio.run(starts())


def test_stopping_leaves_nothing_that_rings() -> None:
    async def story(host: Host) -> None:
        phone = await host.phone()
        host.dial(phone)
        await phone.expect("INVITE")
        await host.call()
        assert host.sip.up == 2
        host.sip.stop()
        host.sip.stop()
        await phone.silence(0.7)
        assert host.sip.up == 0

    play(story)


def test_an_answer_goes_back_to_where_the_request_came_from() -> None:
    async def story(host: Host) -> None:
        phone, other = await host.phone(), await host.phone()
        call = RawCall(phone)
        text = call.request("OPTIONS")
        port = phone.address[1]
        # With rport: to the very port; what the sender says of itself does not count.
        phone.send(text.replace(f"127.0.0.1:{port};branch", "10.9.8.7:9;received=10.9.8.7;branch"))
        answer = await phone.expect(200)
        assert f";received=127.0.0.1;rport={port}" in answer.header("Via")
        assert "received=10.9.8.7" not in answer.header("Via")
        # Without rport: to the port that it names.
        call.send("OPTIONS")
        await phone.expect(200)
        text = call.request("OPTIONS").replace(";rport", "")
        phone.send(text.replace(f"127.0.0.1:{port};", f"127.0.0.1:{other.address[1]};"))
        await other.expect(200)

    play(story)


def test_all_vias_and_record_routes_come_back_as_they_were() -> None:
    async def story(host: Host) -> None:
        call = RawCall(await host.phone())
        vias = "Via: SIP/2.0/UDP a.example;branch=z9hG4bK1, SIP/2.0/TCP b.example;branch=z9hG4bK2"
        routes = ["Record-Route: <sip:127.0.0.1:9;lr>", "Record-Route: <sip:r2;lr>"]
        text = call.request("INVITE", SDP, routes)
        call.phone.send(text.replace("From:", f"{vias}\r\nFrom:"))
        answer = await call.phone.expect(200)
        assert answer.all("Via")[1:] == [
            "SIP/2.0/UDP a.example;branch=z9hG4bK1",
            "SIP/2.0/TCP b.example;branch=z9hG4bK2",
        ]
        assert answer.all("Record-Route") == ["<sip:127.0.0.1:9;lr>", "<sip:r2;lr>"]
        assert answer.header("From") == call.local

    play(story)


def test_compact_and_folded_headers_are_understood() -> None:
    async def story(host: Host) -> None:
        call = RawCall(await host.phone())
        text = call.request("INVITE", SDP, ["k: timer", "x: 300;refresher=uac"])
        for long, short in [("Via", "v"), ("From", "f"), ("To", "t"), ("Call-ID", "i")]:
            text = text.replace(f"\r\n{long}: ", f"\r\n{short}:  ")
        text = text.replace("Contact: ", "m :\r\n  ").replace("Content-Type:", "c:")
        call.phone.send(text.replace("Content-Length", "l"))
        answer = await call.phone.expect(200)
        assert answer.header("Session-Expires") == "300;refresher=uac"

    play(story)


def test_the_wildcard_address_shows_each_far_end_the_address_that_it_sees() -> None:
    async def whole() -> None:
        listener = Listening(lambda leg, _: leg.answer(("0.0.0.0", 20000)))
        sip = Sip(
            address=("0.0.0.0", 0),
            listener=listener,
            trunk=Trunk(["127.0.0.1"]),
            registrar=Registrar({}),
        )
        sip.start()
        phone = await RawPhone.open(("127.0.0.1", sip.port))
        call = RawCall(phone)
        call.send("INVITE", SDP)
        answer = await phone.expect(200)
        assert answer.header("Contact") == f"<sip:hotline@127.0.0.1:{sip.port}>"
        assert "c=IN IP4 127.0.0.1" in answer.body
        phone.close()
        sip.stop()

    asyncio.run(whole())
