"""A unit is simulated and counted: calls, agents' times, days."""

import pickle

import pytest

from firstline.domain.time import DAY
from firstline.sim.kernel.rows import COLUMNS
from firstline.sim.unit import Unit
from firstline.study.running.replications import FIRST_DAY, Wanted, scheme_of
from firstline.study.tally.counting import Done, Order, counted
from kit.demands import busy, setup

SCHEME = scheme_of(busy(), Wanted())
DAYS = Unit(0, FIRST_DAY, 2)


@pytest.fixture(scope="module")
def done() -> Done:
    return counted(Order(setup(), SCHEME, 1, keeps_rows=True), DAYS)


def test_every_row_is_counted(done: Done) -> None:
    kept = sum(len(block["caller"]) for block in done.blocks)
    assert kept == done.counts.calls
    assert 400 < kept < 560
    assert all(list(block) == list(COLUMNS) for block in done.blocks)


def test_agents_times_fill_the_days(done: Done) -> None:
    passed = done.counts.passed.sum()
    assert done.counts.staff.sum() == passed
    assert passed == pytest.approx(2 * int(DAY), rel=0.02)


def test_agents_talk_as_often_as_callers_are_answered(done: Done) -> None:
    answered = sum(int((block["answered"] >= 0).sum()) for block in done.blocks)
    assert done.counts.talks.sum() == answered


def test_days_are_counted_by_day_of_the_week(done: Done) -> None:
    assert done.counts.days.tolist() == [1, 1, 0, 0, 0, 0, 0]
    assert done.dates == {"2026-01-05": 0, "2026-01-06": 1}


def test_rows_are_kept_only_where_they_are_wanted(done: Done) -> None:
    without = counted(Order(setup(), SCHEME, 1, keeps_rows=False), DAYS)
    assert without.blocks == ()
    assert (without.counts.cells == done.counts.cells).all()
    assert len(pickle.dumps(without)) < 200_000
