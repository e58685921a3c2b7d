"""News of a transfer: numbered by their REFER, ended by a far end that knows them no more."""

from kit.raw_phone import RawCall
from kit.sip_host import Host, play

REFER = ["Refer-To: <sip:bela@127.0.0.1>"]


async def _refers(call: RawCall) -> None:
    call.send("REFER", headers=REFER)
    await call.phone.expect(202)


def test_news_name_the_refer_that_they_answer() -> None:
    async def story(host: Host) -> None:
        call = await host.call()
        await _refers(call)
        first = await call.phone.expect("NOTIFY")
        assert first.header("Event") == f"refer;id={call.cseq}"
        call.reply(first, 200, "OK")
        host.listener.legs[0].notify_refer(603, "Declined")
        last = await call.phone.expect("NOTIFY")
        call.reply(last, 200, "OK")
        await _refers(call)
        second = await call.phone.expect("NOTIFY")
        assert second.header("Event") == f"refer;id={call.cseq}"

    play(story)


def test_a_far_end_that_wants_no_more_is_told_no_more() -> None:
    async def story(host: Host) -> None:
        call = await host.call()
        await _refers(call)
        call.reply(await call.phone.expect("NOTIFY"), 481, "Subscription Does Not Exist")
        await call.phone.silence(0.05)
        host.listener.legs[0].notify_refer(200, "OK")
        await call.phone.silence()

    play(story)


def test_news_that_nobody_asked_for_are_not_sent() -> None:
    async def story(host: Host) -> None:
        call = await host.call()
        host.listener.legs[0].notify_refer(200, "OK")
        await call.phone.silence()

    play(story)
