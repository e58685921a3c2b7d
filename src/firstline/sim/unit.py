"""A unit of simulation: at most a week of a hotline, from an empty exchange to its last call.

What it gives depends on the plan, the seed and the unit alone, not on which process runs it, nor
on what else was run. How many units are run, and what is made of their rows, is not known here.
"""

import gc
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import lru_cache
from typing import Final

from msgspec import Struct

from firstline.domain.hotline import Hotline
from firstline.domain.time import Duration, Instant
from firstline.plan.build import build
from firstline.plan.model import Plan
from firstline.plan.read import read_text
from firstline.sim.build import population, span
from firstline.sim.draws import stream_key
from firstline.sim.kernel.population import Population, Span
from firstline.sim.kernel.rows import Sink
from firstline.sim.kernel.run import new_run
from firstline.sim.kernel.staff import StaffTimes
from firstline.sim.staffed import staffed

LONGEST: Final = 7
"Days."


class Setup(Struct, frozen=True):
    """A plan on its way to another process: its text, and the file's name, for files beside it."""

    text: str
    file: str

    @property
    def digest(self) -> str:
        """SHA-256 of the text."""
        return hashlib.sha256(self.text.encode()).hexdigest()


class Prepared(Struct, frozen=True):
    """A plan made ready to be simulated."""

    plan: Plan
    hotline: Hotline
    population: Population


class Unit(Struct, frozen=True):
    """Which unit it is, and its days."""

    index: int
    first_day: date
    days: int


@lru_cache(maxsize=4)
def prepare(setup: Setup) -> Prepared:
    """Return the plan, ready; read once in each process."""
    plan = staffed(read_text(setup.text, setup.file))
    hotline = build(plan, {})
    return Prepared(plan, hotline, population(plan, hotline))


def days_of(prepared: Prepared, unit: Unit, seed: int) -> Span:
    """Return who comes when in a unit."""
    first, days, own = unit.first_day, unit.days, own_seed(unit, seed)
    return span(prepared.plan, prepared.hotline, prepared.population, first, days, own)


def simulate(
    prepared: Prepared, unit: Unit, days: Span, seed: int, *, sink: Sink, interval: Duration
) -> tuple[StaffTimes, Instant]:
    """Simulate a unit; its rows go to *sink*. Return the agents' times, and when they ended."""
    run = new_run(
        prepared.hotline,
        prepared.population,
        days,
        seed=own_seed(unit, seed),
        sink=sink,
        interval=interval,
    )
    with _no_collector():
        until = run.finish()
    return run.staff, until


@contextmanager
def _no_collector() -> Iterator[None]:
    """Let nobody look for cyclic garbage: what a run throws away is free at once."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def own_seed(unit: Unit, seed: int) -> int:
    """Return the seed of a unit: units that follow each other have nothing in common."""
    return stream_key(seed, unit.index, 0)
