"""Offers of ours within a call: a new address, two offers that cross, proofs of life."""

import asyncio

import pytest

from firstline.telephony.limits import SipLimits
from firstline.telephony.listener import Cause
from firstline.telephony.outbound import OutboundLeg
from kit.raw_phone import SDP, RawCall
from kit.sip_host import Host, play

PCMA = SDP.replace("0 8 101", "8 101")
THERE = ("127.0.0.1", 22_222)
QUICK = SipLimits(session_expires=2, session_shortest=1)
ASKS_US = ["Supported: timer", "Session-Expires: 2;refresher=uas"]
PROVES_ITSELF = ["Supported: timer", "Session-Expires: 2;refresher=uac"]


async def _dialled(host: Host, headers: list[str]) -> tuple[RawCall, OutboundLeg]:
    phone = await host.phone()
    leg = host.dial(phone)
    invite = await phone.expect("INVITE")
    call = RawCall.invited(phone, invite)
    call.reply(invite, 200, "OK", PCMA, headers)
    await phone.expect("ACK")
    return call, leg


async def _called(host: Host, headers: list[str]) -> RawCall:
    call = RawCall(await host.phone())
    call.send("INVITE", SDP, headers)
    call.ack(await call.phone.expect(200))
    await asyncio.sleep(0.02)
    return call


def test_a_new_address_of_ours_is_offered_in_the_codec_that_is_spoken() -> None:
    async def story(host: Host) -> None:
        call = await host.call()
        host.listener.legs[0].reinvite(THERE)
        offer = await call.phone.expect("INVITE")
        assert "m=audio 22222 RTP/AVP 0 101" in offer.body
        assert "IN IP4 127.0.0.1" in offer.body
        assert offer.body.partition("o=firstline ")[2].split()[1] == "2"
        call.reply(offer, 200, "OK", SDP.replace("0 8 101", "0 101").replace("30000", "30004"))
        await call.phone.expect("ACK")
        await host.listener.until("media_changed", 30004)

    play(story)


def test_an_offer_waits_for_the_ack_of_the_call() -> None:
    async def story(host: Host) -> None:
        call = RawCall(await host.phone())
        call.send("INVITE", SDP)
        answer = await call.phone.expect(200)
        host.listener.legs[0].reinvite(THERE)
        await call.phone.silence()
        call.ack(answer)
        await call.phone.expect("INVITE")

    play(story)


def test_an_offer_that_is_refused_is_told_and_the_call_goes_on_as_before() -> None:
    async def story(host: Host) -> None:
        call = await host.call()
        host.listener.legs[0].reinvite(THERE)
        offer = await call.phone.expect("INVITE")
        call.reply(offer, 488, "Not Acceptable Here")
        await call.phone.expect("ACK")
        assert host.listener.last == ("media_refused", 488)
        call.send("INVITE", SDP)
        answer = await call.phone.expect(200)
        assert "m=audio 20000" in answer.body

    play(story)


@pytest.mark.parametrize("status", [408, 481])
def test_a_far_end_that_no_longer_knows_the_call_is_given_up(status: int) -> None:
    async def story(host: Host) -> None:
        call = await host.call()
        host.listener.legs[0].reinvite(THERE)
        offer = await call.phone.expect("INVITE")
        call.reply(offer, status, "Gone")
        await call.phone.expect("ACK")
        call.reply(await call.phone.expect("BYE"), 200, "OK")
        assert host.listener.last == ("ended", Cause.UNREACHABLE)
        await host.calm()

    play(story)


def test_an_answer_without_usable_audio_ends_the_call_after_the_ack() -> None:
    async def story(host: Host) -> None:
        call = await host.call()
        host.listener.legs[0].reinvite(THERE)
        offer = await call.phone.expect("INVITE")
        call.reply(offer, 200, "OK", SDP.replace("m=audio 30000", "m=audio 0"))
        await call.phone.expect("ACK")
        call.reply(await call.phone.expect("BYE"), 200, "OK")
        assert host.listener.last == ("ended", Cause.UNUSABLE)

    play(story)


def test_two_offers_that_cross_are_both_put_off_and_ours_comes_again() -> None:
    async def story(host: Host) -> None:
        call = await host.call()
        host.listener.legs[0].reinvite(THERE)
        offer = await call.phone.expect("INVITE")
        call.send("INVITE", SDP)
        theirs = await call.phone.expect(491)
        call.reply(offer, 491, "Request Pending")
        await call.phone.expect("ACK")
        call.ack(theirs)
        again = await call.phone.expect("INVITE")  # 0 to 2 s later: the Call-ID is theirs
        assert "m=audio 22222" in again.body
        call.reply(again, 200, "OK", SDP.replace("0 8 101", "0 101"))
        await call.phone.expect("ACK")

    play(story)


def test_of_several_offers_asked_for_meanwhile_the_last_counts() -> None:
    async def story(host: Host) -> None:
        call = await host.call()
        (leg,) = host.listener.legs
        for port in (22222, 22224, 22226):
            leg.reinvite(("127.0.0.1", port))
        first = await call.phone.expect("INVITE")
        call.reply(first, 200, "OK", SDP.replace("0 8 101", "0 101"))
        await call.phone.expect("ACK")
        second = await call.phone.expect("INVITE")
        assert "m=audio 22226" in second.body

    play(story)


def test_a_bye_while_our_offer_is_under_way_ends_all() -> None:
    async def story(host: Host) -> None:
        call = await host.call()
        host.listener.legs[0].reinvite(THERE)
        offer = await call.phone.expect("INVITE")
        call.send("BYE")
        await call.phone.expect(200)
        call.reply(offer, 200, "OK", SDP)
        await call.phone.expect("ACK")
        await host.calm()
        assert host.listener.last == ("ended", Cause.HUNG_UP)

    play(story)


def test_asked_to_we_prove_that_we_live_by_update() -> None:
    async def story(host: Host) -> None:
        call = await _called(host, [*ASKS_US, "Allow: INVITE, UPDATE"])
        for _ in range(2):
            update = await call.phone.expect("UPDATE", wait=4.0)
            assert update.header("Session-Expires") == "2;refresher=uac"
            assert not update.body
            call.reply(update, 200, "OK", headers=["Session-Expires: 2;refresher=uac"])
        call.send("BYE")
        await call.phone.expect(200)

    play(story, limits=QUICK)


def test_a_far_end_without_update_gets_the_same_offer_again() -> None:
    async def story(host: Host) -> None:
        call = await _called(host, ASKS_US)
        offer = await call.phone.expect("INVITE", wait=4.0)
        assert offer.body.partition("o=firstline ")[2].split()[1] == "1"
        assert "m=audio 20000" in offer.body
        call.reply(offer, 200, "OK", SDP.replace("0 8 101", "0 101"), ["Session-Expires: 2"])
        await call.phone.expect("ACK")
        assert host.listener.told == [("invited",)]

    play(story, limits=QUICK)


def test_a_phone_that_asked_for_our_proofs_gets_them_from_the_calling_side_too() -> None:
    async def story(host: Host) -> None:
        call, _ = await _dialled(host, ["Session-Expires: 2;refresher=uac", "Allow: UPDATE"])
        update = await call.phone.expect("UPDATE", wait=4.0)
        call.reply(update, 481, "Gone")
        call.reply(await call.phone.expect("BYE"), 200, "OK")
        assert host.listener.last == ("ended", Cause.UNREACHABLE)

    play(story, limits=QUICK)


def test_no_proof_of_life_ends_the_call() -> None:
    async def story(host: Host) -> None:
        call = await _called(host, PROVES_ITSELF)
        bye = await call.phone.expect("BYE", wait=4.0)
        assert "expired" in bye.header("Reason")
        call.reply(bye, 200, "OK")
        assert host.listener.last == ("ended", Cause.EXPIRED)
        await host.calm()

    play(story, limits=QUICK)


def test_a_proof_of_life_in_time_keeps_the_call() -> None:
    async def story(host: Host) -> None:
        proves = ["Supported: timer", "Session-Expires: 4;refresher=uac"]  # due after 2.7 s
        call = await _called(host, proves)
        for _ in range(3):
            await asyncio.sleep(1.0)
            call.send("UPDATE", headers=proves)
            await call.phone.expect(200)
        assert not host.listener.legs[0].over

    play(story, limits=QUICK)


def test_a_session_timer_too_short_is_refused_with_the_shortest() -> None:
    async def story(host: Host) -> None:
        call = RawCall(await host.phone())
        call.send("INVITE", SDP, ["Supported: timer", "Session-Expires: 30"])
        refused = await call.phone.expect(422)
        assert refused.header("Min-SE") == "90"
        call.ack(refused)
        await host.calm()

    play(story)


def test_a_caller_who_knows_session_timers_is_asked_for_proofs() -> None:
    async def story(host: Host) -> None:
        call = RawCall(await host.phone())
        call.send("INVITE", SDP, ["Supported: timer"])
        answer = await call.phone.expect(200)
        assert answer.header("Session-Expires") == "1800;refresher=uac"
        assert answer.header("Require") == "timer"

    play(story)
