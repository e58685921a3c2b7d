"""How groups fared over the day: one value per interval, over all days, some, or one date.

Values without intervals of confidence: they are to be drawn.
"""

from collections.abc import Iterator
from typing import Final

import numpy as np
from msgspec import Struct

from firstline.domain.agent import AGENT_STATES, AgentState
from firstline.plan.times import WEEKDAYS
from firstline.study.figures import HEADLINE_OF, Values, ratio
from firstline.study.results import By, Profile
from firstline.study.tally.counts import Counts
from firstline.study.tally.ends import CATEGORIES, COUNTS, tally_of
from firstline.study.tally.gathered import Day, Gathered, groups
from firstline.study.tally.histogram import COARSE, Integers, quantile

_PER_DAY: Final = ("arrived", "queued", "answered", "abandoned", "blocked", "deflected")
_SIGNED_IN: Final = [n for n in range(len(AGENT_STATES)) if n != AgentState.SIGNED_OUT]
_BUSY: Final = [AgentState.TALKING, AgentState.HOLDING, AgentState.WRAP_UP]
_AT_WORK: Final = [*_BUSY, AgentState.RESERVED, AgentState.READY]
_TALKING: Final = [AgentState.TALKING, AgentState.HOLDING]


class _Some(Struct, frozen=True):
    """The counts of some days, by interval of the day."""

    day: str
    days: int
    calls: Integers
    longest: Integers
    staff: Integers
    passed: Integers


def profiles(gathered: Gathered) -> tuple[Profile, ...]:
    """Return the profiles of every group but CALLERS."""
    return tuple(profile for some in _days(gathered) for profile in _profiles_of(gathered, some))


def _profiles_of(gathered: Gathered, some: _Some) -> Iterator[Profile]:
    scheme = gathered.scheme
    for group in [it for by in (By.ALL, By.STREAM, By.URGENCY) for it in groups(scheme, by)]:
        cells = scheme.cells(group)
        series = _calls(some, cells)
        if not some.day:
            series["wait-90"] = _told(_quantiles(gathered.whole, cells))
        yield Profile(group, some.day, some.days, series)
    for place, group in enumerate(groups(scheme, By.TEAM)):
        yield Profile(group, some.day, some.days, _staff(some, place))


def _days(gathered: Gathered) -> Iterator[_Some]:
    """Yield all days together, each day of the week, and the dates wanted by themselves."""
    whole, scheme = gathered.whole, gathered.scheme
    shape = (7, scheme.per_day)
    calls = whole.week.reshape(*shape, scheme.lines, CATEGORIES + 1)
    longest = whole.week_longest.reshape(*shape, scheme.lines)
    staff = whole.staff.reshape(len(scheme.teams), len(AGENT_STATES), *shape)
    passed = whole.passed.reshape(shape)
    yield _Some(
        "",
        gathered.days,
        calls.sum(axis=0),
        longest.max(axis=0),
        staff.sum(axis=2),
        passed.sum(axis=0),
    )
    for number, name in enumerate(WEEKDAYS):
        if whole.days[number]:
            days = int(whole.days[number])
            of_day = (calls[number], longest[number], staff[:, :, number], passed[number])
            yield _Some(name, days, *of_day)
    for date, same in gathered.dates.items():
        if same:
            yield _together(date, same)


def _together(date: str, same: list[Day]) -> _Some:
    return _Some(
        date,
        len(same),
        np.sum([day.week for day in same], axis=0),
        np.max([day.longest for day in same], axis=0),
        np.sum([day.staff for day in same], axis=0),
        np.sum([day.passed for day in same], axis=0),
    )


def _calls(some: _Some, cells: list[int]) -> dict[str, tuple[float | None, ...]]:
    counted = some.calls[:, cells].sum(axis=1)
    count = {name: counted[:, list(places)].sum(axis=1) for name, places in COUNTS.items()}
    longest = some.longest[:, cells].max(axis=1).astype(np.float64)
    longest[count["queued"] == 0] = np.nan
    levels = (HEADLINE_OF.share_of(tally_of(row[:CATEGORIES])) for row in counted)
    return {
        **{name: _told(count[name] / some.days) for name in _PER_DAY},
        "abandonment": _told(ratio(count["abandoned"], count["queued"])),
        HEADLINE_OF.id: tuple(levels),
        "asa": _told(ratio(counted[:, CATEGORIES], count["answered"])),
        "wait-longest": _told(longest),
    }


def _staff(some: _Some, team: int) -> dict[str, tuple[float | None, ...]]:
    times = some.staff[team]
    return {
        "on-duty": _told(ratio(times[_SIGNED_IN].sum(axis=0), some.passed)),
        "occupancy": _told(ratio(times[_BUSY].sum(axis=0), times[_AT_WORK].sum(axis=0))),
        "talking": _told(ratio(times[_TALKING].sum(axis=0), some.passed)),
    }


def _quantiles(whole: Counts, cells: list[int]) -> Values:
    waits = whole.day_waits[:, cells].sum(axis=1)
    return np.array([quantile(counts, 90, COARSE) for counts in waits])


def _told(values: Values) -> tuple[float | None, ...]:
    return tuple(None if np.isnan(value) else float(value) for value in values)
