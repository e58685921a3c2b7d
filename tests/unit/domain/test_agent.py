"""Every row of the agents' table, and every hole in it."""

from itertools import product

import pytest

from firstline.domain.agent import (
    AGENT_SIGNALS,
    AGENT_STATES,
    TRANSITIONS,
    AgentSignal,
    AgentState,
    IllegalTransitionError,
    next_state,
)
from kit.indexes import names_of

STATES = set(range(len(AGENT_STATES)))
SIGNALS = set(range(len(AGENT_SIGNALS)))
HOLES = sorted(set(product(STATES, SIGNALS)) - set(TRANSITIONS))


def test_the_names_stand_at_their_indexes() -> None:
    assert names_of(AgentState) == tuple(name.replace("-", " ") for name in AGENT_STATES)
    assert names_of(AgentSignal) == AGENT_SIGNALS


@pytest.mark.parametrize(("state", "signal"), sorted(TRANSITIONS))
def test_a_row_of_the_table_is_followed(state: int, signal: int) -> None:
    assert next_state(state, signal) == TRANSITIONS[state, signal]


@pytest.mark.parametrize(("state", "signal"), HOLES)
def test_a_hole_in_the_table_is_an_error(state: int, signal: int) -> None:
    what = f"{AGENT_SIGNALS[signal]} while {AGENT_STATES[state]}"
    with pytest.raises(IllegalTransitionError, match=what):
        next_state(state, signal)


def test_every_state_can_be_reached_and_left() -> None:
    assert set(TRANSITIONS.values()) == {state for state, _ in TRANSITIONS} == STATES


def test_every_signal_means_something() -> None:
    assert {signal for _, signal in TRANSITIONS} == SIGNALS


def test_from_every_state_an_agent_can_go_home() -> None:
    home = {int(AgentState.SIGNED_OUT)}
    for _ in STATES:
        home |= {state for (state, _), following in TRANSITIONS.items() if following in home}
    assert home == STATES
