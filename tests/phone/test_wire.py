"""The table of legs: found by both tags, named by Replaces, gone when they are over."""

from firstline.telephony.refer import Replaces
from kit.raw_phone import RawCall
from kit.sip_host import Host, play


def _tags(call: RawCall) -> tuple[str, str]:
    return call.remote.partition("tag=")[2], call.local.partition("tag=")[2]


def test_a_leg_is_named_by_call_and_both_tags() -> None:
    async def story(host: Host) -> None:
        call = await host.call()
        (leg,) = host.listener.legs
        ours, theirs = _tags(call)
        wire = leg.wire
        assert wire.replaced(Replaces(call.call_id, ours, theirs, False)) is leg
        assert wire.replaced(Replaces(call.call_id, theirs, ours, False)) is None
        assert wire.replaced(Replaces(call.call_id, ours, "other", False)) is None
        assert wire.replaced(Replaces("other", ours, theirs, False)) is None
        assert len(wire) == 1

    play(story)


def test_a_leg_that_is_over_is_not_in_the_table() -> None:
    async def story(host: Host) -> None:
        call = await host.call()
        (leg,) = host.listener.legs
        call.send("BYE")
        await call.phone.expect(200)
        ours, theirs = _tags(call)
        assert leg.wire.replaced(Replaces(call.call_id, ours, theirs, False)) is None
        assert len(leg.wire) == 0
        call.send("INFO")
        await call.phone.expect(481)

    play(story)


def test_our_contact_names_the_address_that_the_far_end_faces() -> None:
    async def story(host: Host) -> None:
        await host.call()
        wire = host.listener.legs[0].wire
        port = host.sip.port
        assert wire.here("192.0.2.1") == ("127.0.0.1", port)
        assert wire.contact("192.0.2.1", "desk") == f"Contact: <sip:desk@127.0.0.1:{port}>"

    play(story)
