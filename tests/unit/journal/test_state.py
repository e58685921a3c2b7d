"""What a hotline keeps survives being written down."""

import msgspec
from hypothesis import given

from firstline.domain.hotline import Incident, Prompt
from firstline.journal.state import HotlineState, IncidentValue
from firstline.switchboard.switchboard import Switchboard
from firstline.switchboard.world import World
from kit.entries import of_struct
from kit.journals import START, Traffic, small_bank


@given(of_struct(HotlineState))
def test_a_state_survives_being_revived(state: HotlineState) -> None:
    assert HotlineState.of(state.revive()) == state


@given(of_struct(HotlineState))
def test_a_state_survives_being_written(state: HotlineState) -> None:
    assert msgspec.json.decode(msgspec.json.encode(state), type=HotlineState) == state


def test_an_incident_keeps_how_long_it_takes_to_say() -> None:
    incident = Incident(
        "outage", area=["361"], service="", prompt=Prompt("says", [5, 6]), until=START
    )
    value = IncidentValue.of(incident)
    assert value == IncidentValue("outage", ("361",), "", "says", (5, 6), START)
    assert list(value.revive().prompt.lengths) == [5, 6]


def test_a_hotline_that_is_restored_keeps_the_same() -> None:
    traffic = Traffic(8)
    traffic.go_on(600)
    kept = HotlineState.of(traffic.desk.exchange.board.snapshot())
    board = Switchboard(small_bank(), World())
    board.restore(kept.revive(), traffic.desk.now)
    assert HotlineState.of(board.snapshot()) == kept
