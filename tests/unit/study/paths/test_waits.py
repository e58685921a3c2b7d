"""Distributions of seconds, simulated and computed."""

from math import exp, inf, isnan, log

import numpy as np
import pytest

from firstline.study.paths.waits import Computed, Sampled, mean_half, number, saved


def sample(*values: float, units: int = 4) -> Sampled:
    return Sampled(np.array(values), np.arange(len(values)) % units)


def exponential(mean: float) -> Computed:
    return Computed(mean, lambda time: 1 - exp(-time / mean))


def test_a_sample_tells_of_those_who_get_there_and_of_those_who_do_not() -> None:
    waits = sample(10, 20, 30, inf)
    assert waits.arrives() == 0.75
    assert waits.mean() == 20
    assert (waits.quantile(0.5), waits.quantile(0.9)) == (20, inf)
    assert waits.within(20) == 0.5
    assert not waits.exact


def test_of_nobody_nothing_can_be_told() -> None:
    waits = sample()
    assert isnan(waits.mean())
    assert isnan(waits.quantile(0.5))
    assert waits.arrives() == 0
    assert sample(inf, inf).half() == inf


def test_the_interval_is_that_of_the_units() -> None:
    """With one value for each unit it is Student's own: t (3 degrees) times sd over root n."""
    waits = sample(1, 2, 3, 4)
    assert waits.half() == pytest.approx(3.182446 * np.std([1, 2, 3, 4], ddof=1) / 2, rel=1e-6)
    assert mean_half(np.array([1.0, 2.0, 3.0, 4.0, inf]))[1] == pytest.approx(waits.half())


def test_one_unit_tells_no_interval() -> None:
    assert sample(1, 2, units=1).half() == inf


def test_what_a_unit_does_to_both_is_no_doubt_about_the_difference() -> None:
    slow, fast = sample(110, 210, 310, 410), sample(100, 200, 300, 400)
    seconds, half = saved(slow, fast)
    assert seconds == 10
    assert half == pytest.approx(0, abs=1e-9)
    assert slow.half() > 100
    assert saved(sample(1, units=1), sample(2, units=1))[1] == inf


def test_a_formula_tells_quantiles() -> None:
    waits = exponential(10)
    assert waits.quantile(0.9) == pytest.approx(10 * log(10), abs=0.001)
    assert waits.within(-1) == 0
    assert (waits.exact, waits.half(), waits.arrives()) == (True, 0, 1)
    assert Computed(1, lambda _: 0.8).quantile(0.5) == 0


def test_a_formula_and_a_sample_can_be_compared() -> None:
    slow, fast = exponential(30), sample(1, 2, 3, 4)
    seconds, half = saved(slow, fast)
    assert (seconds, half) == (27.5, fast.half())


def test_json_knows_no_infinity() -> None:
    assert number(1.5) == 1.5
    assert number(inf) is None
