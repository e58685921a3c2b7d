"""How long things take."""

import math
from collections.abc import Callable

import pytest
from librt.vecs import vec
from scipy import stats

from firstline.domain.time import NEVER, SECOND, seconds
from firstline.sim.draws import stream_key
from firstline.sim.kernel.laws import (
    Empirical,
    Exponential,
    Fixed,
    Gamma,
    Law,
    Lognormal,
    Never,
    Uniform,
    Weibull,
    whole,
)

MANY = 20_000
UNLIKELY = 0.001
"Of a test with fixed seeds: below it, the law is another one."


def gamma(mean: float, sd: float) -> Callable[[float], float]:
    return stats.gamma((mean / sd) ** 2, scale=sd * sd / mean).cdf


def lognormal(mean: float, sd: float) -> Callable[[float], float]:
    spread = math.log(1.0 + (sd / mean) ** 2)
    return stats.lognorm(math.sqrt(spread), scale=mean * math.exp(-spread / 2.0)).cdf


CONTINUOUS: dict[str, tuple[Law, Callable[[float], float]]] = {
    "exponential": (Exponential(240.0), stats.expon(scale=240.0).cdf),
    "Weibull, wearing out": (Weibull(1.2, 400.0), stats.weibull_min(1.2, scale=400.0).cdf),
    "Weibull, settling": (Weibull(0.6, 400.0), stats.weibull_min(0.6, scale=400.0).cdf),
    "lognormal": (Lognormal(240.0, 190.0), lognormal(240.0, 190.0)),
    "gamma, shape above 1": (Gamma(240.0, 90.0), gamma(240.0, 90.0)),
    "gamma, shape 1": (Gamma(240.0, 240.0), stats.expon(scale=240.0).cdf),
    "gamma, shape below 1": (Gamma(240.0, 500.0), gamma(240.0, 500.0)),
    "uniform": (Uniform(3.0, 9.0), stats.uniform(3.0, 6.0).cdf),
}
LAWS: dict[str, Law] = {
    **{name: law for name, (law, _) in CONTINUOUS.items()},
    "fixed": Fixed(240.0),
    "empirical": Empirical(vec[float]([30.0, 4.0, 4.0, 100.5])),
}
LENGTHS = {
    "exponential": [352180224, 376941812],
    "Weibull, wearing out": [550623524, 582701163],
    "Weibull, settling": [757965662, 848851613],
    "lognormal": [112523549, 106675196],
    "gamma, shape above 1": [143538256, 218380480],
    "gamma, shape 1": [25368354, 137645440],
    "gamma, shape below 1": [5572946, 190675],
    "uniform": [4383120, 4247534],
    "fixed": [240000000, 240000000],
    "empirical": [4000000, 4000000],
}
each_law = pytest.mark.parametrize("law", LAWS.values(), ids=LAWS.keys())


def drawn(law: Law, purpose: int = 3, count: int = MANY) -> list[int]:
    return [law.draw(stream_key(11, caller, 0), purpose) for caller in range(count)]


@pytest.mark.parametrize(("law", "cdf"), CONTINUOUS.values(), ids=CONTINUOUS.keys())
def test_durations_follow_their_law(law: Law, cdf: Callable[[float], float]) -> None:
    lengths = [length / SECOND for length in drawn(law)]
    assert stats.kstest(lengths, cdf).pvalue > UNLIKELY


@each_law
def test_the_mean_is_that_of_what_is_drawn(law: Law) -> None:
    lengths = [length / SECOND for length in drawn(law)]
    error = stats.sem(lengths)
    assert math.fsum(lengths) / MANY == pytest.approx(law.mean(), abs=4.0 * float(error) + 1e-9)


@each_law
def test_a_law_gives_the_same_answer_to_the_same_question(law: Law) -> None:
    assert drawn(law, count=50) == drawn(law, count=50)


@pytest.mark.parametrize("name", CONTINUOUS)
def test_durations_for_other_purposes_are_others(name: str) -> None:
    law = LAWS[name]
    here, there = drawn(law, 0, 2000), drawn(law, 8, 2000)
    assert abs(stats.spearmanr(here, there).statistic) < 4.0 / math.sqrt(2000.0)
    assert here != there


def test_laws_give_these_microseconds_for_ever() -> None:
    assert {name: drawn(law, count=2) for name, law in LAWS.items()} == LENGTHS


def test_never_never_ends() -> None:
    assert Never().draw(5, 5) == NEVER
    assert Never().mean() == math.inf


def test_an_empirical_law_gives_its_values_as_often_as_they_were_measured() -> None:
    lengths = drawn(LAWS["empirical"])
    counts = [lengths.count(seconds(value)) for value in (4.0, 30.0, 100.5)]
    assert sum(counts) == MANY
    assert stats.chisquare(counts, [MANY / 2, MANY / 4, MANY / 4]).pvalue > UNLIKELY


def test_a_lognormal_of_no_spread_is_fixed() -> None:
    assert drawn(Lognormal(60.0, 0.0), count=2) == pytest.approx([60 * SECOND] * 2, abs=1)


@pytest.mark.parametrize(
    ("length", "expected"),
    [(0.0, 0), (0.49, 0), (0.5, 1), (1.5, 2), (2.5, 3), (1e19, NEVER), (math.inf, NEVER)],
)
def test_microseconds_are_rounded_half_up_and_the_endless_is_never(
    length: float, expected: int
) -> None:
    assert whole(length) == expected
