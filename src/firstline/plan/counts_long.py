"""Interval counts with a row per interval: start,calls; local times, or times with an offset.

Every fault is taken down with its line and column, and reading goes on. It knows rows of text and
no files.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise

from firstline.plan import wall
from firstline.plan.counts_cells import Row, begin_day, check_dates, count_in, never_was
from firstline.plan.counts_tally import Tally, say_slot
from firstline.plan.faults import short


@dataclass(frozen=True, slots=True)
class Interval:
    """A row."""

    line: int
    start: datetime
    "What the clock on the wall showed."
    second: bool
    "The clock was put back, and showed it for the second time."
    exact: bool
    "Written with an offset."
    calls: int

    @property
    def minute(self) -> int:
        """Minutes from midnight."""
        return self.start.hour * 60 + self.start.minute

    @property
    def day(self) -> date:
        """The day on which it begins."""
        return self.start.date()


def long(tally: Tally, rows: Iterator[Row]) -> None:
    """Read the rows below the header."""
    found: dict[tuple[datetime, bool], Interval] = {}
    for line, cells in rows:
        interval = _interval(tally, line, cells, found)
        if interval is None:
            continue
        first = found.setdefault((interval.start, interval.second), interval)
        if first is not interval:
            what = f"{cells[0].strip()} is given twice, first on line {first.line}"
            tally.wrong(line, 1, what, "Keep one of the two.")
        elif not begin_day(tally, line, interval.day):
            break
    _add_up(tally, list(found.values()))


def _interval(
    tally: Tally, line: int, cells: Iterable[str], found: Mapping[tuple[datetime, bool], Interval]
) -> Interval | None:
    """Return what a row says, unless there is something wrong with it."""
    row = list(cells)
    if len(row) != 2:
        tally.wrong(line, 1, f"there are {len(row)} values, not two", "Write “start,calls”.")
        return None
    start = _start(tally, line, row[0])
    count = count_in(tally, (line, row), 1)
    if start is None or count is None:
        return None
    exact = start.tzinfo is not None
    local = start.replace(tzinfo=None, fold=0)
    second = bool(start.fold)
    if not exact and (local, False) in found:
        second = _is_shown_twice(tally.zone, local)
    return Interval(line, local, second, exact, count)


def _start(tally: Tally, line: int, text: str) -> datetime | None:
    """Return what the clock on the wall showed; with its zone if the row says an offset."""
    try:
        start = datetime.fromisoformat(text.strip())
    except ValueError:
        start = None
    if start is not None and start.tzinfo is not None:
        start = wall.shown(tally.zone, wall.since_epoch(start))
    if start is None or start.second or start.microsecond:
        what = f"“{short(text)}” is not a date and time, in whole minutes"
        remedy = "Write it like “2026-03-02 08:30” or “2026-03-02T08:30+01:00”."
        tally.wrong(line, 1, what, remedy)
        return None
    return start


def _is_shown_twice(zone: str, local: datetime) -> bool:
    minute = local.hour * 60 + local.minute
    return wall.length(zone, local.date(), minute, minute + 1) > 1


def _add_up(tally: Tally, intervals: list[Interval]) -> None:
    """Find out how long the intervals are, and count them."""
    tally.slot = _slot({interval.minute for interval in intervals})
    if not tally.slot:
        what = "there are fewer than two intervals a day"
        tally.wrong(1, 1, what, "Write a row for each interval, with 0 if nobody called.")
        return
    sound = list(_equally_long(tally, intervals))
    sums: dict[tuple[date, int], int] = {}
    for interval in sound:
        slot = (interval.day, interval.minute)
        if interval.calls and not tally.real(*slot):
            never_was(tally, (interval.line, 1), *slot)
        sums[slot] = sums.get(slot, 0) + interval.calls
    for (day, minute), count in sums.items():
        tally.add(day, minute, count)
    check_dates(tally)
    _all_slots(tally, sound)


def _slot(minutes: set[int]) -> int:
    """Return the distance that most neighbours have; 0 where there are none."""
    distances = Counter(after - before for before, after in pairwise(sorted(minutes)))
    most = max(distances.values(), default=0)
    return min((it for it, count in distances.items() if count == most), default=0)


def _equally_long(tally: Tally, intervals: list[Interval]) -> Iterator[Interval]:
    phases = Counter(interval.minute % tally.slot for interval in intervals)
    usual = phases.most_common(1)[0][0]
    for interval in intervals:
        if interval.minute % tally.slot == usual:
            yield interval
        else:
            what = f"{interval.start:%H:%M} is not where an interval of {tally.slot} min begins"
            tally.wrong(interval.line, 1, what, "Intervals must be equally long.")


def _all_slots(tally: Tally, intervals: list[Interval]) -> None:
    """Find intervals that are missing on a day, though others of the same weekday have them."""
    there: dict[date, Counter[int]] = {}
    usual: list[set[int]] = [set() for _ in range(7)]
    for interval in intervals:
        there.setdefault(interval.day, Counter())[interval.minute] += 1
        usual[interval.day.weekday()].add(interval.minute)
    twice = any(interval.exact for interval in intervals)
    for day, minutes in there.items():
        wanted = {it: _times(tally, day, it, twice) for it in sorted(usual[day.weekday()])}
        _missing(tally, day, [it for it, times in wanted.items() if minutes[it] < times])


def _missing(tally: Tally, day: date, gaps: list[int]) -> None:
    if gaps:
        more = f" and {len(gaps) - 1} more are" if len(gaps) > 1 else " is"
        what = f"{say_slot(day, gaps[0])}{more} missing"
        tally.wrong(tally.dates[day], 1, what, "Add it, with 0 if nobody called.")


def _times(tally: Tally, day: date, minute: int, twice: bool) -> int:
    """Return how often an interval must be given; without offsets, once may mean both."""
    real = tally.real(day, minute)
    return 2 if twice and real > tally.slot else int(real > 0)
