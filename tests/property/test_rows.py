"""A run's rows are what the recorder makes of its journal."""

import random
from typing import Final

import pytest

from firstline.domain.call import Outcome
from firstline.domain.hotline import FIRST, Hotline
from firstline.domain.time import MINUTE
from firstline.journal.entry import Entry
from firstline.journal.recorder import Recorder
from firstline.journal.records import Contact, Kind, Segment
from firstline.sim.journalled import journalled_run
from firstline.sim.kernel.rows import NONE
from kit.crowds import Collected, any_crowd
from kit.weather import any_hotline

OUTCOMES: Final = list(Outcome)


def told_twice(seed: int) -> tuple[Hotline, list[Entry], list[dict[str, int]]]:
    """Return the journal of some random hour, and its rows."""
    draw = random.Random(seed)
    hotline = any_hotline(draw)
    entries: list[Entry] = []
    rows = Collected()
    journalled_run(
        hotline,
        *any_crowd(draw, hotline),
        seed=seed,
        sink=rows,
        interval=MINUTE,
        on_entries=entries.extend,
    ).finish()
    return hotline, entries, rows.rows


def recorded(entries: list[Entry]) -> tuple[list[Contact], dict[int, Segment]]:
    """Return the contacts by order of their end, and the first wait of each call that waited."""
    recorder = Recorder()
    ended = [contact for entry in entries if (contact := recorder.take(entry)) is not None]
    waits: dict[int, Segment] = {}
    for segment in recorder.changes().segments:
        if segment.kind is Kind.WAITING:
            waits.setdefault(segment.call, segment)
    return ended, waits


def of_row(row: dict[str, int]) -> dict[str, object]:
    """Return what a row tells that the recorder tells too."""
    until = row["ended"] if row["answered"] == NONE else row["answered"]
    return {
        "arrived": row["arrived"],
        "queued": known(row["queued"]),
        "wait": None if row["queued"] == NONE else until - row["queued"],
        "answered": known(row["answered"]),
        "ended": row["ended"],
        "outcome": OUTCOMES[row["outcome"]],
        "transfers": row["transfers"],
        "offers": row["offers"],
        "talk": row["talk"],
    }


def known(number: int) -> int | None:
    return None if number == NONE else number


@pytest.mark.parametrize("seed", range(30))
def test_a_row_is_what_the_recorder_makes_of_the_call(seed: int) -> None:
    hotline, entries, rows = told_twice(seed)
    contacts, waits = recorded(entries)
    assert len(contacts) == len(rows)
    for row, contact in zip(rows, contacts, strict=True):
        told = of_row(row)
        assert told == {name: getattr(contact, name) for name in told}
        assert seat_of(hotline, row) == contact.agent
        assert first_line_of(hotline, row) == line_of(waits.get(contact.call))


def seat_of(hotline: Hotline, row: dict[str, int]) -> str:
    """Return the last who talked."""
    return "" if row["agent"] == NONE else hotline.seats[row["agent"]].name


def first_line_of(hotline: Hotline, row: dict[str, int]) -> tuple[str, str]:
    """Return the stream and the urgency that were first waited for."""
    if row["first_stream"] == NONE:
        return "", ""
    urgency = "first" if row["urgency"] == FIRST else "second"
    return hotline.streams[row["first_stream"]].name, urgency


def line_of(segment: Segment | None) -> tuple[str, str]:
    return ("", "") if segment is None else (segment.stream, segment.urgency)


def test_the_thirty_hours_have_everything() -> None:
    seen = [row for seed in range(30) for row in told_twice(seed)[2]]
    assert {OUTCOMES[row["outcome"]] for row in seen} == set(Outcome) - {Outcome.FAILED}
    assert max(row["transfers"] for row in seen) > 1
    assert max(row["attempt"] for row in seen) == 2
    assert {row["path"] for row in seen} == {0, 1, 2}
    assert any(row["told"] > 0 for row in seen)
    assert any(row["reached"] > row["answered"] > 0 for row in seen)
    assert any(row["answered"] > 0 > row["reached"] for row in seen)
