"""The exchange makes the journal: events before their commands, timers at their own instants."""

from time import process_time

import pytest

from firstline.domain.time import NEVER
from firstline.journal.commands import Play, StopRinging
from firstline.journal.entry import Entry
from firstline.journal.events import (
    AgentWentReady,
    CallArrived,
    CallerHungUp,
    KeyPressed,
    RunStarted,
)
from firstline.journal.exchange import Exchange
from firstline.switchboard.refusal import Refusal
from kit.journals import ANNA, START, Traffic, open_desk, small_bank


def test_an_event_comes_before_what_follows_from_it() -> None:
    handed: list[list[Entry]] = []
    exchange = Exchange(small_bank(), handed.append)
    exchange.receive(RunStarted("digest"), START)
    exchange.receive(CallArrived("leg", "+361", "+362"), START)
    assert [type(entry.what).__name__ for entry in handed[1]] == ["CallArrived", "Answer", "Play"]
    assert [entry.seq for entry in handed[1]] == [2, 3, 4]


@pytest.mark.parametrize(
    ("asked", "spoken"), [("", "hu"), ("en", "en"), ("hu", "hu"), ("xx", "hu")]
)
def test_who_has_said_in_which_language_is_greeted_in_it(asked: str, spoken: str) -> None:
    handed: list[list[Entry]] = []
    exchange = Exchange(small_bank(), handed.append)
    exchange.receive(RunStarted("digest"), START)
    exchange.receive(CallArrived("leg", "+361", "+362", language=asked), START)
    (greeting,) = [entry.what for entry in handed[1] if isinstance(entry.what, Play)]
    assert greeting.language == spoken


def test_a_late_alarm_does_not_change_history() -> None:
    desk = open_desk(ANNA)
    desk.call(keys="12")
    desk.after(300)
    stop = next(entry for entry in desk.entries if isinstance(entry.what, StopRinging))
    assert stop.at == START + 20_000_000


def test_what_was_due_happens_before_the_event() -> None:
    desk = open_desk()
    number = desk.call()
    desk.now += 60_000_000
    before = len(desk.entries)
    desk.on(KeyPressed(number, "1"))
    whats = [type(entry.what).__name__ for entry in desk.entries[before:]]
    assert whats[:2] == ["Play", "Play"]
    assert "KeyPressed" not in whats, "by then the call was over"


def test_a_refused_act_leaves_no_trace() -> None:
    desk = open_desk()
    before, seq = len(desk.entries), desk.exchange.next_seq
    with pytest.raises(Refusal, match="sign in first"):
        desk.on(AgentWentReady(ANNA))
    assert (len(desk.entries), desk.exchange.next_seq) == (before, seq)


def test_what_was_due_is_handed_on_although_the_act_is_refused() -> None:
    desk = open_desk()
    desk.call()
    before = len(desk.entries)
    desk.now += 8_000_000
    with pytest.raises(Refusal):
        desk.on(AgentWentReady("otto"))
    assert [type(entry.what) for entry in desk.entries[before:]] == [Play]


def test_instants_never_go_back() -> None:
    desk = open_desk()
    number = desk.call()
    desk.after(3)
    desk.now -= 10_000_000
    desk.on(CallerHungUp(number))
    assert desk.entries[-1].at == START + 3_000_000


def test_nothing_is_handed_on_when_nothing_happens() -> None:
    handed: list[list[Entry]] = []
    exchange = Exchange(small_bank(), handed.append)
    exchange.advance(START)
    assert handed == []
    assert exchange.deadline() == NEVER


def test_a_journal_can_go_on_from_another() -> None:
    exchange = Exchange(small_bank(), lambda entries: None, first_seq=1_000)
    exchange.receive(RunStarted("digest"), START)
    assert exchange.next_seq == 1_001


def test_an_entry_costs_some_microseconds() -> None:
    traffic = Traffic(1)
    traffic.go_on(200)
    before, began = len(traffic.desk.entries), process_time()
    traffic.go_on(4_000)
    each = (process_time() - began) / (len(traffic.desk.entries) - before)
    # Aimed at: 5 microseconds. Shared machines are slow at times; what must not pass is a blunder.
    assert each < 60e-6
