"""The journal is a function of what came in and when."""

from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from firstline.journal.commands import HangUp, Play
from firstline.journal.entry import Entry, event_of
from firstline.journal.events import CallerHungUp, ClosingAsked, PhoneConnected, RunStarted
from firstline.journal.replay import Difference, Replay, Runs, differences
from firstline.journal.state import HotlineState
from kit.journals import ANNA, START, Desk, Traffic, open_desk, small_bank


def again(entries: list[Entry]) -> list[Entry]:
    """Return what a replay makes of a journal."""
    return list(Replay(small_bank(), entries[0].seq).run(entries))


@given(st.integers(min_value=0, max_value=10**6))
def test_the_events_of_a_journal_make_the_same_journal(seed: int) -> None:
    entries = Traffic(seed).go_on(150)
    assert list(differences(entries, again(entries))) == []


def test_the_events_alone_are_enough() -> None:
    traffic = Traffic(3)
    entries = traffic.go_on(400)
    events = [entry for entry in entries if event_of(entry) is not None]
    made = again(events)
    # What timers did after the last event nobody could know of.
    assert made == entries[: len(made)]
    assert len(made) > len(entries) - 10


def test_what_timers_did_after_the_last_event_is_made_too() -> None:
    desk = open_desk()
    desk.call()
    desk.after(60)
    assert isinstance(desk.entries[-1].what, HangUp)
    assert again(desk.entries) == desk.entries


def test_a_journal_that_was_cut_off_is_made_up_to_there() -> None:
    desk = open_desk()
    ends = []
    for _ in range(20):
        desk.call()
        ends.append(len(desk.entries))
        desk.after(1)
        ends.append(len(desk.entries))
    for end in ends:
        assert again(desk.entries[:end]) == desk.entries[:end]


def test_the_first_difference_is_shown_with_both_sides() -> None:
    entries = Traffic(4).go_on(300)
    place = next(n for n, entry in enumerate(entries) if isinstance(entry.what, Play))
    changed = replace(entries[place], what=Play(1, ("other",), "hu"))
    forged = [*entries[:place], changed, *entries[place + 1 :]]
    assert next(differences(forged, again(forged))) == Difference(changed, entries[place])


def test_a_missing_end_is_a_difference() -> None:
    one = [Entry(1, 1, CallerHungUp(1)), Entry(2, 1, CallerHungUp(2))]
    assert list(differences(one, one[:1])) == [Difference(one[1], None)]
    assert list(differences(one[:1], one)) == [Difference(None, one[1])]


def test_an_event_that_is_refused_now_is_a_difference_not_a_crash() -> None:
    forged = [
        Entry(1, START, RunStarted("digest")),
        Entry(2, START, PhoneConnected("otto")),
    ]
    assert next(differences(forged, again(forged))) == Difference(forged[1], None)


def test_a_replay_ends_in_the_same_state() -> None:
    traffic = Traffic(5)
    entries = traffic.go_on(700)
    traffic.desk.on(ClosingAsked())  # what is refused last is no entry, but tells the time
    replay = Replay(small_bank())
    assert sum(1 for _ in replay.run(entries)) == len(entries)
    assert replay.state() == HotlineState.of(traffic.desk.exchange.board.snapshot())


@pytest.mark.parametrize("count", [0, 1, 3])
def test_a_journal_is_cut_into_its_runs(count: int) -> None:
    seq = 1
    journals = []
    for number in range(count):
        desk = Desk(first_seq=seq)
        desk.on(RunStarted(f"plan {number}"), PhoneConnected(ANNA)).call()
        journals.append(desk.entries)
        seq = desk.exchange.next_seq
    whole = list(chain(*journals))
    assert [list(run) for run in Runs(iter(whole))] == journals


def test_nothing_makes_nothing() -> None:
    assert list(Replay(small_bank()).run([])) == []
