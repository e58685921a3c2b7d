"""What the far end may ask within a call: hold, keys, transfers, and what we do not understand."""

import asyncio

import pytest

from firstline.telephony.listener import Cause
from kit.raw_phone import SDP, RawCall
from kit.sip_host import HERE, Host, play, waits

HOLD = SDP.replace("sendrecv", "sendonly")
OLD_HOLD = SDP.replace("c=IN IP4 127.0.0.1", "c=IN IP4 0.0.0.0")
MOVED = SDP.replace("30000", "30002")


@pytest.mark.parametrize("method", ["INVITE", "UPDATE"])
@pytest.mark.parametrize(
    ("offer", "way"),
    [
        (HOLD, "recvonly"),
        (SDP.replace("sendrecv", "inactive"), "inactive"),
        (OLD_HOLD, "sendrecv"),
    ],
)
def test_hold_is_told_and_answered_in_kind_and_taken_back(
    method: str, offer: str, way: str
) -> None:
    async def story(host: Host) -> None:
        call = await host.call()
        call.send(method, offer)
        answer = await call.phone.expect(200)
        assert f"a={way}" in answer.body
        assert _version(answer.body) == (2 if way != "sendrecv" else 1)
        if method == "INVITE":
            call.ack(answer)
        await host.listener.until("held")
        assert host.listener.legs[0].far is not None
        assert host.listener.legs[0].far.address == "127.0.0.1"
        call.send(method, MOVED)
        answer = await call.phone.expect(200)
        assert "a=sendrecv" in answer.body
        if method == "INVITE":
            call.ack(answer)
        assert host.listener.last == ("resumed", 30002)

    play(story)


def _version(body: str) -> int:
    return int(body.partition("o=firstline ")[2].split()[1])


def test_a_far_end_that_moves_is_told_and_our_words_stay_the_same() -> None:
    async def story(host: Host) -> None:
        call = await host.call()
        call.send("INVITE", MOVED)
        answer = await call.phone.expect(200)
        call.ack(answer)
        assert _version(answer.body) == 1
        assert host.listener.last == ("media_changed", 30002)

    play(story)


def test_a_reinvite_that_says_nothing_new_is_no_news() -> None:
    async def story(host: Host) -> None:
        call = await host.call()
        call.send("INVITE", SDP)
        call.ack(await call.phone.expect(200))
        assert host.listener.told == [("invited",)]

    play(story)


def test_a_reinvite_without_an_offer_gets_ours() -> None:
    async def story(host: Host) -> None:
        call = await host.call()
        call.send("INVITE")
        offer = await call.phone.expect(200)
        assert "m=audio 20000 RTP/AVP 0 101" in offer.body
        call.ack(offer, MOVED)
        await host.listener.until("media_changed", 30002)

    play(story)


def test_a_reinvite_with_unusable_audio_is_refused_and_the_call_goes_on() -> None:
    async def story(host: Host) -> None:
        call = await host.call()
        call.send("INVITE", SDP.replace("0 8 101", "18"))
        call.ack(await call.phone.expect(488))
        call.send("INVITE", MOVED)
        call.ack(await call.phone.expect(200))
        assert host.listener.last == ("media_changed", 30002)

    play(story)


def test_a_reinvite_whose_answer_is_never_confirmed_ends_the_call_at_last() -> None:
    async def story(host: Host) -> None:
        call = await host.call()
        host.listener.legs[0].unconfirmed()  # what sippy calls 32 s after the 200
        call.reply(await call.phone.expect("BYE"), 200, "OK")
        assert host.listener.last == ("ended", Cause.UNCONFIRMED)
        await host.calm()

    play(story)


@pytest.mark.parametrize(
    ("kind", "body", "key"),
    [
        ("application/dtmf-relay", "Signal=5\r\nDuration=160\r\n", "5"),
        ("application/dtmf-relay", "Signal= #\r\nDuration= 250\r\n", "#"),
        ("application/dtmf", "7", "7"),
        ("application/dtmf", "11", "#"),
    ],
)
def test_keys_come_as_info(kind: str, body: str, key: str) -> None:
    async def story(host: Host) -> None:
        call = await host.call()
        call.send("INFO", body, kind=kind)
        await call.phone.expect(200)
        assert host.listener.last == ("key", key)

    play(story)


def test_an_info_without_a_key_is_taken_or_refused_by_its_kind() -> None:
    async def story(host: Host) -> None:
        call = await host.call()
        call.send("INFO")
        await call.phone.expect(200)
        call.send("INFO", "Signal=flash", kind="application/dtmf-relay")
        await call.phone.expect(200)
        call.send("INFO", "<x/>", kind="application/media_control+xml")
        refused = await call.phone.expect(415)
        assert "application/dtmf-relay" in refused.header("Accept")
        assert host.listener.told == [("invited",)]

    play(story)


@pytest.mark.parametrize(
    ("method", "status"),
    [
        ("OPTIONS", 200),
        ("MESSAGE", 405),
        ("SUBSCRIBE", 405),
        ("NOTIFY", 481),
        ("PRACK", 481),
        ("DANCE", 501),
    ],
)
def test_other_requests_get_their_proper_answer_and_the_call_goes_on(
    method: str, status: int
) -> None:
    async def story(host: Host) -> None:
        call = await host.call()
        call.send(method)
        answer = await call.phone.expect(status)
        assert bool(answer.header("Allow")) == (status != 481)
        call.send("BYE")
        await call.phone.expect(200)
        await host.calm()

    play(story)


def test_an_update_without_audio_only_proves_life() -> None:
    async def story(host: Host) -> None:
        call = await host.call()
        call.send("UPDATE", headers=["Supported: timer", "Session-Expires: 300;refresher=uac"])
        answer = await call.phone.expect(200)
        assert answer.header("Session-Expires") == "300;refresher=uac"
        assert not answer.body

    play(story)


def test_an_update_before_the_answer_is_put_off() -> None:
    async def story(host: Host) -> None:
        call = RawCall(await host.phone())
        call.send("INVITE", SDP)
        await host.listener.until("invited")
        host.listener.legs[0].progress()
        call.learn(await call.phone.expect(180))
        call.send("UPDATE", MOVED)
        refused = await call.phone.expect(500)
        assert refused.header("Retry-After")

    play(story, on_invite=waits)


def test_what_comes_out_of_order_is_refused() -> None:
    async def story(host: Host) -> None:
        call = await host.call()
        call.cseq = 10
        call.send("INFO")
        await call.phone.expect(200)
        call.cseq = 5
        call.send("INFO")
        await call.phone.expect(500)

    play(story)


def test_what_belongs_to_no_call_gets_481() -> None:
    async def story(host: Host) -> None:
        call = await host.call()
        call.remote = call.remote.replace(";tag=", ";tag=0")
        for method in ("BYE", "INFO", "INVITE", "UPDATE", "REFER"):
            call.send(method)
            await call.phone.expect(481)
        assert not host.listener.legs[0].over

    play(story)


def test_a_blind_transfer_is_told_and_its_outcome_reported() -> None:
    async def story(host: Host) -> None:
        call = await host.call()
        (leg,) = host.listener.legs
        call.send("REFER", headers=["Refer-To: <sip:bela@127.0.0.1>", "Referred-By: <sip:raw@x>"])
        await call.phone.expect(202)
        trying = await call.phone.expect("NOTIFY")
        assert trying.header("Event").startswith("refer")
        assert trying.header("Subscription-State").startswith("active")
        assert trying.header("Content-Type") == "message/sipfrag;version=2.0"
        assert trying.body == "SIP/2.0 100 Trying\r\n"
        call.reply(trying, 200, "OK")
        assert host.listener.last == ("referred", "bela", None)
        assert not leg.over
        leg.notify_refer(180, "Ringing")
        call.reply(await call.phone.expect("NOTIFY"), 200, "OK")
        leg.notify_refer(200, "OK")
        last = await call.phone.expect("NOTIFY")
        assert last.header("Subscription-State").startswith("terminated")
        assert last.body == "SIP/2.0 200 OK\r\n"
        call.reply(last, 200, "OK")
        leg.notify_refer(500, "Never Said")
        await call.phone.silence()
        call.send("BYE")
        await call.phone.expect(200)

    play(story)


def test_a_transfer_after_consulting_names_the_other_leg() -> None:
    async def story(host: Host) -> None:
        call, consult = await host.call(), await host.call()
        replaces = (
            f"{consult.call_id}%3Bto-tag%3D{consult.remote.partition('tag=')[2]}"
            f"%3Bfrom-tag%3D{consult.local.partition('tag=')[2]}"
        )
        call.send("REFER", headers=[f"Refer-To: <sip:bela@127.0.0.1?Replaces={replaces}>"])
        await call.phone.expect(202)
        await call.phone.expect("NOTIFY")
        assert host.listener.last == ("referred", "bela", host.listener.legs[1])

    play(story)


def test_a_transfer_to_a_leg_that_is_not_ours_fails_at_once() -> None:
    async def story(host: Host) -> None:
        call = await host.call()
        unknown = "x%3Bto-tag%3Da%3Bfrom-tag%3Db"
        call.send("REFER", headers=[f"Refer-To: <sip:bela@127.0.0.1?Replaces={unknown}>"])
        await call.phone.expect(202)
        await call.phone.expect("NOTIFY")
        assert (await call.phone.expect("NOTIFY")).body.startswith("SIP/2.0 481")
        assert host.listener.told == [("invited",)]

    play(story)


def test_one_transfer_at_a_time() -> None:
    async def story(host: Host) -> None:
        call = await host.call()
        refer = ["Refer-To: <sip:bela@127.0.0.1>"]
        call.send("REFER", headers=refer)
        await call.phone.expect(202)
        await call.phone.expect("NOTIFY")
        call.send("REFER", headers=refer)
        await call.phone.expect(491)

    play(story)


def test_who_wants_no_news_of_the_transfer_gets_none() -> None:
    async def story(host: Host) -> None:
        call = await host.call()
        call.send("REFER", headers=["Refer-To: <sip:bela@127.0.0.1>", "Refer-Sub: false"])
        assert (await call.phone.expect(202)).header("Refer-Sub") == "false"
        host.listener.legs[0].notify_refer(200, "OK")
        await call.phone.silence()

    play(story)


def test_news_of_a_transfer_reach_a_phone_that_hung_up_meanwhile() -> None:
    async def story(host: Host) -> None:
        call = await host.call()
        call.send("REFER", headers=["Refer-To: <sip:bela@127.0.0.1>"])
        await call.phone.expect(202)
        call.reply(await call.phone.expect("NOTIFY"), 200, "OK")
        call.send("BYE")
        await call.phone.expect(200)
        host.listener.legs[0].notify_refer(200, "OK")
        last = await call.phone.expect("NOTIFY")
        call.reply(last, 481, "Gone")
        await host.calm()

    play(story)


@pytest.mark.parametrize(
    "headers",
    [[], ["Refer-To: <sip:a@x>", "Refer-To: <sip:b@x>"], ["Refer-To: <sip:a@x;method=BYE>"]],
)
def test_a_refer_that_makes_no_sense_gets_400(headers: list[str]) -> None:
    async def story(host: Host) -> None:
        call = await host.call()
        call.send("REFER", headers=headers)
        await call.phone.expect(400)

    play(story)


def test_byes_that_cross_are_both_answered() -> None:
    async def story(host: Host) -> None:
        call = await host.call()
        host.listener.legs[0].hang_up()
        ours = await call.phone.expect("BYE")
        call.send("BYE")
        await call.phone.expect(200)
        call.reply(ours, 200, "OK")
        await host.calm()
        assert host.listener.told == [("invited",)]

    play(story)


def test_a_leg_asked_too_late_does_nothing() -> None:
    async def story(host: Host) -> None:
        call = await host.call()
        call.send("BYE")
        await call.phone.expect(200)
        (leg,) = host.listener.legs
        leg.hang_up()
        leg.answer(HERE)
        leg.progress()
        leg.refuse(500, "No")
        leg.reinvite(HERE)
        await asyncio.sleep(0.05)
        await call.phone.silence()

    play(story)
