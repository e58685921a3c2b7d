"""Stints follow one another without a gap."""

from firstline.domain.agent import AGENT_STATES, AgentState
from firstline.journal.commands import ShowAgent
from firstline.journal.records import Stint
from firstline.journal.stints import Stints
from kit.journals import ANNA


def shown(state: int, reason: str = "", call: int = 0) -> ShowAgent:
    """Return what is shown of anna."""
    return ShowAgent(ANNA, "front", AGENT_STATES[state], reason, call)


def stint(began: int, ended: int | None, state: str, reason: str = "") -> Stint:
    """Return a stint of anna's."""
    return Stint(agent=ANNA, began=began, ended=ended, team="front", state=state, reason=reason)


def test_a_stint_ends_where_the_next_begins() -> None:
    stints = Stints()
    stints.show(shown(AgentState.NOT_READY, "lunch"), 10)
    stints.show(shown(AgentState.READY), 30)
    ready = stint(30, None, "ready")
    assert stints.taken() == [stint(10, 30, "not ready", "lunch"), ready]
    assert stints.taken() == []


def test_what_is_shown_again_is_no_new_stint() -> None:
    stints = Stints()
    stints.show(shown(AgentState.TALKING, call=1), 10)
    stints.show(shown(AgentState.TALKING, call=2), 20)
    assert stints.taken() == [stint(10, None, "talking")]


def test_another_reason_is_a_new_stint() -> None:
    stints = Stints()
    stints.show(shown(AgentState.NOT_READY, "lunch"), 10)
    stints.show(shown(AgentState.NOT_READY, "training"), 20)
    assert [one.reason for one in stints.taken()] == ["lunch", "training"]


def test_of_several_at_one_instant_the_last_counts() -> None:
    stints = Stints()
    stints.show(shown(AgentState.NOT_READY), 10)
    stints.show(shown(AgentState.READY), 10)
    assert stints.taken() == [stint(10, None, "ready")]


def test_stints_go_on_from_those_that_were_running() -> None:
    stints = Stints([stint(5, None, "ready")])
    stints.show(shown(AgentState.RESERVED), 9)
    stints.end_all(12)
    assert stints.taken() == [stint(5, 9, "ready"), stint(9, 12, "reserved")]
    stints.end_all(15)
    assert stints.taken() == []
