"""Alternatives to a plan, met by the same callers: differences, taken unit by unit.

Two runs with one seed draw the same callers, so the interval of a difference is that of the
jackknife of the difference itself: most of chance is in both, and cancels out. What a difference
means in words is told in compare_words.py.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from math import sqrt
from typing import Final

import numpy as np
from msgspec import Struct
from msgspec.structs import replace
from numpy.typing import NDArray

from firstline.analysis.measures import HEADLINE
from firstline.analysis.metric import Metric
from firstline.plan.model import Plan
from firstline.study.intervals import number, student
from firstline.study.results import By, Estimate, Group, Results
from firstline.study.running.replications import Progress, Study, Wanted, run

FIGURES: Final[Mapping[By, Sequence[str]]] = {
    By.URGENCY: ("queued", "abandoned", "abandonment", HEADLINE, "asa"),
    By.ALL: ("queued", "abandoned", "abandonment", HEADLINE, "asa", "transferred", "right-human"),
    By.STREAM: ("abandonment", "asa"),
    By.CALLERS: ("abandonment", "asa", "right-human"),
    By.TEAM: ("occupancy",),
}
"What is compared, in this order."


class Difference(Struct, frozen=True):
    """One figure of one group, both ways."""

    group: Group
    metric: Metric
    base: Estimate
    other: Estimate
    difference: Estimate
    "The other less the base."

    @property
    def is_certain(self) -> bool:
        """Whether it is more than chance: its interval does not hold 0."""
        value, half = self.difference.value, self.difference.half
        return value is not None and half is not None and abs(value) > half


class Alternative(Struct, frozen=True):
    """Another plan, or the same with something changed."""

    name: str
    results: Results
    differences: tuple[Difference, ...]
    queues: Mapping[str, str]
    "By stream: `first` or `second`."

    def of(self, metric: str, group: Group) -> Difference | None:
        """Return a figure's difference, if it was taken."""
        found = (it for it in self.differences if it.group == group and it.metric.id == metric)
        return next(found, None)


class Comparison(Struct, frozen=True):
    """The whole."""

    name: str
    "Of the base."
    base: Results
    alternatives: tuple[Alternative, ...]


def compare(
    plans: Mapping[str, Plan],
    wanted: Wanted,
    *,
    watch: Callable[[str, Progress], None] = lambda name, progress: None,
) -> Comparison:
    """Simulate *plans*, of which the first is the base, and compare the others with it.

    An interruption ends it with the alternatives that are done.
    """
    (name, plan), *others = plans.items()
    base = run(plan, wanted, watch=lambda progress: watch(name, progress))
    same = replace(wanted, replications=base.results.ran.replications, precision=None)
    done: list[Alternative] = []
    for other, changed in others if not base.results.ran.is_interrupted else ():
        study = run(changed, same, watch=lambda progress, of=other: watch(of, progress))  # type: ignore[misc]
        if study.results.ran.is_interrupted:
            break
        done.append(alternative(other, base, study, queues(changed)))
    return Comparison(name, base.results, tuple(done))


def alternative(name: str, base: Study, other: Study, queue_of: Mapping[str, str]) -> Alternative:
    """Return how *other* differs from *base*, which ran the same units."""
    return Alternative(name, other.results, tuple(_differences(base, other)), queue_of)


def queues(plan: Plan) -> dict[str, str]:
    """Return in which queue each stream's callers stand."""
    return {name: "first" if stream.first else "second" for name, stream in plan.streams.items()}


def _differences(base: Study, other: Study) -> Iterator[Difference]:
    for by, metrics in FIGURES.items():
        there = {row.group for row in other.results.table(by).rows}
        for row in base.results.table(by).rows:
            if row.group not in there:
                continue
            for metric in metrics:
                yield _difference(base, other, row.group, metric)


def _difference(base: Study, other: Study, group: Group, metric: str) -> Difference:
    table = base.results.table(group.by)
    before, after = (study.gathered.without_each(group, metric) for study in (base, other))
    return Difference(
        group,
        table.metrics[table.place(metric)],
        base.results.estimate(metric, group),
        other.results.estimate(metric, group),
        paired(after - before),
    )


def paired(differences: NDArray[np.float64]) -> Estimate:
    """Return a difference with its interval, from that of all units and then without each."""
    whole, without = differences[0], differences[1:]
    units = len(without)
    if units < 2:
        return Estimate(number(whole))
    variance = float(((without - without.mean()) ** 2).sum()) * (units - 1) / units
    return Estimate(number(whole), number(student(units) * sqrt(variance)))
