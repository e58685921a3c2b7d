"""The view of a desk: the call and the consult as the agent has them, in every state."""

import asyncio
from pathlib import Path

from firstline.domain.agent import AgentState
from firstline.journal.events import (
    AgentAnswered,
    AgentDeclined,
    AgentHeld,
    AgentHungUp,
    AgentResumed,
    AgentSignedOut,
    AgentWentNotReady,
    ConferenceAsked,
    ConsultAsked,
    ConsultCancelled,
    TransferAsked,
    UrgencyChanged,
)
from firstline.live.desk_view import CALL_STATES, DeskShown, DeskViews, is_in_conference
from firstline.live.trails import Trails
from kit.journals import ANNA, BELA, CILI
from kit.office import Office, office


def view(place: Office, name: str) -> DeskShown:
    """Return the desk of an agent."""
    board, desk = place.exchange.board, place.desk
    views = DeskViews(board, desk.labels, Trails(desk.hotline, desk.labels), desk.lookups)
    agent = board.agent(name)
    assert agent is not None
    return views.of_agent(agent, None, None)


def states(place: Office, *agents: str) -> list[tuple[str, str]]:
    """Return what each has to do with a call, and with a colleague."""
    shown = [view(place, name) for name in agents]
    return [
        (
            "" if one.call is None else one.call.state,
            "" if one.consult is None else f"{one.consult.state} {one.consult.colleague}".strip(),
        )
        for one in shown
    ]


def test_a_consult_and_a_conference_as_both_see_them(tmp_path: Path) -> None:
    async def life() -> None:
        async with office(tmp_path) as place:
            place.ready(ANNA)
            number = place.call("12")
            assert states(place, ANNA) == [("ringing", "")]
            place.on(AgentAnswered(ANNA, number))
            place.on(ConsultAsked(ANNA, "team:experts", "why", "what"))
            assert states(place, ANNA, CILI) == [("consulting", "waiting"), ("", "")]
            place.ready(CILI)
            assert states(place, ANNA, CILI) == [
                ("consulting", "ringing cili"),
                ("ringing", "ringing anna"),
            ]
            place.on(AgentAnswered(CILI, number))
            both = [("consulting", "talking cili"), ("consulting", "talking anna")]
            assert states(place, ANNA, CILI) == both
            place.on(AgentResumed(ANNA))
            assert states(place, ANNA)[0][0] == "talking"
            place.on(AgentHeld(ANNA), ConferenceAsked(ANNA))
            assert [state for state, _ in states(place, ANNA, CILI)] == ["conference"] * 2
            cili = place.exchange.board.agent(CILI)
            assert cili is not None
            assert is_in_conference(cili)
            place.on(ConsultCancelled(ANNA))
            assert states(place, ANNA, CILI) == [("talking", ""), ("", "")]

    asyncio.run(life())


def test_slips_go_with_the_call_and_with_who_asks(tmp_path: Path) -> None:
    async def life() -> None:
        async with office(tmp_path) as place:
            place.ready(ANNA)
            number = place.call("12")
            place.on(AgentAnswered(ANNA, number), TransferAsked(ANNA, "team:experts", "a", "b"))
            place.ready(CILI)
            place.on(AgentAnswered(CILI, number))
            place.ready(BELA)
            place.on(ConsultAsked(CILI, "agent:bela", "c", "d"))
            shown = view(place, BELA).call
            assert shown is not None
            assert [(slip.by, slip.reason) for slip in shown.slips] == [(ANNA, "a"), (CILI, "c")]
            own = view(place, CILI).call
            assert own is not None
            assert len(own.slips) == 1

    asyncio.run(life())


def test_what_is_to_come_is_shown(tmp_path: Path) -> None:
    async def life() -> None:
        async with office(tmp_path) as place:
            place.ready(ANNA)
            number = place.call("12")
            place.on(UrgencyChanged(number, "first"))
            ringing = view(place, ANNA).call
            assert ringing is not None
            assert (ringing.urgency, ringing.answered) == ("first", None)
            assert ringing.waiting_since >= ringing.arrived
            place.on(AgentAnswered(ANNA, number), AgentWentNotReady(ANNA, "lunch"))
            assert view(place, ANNA).afterwards == "lunch"
            place.on(AgentSignedOut(ANNA))
            assert view(place, ANNA).afterwards == "sign out"
            place.on(AgentHungUp(ANNA))
            after = view(place, ANNA)
            assert after.wrap_up_ends is not None
            assert after.wrap_up_ends > after.since

    asyncio.run(life())


def test_who_declines_has_no_call_and_no_wrap_up(tmp_path: Path) -> None:
    async def life() -> None:
        async with office(tmp_path) as place:
            place.ready(ANNA)
            place.on(AgentDeclined(ANNA, place.call("12"), "declined"))
            desk = view(place, ANNA)
            assert (desk.reason, desk.call, desk.wrap_up_ends) == ("declined", None, None)

    asyncio.run(life())


def test_every_state_with_a_call_has_a_word() -> None:
    with_call = {AgentState.RESERVED, AgentState.TALKING, AgentState.HOLDING, AgentState.WRAP_UP}
    assert set(CALL_STATES) == with_call
