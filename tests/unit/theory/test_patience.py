"""Laws of patience: each is whole, falls, and agrees with its own integral."""

from math import inf

import numpy as np
import pytest

from firstline.theory.checks import BadNumberError
from firstline.theory.patience import (
    Empirical,
    Exponential,
    Fixed,
    Gamma,
    Lognormal,
    Never,
    Patience,
    Uniform,
    Weibull,
)

LAWS: list[tuple[Patience, float]] = [
    (Exponential(2), 2),
    (Fixed(2), 2),
    (Lognormal(2, 1), 2),
    (Lognormal(2, 20), 2),
    (Weibull(0.5, 1), 2),
    (Weibull(3, 1), 0.8929795),
    (Gamma(2, 0.5), 2),
    (Gamma(2, 6), 2),
    (Uniform(1, 3), 2),
    (Uniform(0, 4), 2),
    (Empirical([1, 2, 2, 3]), 2),
]
KINDS = [type(law).__name__ for law, _ in LAWS]
TIMES = np.linspace(0, 8, 8001)


@pytest.mark.parametrize(("law", "mean"), LAWS, ids=KINDS)
def test_fewer_and_fewer_stay(law: Patience, mean: float) -> None:
    staying = law.staying(TIMES)
    assert staying[0] == 1
    assert np.all(np.diff(staying) <= 0)
    assert np.all(staying >= 0)
    assert law.for_ever == 0


@pytest.mark.parametrize(("law", "mean"), LAWS, ids=KINDS)
def test_the_stay_is_the_integral_of_those_who_stay(law: Patience, mean: float) -> None:
    staying = law.staying(TIMES)
    middle = (staying[1:] + staying[:-1]) / 2
    integral = np.concatenate([[0.0], np.cumsum(middle) * (TIMES[1] - TIMES[0])])
    assert law.stay(TIMES) == pytest.approx(integral, abs=2e-3)


@pytest.mark.parametrize(("law", "mean"), LAWS, ids=KINDS)
def test_in_the_long_run_the_stay_is_the_mean(law: Patience, mean: float) -> None:
    assert float(law.stay(np.array([1e9]))[0]) == pytest.approx(mean, rel=1e-5)


@pytest.mark.parametrize(("law", "mean"), LAWS, ids=KINDS)
def test_the_marks_are_times(law: Patience, mean: float) -> None:
    assert np.all(law.marks >= 0)
    assert np.all(np.isfinite(law.marks))


def test_three_laws_of_shape_one_are_exponential() -> None:
    for law in (Weibull(1, 2), Gamma(2, 2)):
        assert law.staying(TIMES) == pytest.approx(Exponential(2).staying(TIMES), rel=1e-10)
        assert law.stay(TIMES) == pytest.approx(Exponential(2).stay(TIMES), rel=1e-10)


def test_some_who_were_observed_never_gave_up() -> None:
    law = Empirical([1, inf, inf, 3])
    assert law.for_ever == 0.5
    assert law.staying(np.array([0.5, 1.0, 2.0, 99.0])).tolist() == [1, 0.75, 0.75, 0.5]
    assert law.stay(np.array([2.0, 10.0])).tolist() == [1.75, 6.0]


def test_who_never_gives_up_stays() -> None:
    assert Never().for_ever == 1
    assert Never().staying(TIMES).min() == 1
    assert Never().stay(TIMES) is TIMES


def test_laws_without_sense_are_refused() -> None:
    with pytest.raises(BadNumberError):
        Uniform(3, 1)
    with pytest.raises(BadNumberError):
        Empirical([])
    with pytest.raises(BadNumberError):
        Empirical([-1])
    with pytest.raises(BadNumberError):
        Lognormal(1, 0)
