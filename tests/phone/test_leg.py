"""What both kinds of leg have in common: hanging up, being asked for a password, being let go."""

import asyncio

from firstline.telephony.digest import Credentials, Guard, Verdict, proof
from firstline.telephony.g711 import Codec
from firstline.telephony.inbound import InboundLeg
from firstline.telephony.leg_state import LegState
from firstline.telephony.listener import Cause
from kit.raw_phone import SDP, RawCall
from kit.sip_host import Host, play

PCMA = SDP.replace("0 8 101", "8 101")


def test_a_leg_shows_what_it_knows() -> None:
    async def story(host: Host) -> None:
        call = await host.call()
        (leg,) = host.listener.legs
        assert leg.state is LegState.UP
        assert leg.call_id == call.call_id
        assert leg.far is not None
        assert leg.far.codec is Codec.PCMU
        assert not leg.held
        assert not leg.over
        assert host.sip.legs == (leg,)

    play(story)


def test_we_hang_up_on_a_caller_and_the_leg_stays_until_the_bye_is_answered() -> None:
    async def story(host: Host) -> None:
        call = await host.call()
        (leg,) = host.listener.legs
        leg.hang_up()
        leg.hang_up()
        bye = await call.phone.expect("BYE")
        assert leg.over
        assert host.sip.legs == (leg,)
        call.reply(bye, 200, "OK")
        await host.calm()
        assert host.listener.told == [("invited",)]

    play(story)


def test_a_bye_is_repeated_until_it_is_answered_whatever_the_answer() -> None:
    async def story(host: Host) -> None:
        call = await host.call()
        host.listener.legs[0].hang_up()
        first = await call.phone.expect("BYE")
        again = await call.phone.expect("BYE", wait=3.0)
        assert first.text == again.text
        call.reply(again, 481, "Call Leg/Transaction Does Not Exist")
        await host.calm()

    play(story)


def test_a_bye_that_is_challenged_is_said_again_with_the_password() -> None:
    guard = Guard("trunk", ["MD5"], 60, lambda: 0.0)

    async def story(host: Host) -> None:
        phone = await host.phone()
        leg = host.dial(phone, credentials=Credentials("us", "pw"))
        invite = await phone.expect("INVITE")
        call = RawCall.invited(phone, invite)
        call.reply(invite, 200, "OK", PCMA)
        await phone.expect("ACK")
        leg.hang_up()
        bye = await phone.expect("BYE")
        call.reply(bye, 401, "Unauthorized", headers=guard.challenges())
        again = await phone.expect("BYE")
        assert guard.check(proof(again.header("Authorization")), "pw", "BYE") is Verdict.RIGHT
        call.reply(again, 200, "OK")
        await host.calm()

    play(story)


def test_a_leg_whose_far_end_is_lost_is_hung_up_once() -> None:
    async def story(host: Host) -> None:
        call = await host.call()
        (leg,) = host.listener.legs
        leg.lost(Cause.UNREACHABLE)
        leg.lost(Cause.UNREACHABLE)
        leg.unconfirmed()
        call.reply(await call.phone.expect("BYE"), 200, "OK")
        await host.calm()
        assert host.listener.told == [("invited",), ("ended", Cause.UNREACHABLE)]

    play(story)


def test_a_hundred_calls_come_and_go_and_leave_nothing() -> None:
    async def story(host: Host) -> None:
        calls = await asyncio.gather(*(host.call() for _ in range(100)))
        assert len(host.sip.legs) == 100
        for at, call in enumerate(calls):
            if at % 2:
                call.send("BYE")
                await call.phone.expect(200)
            else:
                _leg_of(host, call).hang_up()
                call.reply(await call.phone.expect("BYE"), 200, "OK")
        await host.calm()

    play(story)


def _leg_of(host: Host, call: RawCall) -> InboundLeg:
    return next(leg for leg in host.listener.legs if leg.call_id == call.call_id)
