"""A call that we make: rung, answered, refused, given up, crossed, challenged."""

import asyncio

import pytest

from firstline.telephony.digest import Credentials, Guard, Verdict, proof
from firstline.telephony.g711 import Codec
from firstline.telephony.limits import SipLimits
from firstline.telephony.listener import Cause
from kit.raw_phone import SDP, RawCall
from kit.sip_host import Host, play

PCMA = SDP.replace("0 8 101", "8 101")


def test_a_phone_is_rung_and_answered_and_hangs_up() -> None:
    async def story(host: Host) -> None:
        phone = await host.phone()
        leg = host.dial(phone)
        invite = await phone.expect("INVITE")
        assert invite.header("From").startswith('"Cards" <sip:3611234567@127.0.0.1')
        assert "m=audio 20000 RTP/AVP 8 101" in invite.body
        assert invite.header("Contact") == f"<sip:hotline@127.0.0.1:{host.sip.port}>"
        assert "UPDATE" in invite.header("Allow")
        call = RawCall.invited(phone, invite)
        call.reply(invite, 180, "Ringing")
        await host.listener.until("ringing")
        call.reply(invite, 200, "OK", PCMA)
        ack = await phone.expect("ACK")
        assert ack.first == f"ACK sip:raw@127.0.0.1:{phone.address[1]} SIP/2.0"
        assert ack.tag("To") == call.local.partition("tag=")[2]
        assert ("answered", 30000, Codec.PCMA) in host.listener.told
        call.send("BYE")
        await phone.expect(200)
        await host.listener.until("ended", Cause.HUNG_UP)
        assert leg.over
        await host.calm()

    play(story)


def test_a_calling_number_cannot_smuggle_a_header() -> None:
    async def story(host: Host) -> None:
        phone = await host.phone()
        host.dial(phone, calling="36\r\nX-Evil: 1\r\n@x>", display='A"\r\nB\\')
        invite = await phone.expect("INVITE")
        assert not invite.header("X-Evil")
        assert invite.header("From").startswith('"AB" <sip:36%0D%0AX-Evil%3A%201%0D%0A%40x%3E@')

    play(story)


def test_we_hang_up_on_a_phone() -> None:
    async def story(host: Host) -> None:
        phone = await host.phone()
        leg = host.dial(phone)
        invite = await phone.expect("INVITE")
        call = RawCall.invited(phone, invite)
        call.reply(invite, 200, "OK", PCMA)
        await phone.expect("ACK")
        leg.hang_up('the caller "left"')
        bye = await phone.expect("BYE")
        assert bye.header("Reason") == "SIP;cause=200;text=\"the caller 'left'\""
        assert bye.tag("To") == call.local.partition("tag=")[2]
        call.reply(bye, 200, "OK")
        await host.calm()
        assert host.listener.told == [("answered", 30000, Codec.PCMA)]

    play(story)


def test_an_answer_that_comes_again_is_acknowledged_again() -> None:
    async def story(host: Host) -> None:
        phone = await host.phone()
        host.dial(phone)
        invite = await phone.expect("INVITE")
        call = RawCall.invited(phone, invite)
        call.reply(invite, 200, "OK", PCMA)
        first = await phone.expect("ACK")
        call.reply(invite, 200, "OK", PCMA)
        assert (await phone.expect("ACK")).text == first.text
        assert [what[0] for what in host.listener.told] == ["answered"]

    play(story)


def test_an_invite_is_repeated_until_something_is_heard() -> None:
    async def story(host: Host) -> None:
        phone = await host.phone()
        leg = host.dial(phone)
        first = await phone.expect("INVITE")
        again = await phone.expect("INVITE", wait=3.0)
        assert first.text == again.text
        RawCall.invited(phone, first).reply(first, 180, "Ringing")
        await phone.silence(1.2)
        leg.hang_up()

    play(story)


@pytest.mark.parametrize("status", [404, 486, 503, 603, 302])
def test_a_phone_that_does_not_take_the_call_failed(status: int) -> None:
    async def story(host: Host) -> None:
        phone = await host.phone()
        host.dial(phone)
        invite = await phone.expect("INVITE")
        RawCall.invited(phone, invite).reply(invite, status, "No")
        ack = await phone.expect("ACK")
        # The ACK of a refusal goes where the INVITE went, not to the Contact (17.1.1.3).
        assert ack.first == invite.first.replace("INVITE", "ACK")
        assert ack.header("Via") == invite.header("Via")
        assert host.listener.told == [("failed", status)]
        await host.calm()

    play(story)


def test_early_media_of_the_phone_is_told_and_serves_if_the_answer_has_none() -> None:
    async def story(host: Host) -> None:
        phone = await host.phone()
        host.dial(phone)
        invite = await phone.expect("INVITE")
        call = RawCall.invited(phone, invite)
        call.reply(invite, 183, "Session Progress", PCMA)
        await host.listener.until("early_media", 30000)
        call.reply(invite, 200, "OK")
        await phone.expect("ACK")
        assert ("answered", 30000, Codec.PCMA) in host.listener.told

    play(story)


def test_giving_up_is_a_cancel_once_the_phone_was_heard() -> None:
    async def story(host: Host) -> None:
        phone = await host.phone()
        leg = host.dial(phone)
        invite = await phone.expect("INVITE")
        leg.hang_up()
        await phone.silence()  # a CANCEL must wait for a provisional response (9.1)
        call = RawCall.invited(phone, invite)
        call.reply(invite, 180, "Ringing")
        cancel = await phone.expect("CANCEL")
        assert cancel.header("Via") == invite.header("Via")
        call.reply(cancel, 200, "OK")
        call.reply(invite, 487, "Request Terminated")
        await phone.expect("ACK")
        await host.calm()
        assert host.listener.told == []

    play(story)


def test_an_answer_that_crosses_the_cancel_is_acknowledged_and_hung_up() -> None:
    async def story(host: Host) -> None:
        phone = await host.phone()
        leg = host.dial(phone)
        invite = await phone.expect("INVITE")
        call = RawCall.invited(phone, invite)
        call.reply(invite, 180, "Ringing")
        await host.listener.until("ringing")
        leg.hang_up()
        cancel = await phone.expect("CANCEL")
        call.reply(invite, 200, "OK", PCMA)
        call.reply(cancel, 200, "OK")
        await phone.expect("ACK")
        bye = await phone.expect("BYE")
        call.reply(bye, 200, "OK")
        await host.calm()
        assert host.listener.told == [("ringing",)]

    play(story)


def test_a_phone_that_rings_for_ever_failed() -> None:
    async def story(host: Host) -> None:
        phone = await host.phone()
        host.dial(phone)
        invite = await phone.expect("INVITE")
        assert invite.header("Expires") == "2"
        call = RawCall.invited(phone, invite)
        call.reply(invite, 180, "Ringing")
        await host.listener.until("failed", 408)
        cancel = await phone.expect("CANCEL")
        call.reply(cancel, 200, "OK")
        call.reply(invite, 487, "Request Terminated")
        await phone.expect("ACK")
        await host.calm()

    play(story, limits=SipLimits(ring_time=0.2))


def test_an_answer_without_usable_audio_is_hung_up() -> None:
    async def story(host: Host) -> None:
        phone = await host.phone()
        host.dial(phone)
        invite = await phone.expect("INVITE")
        call = RawCall.invited(phone, invite)
        call.reply(invite, 200, "OK", SDP.replace("0 8 101", "0 101"))  # PCMA was offered
        await phone.expect("ACK")
        call.reply(await phone.expect("BYE"), 200, "OK")
        assert host.listener.told == [("failed", 488)]
        await host.calm()

    play(story)


@pytest.mark.parametrize(
    ("status", "asks", "says"),
    [
        (401, "WWW-Authenticate", "Authorization"),
        (407, "Proxy-Authenticate", "Proxy-Authorization"),
    ],
)
def test_a_challenge_is_answered_with_the_password(status: int, asks: str, says: str) -> None:
    guard = Guard("trunk", ["SHA-256"], 60, lambda: 0.0)

    async def story(host: Host) -> None:
        phone = await host.phone()
        host.dial(phone, credentials=Credentials("us", "pw"))
        invite = await phone.expect("INVITE")
        call = RawCall.invited(phone, invite)
        challenge = guard.challenges()[0].replace("WWW-Authenticate", asks)
        call.reply(invite, status, "Who?", headers=[challenge])
        await phone.expect("ACK")
        again = await phone.expect("INVITE")
        assert again.header("Call-ID") == invite.header("Call-ID")
        assert not again.tag("To")
        assert int(again.header("CSeq").split()[0]) == int(invite.header("CSeq").split()[0]) + 1
        assert guard.check(proof(again.header(says)), "pw", "INVITE") is Verdict.RIGHT
        call.reply(again, 200, "OK", PCMA)
        await phone.expect("ACK")
        await host.listener.until("answered", 30000, Codec.PCMA)

    play(story)


def test_a_phone_that_was_not_answered_cannot_hang_up() -> None:
    async def story(host: Host) -> None:
        phone = await host.phone()
        leg = host.dial(phone)
        invite = await phone.expect("INVITE")
        call = RawCall.invited(phone, invite)
        call.reply(invite, 180, "Ringing")
        await host.listener.until("ringing")
        call.send("BYE")
        await phone.expect(481)
        assert not leg.over

    play(story)


def test_a_password_that_is_not_taken_is_not_tried_for_ever() -> None:
    guard = Guard("trunk", ["MD5"], 60, lambda: 0.0)

    async def story(host: Host) -> None:
        phone = await host.phone()
        host.dial(phone, credentials=Credentials("us", "wrong"))
        for _ in range(3):
            invite = await phone.expect("INVITE")
            RawCall.invited(phone, invite).reply(
                invite, 401, "Unauthorized", headers=guard.challenges()
            )
            await phone.expect("ACK")
        await host.listener.until("failed", 401)
        await phone.silence()

    play(story)


def test_a_longer_session_timer_is_granted_on_demand() -> None:
    async def story(host: Host) -> None:
        phone = await host.phone()
        host.dial(phone)
        invite = await phone.expect("INVITE")
        call = RawCall.invited(phone, invite)
        call.reply(invite, 422, "Session Interval Too Small", headers=["Min-SE: 3000"])
        await phone.expect("ACK")
        again = await phone.expect("INVITE")
        assert again.header("Session-Expires") == "3000"
        assert again.header("Min-SE") == "3000"

    play(story)


def test_requests_take_the_route_that_the_answer_prescribes() -> None:
    async def story(host: Host) -> None:
        phone, proxy = await host.phone(), await host.phone()
        leg = host.dial(phone)
        invite = await phone.expect("INVITE")
        call = RawCall.invited(phone, invite)
        route = f"<sip:127.0.0.1:{proxy.address[1]};lr>"
        call.reply(invite, 200, "OK", PCMA, [f"Record-Route: {route}"])
        ack = await proxy.expect("ACK")
        assert ack.header("Route") == route
        leg.hang_up()
        bye = await proxy.expect("BYE")
        assert bye.header("Route") == route
        assert bye.first == f"BYE sip:raw@127.0.0.1:{phone.address[1]} SIP/2.0"
        await asyncio.sleep(0)

    play(story)


def test_a_contact_that_is_a_name_is_answered_where_it_wrote_from() -> None:
    async def story(host: Host) -> None:
        phone = await host.phone()
        leg = host.dial(phone)
        invite = await phone.expect("INVITE")
        call = RawCall.invited(phone, invite)
        text = "Contact: <sip:raw@phone.example>"
        call.phone.address = ("phone.example", 5060)  # what it says of itself
        call.reply(invite, 200, "OK", PCMA)
        ack = await phone.expect("ACK")
        assert "sip:raw@phone.example" in ack.first, text
        leg.hang_up()
        assert "sip:raw@phone.example" in (await phone.expect("BYE")).first

    play(story)
