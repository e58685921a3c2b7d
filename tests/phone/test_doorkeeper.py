"""Who may come in: trunks by address, phones by password, and the refusals of all others."""

import pytest

from firstline.telephony.digest import Credentials, answer
from firstline.telephony.limits import SipLimits
from firstline.telephony.trunk import Trunk
from kit.raw_phone import SDP, Heard, RawCall
from kit.sip_host import HERE, Host, play

STRANGERS = Trunk(["192.0.2.0/24"], {"carrier": "pw"})


def _proof(refused: Heard, user: str, password: str, method: str, uri: str) -> list[str]:
    challenge = refused.all("WWW-Authenticate")[0]
    return [f"Authorization: {answer(challenge, Credentials(user, password), method, uri)}"]


async def _tries(host: Host, user: str, password: str, name: str = "raw") -> tuple[RawCall, Heard]:
    call = RawCall(await host.phone(), name=name)
    call.send("INVITE", SDP)
    refused = await call.phone.expect(401)
    call.ack(refused)
    call.remote = call.remote.partition(";tag=")[0]
    proof = _proof(refused, user, password, "INVITE", call.target)
    call.send("INVITE", SDP, proof)
    return call, await call.phone.next()


def test_a_stranger_is_asked_for_a_password_and_leaves_no_trace() -> None:
    async def story(host: Host) -> None:
        call = RawCall(await host.phone())
        call.send("INVITE", SDP)
        refused = await call.phone.expect(401)
        assert 'realm="firstline"' in refused.header("WWW-Authenticate")
        assert host.sip.transactions == 0
        call.ack(refused)
        assert not host.listener.legs

    play(story, trunk=STRANGERS)


def test_a_trunk_with_the_right_password_calls_in() -> None:
    async def story(host: Host) -> None:
        _, answered = await _tries(host, "carrier", "pw")
        assert answered.status == 200
        assert host.listener.invites[0].agent is None

    play(story, trunk=STRANGERS)


def test_an_agents_phone_that_calls_is_known_by_its_password() -> None:
    async def story(host: Host) -> None:
        _, answered = await _tries(host, "anna", "secret")
        assert answered.status == 200
        assert host.listener.invites[0].agent == "anna"

    play(story, trunk=STRANGERS)


def test_an_agents_phone_at_a_trusted_address_is_known_by_where_it_registered() -> None:
    async def story(host: Host) -> None:
        phone = await host.phone()
        call = RawCall(phone, user="anna", name="anna")
        call.send("REGISTER")
        refused = await phone.expect(401)
        call.send("REGISTER", headers=_proof(refused, "anna", "secret", "REGISTER", call.target))
        await phone.expect(200)
        for name in ("anna", "somebody"):
            RawCall(phone, name=name).send("INVITE", SDP)
            await phone.expect(200)
        assert [invite.agent for invite in host.listener.invites] == ["anna", None]

    play(story)


@pytest.mark.parametrize("user", ["anna", "nobody", "carrier"])
def test_a_wrong_password_gets_another_challenge_whoever_it_is(user: str) -> None:
    async def story(host: Host) -> None:
        _, refused = await _tries(host, user, "guess")
        assert refused.status == 401
        assert host.sip.counters["sip.password_wrong"] == 1

    play(story, trunk=STRANGERS)


def test_wrong_passwords_in_a_row_lock_that_user_out_for_a_while_there_only() -> None:
    async def story(host: Host) -> None:
        for _ in range(3):
            _, refused = await _tries(host, "anna", "guess")
            assert refused.status == 401
        _, locked = await _tries(host, "anna", "secret")
        assert locked.status == 403
        assert host.sip.counters["sip.password_locked"] == 1
        _, other = await _tries(host, "bela", "titok")
        assert other.status == 200

    play(story, trunk=STRANGERS, limits=SipLimits(failures=3))


def test_a_proof_cannot_be_used_twice() -> None:
    async def story(host: Host) -> None:
        phone = await host.phone()
        call = RawCall(phone, user="anna")
        call.send("REGISTER")
        proof = _proof(await phone.expect(401), "anna", "secret", "REGISTER", call.target)
        call.send("REGISTER", headers=proof)
        await phone.expect(200)
        call.send("REGISTER", headers=proof)
        again = await phone.expect(401)
        assert "stale=true" in again.header("WWW-Authenticate")

    play(story)


def test_nobody_registers_under_anothers_name() -> None:
    async def story(host: Host) -> None:
        phone = await host.phone()
        call = RawCall(phone, user="bela")
        call.send("REGISTER")
        proof = _proof(await phone.expect(401), "anna", "secret", "REGISTER", call.target)
        call.send("REGISTER", headers=proof)
        await phone.expect(403)

    play(story)


def test_both_digests_are_offered_the_stronger_first() -> None:
    async def story(host: Host) -> None:
        phone = await host.phone()
        call = RawCall(phone, user="anna")
        call.send("REGISTER")
        refused = await phone.expect(401)
        first, second = refused.all("WWW-Authenticate")
        assert "algorithm=SHA-256" in first
        assert "algorithm=MD5" in second
        call.send("REGISTER", headers=_proof(refused, "anna", "secret", "REGISTER", call.target))
        await phone.expect(200)

    play(story, algorithms=("SHA-256", "MD5"))


@pytest.mark.parametrize(
    ("method", "change", "status"),
    [
        ("INVITE", ("Max-Forwards: 70", "Max-Forwards: 0"), 483),
        ("INVITE", ("Max-Forwards: 70", "Max-Forwards: many"), 400),
        ("INVITE", ("Max-Forwards: 70", "Require: 100rel, timer"), 420),
        ("OPTIONS", ("Max-Forwards: 70", "Require: gizmo"), 420),
        ("INVITE", ("Contact: <sip:raw@", "X: <sip:raw@"), 400),
        ("INVITE", ("Contact: <sip:raw@", "Contact: <ftp:raw@"), 400),
        ("BYE", ("", ""), 481),
        ("UPDATE", ("", ""), 481),
        ("PRACK", ("", ""), 481),
        ("INFO", ("", ""), 481),
        ("REFER", ("", ""), 403),
        ("MESSAGE", ("", ""), 405),
        ("SUBSCRIBE", ("", ""), 405),
        ("PUBLISH", ("", ""), 405),
        ("NOTIFY", ("", ""), 405),
        ("DANCE", ("", ""), 501),
        ("invite", ("", ""), 501),
    ],
)
def test_what_cannot_be_taken_gets_its_proper_refusal(
    method: str, change: tuple[str, str], status: int
) -> None:
    async def story(host: Host) -> None:
        call = RawCall(await host.phone())
        call.phone.send(call.request(method).replace(*change, 1))
        refused = await call.phone.expect(status)
        assert refused.tag("To")
        if status == 420:
            assert refused.header("Unsupported") in {"100rel", "gizmo"}
        if status in {405, 501}:
            assert "INVITE" in refused.header("Allow")
        assert host.sip.transactions == 0

    play(story)


def test_an_options_at_the_end_of_its_way_is_answered_with_what_we_can() -> None:
    async def story(host: Host) -> None:
        call = RawCall(await host.phone())
        call.phone.send(call.request("OPTIONS").replace("Max-Forwards: 70", "Max-Forwards: 0"))
        able = await call.phone.expect(200)
        assert "INVITE" in able.header("Allow")
        assert "application/sdp" in able.header("Accept")
        assert "timer" in able.header("Supported")

    play(story)


def test_a_caller_may_take_the_place_of_a_leg_that_it_can_name() -> None:
    async def story(host: Host) -> None:
        call = await host.call()
        ours, theirs = (side.partition("tag=")[2] for side in (call.remote, call.local))
        named = f"Replaces: {call.call_id};to-tag={ours};from-tag={theirs}"
        for header, status in [
            (named, 200),
            (f"{named};early-only", 486),
            (f"Replaces: {call.call_id};to-tag={ours};from-tag=other", 481),
            ("Replaces: nonsense", 400),
        ]:
            other = RawCall(await host.phone())
            other.send("INVITE", SDP, [header, "Require: replaces"])
            await other.phone.expect(status)
        assert [invite.replaces for invite in host.listener.invites] == [
            None,
            host.listener.legs[0],
        ]
        assert host.listener.legs[0].negotiation.here == HERE

    play(story)
