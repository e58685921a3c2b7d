"""Poisson callers at rates that change in steps."""

from itertools import pairwise

from librt.vecs import vec
from mypy_extensions import i64
from scipy import stats

from firstline.domain.time import HOUR, MINUTE, NEVER, in_seconds
from firstline.sim.draws import stream_key
from firstline.sim.kernel.arrivals import Arrivals, Rates

UNLIKELY = 0.001
"Of a test with fixed seeds: below it, the arrivals are not Poisson."
BEGIN = 1_780_000_000_000_000


def rates(*per_hour: float, length: int = HOUR) -> Rates:
    starts = vec[i64]([BEGIN + n * length for n in range(len(per_hour))])
    return Rates(starts, vec[float](per_hour), BEGIN + len(per_hour) * length)


def all_of(wanted: Rates, seed: int) -> list[int]:
    source = Arrivals(wanted, stream_key(seed, 0, 0))
    instants = []
    while (instant := source.next()) != NEVER:
        instants.append(instant)
    return instants


def test_callers_come_in_order_and_inside_the_span() -> None:
    instants = all_of(rates(100.0, 0.0, 3000.0), seed=1)
    assert instants == sorted(instants)
    assert instants[0] >= BEGIN
    assert instants[-1] < BEGIN + 3 * HOUR


def test_nobody_comes_where_the_rate_is_nothing() -> None:
    hours = {(instant - BEGIN) // HOUR for instant in all_of(rates(0.0, 50.0, 0.0, 50.0, 0.0), 1)}
    assert hours == {1, 3}


def test_without_rates_or_with_none_above_nothing_nobody_comes_at_all() -> None:
    assert all_of(rates(), seed=1) == []
    assert all_of(rates(0.0, 0.0), seed=1) == []


def test_after_the_last_one_it_stays_never() -> None:
    source = Arrivals(rates(1.0), stream_key(1, 0, 0))
    while source.next() != NEVER:
        pass
    assert [source.next(), source.next()] == [NEVER, NEVER]


def test_the_expected_count_is_the_sum_over_the_steps() -> None:
    assert rates(10.0, 20.0, 30.0, length=30 * MINUTE).total() == 30.0


def test_counts_per_step_are_poisson_and_independent() -> None:
    wanted = (4.0, 1.0, 8.0)
    worlds = [all_of(rates(*wanted), seed) for seed in range(2000)]
    for step, mean in enumerate(wanted):
        low, high = BEGIN + step * HOUR, BEGIN + (step + 1) * HOUR
        counts = [sum(low <= instant < high for instant in world) for world in worlds]
        assert stats.chisquare(*against_poisson(counts, mean)).pvalue > UNLIKELY
    firsts = [sum(instant < BEGIN + HOUR for instant in world) for world in worlds]
    lasts = [sum(instant >= BEGIN + 2 * HOUR for instant in world) for world in worlds]
    assert stats.pearsonr(firsts, lasts).pvalue > UNLIKELY


def against_poisson(counts: list[int], mean: float) -> tuple[list[float], list[float]]:
    """Return how often each count came and was to be expected; the rare ones together."""
    most = int(mean + 2.0 * mean**0.5)
    seen = [float(counts.count(value)) for value in range(most)]
    expected = [len(counts) * float(stats.poisson.pmf(value, mean)) for value in range(most)]
    return [*seen, len(counts) - sum(seen)], [*expected, len(counts) - sum(expected)]


def test_gaps_are_exponential_across_the_steps_in_expected_time() -> None:
    instants = all_of(rates(*(1000.0, 250.0, 4000.0) * 4, length=20 * MINUTE), seed=4)
    expected = [sum_until(instant) for instant in instants]
    gaps = [later - earlier for earlier, later in pairwise(expected)]
    assert stats.kstest(gaps, stats.expon.cdf).pvalue > UNLIKELY


def sum_until(instant: int) -> float:
    """Return how many callers the rates of the test above bring up to *instant*."""
    step, within = divmod(instant - BEGIN, 20 * MINUTE)
    masses = [(1000.0, 250.0, 4000.0)[n % 3] / 3.0 for n in range(step + 1)]
    return sum(masses[:-1]) + masses[-1] * in_seconds(within) / 1200.0


def test_what_is_to_come_later_changes_nothing_about_the_callers_before() -> None:
    calm = [instant for instant in all_of(rates(60.0, 60.0), seed=9) if instant < BEGIN + HOUR]
    assert all_of(rates(60.0, 600.0), seed=9)[: len(calm)] == calm


def test_instants_never_change() -> None:
    assert [instant - BEGIN for instant in all_of(rates(2.0, 3.0), seed=1)] == [
        2829733473,
        5955223094,
        6377513326,
        6645523740,
    ]
