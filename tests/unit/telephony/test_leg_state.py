"""Every row of the table of a leg's states, and every hole in it."""

from itertools import product

import pytest

from firstline.telephony.leg_state import (
    DONE,
    IN_CALL,
    TRANSITIONS,
    IllegalStepError,
    LegState,
    LegStep,
    next_state,
)

HOLES = set(product(LegState, LegStep)) - set(TRANSITIONS)


@pytest.mark.parametrize(("state", "step"), sorted(HOLES, key=str))
def test_a_hole_in_the_table_is_an_error(state: LegState, step: LegStep) -> None:
    with pytest.raises(IllegalStepError):
        next_state(state, step)


@pytest.mark.parametrize(("state", "step"), sorted(TRANSITIONS, key=str))
def test_a_row_leads_where_it_says(state: LegState, step: LegStep) -> None:
    assert next_state(state, step) is TRANSITIONS[state, step]


def test_every_state_can_be_reached_and_left() -> None:
    reached = {LegState.INVITED, LegState.CALLING} | set(TRANSITIONS.values())
    left = {LegState.OVER} | {state for state, _ in TRANSITIONS}
    assert reached == left == set(LegState)


def test_what_is_done_never_comes_back() -> None:
    assert all(after in DONE for (state, _), after in TRANSITIONS.items() if state in DONE)
    assert not DONE & IN_CALL


def test_every_step_is_used() -> None:
    assert {step for _, step in TRANSITIONS} == set(LegStep)
