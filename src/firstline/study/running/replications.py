"""Runs as many units of simulation as are asked for, or needed, and gathers what they counted.

Units are taken in by their number, so the results are the same, to the byte, whatever the number
of processes. How units are run elsewhere is backends.py's, how figures follow tables.py's.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, nullcontext
from datetime import date, timedelta
from functools import partial
from itertools import count
from typing import Final

from msgspec import Struct

from firstline.analysis.metric import Thresholds
from firstline.domain.time import MINUTE, SECOND
from firstline.plan.model import Plan
from firstline.plan.times import WEEKDAYS
from firstline.sim.columns import Block
from firstline.sim.unit import LONGEST, Setup, Unit
from firstline.study.comparing.what_if import text_of
from firstline.study.intervals import FEWEST, is_precise
from firstline.study.results import Estimate, Ran, Results
from firstline.study.running.backends import Workers, on_cluster
from firstline.study.running.interruption import Interruption
from firstline.study.surge.days import SurgeDays
from firstline.study.surge.surges import surges
from firstline.study.tables import HEADLINES, results
from firstline.study.tally.counting import Done, Order, counted
from firstline.study.tally.counts import Scheme
from firstline.study.tally.gathered import Gathered

FIRST_DAY: Final = date(2026, 1, 5)
"A Monday: without a date, simulations begin there, today and in ten years."
MOST: Final = 10_000
"Replications, where only a precision is asked for."
FEW: Final = 4
"Tasks per process handed out at once where rows are kept: each brings many."


class Wanted(Struct, frozen=True, kw_only=True):
    """What is to be simulated."""

    first_day: date = FIRST_DAY
    days: int = 7
    seed: int = 1
    replications: int | None = None
    "Of all the days. None: one, or as many as the precision needs."
    precision: float | None = None
    "How large the intervals of the headline figures may be, relative to the figures."
    limits: Thresholds = Thresholds(within=20 * int(SECOND), short=5 * int(SECOND))
    interval: int = 30 * int(MINUTE)
    jobs: int = 1
    "Processes."
    cluster: str | None = None
    "A Dask scheduler's address, or `local`."

    @property
    def most(self) -> int:
        """Replications at most."""
        return self.replications or (1 if self.precision is None else MOST)


class Progress(Struct, frozen=True):
    """How far it has got."""

    done: int
    "Units."
    most: int
    calls: int
    headlines: tuple[Estimate, ...]
    "In the order of HEADLINES."


class Study(Struct, frozen=True):
    """What came out."""

    results: Results
    gathered: Gathered
    surge_days: SurgeDays


Watch = Callable[[Progress], None]
TakeRows = Callable[[int, Block], None]
"Takes the rows of a unit, by its number."


def run(
    plan: Plan,
    wanted: Wanted,
    *,
    watch: Watch = lambda progress: None,
    take_rows: TakeRows | None = None,
    surge_days: tuple[str, ...] | None = None,
) -> Study:
    """Simulate *plan*; an interruption (Ctrl-C) ends it with the units that are done, if any.

    *surge_days* are counted by themselves: `tue`, a date. Without them, those of the plan's surges.
    """
    setup = Setup(text_of(plan), plan.source.file)
    found = surges(plan)
    days = tuple(dict.fromkeys(surge.day for surge in found)) if surge_days is None else surge_days
    scheme = scheme_of(plan, wanted)
    dates = frozenset(day for day in days if day not in WEEKDAYS)
    study = _Running(wanted, Gathered(scheme, wanted.days, dates), SurgeDays(scheme, days))
    task = partial(counted, Order(setup, scheme, wanted.seed, take_rows is not None))
    study.go(task, watch, take_rows)
    ran = study.ran(plan, setup.digest)
    return Study(results(study.gathered, ran, found), study.gathered, study.surge_days)


def scheme_of(plan: Plan, wanted: Wanted) -> Scheme:
    """Return what there is to count."""
    return Scheme(tuple(plan.streams), tuple(plan.teams), wanted.interval, wanted.limits)


def units(wanted: Wanted) -> Iterator[Unit]:
    """Yield the units, the first replication's first."""
    number = count()
    for _ in range(wanted.most):
        for first in range(0, wanted.days, LONGEST):
            day = wanted.first_day + timedelta(days=first)
            yield Unit(next(number), day, min(LONGEST, wanted.days - first))


class _Running:
    """A study that is being made."""

    def __init__(self, wanted: Wanted, gathered: Gathered, surge_days: SurgeDays) -> None:
        self.gathered: Final = gathered
        self.surge_days: Final = surge_days
        self.is_interrupted = False
        self._interruption: Final = Interruption()
        self._wanted: Final = wanted
        self._pieces: Final = -(-wanted.days // LONGEST)

    def go(self, task: Callable[[Unit], Done], watch: Watch, take_rows: TakeRows | None) -> None:
        """Run unit after unit, until all are done, every headline is precise, or Ctrl-C."""
        try:
            with self._interruption.watched(), _processes(self._wanted) as processes:
                workers: Workers[Unit, Done] = (
                    Workers(processes) if take_rows is None else Workers(processes, FEW)
                )
                with closing(workers.run(task, units(self._wanted))) as done:
                    self._take_all(done, watch, take_rows)
        except KeyboardInterrupt:
            if not self.gathered.units:
                raise
            self.is_interrupted = True

    def _take_all(self, done: Iterator[Done], watch: Watch, take_rows: TakeRows | None) -> None:
        for unit in done:
            with self._interruption.held():
                self._take(unit, take_rows)
                watch(self._progress())
            if self._is_enough():
                return

    def ran(self, plan: Plan, digest: str) -> Ran:
        """Return what was simulated."""
        wanted, gathered = self._wanted, self.gathered
        return Ran(
            hotline=plan.hotline,
            digest=digest,
            seed=wanted.seed,
            first_day=wanted.first_day.isoformat(),
            days=wanted.days,
            replications=gathered.units // self._pieces,
            units=gathered.units,
            days_done=gathered.days,
            calls=gathered.whole.calls,
            timezone=plan.timezone,
            interval=wanted.interval,
            limits=wanted.limits,
            precision=wanted.precision,
            is_precise=wanted.precision is not None and self._is_precise(wanted.precision),
            is_interrupted=self.is_interrupted,
        )

    def _take(self, unit: Done, take_rows: TakeRows | None) -> None:
        if take_rows is not None:
            for block in unit.blocks:
                take_rows(self.gathered.units, block)
        self.gathered.take(unit.counts, unit.dates)
        self.surge_days.take(unit.counts, unit.dates)

    def _progress(self) -> Progress:
        return Progress(
            self.gathered.units,
            self._wanted.most * self._pieces,
            self.gathered.whole.calls,
            tuple(self.gathered.headline(headline) for headline in HEADLINES),
        )

    def _is_enough(self) -> bool:
        """Return whether no further unit is needed; whole replications only are looked at."""
        precision, done = self._wanted.precision, self.gathered.units
        if precision is None or done < FEWEST or done % self._pieces:
            return False
        return self._is_precise(precision)

    def _is_precise(self, precision: float) -> bool:
        return self.gathered.units >= FEWEST and all(
            is_precise(self.gathered.headline(headline), precision) for headline in HEADLINES
        )


def _processes(wanted: Wanted) -> AbstractContextManager[int]:
    return nullcontext(wanted.jobs) if wanted.cluster is None else on_cluster(wanted.cluster)
