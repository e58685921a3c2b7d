"""Simulates one unit and counts its rows as they come: what a process does for a study.

Nothing but its arguments decides what it gives back, so it may be done anywhere.
"""

import gc
from collections.abc import Mapping
from functools import lru_cache

import numpy as np
from msgspec import Struct

from firstline.plan.times import WEEKDAYS
from firstline.sim.columns import Block, Blocks
from firstline.sim.kernel.staff import StaffTimes
from firstline.sim.unit import Prepared, Setup, Unit, days_of, prepare, simulate
from firstline.study.tally.counts import STATES, Counts, Scheme
from firstline.study.tally.histogram import Integers
from firstline.study.tally.wall import Wall


class Order(Struct, frozen=True):
    """What a process is to do with units."""

    setup: Setup
    scheme: Scheme
    seed: int
    keeps_rows: bool


class Done(Struct, frozen=True):
    """What a unit gives back."""

    counts: Counts
    dates: Mapping[str, int]
    "Its dates, with their day of the week; Monday is 0."
    blocks: tuple[Block, ...]
    "Its rows, where they are kept."


def counted(order: Order, unit: Unit) -> Done:
    """Simulate *unit* and count it."""
    prepared = _settled(order.setup)
    # A run's parts know each other, so only the collector frees them, and it would come late.
    gc.collect()
    days = days_of(prepared, unit, order.seed)
    scheme = order.scheme
    wall = Wall(days.begin, days.end, prepared.plan.timezone, scheme.interval)
    counts = Counts(scheme)
    kept: list[Block] = []

    def take(block: Block) -> None:
        counts.add(block, wall)
        if order.keeps_rows:
            kept.append(block)

    blocks = Blocks(take)
    staff, until = simulate(prepared, unit, days, order.seed, sink=blocks, interval=scheme.interval)
    blocks.hand_on()
    counts.talks += _whole(staff.talks)
    counts.add_staff(_times(staff, scheme), _edges(staff, until), wall)
    dates = {date: WEEKDAYS.index(name) for name, date in wall.dates().items()}
    for weekday in dates.values():
        counts.days[weekday] += 1
    return Done(counts, dates, tuple(kept))


@lru_cache(maxsize=4)
def _settled(setup: Setup) -> Prepared:
    """Return the plan, ready; what is there by now stays, and the collector need not look at it."""
    prepared = prepare(setup)
    gc.collect()
    gc.freeze()
    return prepared


def _whole(column: object) -> Integers:
    return np.frombuffer(column, dtype=np.int64)  # type: ignore[call-overload, no-any-return]


def _times(staff: StaffTimes, scheme: Scheme) -> Integers:
    return _whole(staff.lengths).reshape(len(scheme.teams), STATES, -1)


def _edges(staff: StaffTimes, until: int) -> Integers:
    """Return where the intervals begin, and where the last one ends: it has all that is later."""
    begins = int(staff.begin) + int(staff.interval) * np.arange(staff.intervals, dtype=np.int64)
    return np.append(np.minimum(begins, until), until)
