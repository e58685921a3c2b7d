"""Events happen on a switchboard, or are refused, or come too late."""

from contextlib import suppress

import pytest
from hypothesis import given

from firstline.domain.agent import AgentState
from firstline.journal.commands import EndSupervision, Queue, ShowAgent, Supervise
from firstline.journal.entry import EVENTS
from firstline.journal.events import (
    NOTE_AT_MOST,
    NUMBER_AT_MOST,
    AgentAnswered,
    AgentDeclined,
    AgentMoved,
    AgentSignedIn,
    AgentWentReady,
    CallArrived,
    CallerHungUp,
    ClosingAsked,
    Event,
    IncidentDeclared,
    IncidentEnded,
    KeyPressed,
    PhoneConnected,
    RunEnded,
    RunStarted,
    SupervisionAsked,
    SupervisionEnded,
    TransferAsked,
    UrgencyChanged,
    WrapUpFinished,
)
from firstline.journal.state import HotlineState, IncidentValue
from firstline.journal.text import entry_of
from firstline.switchboard.refusal import Refusal
from kit.entries import any_event
from kit.journals import ANNA, START, Desk, open_desk


@given(any_event())
def test_every_event_happens_or_leaves_no_trace(event: Event) -> None:
    desk = open_desk(ANNA)
    before = len(desk.entries)
    with suppress(Refusal):
        desk.on(event)
    # Refused, too late, or the first of what is written.
    assert [type(entry.what) for entry in desk.entries[before:][:1]] in ([], [type(event)])


def test_every_event_is_of_the_union() -> None:
    assert len(EVENTS) == 30


def test_what_comes_too_late_has_no_effect_and_is_not_remembered() -> None:
    desk = open_desk(ANNA)
    before = len(desk.entries)
    desk.on(KeyPressed(7, "1"), CallerHungUp(7), AgentAnswered(ANNA, 7), AgentDeclined("x", 7, ""))
    assert len(desk.entries) == before


def test_nobody_by_that_name_is_a_refusal() -> None:
    desk = open_desk()
    with pytest.raises(Refusal, match="nobody here is called otto"):
        desk.on(AgentWentReady("otto"))


def test_an_arrival_is_remembered_with_the_number_it_was_given() -> None:
    desk = open_desk()
    desk.on(CallArrived("leg-a", "+361", "+362"), CallArrived("leg-b", "+361", "+362"))
    arrivals = [entry.what for entry in desk.entries if isinstance(entry.what, CallArrived)]
    assert [(arrival.leg, arrival.call) for arrival in arrivals] == [("leg-a", 1), ("leg-b", 2)]


def test_text_from_outside_is_cut_and_cleaned() -> None:
    arrival = CallArrived("leg", "9" * 200 + "\x00", "\ud800" * 3)
    assert arrival.calling == "9" * NUMBER_AT_MOST
    assert arrival.dialled == "\ufffd" * 3
    transfer = TransferAsked(ANNA, "team:x", "why", "n" * 5_000)
    assert len(transfer.note) == NOTE_AT_MOST
    assert KeyPressed(1, "12").key == "1"


def test_a_first_run_opens_and_a_later_one_takes_up_what_was() -> None:
    first = open_desk(ANNA)
    first.call()
    kept = HotlineState.of(first.exchange.board.snapshot())
    second = Desk()
    second.on(RunStarted("digest", kept), PhoneConnected(ANNA))
    anna = second.exchange.board.agent(ANNA)
    assert anna is not None
    assert anna.state == AgentState.READY
    assert second.call() == 2


def test_a_closing_hotline_refuses_calls_and_its_end_changes_nothing() -> None:
    desk = open_desk().on(ClosingAsked())
    desk.call()
    assert type(desk.entries[-1].what).__name__ == "Refuse"
    before = len(desk.entries)
    desk.on(RunEnded())
    assert [entry.what for entry in desk.entries[before:]] == [RunEnded()]


def test_an_incident_begins_and_ends() -> None:
    desk = open_desk()
    incident = IncidentValue("outage", (), "", "outage", (1, 1), START + 10**12)
    desk.on(IncidentDeclared(incident))
    assert [one.name for one in desk.exchange.board.incidents.all()] == ["outage"]
    desk.on(IncidentEnded("outage"))
    assert desk.exchange.board.incidents.all() == []


def test_signing_in_twice_is_no_fault() -> None:
    desk = open_desk(ANNA).on(AgentSignedIn(ANNA))
    anna = desk.exchange.board.agent(ANNA)
    assert anna is not None
    assert anna.state == AgentState.READY


def test_what_a_supervisor_does_is_remembered() -> None:
    desk = open_desk(ANNA)
    call = desk.call(keys="12")
    desk.on(AgentAnswered(ANNA, call))
    before = len(desk.entries)
    desk.on(SupervisionAsked("kati", ANNA, "listen"), SupervisionEnded("kati"))
    assert [entry.what for entry in desk.entries[before:]] == [
        SupervisionAsked("kati", ANNA, "listen"),
        Supervise("kati", ANNA, call, "listen"),
        SupervisionEnded("kati"),
        EndSupervision("kati", ANNA, call, "asked for"),
    ]


def test_who_supervises_nobody_ends_nothing() -> None:
    desk = open_desk(ANNA)
    before = len(desk.entries)
    assert len(desk.on(SupervisionEnded("kati")).entries) == before


def test_a_moved_agent_is_shown_in_the_new_team_and_stays_there_in_the_next_run() -> None:
    desk = open_desk(ANNA).on(AgentMoved(ANNA, "experts"))
    assert desk.entries[-1].what == ShowAgent(ANNA, "experts", "ready", "", 0)
    kept = HotlineState.of(desk.exchange.board.snapshot())
    assert kept.agents[0].moved
    again = Desk().on(RunStarted("digest", kept), PhoneConnected(ANNA))
    assert again.entries[-1].what == ShowAgent(ANNA, "experts", "ready", "", 0)


def test_a_call_that_is_over_has_no_urgency() -> None:
    desk = open_desk()
    with pytest.raises(Refusal, match="call 7 is over"):
        desk.on(UrgencyChanged(7, "first"))
    number = desk.call(keys="12")
    desk.on(UrgencyChanged(number, "first"))
    queued = desk.entries[-1].what
    assert isinstance(queued, Queue)
    assert (queued.goal, queued.urgency) == ("stream:cards-service", "first")


def test_a_journal_of_before_notes_can_still_be_read() -> None:
    line = b'{"seq":1,"at":5,"what":{"name":"WrapUpFinished","agent":"anna","code":"sold"}}\n'
    assert entry_of(line, 1).what == WrapUpFinished(ANNA, "sold", "")


def test_a_note_is_cut_to_what_fits_into_a_journal() -> None:
    assert len(WrapUpFinished(ANNA, "", "x" * 9_999).note) == NOTE_AT_MOST
