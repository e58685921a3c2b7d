"""One line per entry; what is not exactly that is a fault with its line."""

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstline.journal import text as module
from firstline.journal.commands import Play
from firstline.journal.entry import Entry
from firstline.journal.events import KeyPressed, RunStarted
from firstline.journal.plan import PlanCopy
from firstline.journal.state import AgentValue, HotlineState
from firstline.journal.text import (
    LINE_AT_MOST,
    CorruptJournalError,
    JournalReader,
    JournalTooWideError,
    entry_of,
    line_of,
    plan_line_of,
)
from kit.entries import any_entry
from kit.journals import Traffic


def lines(count: int = 3) -> list[bytes]:
    """Return the lines of a small journal."""
    return [line_of(Entry(seq, 100 + seq, KeyPressed(1, "1"))) for seq in range(1, count + 1)]


def test_the_examples_hold() -> None:
    assert doctest.testmod(module).failed == 0


@given(any_entry())
def test_every_entry_survives_being_written_and_read(entry: Entry) -> None:
    line = line_of(entry)
    assert line.count(b"\n") == 1
    assert entry_of(line, 1) == entry


def test_a_journal_survives_being_written_and_read() -> None:
    entries = Traffic(2).go_on(500)
    assert list(JournalReader(map(line_of, entries))) == entries


def test_plans_stand_before_the_entries() -> None:
    plan = PlanCopy("hotline: x", {"welcome": (1, 2)})
    reader = JournalReader([plan_line_of(plan), *lines()])
    assert len(list(reader)) == 3
    assert reader.plans == {plan.digest(): plan}


@pytest.mark.parametrize(
    "broken",
    [
        b"\n",
        b"not json\n",
        b'{"seq":2,"at":102}\n',
        b'{"seq":2,"at":102,"what":{"name":"KeyPressed","call":1}}\n',
        b'{"seq":2,"at":102,"what":{"name":"KeyPressed","call":"1","key":"1"}}\n',
        b'{"seq":2,"at":102,"what":{"name":"KeyHeld","call":1,"key":"1"}}\n',
        b'{"seq":2,"at":102,"what":{"name":"KeyPressed","call":1,"key":"1"},"more":1}\n',
        b'{"seq":2,"at":102,"what":{"name":"KeyPressed","call":1,"key":"1"}}',
        b'{"seq":2,"at":102,"what":{"name":"KeyPressed","call":1,"key":"\xff"}}\n',
        b'{"plan":{"text":"","lengths":{}}}\n',
    ],
)
def test_a_corrupt_line_is_a_fault_with_its_number(broken: bytes) -> None:
    first, _, last = lines()
    with pytest.raises(CorruptJournalError, match="Line 2 of the journal is corrupt") as fault:
        list(JournalReader([first, broken, last]))
    assert fault.value.line == 2
    assert fault.value.exit_status == 1


@given(st.binary(max_size=200))
def test_no_line_is_read_that_would_not_be_written_again(noise: bytes) -> None:
    try:
        entry = entry_of(noise, 1)
    except CorruptJournalError:
        return
    assert entry_of(line_of(entry), 1) == entry


def test_a_corrupt_plan_is_a_fault_too() -> None:
    with pytest.raises(CorruptJournalError, match="Line 1"):
        list(JournalReader([b'{"plan":{}}\n']))


def test_an_entry_that_is_missing_or_twice_is_a_fault() -> None:
    first, second, third = lines()
    with pytest.raises(CorruptJournalError, match="entry 3 follows entry 1"):
        list(JournalReader([first, third]))
    with pytest.raises(CorruptJournalError, match="entry 2 follows entry 2"):
        list(JournalReader([first, second, second]))


def test_time_that_goes_back_is_a_fault() -> None:
    with pytest.raises(CorruptJournalError, match="instant is before"):
        list(JournalReader([lines()[0], line_of(Entry(2, 1, KeyPressed(1, "1")))]))


def test_a_line_has_a_limit_both_ways() -> None:
    wide = Entry(1, 1, Play(1, ("p" * LINE_AT_MOST,), "hu"))
    with pytest.raises(JournalTooWideError):
        line_of(wide)
    line = b'{"seq":1,"at":1,"what":{"name":"KeyPressed","call":1,"key":"1"}' + b" " * LINE_AT_MOST
    with pytest.raises(CorruptJournalError, match="bytes"):
        entry_of(line + b"}\n", 1)


def test_the_beginning_of_a_run_may_be_wider() -> None:
    agents = tuple(AgentValue(f"agent-{n}", "team", "ready", "") for n in range(5_000))
    entry = Entry(1, 1, RunStarted("digest", HotlineState(agents, (), (), 0)))
    assert len(line_of(entry)) > LINE_AT_MOST
    assert entry_of(line_of(entry), 1) == entry
