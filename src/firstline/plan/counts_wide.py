"""Interval counts with a row per day: date,00:00,00:30,… and under each the calls.

Every fault is taken down with its line and column, and reading goes on. It knows rows of text and
no files.
"""

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from firstline.plan.counts_cells import Row, begin_day, check_dates, column_of, count_in, never_was
from firstline.plan.counts_tally import Tally
from firstline.plan.demand_times import say_time
from firstline.plan.faults import short


def wide(tally: Tally, header: Row, rows: Iterator[Row]) -> None:
    """Read the header and the rows below it."""
    minutes = _header(tally, header)
    if tally.problems:
        return
    for line, cells in rows:
        day = _date(tally, line, cells[0])
        if day is not None and len(cells) == len(minutes) + 1:
            _counts(tally, day, minutes, (line, cells))
        elif day is not None:
            what = f"there are {len(cells) - 1} counts, but {len(minutes)} intervals in the header"
            tally.wrong(line, 1, what, "Write one count for each interval.")
    check_dates(tally)


def _counts(tally: Tally, day: date, minutes: list[int], row: Row) -> None:
    line, cells = row
    for number, minute in enumerate(minutes, start=1):
        if tally.real(day, minute):
            tally.add(day, minute, count_in(tally, row, number) or 0)
        elif cells[number].strip() not in {"", "0"}:
            never_was(tally, (line, column_of(cells, number)), day, minute)


def _header(tally: Tally, header: Row) -> list[int]:
    """Return when the intervals begin; they are equally long."""
    line, cells = header
    begins: list[int] = []
    for number, cell in enumerate(cells[1:], start=1):
        minute = _time(cell)
        if minute is None:
            what = f"“{short(cell)}” is not the time at which an interval begins"
            tally.wrong(line, column_of(cells, number), what, "Write it like “08:30”.")
        else:
            begins.append(minute)
    if len(begins) < 2:
        remedy = "Write two or more: date,08:00,08:30,…"
        tally.wrong(line, 1, "there are fewer than two intervals a day", remedy)
    elif not tally.problems:
        _equally_long(tally, header, begins)
    return begins


def _equally_long(tally: Tally, header: Row, begins: list[int]) -> None:
    line, cells = header
    tally.slot = begins[1] - begins[0]
    for number, (before, minute) in enumerate(pairwise(begins), start=2):
        if minute - before != tally.slot or tally.slot <= 0:
            what = f"{say_time(before)} is followed by {say_time(minute)}"
            remedy = f"Intervals must be equally long, here {tally.slot} min, as the first is."
            if tally.slot <= 0:
                remedy = "Write the intervals of a day in their order."
            tally.wrong(line, column_of(cells, number), what, remedy)


def _time(cell: str) -> int | None:
    found = re.fullmatch(r"\s*(\d{1,2}):(\d{2})(?::00)?\s*", cell)
    if found is None or int(found[1]) > 23 or int(found[2]) > 59:
        return None
    return int(found[1]) * 60 + int(found[2])


def _date(tally: Tally, line: int, cell: str) -> date | None:
    """Return the date of a row, unless there is something wrong with it."""
    try:
        day = date.fromisoformat(cell.strip())
    except ValueError:
        remedy = "Write year, month and day, like “2026-12-24”."
        tally.wrong(line, 1, f"“{short(cell)}” is not a date", remedy)
        return None
    if day in tally.dates:
        what = f"{day} is given twice, first on line {tally.dates[day]}"
        tally.wrong(line, 1, what, "Keep one of the two.")
        return None
    return day if begin_day(tally, line, day) else None
