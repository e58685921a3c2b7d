"""Callers who leave early, and agents whose leg ends before or after they have answered."""

from typing import Any, cast

from firstline.journal.events import (
    AgentAnswered,
    AgentDeclined,
    AgentHungUp,
    CallerHungUp,
    CallerLost,
    Event,
    KeyPressed,
)
from firstline.telephony.party import UNREACHABLE, Caller, Reports, Rung

NO_END: Any = None


class Told:
    """Keeps what is reported."""

    def __init__(self) -> None:
        self.events: list[Event] = []

    def tell(self, event: Event) -> None:
        self.events.append(event)


def test_who_leaves_before_the_call_has_a_number_leaves_when_it_has() -> None:
    told = Told()
    caller = Caller(cast(Reports, told), NO_END, "leg1")
    caller.press("1")
    caller.depart(CallerHungUp)
    assert caller.gone
    assert told.events == []
    caller.known_as(7)
    assert told.events == [CallerHungUp(7)]


def test_keys_and_the_end_are_told_by_number() -> None:
    told = Told()
    caller = Caller(cast(Reports, told), NO_END, "leg1")
    caller.known_as(7)
    caller.press("#")
    caller.depart(CallerLost)
    assert told.events == [KeyPressed(7, "#"), CallerLost(7)]


def test_an_agents_leg_that_ends_unanswered_was_not_taken() -> None:
    told = Told()
    Rung(cast(Reports, told), NO_END, "anna", 7).part()
    assert told.events == [AgentDeclined("anna", 7, UNREACHABLE)]
    rung = Rung(cast(Reports, told), NO_END, "anna", 8)
    rung.pick_up()
    rung.part()
    assert told.events[1:] == [AgentAnswered("anna", 8), AgentHungUp("anna")]
