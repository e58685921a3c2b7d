"""Every row of the calls' table, and every hole in it."""

from itertools import product

import pytest

from firstline.domain.call import (
    TRANSITIONS,
    CallSignal,
    CallState,
    IllegalCallTransitionError,
    next_state,
)

HOLES = sorted(set(product(CallState, CallSignal)) - set(TRANSITIONS), key=str)


@pytest.mark.parametrize(("state", "signal"), sorted(TRANSITIONS, key=str))
def test_a_row_of_the_table_is_followed(state: CallState, signal: CallSignal) -> None:
    assert next_state(state, signal) is TRANSITIONS[state, signal]


@pytest.mark.parametrize(("state", "signal"), HOLES)
def test_a_hole_in_the_table_is_an_error(state: CallState, signal: CallSignal) -> None:
    with pytest.raises(IllegalCallTransitionError, match=f"{signal.value} while {state.value}"):
        next_state(state, signal)


def test_every_state_can_be_reached() -> None:
    reached = {CallState.MENU}
    for _ in CallState:
        reached |= {following for (state, _), following in TRANSITIONS.items() if state in reached}
    assert reached == set(CallState)


def test_a_call_can_end_in_every_state_and_once() -> None:
    ends = {state for state, signal in TRANSITIONS if signal is CallSignal.END}
    assert ends == set(CallState) - {CallState.ENDED}
    assert not [state for state, _ in TRANSITIONS if state is CallState.ENDED]


def test_every_signal_means_something() -> None:
    assert {signal for _, signal in TRANSITIONS} == set(CallSignal)
