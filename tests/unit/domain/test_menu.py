"""Every row of the menu's table, and every hole in it."""

from itertools import product

from firstline.domain.menu import MOVES, MenuMove, MenuSignal, MenuStep

LISTENING = {MenuStep.LISTENING, MenuStep.INCIDENT_LISTENING}


def test_a_key_means_something_in_every_step() -> None:
    assert {step for step, signal in MOVES if signal is MenuSignal.KEY} == set(MenuStep)


def test_what_is_said_comes_to_an_end_and_who_is_listened_to_may_be_silent() -> None:
    ends = {step: signal for step, signal in MOVES if signal is not MenuSignal.KEY}
    assert set(ends) == set(MenuStep)
    assert {step for step, signal in ends.items() if signal is MenuSignal.SILENCE} == LISTENING


def test_the_holes_are_the_signals_that_cannot_come() -> None:
    holes = set(product(MenuStep, MenuSignal)) - set(MOVES)
    assert holes == {
        (step, MenuSignal.SPOKEN if step in LISTENING else MenuSignal.SILENCE) for step in MenuStep
    }


def test_every_move_is_made_somewhere() -> None:
    assert set(MOVES.values()) == set(MenuMove)
