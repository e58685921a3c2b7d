"""The desk's socket: the whole desk whenever it changes, every act answered, one telephone."""

import asyncio
from pathlib import Path

import pytest

from firstline.journal.events import (
    AgentAnswered,
    AgentSignedIn,
    AgentWentReady,
    CallerHungUp,
    PhoneConnected,
)
from firstline.plan.build import build
from firstline.plan.read import read
from firstline.web.desk_socket import SOCKETS_AT_MOST, TOO_MANY
from kit.documents import ROOT
from kit.journals import ANNA, BELA, CILI
from kit.office import Office, office, run
from kit.silent_phones import ANSWER, OFFER, with_phones
from kit.socket_page import page

DESK = "/desk/socket"


def test_whoever_connects_is_shown_everything_first(tmp_path: Path) -> None:
    async def life(place: Office) -> None:
        place.ready(ANNA)
        place.call("12")
        async with page(place, DESK, "agent:anna") as anna:
            view = await anna.next("desk")
            assert anna.said[0] == view
            assert (view["agent"], view["state"], view["phone"]) == (ANNA, "reserved", "sip")
            assert view["call"]["state"] == "ringing"
            assert view["call"]["keys"] == [
                {"key": "1", "label": {"hu": "", "en": ""}},
                {"key": "2", "label": {"hu": "", "en": ""}},
            ]
            assert view["reasons"] == ["lunch"]
            goals = (await anna.next("goals"))["goals"]
            assert {goal["goal"] for goal in goals} >= {"team:front", "stream:cards-new"}
            agents = (await anna.next("colleagues"))["colleagues"]
            assert [it["agent"] for it in agents] == [ANNA, BELA, CILI]

    run(life, tmp_path)


def test_a_call_from_the_first_ring_to_the_end_of_the_wrap_up(tmp_path: Path) -> None:
    async def life(place: Office) -> None:
        async with page(place, DESK, "agent:anna") as anna:
            with_phones(place)
            for act in ("claim-phone", "sign-in", "ready"):
                assert (await anna.do(act))["is"] == "done"
            await anna.desk(lambda it: it["state"] == "ready" and it["phone"] == "here")
            number = place.call("11")
            ringing = await anna.desk(lambda it: it["call"] and it["call"]["keys"])
            assert ringing["call"] | {"call": number, "calling": "+36301234567"} == ringing["call"]
            assert (ringing["call"]["urgency"], ringing["call"]["answered"]) == ("first", None)
            assert (await anna.do("answer"))["is"] == "done"
            talking = await anna.desk(lambda it: it["state"] == "talking")
            assert talking["call"]["answered"]
            assert talking["call"]["recorded"]
            await anna.do("hold")
            await anna.desk(lambda it: it["call"]["state"] == "holding")
            await anna.do("resume")
            await anna.desk(lambda it: it["call"]["state"] == "talking")
            await anna.do("hang-up")
            wrap = await anna.desk(lambda it: it["state"] == "wrap-up")
            assert wrap["call"]["state"] == "wrap_up"
            assert wrap["call"]["keys"] == ringing["call"]["keys"]
            assert wrap["wrap_up_ends"] > wrap["since"]
            await anna.do("wrap-up", code="sold", note="a new card")
            after = await anna.desk(lambda it: it["state"] == "ready")
            assert (after["call"], after["wrap_up_ends"]) == (None, None)

    run(life, tmp_path)


def test_a_desk_loaded_again_in_the_wrap_up_still_shows_the_call(tmp_path: Path) -> None:
    async def life(place: Office) -> None:
        place.ready(ANNA)
        number = place.call("12")
        await place.stored()
        place.on(AgentAnswered(ANNA, number), CallerHungUp(number))
        await place.stored()
        async with page(place, DESK, "agent:anna") as anna:
            view = await anna.next("desk")
            assert (view["state"], view["call"]["call"]) == ("wrap-up", number)
            assert [key["key"] for key in view["call"]["keys"]] == ["1", "2"]
            assert (view["call"]["urgency"], view["call"]["state"]) == ("second", "wrap_up")

    run(life, tmp_path)


def test_a_consult_a_conference_and_a_hand_over_at_both_desks(tmp_path: Path) -> None:
    async def life(place: Office) -> None:
        place.ready(ANNA, CILI)
        place.on(AgentAnswered(ANNA, place.call("12")))
        async with (
            page(place, DESK, "agent:anna") as anna,
            page(place, DESK, "agent:cili") as cili,
        ):
            await anna.do("consult", to="team:experts", reason="loan", note="in a hurry")
            asked = await anna.desk(lambda it: it["consult"])
            assert asked["consult"]["goal"] == "team:experts"
            rung = await cili.desk(lambda it: it["call"])
            assert rung["consult"] == {
                "goal": "agent:anna",
                "colleague": "anna",
                "state": "ringing",
            }
            assert rung["call"]["slips"] == [{"by": ANNA, "reason": "loan", "note": "in a hurry"}]
            place.on(AgentAnswered(CILI, rung["call"]["call"]))
            both = await anna.desk(lambda it: it["consult"]["state"] == "talking")
            assert both["call"]["state"] == "consulting"
            assert (await anna.do("conference"))["is"] == "done"
            for desk in (anna, cili):
                await desk.desk(lambda it: it["call"]["state"] == "conference")
            await anna.do("complete")
            assert (await anna.desk(lambda it: it["state"] == "wrap-up"))["consult"] is None
            alone = await cili.desk(lambda it: it["call"]["state"] == "talking")
            assert (alone["consult"], len(alone["call"]["slips"])) == (None, 1)

    run(life, tmp_path)


def test_what_is_not_possible_is_refused_with_its_number_and_a_remedy(tmp_path: Path) -> None:
    async def life(place: Office) -> None:
        async with page(place, DESK, "agent:anna") as anna:
            for act, given in (
                ("ready", {}),
                ("answer", {}),
                ("decline", {}),
                ("hang-up", {}),
                ("hold", {}),
                ("transfer", {"to": "nobody"}),
                ("transfer", {}),
                ("not-ready", {"reason": "boredom"}),
                ("claim-phone", {}),
                ("supervise", {"agent": "bela", "mode": "listen"}),
                ("dance", {}),
            ):
                answer = await anna.do(act, **given)
                assert answer["is"] == "refused", act
                assert answer["why"], act
                assert answer["remedy"], act

    run(life, tmp_path)


def test_an_agent_with_a_telephone_picks_up_there_and_does_the_rest_at_the_desk(
    tmp_path: Path,
) -> None:
    async def life(place: Office) -> None:
        with_phones(place)
        place.ready(ANNA)
        number = place.call("12")
        async with page(place, DESK, "agent:anna") as anna:
            refused = await anna.do("answer")
            assert refused["remedy"] == "Pick up the telephone that rings."
            place.on(AgentAnswered(ANNA, number))
            for act in ("hold", "resume", "hang-up"):
                assert (await anna.do(act))["is"] == "done", act
            place.on(AgentWentReady(ANNA))
            place.call("12")
            await anna.desk(lambda it: it["state"] == "reserved")
            assert (await anna.do("decline"))["is"] == "done"
            declined = await anna.desk(lambda it: it["state"] == "not ready")
            assert declined["reason"] == "declined"

    run(life, tmp_path)


def test_two_pages_of_one_agent_see_the_same_and_one_has_the_telephone(tmp_path: Path) -> None:
    async def life(place: Office) -> None:
        phones, _ = with_phones(place)
        async with (
            page(place, DESK, "agent:anna") as first,
            page(place, DESK, "agent:anna") as second,
        ):
            await first.do("claim-phone")
            await first.desk(lambda it: it["phone"] == "here")
            await second.desk(lambda it: it["phone"] == "elsewhere")
            await second.do("claim-phone")
            await first.next("displaced")
            await first.desk(lambda it: it["phone"] == "elsewhere")
            await second.desk(lambda it: it["phone"] == "here")
            answer = await second.do("offer", leg="leg1", sdp=OFFER)
            assert answer["is"] == "done"
            sdp = next(it for it in second.said if it["is"] == "sdp")
            assert sdp == {"is": "sdp", "leg": "leg1", "sdp": f"{ANSWER} agent:anna"}
            assert (await second.do("offer", leg="leg1", sdp="nonsense"))["is"] == "refused"
            await second.do("sign-in")
            await first.desk(lambda it: it["state"] == "not ready")
        assert phones.pages == {"agent:anna": None}
        async with page(place, DESK, "agent:anna") as again:
            assert (await again.next("desk"))["phone"] == "elsewhere"
            await again.do("claim-phone")
            await again.desk(lambda it: it["phone"] == "here")
            await again.do("release-phone")
            await again.desk(lambda it: it["phone"] == "none")

    run(life, tmp_path)


def test_a_supervisor_without_an_agent_hears_others_and_answers_nothing(tmp_path: Path) -> None:
    async def life(place: Office) -> None:
        phones, _ = with_phones(place)
        place.ready(ANNA)
        number = place.call("12")
        place.on(AgentAnswered(ANNA, number))
        async with page(place, DESK, "supervisor") as kati:
            view = await kati.next("desk")
            assert (view["agent"], view["call"], view["phone"]) == ("", None, "none")
            assert (await kati.do("ready"))["is"] == "refused"
            wanted = {"agent": ANNA, "mode": "listen"}
            assert (await kati.do("supervise", **wanted))["remedy"] == "Connect it first."
            await kati.do("claim-phone")
            assert next(iter(phones.pages)).startswith("user:token-")
            assert (await kati.do("supervise", **wanted))["is"] == "done"
            seen = await kati.desk(lambda it: it["supervising"])
            assert seen["supervising"] == {"agent": ANNA, "call": number, "mode": "listen"}
            await kati.do("supervise", agent=ANNA, mode="whisper")
            await kati.desk(lambda it: it["supervising"]["mode"] == "whisper")
            await kati.do("end-supervision")
            await kati.desk(lambda it: it["supervising"] is None)
            await kati.do("supervise", **wanted)
            place.on(CallerHungUp(number))
            await kati.desk(lambda it: it["supervising"] is None)

    run(life, tmp_path)


def test_what_happens_in_one_turn_is_shown_once_and_to_whom_it_concerns(tmp_path: Path) -> None:
    async def life(place: Office) -> None:
        async with (
            page(place, DESK, "agent:anna") as anna,
            page(place, DESK, "agent:bela") as bela,
        ):
            await anna.next("desk")
            await bela.next("desk")
            place.on(PhoneConnected(ANNA), AgentSignedIn(ANNA), AgentWentReady(ANNA))
            await anna.desk(lambda it: it["state"] == "ready")
            await place.stored()
            await asyncio.sleep(0.1)
            assert (await bela.do("dance"))["is"] == "refused"
            assert [it["is"] for it in bela.said] == ["desk", "goals", "colleagues", "refused"]
            assert len([it for it in anna.said if it["is"] == "desk"]) <= 3
            await bela.next("colleagues")
            later = (await bela.next("colleagues"))["colleagues"]
            assert [(it["agent"], it["state"]) for it in later] == [(ANNA, "ready")]
            goals = (await bela.next("goals"))["goals"]
            assert "agent:anna" in {goal["goal"] for goal in goals}

    run(life, tmp_path)


def test_every_act_is_noted_and_offers_are_not(tmp_path: Path) -> None:
    async def life(place: Office) -> None:
        with_phones(place)
        async with page(place, DESK, "agent:anna") as anna:
            await anna.do("sign-in")
            await anna.do("hold")
            await anna.do("offer", leg="x", sdp=OFFER)
        await asyncio.sleep(0.6)
        notes = await asyncio.to_thread(place.house.audit.page, None, 10)
        assert [(note.act, note.about, note.outcome) for note in notes] == [
            ("hold", ANNA, "You have no caller."),
            ("sign-in", ANNA, "done"),
        ]
        assert notes[0].who.startswith("token:")

    run(life, tmp_path)


GARBAGE = ["", "{", "[]", "7", '{"id": 1}', '{"id": {}, "do": {}}', '{"do": "offer"}', "[" * 9000]


def test_a_refusal_is_told_in_the_page_s_language(tmp_path: Path) -> None:
    async def life(place: Office) -> None:
        async with page(place, DESK, "agent:anna") as anna:
            answer = await anna.do("ready", language="hu")
            assert answer["why"] == "Előbb kezdje meg a munkát."
            answer = await anna.do("dance", language="hu")
            assert answer["why"] == "Nincs ilyen művelet: dance."

    run(life, tmp_path)


def test_garbage_is_refused_and_the_desk_goes_on(tmp_path: Path) -> None:
    async def life(place: Office) -> None:
        with_phones(place)
        async with page(place, DESK, "agent:anna") as anna:
            for text in GARBAGE:
                await anna.socket.send(text)
                assert (await anna.next("refused"))["why"]
            await anna.socket.send(b"\x00\xff")
            assert (await anna.next("refused"))["why"]
            assert (await anna.do("sign-in"))["is"] == "done"

    run(life, tmp_path)


@pytest.mark.parametrize("text", ['{"id":1,"do":"sign-in"}', "x" * 65_537])
def test_a_page_that_says_too_much_is_let_go(tmp_path: Path, text: str) -> None:
    async def life(place: Office) -> None:
        async with page(place, DESK, "agent:anna") as anna:
            for _ in range(120 if len(text) < 100 else 1):
                await anna.socket.send(text)
            assert await anna.closed() in {1008, 1009}

    run(life, tmp_path)


def test_nobody_comes_in_without_being_known_and_nobody_with_too_many_pages(
    tmp_path: Path,
) -> None:
    async def life(place: Office) -> None:
        async with page(place, DESK) as nobody:
            assert await nobody.closed() == 4401
        async with page(place, DESK, Authorization="Bearer fl_x_y") as wrong:
            assert await wrong.closed() == 4401
        token = place.tokens.create(["agent:anna"], 0)
        bearer = {"Authorization": f"Bearer {token}"}
        async with asyncio.TaskGroup() as tasks:
            leave = asyncio.Event()
            codes: list[int] = []

            async def stay() -> None:
                async with page(place, DESK, **bearer) as one:
                    if (await one.socket.recv()) and len(codes) < 0:
                        return
                    await leave.wait()

            for _ in range(SOCKETS_AT_MOST):
                tasks.create_task(stay())
            while len(place.desk.desks) < SOCKETS_AT_MOST:
                await asyncio.sleep(0.01)
            async with page(place, DESK, **bearer) as beyond:
                assert await beyond.closed() == TOO_MANY
            leave.set()

    run(life, tmp_path)


def test_keys_and_streams_are_called_what_the_plan_calls_them(tmp_path: Path) -> None:
    plan = read(ROOT / "examples" / "bank.yaml")

    async def life() -> None:
        async with office(tmp_path, build(plan, {}), plan) as place:
            place.call("11")
            (waiting,) = place.exchange.board.room.calls.values()
            agent = place.exchange.board.room.agents[0]
            place.ready(agent.name)
            async with page(place, DESK, f"agent:{agent.name}") as desk:
                view = await desk.desk(lambda it: it["call"])
                shown = view["call"]
                assert [key["label"]["hu"] for key in shown["keys"]] != ["", ""]
                assert all(key["label"]["en"] for key in shown["keys"])
                assert shown["stream"] == (waiting.stream.name if waiting.stream else "")
                assert shown["stream_label"]["hu"]

    asyncio.run(life())
