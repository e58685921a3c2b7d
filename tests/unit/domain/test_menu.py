"""Every row of the menu's table, and every hole in it."""

from itertools import product

from firstline.domain.menu import (
    MENU_MOVES,
    MENU_SIGNALS,
    MENU_STEPS,
    MOVES,
    MenuSignal,
    MenuStep,
    move_of,
)
from firstline.domain.table import HOLE
from kit.indexes import names_of

STEPS = set(range(len(MENU_STEPS)))
SIGNALS = set(range(len(MENU_SIGNALS)))
LISTENING = {int(MenuStep.LISTENING), int(MenuStep.INCIDENT_LISTENING)}


def test_the_names_of_signals_stand_at_their_indexes() -> None:
    assert names_of(MenuSignal) == MENU_SIGNALS
    assert len(names_of(MenuStep)) == len(MENU_STEPS)


def test_what_is_looked_up_is_what_is_written() -> None:
    for step, signal in product(STEPS, SIGNALS):
        assert move_of(step, signal) == MOVES.get((step, signal), HOLE)


def test_a_key_means_something_in_every_step() -> None:
    assert {step for step, signal in MOVES if signal == MenuSignal.KEY} == STEPS


def test_what_is_said_comes_to_an_end_and_who_is_listened_to_may_be_silent() -> None:
    ends = {step: signal for step, signal in MOVES if signal != MenuSignal.KEY}
    assert set(ends) == STEPS
    assert {step for step, signal in ends.items() if signal == MenuSignal.SILENCE} == LISTENING


def test_the_holes_are_the_signals_that_cannot_come() -> None:
    holes = set(product(STEPS, SIGNALS)) - set(MOVES)
    assert holes == {
        (step, MenuSignal.SPOKEN if step in LISTENING else MenuSignal.SILENCE) for step in STEPS
    }


def test_every_move_is_made_somewhere() -> None:
    assert set(MOVES.values()) == set(range(len(MENU_MOVES)))
