"""Every row of the agents' table, and every hole in it."""

from itertools import product

import pytest

from firstline.domain.agent import (
    TRANSITIONS,
    AgentSignal,
    AgentState,
    IllegalTransitionError,
    next_state,
)

HOLES = sorted(set(product(AgentState, AgentSignal)) - set(TRANSITIONS), key=str)


@pytest.mark.parametrize(("state", "signal"), sorted(TRANSITIONS, key=str))
def test_a_row_of_the_table_is_followed(state: AgentState, signal: AgentSignal) -> None:
    assert next_state(state, signal) is TRANSITIONS[state, signal]


@pytest.mark.parametrize(("state", "signal"), HOLES)
def test_a_hole_in_the_table_is_an_error(state: AgentState, signal: AgentSignal) -> None:
    with pytest.raises(IllegalTransitionError, match=f"{signal.value} while {state.value}"):
        next_state(state, signal)


def test_every_state_can_be_reached_and_left() -> None:
    assert set(TRANSITIONS.values()) == {state for state, _ in TRANSITIONS} == set(AgentState)


def test_every_signal_means_something() -> None:
    assert {signal for _, signal in TRANSITIONS} == set(AgentSignal)


def test_from_every_state_an_agent_can_go_home() -> None:
    home = {AgentState.SIGNED_OUT}
    for _ in AgentState:
        home |= {state for (state, _), following in TRANSITIONS.items() if following in home}
    assert home == set(AgentState)
