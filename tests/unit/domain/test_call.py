"""Every row of the calls' table, and every hole in it."""

from itertools import product

import pytest

from firstline.domain.call import (
    CALL_SIGNALS,
    CALL_STATES,
    TRANSITIONS,
    CallSignal,
    CallState,
    IllegalCallTransitionError,
    next_state,
)
from kit.indexes import names_of

STATES = set(range(len(CALL_STATES)))
SIGNALS = set(range(len(CALL_SIGNALS)))
HOLES = sorted(set(product(STATES, SIGNALS)) - set(TRANSITIONS))


def test_the_names_stand_at_their_indexes() -> None:
    assert names_of(CallState) == CALL_STATES
    assert names_of(CallSignal) == CALL_SIGNALS


@pytest.mark.parametrize(("state", "signal"), sorted(TRANSITIONS))
def test_a_row_of_the_table_is_followed(state: int, signal: int) -> None:
    assert next_state(state, signal) == TRANSITIONS[state, signal]


@pytest.mark.parametrize(("state", "signal"), HOLES)
def test_a_hole_in_the_table_is_an_error(state: int, signal: int) -> None:
    what = f"{CALL_SIGNALS[signal]} while {CALL_STATES[state]}"
    with pytest.raises(IllegalCallTransitionError, match=what):
        next_state(state, signal)


def test_every_state_can_be_reached() -> None:
    reached = {int(CallState.MENU)}
    for _ in STATES:
        reached |= {following for (state, _), following in TRANSITIONS.items() if state in reached}
    assert reached == STATES


def test_a_call_can_end_in_every_state_and_once() -> None:
    ends = {state for state, signal in TRANSITIONS if signal == CallSignal.END}
    assert ends == STATES - {CallState.ENDED}
    assert not [state for state, _ in TRANSITIONS if state == CallState.ENDED]


def test_every_signal_means_something() -> None:
    assert {signal for _, signal in TRANSITIONS} == SIGNALS
