"""A unit of simulation: decided by plan, seed and number alone."""

from datetime import timedelta

import pytest

from firstline.domain.time import DAY, MINUTE
from firstline.sim.columns import columns_of
from firstline.sim.kernel.rows import Rows, Sink
from firstline.sim.unit import LONGEST, Unit, days_of, own_seed, prepare, simulate
from firstline.study.running.replications import FIRST_DAY
from kit.demands import QUIET, ready, setup

HALF = 30 * int(MINUTE)


class Arrivals(Sink):
    """Keeps who arrived when."""

    def __init__(self) -> None:
        self.found: list[tuple[int, int]] = []

    def take(self, rows: Rows) -> None:
        """Keep them."""
        callers, instants = columns_of(rows, ("caller", "arrived"))
        self.found += zip(callers.tolist(), instants.tolist(), strict=True)


def arrivals(unit: Unit, seed: int = 1, demand: str = QUIET) -> list[tuple[int, int]]:
    prepared, sink = ready(demand), Arrivals()
    days = days_of(prepared, unit, seed)
    simulate(prepared, unit, days, seed, sink=sink, interval=HALF)
    return sorted(sink.found)


def test_the_same_unit_is_the_same_again() -> None:
    unit = Unit(3, FIRST_DAY, 1)
    assert arrivals(unit) == arrivals(unit)


@pytest.mark.parametrize("other", [(Unit(4, FIRST_DAY, 1), 1), (Unit(3, FIRST_DAY, 1), 2)])
def test_another_unit_or_seed_brings_other_callers(other: tuple[Unit, int]) -> None:
    assert arrivals(Unit(3, FIRST_DAY, 1)) != arrivals(*other)


def test_callers_are_the_same_whatever_becomes_of_them() -> None:
    unit = Unit(0, FIRST_DAY, 1)
    impatient = QUIET.replace("patience: {exponential: 5 min}", "patience: 1 s")
    assert arrivals(unit) == arrivals(unit, demand=impatient)


def test_agents_are_told_of_until_the_last_call_is_over() -> None:
    prepared, unit = ready(), Unit(0, FIRST_DAY, 2)
    days = days_of(prepared, unit, seed=1)
    staff, until = simulate(prepared, unit, days, 1, sink=Arrivals(), interval=HALF)
    assert days.end == days.begin + 2 * int(DAY)
    assert sum(staff.lengths) == until - days.begin


def test_a_plan_is_made_ready_once_in_a_process() -> None:
    assert prepare(setup()) is prepare(setup())
    assert setup().digest != setup(QUIET.replace("40", "41")).digest


def test_units_have_nothing_in_common() -> None:
    seeds = {own_seed(Unit(n, FIRST_DAY + timedelta(days=n), LONGEST), 1) for n in range(1_000)}
    assert len(seeds) == 1_000
