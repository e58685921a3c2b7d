"""What interval counts add up to: the mean calls of each interval of each day of the week.

A mean is calls by the time in which they were counted, so that an hour which the clock shows twice
weighs twice, and one that it leaves out nothing. It knows nothing of files.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise
from typing import TypeAlias

from firstline.plan import limits, wall
from firstline.plan.demand_times import say_time

Steps: TypeAlias = tuple[tuple[int, float], ...]
"A rate per hour from each minute of the day on, in order."


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in a file, with its place in it."""

    line: int
    column: int
    what: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Counted:
    """Calls that were counted."""

    slot: int
    "The length of an interval, in minutes."
    first: date
    last: date
    calls: int
    week: tuple[Steps, ...]
    "Calls per hour by day of the week, Monday first; nothing for a day that never occurs."


@dataclass(slots=True)
class Tally:
    """Counts as they are read, and what is wrong with them."""

    zone: str
    slot: int = 0
    calls: int = 0
    problems: list[Problem] = field(default_factory=list)
    dates: dict[date, int] = field(default_factory=dict)
    "The line on which each was read first."
    _sums: list[dict[int, int]] = field(default_factory=lambda: [{} for _ in range(7)])
    _minutes: list[dict[int, int]] = field(default_factory=lambda: [{} for _ in range(7)])
    "How long it was counted, by day of the week and interval."

    def wrong(self, line: int, column: int, what: str, remedy: str) -> None:
        """Take down what is wrong at a place."""
        self.problems.append(Problem(line, column, what, remedy))

    def add(self, day: date, minute: int, calls: int) -> None:
        """Count *calls* in the interval of *day* that begins at *minute*."""
        sums, minutes = self._sums[day.weekday()], self._minutes[day.weekday()]
        real = self.real(day, minute)
        sums[minute] = sums.get(minute, 0) + calls
        minutes[minute] = minutes.get(minute, 0) + real
        self.calls += calls

    def real(self, day: date, minute: int) -> int:
        """Return how long the interval of *day* at *minute* really is."""
        if wall.is_even(self.zone, day):
            return self.slot
        return wall.length(self.zone, day, minute, minute + self.slot)

    def missing_dates(self) -> Iterator[tuple[date, date]]:
        """Yield each date that should be there and is not, and the one that comes after the gap."""
        weekdays = {day.weekday() for day in self.dates}
        for before, following in pairwise(sorted(self.dates)):
            for number in range(1, min((following - before).days, limits.COUNTED_DAYS)):
                day = before + timedelta(days=number)
                if day.weekday() in weekdays:
                    yield day, following

    def counted(self) -> Counted:
        """Return the means; there must be dates."""
        return Counted(
            self.slot,
            min(self.dates),
            max(self.dates),
            self.calls,
            tuple(
                _steps(sums, minutes, self.slot)
                for sums, minutes in zip(self._sums, self._minutes, strict=True)
            ),
        )


def _steps(sums: Mapping[int, int], minutes: Mapping[int, int], slot: int) -> Steps:
    """Return rates per hour; where nothing was counted nobody calls."""
    steps: list[tuple[int, float]] = []
    until = 0
    for minute in sorted(sums):
        if minute > until:
            steps.append((until, 0.0))
        rate = 60 * sums[minute] / minutes[minute] if minutes[minute] else 0.0
        steps.append((minute, rate))
        until = minute + slot
    if steps and until < wall.DAY_MINUTES:
        steps.append((until, 0.0))
    return tuple(steps)


def say_slot(day: date, minute: int) -> str:
    """Return an interval as a sentence names it.

    >>> say_slot(date(2026, 3, 2), 510)
    '2026-03-02 08:30'
    """
    return f"{day.isoformat()} {say_time(minute)}"
