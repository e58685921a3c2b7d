"""A call to us: answered, refused, cancelled, confirmed or not, with and without an offer."""

import asyncio

import pytest

from firstline.telephony.inbound import InboundLeg
from firstline.telephony.listener import Cause, Invite
from kit.raw_phone import SDP, Heard, RawCall
from kit.sip_host import HERE, Host, play, waits


def test_a_call_is_answered_and_hung_up_by_the_caller() -> None:
    async def story(host: Host) -> None:
        call = RawCall(await host.phone())
        call.send("INVITE", SDP)
        answer = await call.phone.expect(200)
        assert "m=audio 20000 RTP/AVP 0 101\r\n" in answer.body
        assert "a=ptime:20" in answer.body
        assert answer.header("Contact") == f"<sip:hotline@127.0.0.1:{host.sip.port}>"
        assert "REFER" in answer.header("Allow")
        assert "replaces" in answer.header("Supported")
        assert answer.header("Server").startswith("Firstline/")
        call.ack(answer)
        call.send("BYE", headers=['Reason: Q.850;cause=16;text="done"'])
        await call.phone.expect(200)
        await host.listener.until("ended", Cause.HUNG_UP)
        await host.calm()

    play(story)


def test_who_calls_whom_is_told() -> None:
    async def story(host: Host) -> None:
        call = RawCall(await host.phone(), user="3612223333", name="+36301234567")
        call.local = call.local.replace("<", '"Kiss Éva" <')
        call.send("INVITE", SDP)
        await call.phone.expect(200)
        (invite,) = host.listener.invites
        assert invite.calling == "+36301234567"
        assert invite.display == "Kiss Éva"
        assert invite.dialled == "3612223333"
        assert invite.source == call.phone.address
        assert invite.agent is None
        assert invite.offer is not None
        assert (invite.offer.address, invite.offer.port) == ("127.0.0.1", 30000)

    play(story)


def test_a_number_that_the_trunk_asserts_goes_before_what_the_caller_writes() -> None:
    async def story(host: Host) -> None:
        call = RawCall(await host.phone(), name="anonymous")
        call.send("INVITE", SDP, ["P-Asserted-Identity: <tel:+36301234567>"])
        await call.phone.expect(200)
        other = RawCall(await host.phone(), name="anonymous")
        other.send("INVITE", SDP)
        await other.phone.expect(200)
        assert [invite.calling for invite in host.listener.invites] == ["+36301234567", ""]

    play(story)


def test_an_invite_that_comes_again_is_absorbed_and_its_answer_repeated() -> None:
    async def story(host: Host) -> None:
        call = RawCall(await host.phone())
        text = call.request("INVITE", SDP)
        call.phone.send(text)
        first = await call.phone.expect(200)
        call.phone.send(text)
        second = await call.phone.expect(200)
        assert first.text == second.text
        assert len(host.listener.legs) == 1
        call.ack(first)

    play(story)


def test_an_answer_is_repeated_until_it_is_confirmed() -> None:
    async def story(host: Host) -> None:
        call = RawCall(await host.phone())
        call.send("INVITE", SDP)
        first = await call.phone.expect(200)
        again = await call.phone.expect(200, wait=3.0)
        assert first.text == again.text
        call.ack(first)
        await call.phone.silence(1.2)

    play(story)


def test_a_caller_who_gives_up_is_told_so_and_nothing_stays() -> None:
    async def story(host: Host) -> None:
        call = RawCall(await host.phone())
        call.send("INVITE", SDP)
        await host.listener.until("invited")
        host.listener.legs[0].progress()
        ringing = await call.phone.expect(180)
        call.send("CANCEL", new=False)
        cancelled, ended = await call.phone.next(), await call.phone.next()
        if cancelled.method != "CANCEL":
            cancelled, ended = ended, cancelled
        assert (cancelled.status, cancelled.method) == (200, "CANCEL")
        assert (ended.status, ended.method) == (487, "INVITE")
        assert ringing.tag("To") == ended.tag("To") == cancelled.tag("To")
        call.ack(ended)
        assert ("ended", Cause.CANCELLED) in host.listener.told
        host.listener.legs[0].answer(HERE)  # too late: nothing happens
        await call.phone.silence()
        await host.calm()

    play(story, on_invite=waits)


def test_a_cancel_after_the_answer_changes_nothing() -> None:
    async def story(host: Host) -> None:
        call = RawCall(await host.phone())
        call.send("INVITE", SDP)
        answer = await call.phone.expect(200)
        call.send("CANCEL", new=False)
        late = await call.phone.next()
        assert (late.status, late.method) == (481, "CANCEL")
        call.ack(answer)
        call.send("BYE")
        await call.phone.expect(200)

    play(story)


def test_early_media_goes_out_with_183_and_the_answer_says_the_same() -> None:
    async def story(host: Host) -> None:
        call = RawCall(await host.phone())
        call.send("INVITE", SDP)
        await host.listener.until("invited")
        (leg,) = host.listener.legs
        leg.progress(HERE)
        early = await call.phone.expect(183)
        leg.answer(HERE)
        answer = await call.phone.expect(200)
        assert "m=audio 20000" in early.body
        assert early.body == answer.body
        assert early.tag("To") == answer.tag("To")

    play(story, on_invite=waits)


def test_a_caller_who_waits_long_hears_100_meanwhile() -> None:
    async def story(host: Host) -> None:
        call = RawCall(await host.phone())
        call.send("INVITE", SDP)
        heard = await asyncio.wait_for(call.phone.heard.get(), 1)
        assert heard.status == 100
        assert not heard.tag("To")

    play(story, on_invite=waits)


def test_without_an_offer_we_offer_and_the_answer_comes_with_the_ack() -> None:
    async def story(host: Host) -> None:
        call = RawCall(await host.phone())
        call.send("INVITE")
        offer = await call.phone.expect(200)
        assert "m=audio 20000 RTP/AVP 0 8 101" in offer.body
        call.ack(offer, SDP.replace("0 8 101", "8 101"))
        await host.listener.until("media_changed", 30000)
        assert host.listener.invites[0].offer is None
        assert host.listener.legs[0].far is not None
        assert host.listener.legs[0].far.codec == 8

    play(story)


def test_an_ack_without_the_answer_that_we_wait_for_ends_the_call() -> None:
    async def story(host: Host) -> None:
        call = RawCall(await host.phone())
        call.send("INVITE")
        call.ack(await call.phone.expect(200))
        bye = await call.phone.expect("BYE")
        call.reply(bye, 200, "OK")
        assert ("ended", Cause.UNUSABLE) in host.listener.told
        await host.calm()

    play(story)


def test_hanging_up_before_the_ack_waits_for_it() -> None:
    def hangs_up(leg: InboundLeg, _invite: Invite) -> None:
        leg.answer(HERE)
        leg.hang_up()

    async def story(host: Host) -> None:
        call = RawCall(await host.phone())
        call.send("INVITE", SDP)
        answer = await call.phone.expect(200)
        await call.phone.silence()
        call.ack(answer)
        call.reply(await call.phone.expect("BYE"), 200, "OK")
        assert host.listener.told == [("invited",)]
        await host.calm()

    play(story, on_invite=hangs_up)


def test_a_refusal_carries_its_status_and_when_to_try_again() -> None:
    def refuses(leg: InboundLeg, _invite: Invite) -> None:
        leg.refuse(503, "Full", retry_after=5)

    async def story(host: Host) -> None:
        call = RawCall(await host.phone())
        call.send("INVITE", SDP)
        refused = await call.phone.expect(503)
        assert refused.header("Retry-After") == "5"
        call.ack(refused)
        await host.calm()

    play(story, on_invite=refuses)


def test_hanging_up_on_a_caller_who_still_rings_is_a_refusal() -> None:
    async def story(host: Host) -> None:
        call = RawCall(await host.phone())
        call.send("INVITE", SDP)
        await host.listener.until("invited")
        host.listener.legs[0].hang_up()
        call.ack(await call.phone.expect(480))
        await host.calm()

    play(story, on_invite=waits)


def test_a_bye_before_the_answer_is_a_cancel() -> None:
    async def story(host: Host) -> None:
        call = RawCall(await host.phone())
        call.send("INVITE", SDP)
        await host.listener.until("invited")
        host.listener.legs[0].progress()
        call.learn(await call.phone.expect(180))
        call.send("BYE")
        heard = {heard.method: heard.status for heard in await _two(call)}
        assert heard == {"BYE": 200, "INVITE": 487}
        assert ("ended", Cause.CANCELLED) in host.listener.told

    play(story, on_invite=waits)


async def _two(call: RawCall) -> list[Heard]:
    return [await call.phone.next(), await call.phone.next()]


@pytest.mark.parametrize(
    ("change", "status"),
    [
        (("RTP/AVP 0 8 101", "RTP/AVP 9 101"), 488),
        (("RTP/AVP", "RTP/SAVP"), 488),
        (("m=audio 30000", "m=audio 0"), 488),
        (("m=audio", "m=video"), 488),
        (("v=0", "nonsense"), 400),
        (("m=audio 30000", "m=audio 99999"), 400),
        (("c=IN IP4 127.0.0.1\r\n", ""), 488),
    ],
)
def test_audio_that_cannot_be_taken_is_refused(change: tuple[str, str], status: int) -> None:
    async def story(host: Host) -> None:
        call = RawCall(await host.phone())
        call.send("INVITE", SDP.replace(*change))
        call.ack(await call.phone.expect(status))
        assert not host.listener.legs
        await host.calm()

    play(story)


def test_a_body_that_is_no_sdp_is_refused_with_what_would_be_taken() -> None:
    async def story(host: Host) -> None:
        call = RawCall(await host.phone())
        call.send("INVITE", "<xml/>", kind="application/xml")
        refused = await call.phone.expect(415)
        assert refused.header("Accept") == "application/sdp"

    play(story)


def test_of_several_media_the_audio_is_taken_and_the_rest_refused() -> None:
    video = "m=video 31000 RTP/AVP 96\r\na=rtpmap:96 VP8/90000\r\n"
    second = "m=audio 32000 RTP/AVP 0\r\n"

    async def story(host: Host) -> None:
        head, _, audio = SDP.partition("m=audio")
        call = RawCall(await host.phone())
        call.send("INVITE", f"{head}{video}m=audio{audio}{second}")
        answer = await call.phone.expect(200)
        media = [line for line in answer.body.split("\r\n") if line.startswith("m=")]
        assert media == [
            "m=video 0 RTP/AVP 96",
            "m=audio 20000 RTP/AVP 0 101",
            "m=audio 0 RTP/AVP 0",
        ]

    play(story)
