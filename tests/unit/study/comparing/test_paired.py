"""Differences over the same units: exact where chance is the same, wide where there is little."""

import numpy as np
import pytest

from firstline.study.comparing.paired import UNTOLD, Figure, half_width
from firstline.study.results import Estimate


def test_a_ratio_is_that_of_the_sums_not_the_mean_of_ratios() -> None:
    figure = Figure([10.0, 0.0, 90.0], [10.0, 0.0, 30.0])
    assert figure.value == 2.5
    assert figure.pull.sum() == pytest.approx(0.0)


def test_a_mean_has_the_interval_of_a_mean() -> None:
    values = np.array([3.0, 5.0, 4.0, 8.0, 6.0])
    known = Figure(values, np.ones(5)).estimate()
    assert known.value == pytest.approx(5.2)
    assert known.half == pytest.approx(2.776 * values.std(ddof=1) / 5**0.5, rel=1e-3)


def test_what_both_runs_have_in_common_cancels_out() -> None:
    noise = np.random.default_rng(1).normal(100, 30, size=20)
    one, other = Figure(noise + 1, np.ones(20)), Figure(noise, np.ones(20))
    difference = one.minus(other)
    assert difference.value == pytest.approx(1.0)
    assert difference.half == pytest.approx(0.0, abs=1e-9)
    assert (one.estimate().half or 0) > 5


def test_intervals_cover_the_true_ratio() -> None:
    draws = np.random.default_rng(2)
    inside = 0
    for _ in range(300):
        many = draws.poisson(50, size=12).astype(float)
        waits = np.array([draws.exponential(3.0, size=int(n)).sum() for n in many])
        known = Figure(waits, many).estimate()
        assert known.value is not None
        assert known.half is not None
        inside += abs(known.value - 3.0) <= known.half
    assert 0.90 < inside / 300 < 0.985


def test_nothing_to_tell_is_not_zero() -> None:
    nobody = Figure([0.0, 0.0], [0.0, 0.0])
    assert nobody.estimate() == UNTOLD
    assert nobody.minus(Figure([1.0, 1.0], [1.0, 1.0])) == UNTOLD


def test_one_unit_has_no_interval() -> None:
    assert Figure([6.0], [2.0]).estimate() == Estimate(3.0, None)
    assert half_width(np.array([1.0])) is None
