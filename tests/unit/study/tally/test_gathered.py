"""Units taken in one after the other: figures with intervals, dates by themselves."""

from typing import Final

import numpy as np
import pytest

from firstline.domain.agent import AgentState
from firstline.domain.time import DAY, HOUR
from firstline.study.results import EVERYBODY, By, Group, Headline, Waited
from firstline.study.tally.counts import STATES, Counts
from firstline.study.tally.gathered import Gathered, groups
from kit.simulated_rows import MONDAY, SCHEME, rows, wall

WEEK: Final = {f"2026-01-{5 + day:02}": day for day in range(7)}


def unit(seed: int, number: int = 1_000) -> Counts:
    counts = Counts(SCHEME)
    counts.add(rows(number, seed), wall())
    counts.days += 1
    times = np.zeros((2, STATES, 1), dtype=np.int64)
    times[:, AgentState.READY] = 2 * int(HOUR)
    counts.add_staff(times, np.array([MONDAY, MONDAY + int(HOUR)]), wall())
    return counts


def gathered(units: int, period: int = 7) -> Gathered:
    made = Gathered(SCHEME, period, frozenset({"2026-01-06"}))
    for seed in range(units):
        made.take(unit(seed), WEEK)
    return made


def figure(made: Gathered, metric: str, group: Group = EVERYBODY) -> float | None:
    return made.headline(Headline(group, metric)).value


def test_groups_come_in_the_order_of_the_plan() -> None:
    assert [group.name for group in groups(SCHEME, By.STREAM)] == ["new", "old", "lost"]
    assert [group.name for group in groups(SCHEME, By.TEAM)] == ["desk", "back"]
    assert len(groups(SCHEME, By.CALLERS)) == 9


def test_counts_are_told_for_the_days_that_were_asked_for() -> None:
    assert figure(gathered(4), "arrived") == 1_000
    assert figure(gathered(4, period=28), "arrived") == 4_000


def test_of_a_period_that_was_interrupted_the_days_done_count() -> None:
    assert figure(gathered(2, period=28), "arrived") == 2_000


def test_the_interval_of_many_units_is_that_of_few_made_narrower() -> None:
    few, many = (gathered(units).headline(Headline(EVERYBODY, "asa")) for units in (5, 45))
    assert few.half is not None
    assert many.half is not None
    assert many.half < few.half / 2


def test_dates_that_are_wanted_are_kept_by_themselves() -> None:
    made = gathered(3)
    same = made.dates["2026-01-06"]
    assert len(same) == 3
    tuesday = made.whole.week.reshape(7, SCHEME.per_day, SCHEME.lines, -1)[1]
    assert (np.sum([day.week for day in same], axis=0) == tuesday).all()


def test_every_figure_of_calls_and_agents_can_be_had() -> None:
    made = gathered(3)
    for by in (By.ALL, By.STREAM, By.URGENCY, By.CALLERS):
        for group in groups(SCHEME, by):
            told = [it.value for it in made.figures(group)]
            assert sum(value is None for value in told) <= 9
    on_duty = made.staff_figures(0)[0]
    assert on_duty.value == 2.0
    assert on_duty.half == 0.0


def test_a_figure_can_be_had_without_each_unit() -> None:
    made = gathered(3)
    values = made.without_each(EVERYBODY, "asa")
    assert len(values) == 4
    assert values[0] == figure(made, "asa")
    assert made.without_each(Group(By.TEAM, "back"), "on-duty").tolist() == [2.0] * 4


def test_histograms_are_those_of_all_units() -> None:
    made = gathered(3)
    answered = figure(made, "answered")
    assert made.waits(EVERYBODY, Waited.ANSWERED).sum() == pytest.approx(3 * (answered or 0))
    assert made.units == 3
    assert made.days == 21
    assert int(DAY) == SCHEME.per_day * SCHEME.interval
