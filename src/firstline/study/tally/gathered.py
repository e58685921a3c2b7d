"""Everything counted so far: all units together, and of each what the intervals need.

It grows with the number of units, by some kilobytes each, not with the number of calls.
"""

from collections.abc import Mapping
from typing import Final

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from firstline.study.figures import (
    LONGEST,
    QUANTILES,
    STAFF,
    SUMMED,
    Figure,
    Longest,
    Quantile,
    StaffFigure,
    Times,
    Totals,
    Values,
)
from firstline.study.intervals import jackknifed, sectioned, without_each
from firstline.study.results import By, Estimate, Group, Headline, Waited
from firstline.study.tally.counts import PATHS, URGENCIES, Counts, Scheme
from firstline.study.tally.histogram import FINE, Integers, quantile
from firstline.study.tally.reading import CLOCKS

_CALLS: Final = (By.ALL, By.STREAM, By.URGENCY, By.CALLERS)


class Day(Struct, frozen=True):
    """One date's own counts."""

    week: Integers
    "By interval of the day, line and category."
    longest: Integers
    staff: Integers
    "By team, state and interval of the day."
    passed: Integers


class _Unit(Struct, frozen=True):
    """What is kept of one unit."""

    calls: Integers
    "By group: the sums of its cells, then the days."
    quantiles: NDArray[np.float64]
    "By group and by QUANTILES."
    staff: Integers
    "By team: the times by state, then the talks, the time gone by, and the days."


def groups(scheme: Scheme, by: By) -> list[Group]:
    """Return every group of a kind, in the plan's order."""
    names = {
        By.ALL: ("",),
        By.STREAM: scheme.streams,
        By.URGENCY: URGENCIES[1:],
        By.TEAM: scheme.teams,
    }
    if by is By.CALLERS:
        return [Group(by, stream, path) for stream in scheme.streams for path in PATHS]
    return [Group(by, name) for name in names[by]]


class Gathered:
    """Units of simulation, taken in one after the other."""

    def __init__(self, scheme: Scheme, period: int, dates: frozenset[str] = frozenset()) -> None:
        self.scheme: Final = scheme
        self.whole: Final = Counts(scheme)
        self.dates: Final[dict[str, list[Day]]] = {date: [] for date in sorted(dates)}
        "Of the dates that are wanted by themselves, once for each time that they were simulated."
        self._asked: Final = period
        self._groups: Final = [group for by in _CALLS for group in groups(scheme, by)]
        self._cells: Final = {group: scheme.cells(group) for group in self._groups}
        self._units: Final[list[_Unit]] = []

    @property
    def units(self) -> int:
        """How many there are."""
        return len(self._units)

    @property
    def days(self) -> int:
        """Simulated days."""
        return int(self.whole.days.sum())

    @property
    def _period(self) -> int:
        """Days over which counts are told: those asked for, or those done, if they are fewer."""
        return min(self._asked, self.days)

    def take(self, counts: Counts, dates: Mapping[str, int]) -> None:
        """Take in a unit; *dates* are its dates with their day of the week, Monday is 0."""
        self.whole.merge(counts)
        days = int(counts.days.sum())
        passed = np.full(len(counts.talks), counts.passed.sum())
        staff = np.column_stack((counts.staff.sum(axis=2), counts.talks, passed))
        calls = np.array([counts.cells[self._cells[it]].sum(axis=0) for it in self._groups])
        quantiles = np.array([self._quantiles(counts, group) for group in self._groups])
        self._units.append(_Unit(_with(days, calls), quantiles, _with(days, staff)))
        for date in dates.keys() & self.dates.keys():
            self.dates[date].append(_day(counts, dates[date]))

    def headline(self, wanted: Headline) -> Estimate:
        """Return one figure that follows from sums."""
        figure = next(it for it in SUMMED if it.metric.id == wanted.metric)
        return self._summed(self._sums(wanted.group), figure)

    def without_each(self, group: Group, metric: str) -> Values:
        """Return a figure that follows from sums: of all units, then without each in turn."""
        if group.by is By.TEAM:
            sums = self._staff_sums(self.scheme.teams.index(group.name))
            staffed = next(it for it in STAFF if it.metric.id == metric)
            return without_each(sums, lambda some: staffed.of(Times(some, self._period)))
        figure = next(it for it in SUMMED if it.metric.id == metric)
        sums = self._sums(group)
        return without_each(sums, lambda some: figure.of(Totals(some, self._period)))

    def figures(self, group: Group) -> tuple[Estimate, ...]:
        """Return every figure of a group of calls, in the order of SUMMED, QUANTILES, LONGEST."""
        sums = self._sums(group)
        has_any = self._summed(sums, _QUEUED).value
        return (
            *(self._summed(sums, figure) for figure in SUMMED),
            *(self._quantile(group, place, figure) for place, figure in enumerate(QUANTILES)),
            *(self._longest(group, it) if has_any else Estimate(None) for it in LONGEST),
        )

    def staff_figures(self, team: int) -> tuple[Estimate, ...]:
        """Return every figure of a team's agents, in the order of STAFF."""
        sums = self._staff_sums(team)
        return tuple(self._staffed(sums, figure) for figure in STAFF)

    def waits(self, group: Group, waited: Waited) -> Integers:
        """Return a group's histogram."""
        kind = list(Waited).index(waited)
        counts: Integers = self.whole.waits[kind, self._cells[group]].sum(axis=0)
        return counts

    def _sums(self, group: Group) -> Integers:
        place = self._groups.index(group)
        return np.array([unit.calls[place] for unit in self._units])

    def _staff_sums(self, team: int) -> Integers:
        return np.array([unit.staff[team] for unit in self._units])

    def _summed(self, sums: Integers, figure: Figure) -> Estimate:
        return jackknifed(sums, lambda some: figure.of(Totals(some, self._period)))

    def _staffed(self, sums: Integers, figure: StaffFigure) -> Estimate:
        return jackknifed(sums, lambda some: figure.of(Times(some, self._period)))

    def _quantile(self, group: Group, which: int, figure: Quantile) -> Estimate:
        place = self._groups.index(group)
        whole = quantile(self.waits(group, figure.waited), figure.percent, FINE)
        return sectioned(whole, np.array([unit.quantiles[place, which] for unit in self._units]))

    def _longest(self, group: Group, figure: Longest) -> Estimate:
        clock = CLOCKS.index(figure.clock)
        return Estimate(float(self.whole.longest[self._cells[group], clock].max()))

    def _quantiles(self, counts: Counts, group: Group) -> list[float]:
        cells = self._cells[group]
        kinds = list(Waited)
        return [
            quantile(counts.waits[kinds.index(it.waited), cells].sum(axis=0), it.percent, FINE)
            for it in QUANTILES
        ]


_QUEUED: Final = next(figure for figure in SUMMED if figure.metric.id == "queued")


def _with(days: int, sums: Integers) -> Integers:
    return np.column_stack((sums, np.full(len(sums), days, dtype=np.int64)))


def _day(counts: Counts, weekday: int) -> Day:
    per_day = counts.scheme.per_day
    hours = slice(weekday * per_day, (weekday + 1) * per_day)
    return Day(
        counts.week[hours].copy(),
        counts.week_longest[hours].copy(),
        counts.staff[:, :, hours].copy(),
        counts.passed[hours].copy(),
    )
