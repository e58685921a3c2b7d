"""Who calls when: curves on real days, busyness, surges, and the numbers they call from."""

import statistics
from datetime import date, timedelta
from itertools import pairwise

import pytest

from firstline.domain.time import HOUR, MINUTE
from firstline.plan import wall
from firstline.plan.build import build
from firstline.plan.model import Plan
from firstline.sim.build import population
from firstline.sim.duties import Days
from firstline.sim.kernel.population import Source
from firstline.sim.sources import Piece, additional, busyness, everyday, sources, starts, strength
from kit.plans import plan

BUDAPEST = "Europe/Budapest"
MONDAY = date(2026, 6, 8)


def made(demand: str) -> Plan:
    return plan(timezone=BUDAPEST, demand=demand)


def calling(made: Plan, first: date = MONDAY, count: int = 1, seed: int = 1) -> list[Source]:
    hotline = build(made, {})
    return sources(made, hotline, population(made, hotline), Days(BUDAPEST, first, count, seed))


def calls(pieces: list[Piece]) -> float:
    return sum(piece.per_hour * (piece.end - piece.begin) / int(HOUR) for piece in pieces)


@pytest.mark.parametrize(
    ("day", "expected"), [(MONDAY, 240), (date(2026, 3, 29), 230), (date(2026, 10, 25), 250)]
)
def test_a_day_brings_its_calls_and_a_longer_one_those_of_an_hour_more(
    day: date, expected: int
) -> None:
    (source,) = calling(made("{sales: {per_day: 240}}"), day)
    assert source.rates.total() == pytest.approx(expected)


def test_rates_follow_the_clock_without_a_gap() -> None:
    days = Days(BUDAPEST, date(2026, 3, 28), 3, 1)
    curve = '{sales: {per_day: 100, curve: mine}, curves: {mine: {"08:00": 1, "09:00": 0}}}'
    pieces = list(everyday(made(curve), "sales", days))
    assert pieces[0].begin == days.begin
    assert pieces[-1].end == days.end
    assert all(a.end == b.begin for a, b in pairwise(pieces))
    busy = [wall.shown(BUDAPEST, piece.begin).isoformat() for piece in pieces if piece.per_hour]
    assert busy == [
        "2026-03-28T08:00:00+01:00", "2026-03-29T08:00:00+02:00", "2026-03-30T08:00:00+02:00"
    ]  # fmt: skip


def test_busy_days_are_a_factor_of_mean_one_that_depends_on_seed_and_date_alone() -> None:
    demand = made("{sales: {per_day: 240}, busyness: {sd: 20 %}}")
    days = [MONDAY + timedelta(days=number) for number in range(2000)]
    factors = [busyness(demand, day, 7) for day in days]
    assert statistics.mean(factors) == pytest.approx(1, abs=0.02)
    assert statistics.stdev(factors) == pytest.approx(0.2, abs=0.02)
    assert busyness(demand, MONDAY, 7) == factors[0]
    assert busyness(demand, MONDAY, 8) != factors[0]
    (source,) = calling(demand, seed=7)
    assert source.rates.total() == pytest.approx(240 * factors[0])
    assert busyness(made("{sales: {per_day: 240}}"), MONDAY, 7) == 1


def test_a_weekly_surge_multiplies_the_calls_of_its_hours() -> None:
    demand = made(
        "{sales: {per_day: 240}, service: {per_day: 48}, "
        "surges: {a: {service: goods, at: tue 14:00, for: 2 h, times: 3}}}"
    )
    assert [source.index for source in calling(demand)] == [0, 1]
    everyday_sales, _, surge = calling(demand, date(2026, 6, 9))
    assert surge.index == 2
    assert surge.is_surge
    assert not everyday_sales.is_surge
    assert surge.rates.total() == pytest.approx(2 * 2 * 10)
    assert everyday_sales.rates.total() == pytest.approx(240)
    assert surge.matter is everyday_sales.matter
    hot = [
        wall.shown(BUDAPEST, start).hour
        for start, rate in zip(surge.rates.starts, surge.rates.per_hour, strict=True)
        if rate
    ]
    assert hot == [14]


def test_a_source_is_the_same_one_with_or_without_the_others() -> None:
    surges = "b: {streams: sales, at: mon 9:00, for: 1 h, times: 2}"
    more = f"a: {{streams: service, at: mon 8:00, for: 1 h, times: 2}}, {surges}"
    streams = "sales: {per_day: 240}, service: {per_day: 240}"
    both = calling(made(f"{{{streams}, surges: {{{more}}}}}"))
    assert [source.index for source in both] == [0, 1, 3, 4]
    later = calling(made(f"{{{streams}, surges: {{{more}}}}}"), date(2026, 6, 9))
    assert [source.index for source in later] == [0, 1]


def test_numbers_of_two_sources_never_begin_alike() -> None:
    demand = made(
        "{sales: {per_day: 240}, service: {per_day: 240}, surges: {a: {streams: [sales, service], "
        "at: mon 9:00, for: 1 h, times: 2, area: '+36 52'}}}"
    )
    found = [source.calling for source in calling(demand)]
    assert found == ["+99900000", "+99900001", "+365200002", "+365200003"]


def test_a_surge_that_fades_leaves_half_after_a_half_life() -> None:
    (surge,) = made(
        "{sales: {per_day: 1}, surges: {a: {streams: sales, at: mon 9:00, for: 1 h, times: 5, "
        "half_life: 30 min}}}"
    ).demand.surges.values()
    waves = list(strength(surge, 0))
    assert waves[0] == (0, HOUR, 4)
    assert waves[1][2] == pytest.approx(4, rel=0.05)
    at_half = [times for begin, _, times in waves if begin == HOUR + 30 * MINUTE]
    assert at_half == [pytest.approx(2, rel=0.05)]
    everything = sum(times * (end - begin) / int(HOUR) for begin, end, times in waves)
    assert everything == pytest.approx(4 * (1 + 0.5 / 0.6931), rel=0.01)


def test_a_surge_of_the_calendar_happens_once_and_may_go_past_midnight() -> None:
    demand = made(
        "{sales: {per_day: 240}, surges: {a: {streams: sales, at: 2026-06-08 23:00, for: 2 h, "
        "times: 2}}}"
    )
    assert calling(demand, MONDAY)[1].rates.total() == pytest.approx(10)
    assert calling(demand, date(2026, 6, 9))[1].rates.total() == pytest.approx(10)
    assert len(calling(demand, date(2026, 6, 15))) == 1


def test_a_weekly_surge_that_began_before_the_days_goes_on_in_them() -> None:
    (surge,) = made(
        "{sales: {per_day: 1}, surges: {a: {streams: sales, at: sun 23:00, for: 2 h, times: 2}}}"
    ).demand.surges.values()
    days = Days(BUDAPEST, MONDAY, 1, 1)
    assert starts(surge, days) == [days.begin - HOUR]


def test_surges_that_overlap_add_up() -> None:
    (surge,) = made(
        "{sales: {per_day: 1}, surges: {a: {streams: sales, at: mon 1:00, for: 1 h, times: 3}}}"
    ).demand.surges.values()
    base = [Piece(0, 4 * HOUR, 10.0)]
    found = [piece for piece in additional(base, surge, [HOUR, HOUR + HOUR // 2]) if piece.per_hour]
    assert [piece.per_hour for piece in found] == [20, 40, 20]
    assert calls(found) == pytest.approx(40)


def test_nobody_calls_on_a_day_that_was_never_counted_or_weighs_nothing() -> None:
    assert calling(made("{sales: {per_day: 240, days: {mon: 0 %}}}")) == []
