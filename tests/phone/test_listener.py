"""A leg that nobody listens to does no harm."""

from firstline.telephony.inbound import InboundLeg
from firstline.telephony.listener import Invite, Unheard
from kit.raw_phone import SDP
from kit.sip_host import HERE, Host, play


def _unheard(leg: InboundLeg, _invite: Invite) -> None:
    leg.on = Unheard()
    leg.answer(HERE)


def test_all_that_happens_to_it_means_nothing_and_transfers_are_declined() -> None:
    async def story(host: Host) -> None:
        call = await host.call()
        call.send("INFO", "Signal=1", kind="application/dtmf-relay")
        await call.phone.expect(200)
        for way in ("sendonly", "sendrecv"):
            call.send("UPDATE", SDP.replace("sendrecv", way).replace("30000", "30002"))
            await call.phone.expect(200)
        call.send("REFER", headers=["Refer-To: <sip:bela@127.0.0.1>"])
        await call.phone.expect(202)
        await call.phone.expect("NOTIFY")
        assert (await call.phone.expect("NOTIFY")).body == "SIP/2.0 603 Declined\r\n"
        call.send("BYE")
        await call.phone.expect(200)

    play(story, on_invite=_unheard)


def test_a_call_that_we_make_for_nobody_is_answered_all_the_same() -> None:
    async def story(host: Host) -> None:
        phone = await host.phone()
        leg = host.dial(phone, on=Unheard())
        invite = await phone.expect("INVITE")
        leg.hang_up()
        assert invite.method == "INVITE"

    play(story)
