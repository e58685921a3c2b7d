"""Intervals: right where the answer is known, and covering as often as they promise."""

from math import sqrt

import numpy as np
import pytest

from firstline.study.figures import ratio
from firstline.study.intervals import (
    FEWEST,
    Values,
    is_precise,
    jackknifed,
    number,
    sectioned,
    student,
    without_each,
)
from firstline.study.results import Estimate


def mean_wait(sums: np.ndarray) -> Values:
    """Return the ratio of the first column to the second."""
    return ratio(sums[:, 0], sums[:, 1])


def weeks(draws: np.random.Generator, units: int) -> np.ndarray:
    """Return waits and calls by unit: long waits where there are many calls, on the mean 10."""
    calls = draws.poisson(200, units)
    waits = np.array([draws.gamma(n, 10 * n / 200) for n in calls])
    return np.column_stack((waits.round(), calls)).astype(np.int64)


def test_of_equal_units_it_is_the_interval_of_a_mean() -> None:
    waits = np.array([100, 120, 90, 110])
    found = jackknifed(np.column_stack((waits, np.full(4, 10))), mean_wait)
    assert found.value == 10.5
    assert found.half == pytest.approx(student(4) * (waits / 10).std(ddof=1) / sqrt(4))


def test_the_figure_is_told_without_each_unit_in_turn() -> None:
    parts = np.array([[10, 1], [30, 2], [50, 1]])
    assert without_each(parts, mean_wait).tolist() == [90 / 4, 80 / 3, 60 / 2, 40 / 3]


def test_ratios_of_uneven_units_cover_the_truth_as_often_as_promised() -> None:
    draws = np.random.default_rng(5)
    truth = 10 * (200 + 1) / 200  # E n² / (200 · E n)
    found = [jackknifed(weeks(draws, 12), mean_wait) for _ in range(1_000)]
    covered = sum(abs((it.value or 0) - truth) <= (it.half or 0) for it in found)
    assert 0.93 <= covered / 1_000 <= 0.97


def test_one_unit_has_no_interval() -> None:
    assert jackknifed(np.array([[10, 2]]), mean_wait) == Estimate(5.0, None)
    assert sectioned(4.0, np.array([4.0])) == Estimate(4.0, None)


def test_where_nothing_was_counted_there_is_no_figure() -> None:
    assert jackknifed(np.zeros((3, 2), dtype=np.int64), mean_wait) == Estimate(None, None)
    assert number(float("nan")) is None


def test_what_only_one_unit_can_tell_has_no_interval() -> None:
    assert jackknifed(np.array([[10, 2], [0, 0]]), mean_wait) == Estimate(5.0, None)


def test_quantiles_are_of_all_units_and_vary_as_the_units_own() -> None:
    found = sectioned(10.0, np.array([9.0, 11.0, np.nan, 10.0]))
    assert found.value == 10.0
    assert found.half == pytest.approx(student(3) * sqrt(2 / 2 / 3))


@pytest.mark.parametrize(
    ("estimate", "answer"),
    [
        (Estimate(100.0, 0.99), True),
        (Estimate(100.0, 1.0), False),  # of the true value, it may be more than 1 %
        (Estimate(100.0, None), False),
        (Estimate(0.0, 0.0), True),
        (Estimate(None, None), True),
    ],
)
def test_precise_is_what_is_within_the_share_of_the_true_value(
    estimate: Estimate, answer: bool
) -> None:
    assert is_precise(estimate, 0.01) is answer


def test_students_quantile_comes_near_the_normal_one() -> None:
    assert student(2) == pytest.approx(12.706, abs=1e-3)
    assert student(FEWEST) == pytest.approx(2.262, abs=1e-3)
    assert student(10_000) == pytest.approx(1.960, abs=1e-3)
