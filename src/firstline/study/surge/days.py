"""The days on which there is a surge, counted by queue, interval and unit of simulation.

Two runs of the same units, with a surge and without it, count the same days: surge_effect.py tells
the difference.
"""

from collections.abc import Iterable, Mapping
from typing import Final

import numpy as np

from firstline.plan.times import WEEKDAYS
from firstline.study.results import Group
from firstline.study.surge.effect import QUEUES, DaySums
from firstline.study.tally.counts import Counts, Scheme
from firstline.study.tally.ends import CATEGORIES, COUNTS
from firstline.study.tally.histogram import Integers

COUNTED: Final = ("queued", "answered", "abandoned")


class SurgeDays:
    """Some days, by name: of every week (`tue`), or once (a date)."""

    def __init__(self, scheme: Scheme, days: Iterable[str]) -> None:
        self._lines: Final = {group: scheme.cells(group) for group in QUEUES}
        self._per_day: Final = scheme.per_day
        self._units: Final[dict[str, list[Mapping[str, Integers]]]] = {
            f"{day} {group.name}": [] for day in days for group in QUEUES
        }
        self._days: Final[dict[str, list[int]]] = {day: [] for day in days}

    def take(self, counts: Counts, dates: Mapping[str, int]) -> None:
        """Take in a unit; *dates* are its dates with their day of the week, Monday is 0."""
        for day, found in self._days.items():
            weekday = WEEKDAYS.index(day) if day in WEEKDAYS else dates.get(day)
            found.append(0 if weekday is None else int(counts.days[weekday]))
            for group in QUEUES:
                self._units[f"{day} {group.name}"].append(self._sums(counts, weekday, group))

    def sums(self, day: str) -> dict[Group, DaySums]:
        """Return what was counted on *day*, by queue."""
        days = np.array(self._days[day], dtype=np.int64)
        return {
            group: DaySums(days=days, **_stacked(self._units[f"{day} {group.name}"]))
            for group in QUEUES
        }

    def _sums(self, counts: Counts, weekday: int | None, group: Group) -> Mapping[str, Integers]:
        if weekday is None:
            nothing = np.zeros(self._per_day, dtype=np.int64)
            return dict.fromkeys((*COUNTED, "waited"), nothing)
        hours = slice(weekday * self._per_day, (weekday + 1) * self._per_day)
        day = counts.week[hours, self._lines[group]].sum(axis=1)
        sums = {name: day[:, list(COUNTS[name])].sum(axis=1) for name in COUNTED}
        return {**sums, "waited": day[:, CATEGORIES]}


def _stacked(units: list[Mapping[str, Integers]]) -> dict[str, Integers]:
    return {name: np.array([unit[name] for unit in units]) for name in (*COUNTED, "waited")}
