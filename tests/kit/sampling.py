"""Measuring a simulated queue: run after run, each with its own seed, and how sure one can be."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import hypot, inf
from typing import Final
from zlib import crc32

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtrit

from kit.queues import Calls, Queue, steady

RUNS: Final = 40

Measure = Callable[[Calls], float]


@dataclass(frozen=True)
class Sample:
    """One number, measured in independent runs."""

    values: NDArray[np.float64]

    @property
    def mean(self) -> float:
        """The mean of the runs."""
        return float(self.values.mean())

    @property
    def error(self) -> float:
        """The standard error of the mean."""
        return float(self.values.std(ddof=1)) / float(np.sqrt(len(self.values)))

    def interval(self, confidence: float = 0.95) -> tuple[float, float]:
        """Return the interval of Student's t."""
        half = float(stdtrit(len(self.values) - 1, (1 + confidence) / 2)) * self.error
        return self.mean - half, self.mean + half

    def covers(self, exact: float) -> bool:
        """Whether the 95 % interval holds *exact*."""
        low, high = self.interval()
        return low <= exact <= high

    def errors_off(self, exact: float, *, other_error: float = 0.0) -> float:
        """Return by how many standard errors the mean is off."""
        if self.mean == exact:
            return 0.0
        error = hypot(self.error, other_error)
        return (self.mean - exact) / error if error > 0 else inf


def sampled(
    queue: Queue,
    measures: Mapping[str, Measure],
    *,
    units: float,
    warm_up: float,
    runs: int = RUNS,
) -> dict[str, Sample]:
    """Return each of *measures* over *runs* of so many *units* after a *warm_up*.

    Queues of other sizes have other callers, so that chance does not favour all tests alike.
    """
    seed = crc32(repr((queue.agents, queue.arrivals, queue.pretending, units)).encode())
    values = [
        [measure(calls) for measure in measures.values()]
        for calls in (steady(queue, units, seed + run, warm_up=warm_up) for run in range(runs))
    ]
    columns = np.array(values).T
    return {name: Sample(column) for name, column in zip(measures, columns, strict=True)}


def assert_agree(
    samples: Mapping[str, Sample], exact: Mapping[str, float], *, errors: float = 3.0
) -> None:
    """Fail unless every sample is within so many standard errors of what is *exact*."""
    assert samples.keys() == exact.keys()
    lines = [
        f"{name}: simulated {sample.mean:.6g} +- {sample.error:.2g}, exact {exact[name]:.6g}, "
        f"off by {sample.errors_off(exact[name]):.1f} standard errors"
        for name, sample in samples.items()
    ]
    off = [abs(sample.errors_off(exact[name])) for name, sample in samples.items()]
    assert max(off) <= errors, "\n".join(lines)


def mean_wait(calls: Calls) -> float:
    """Return the mean time in the queue."""
    return float(calls.waited.mean())


def share_waiting(calls: Calls) -> float:
    """Return the share who waited at all."""
    return float((calls.waited > 0).mean())


def share_abandoned(calls: Calls) -> float:
    """Return the share who were let in and not answered."""
    return float(1 - calls.answered.mean())


def share_blocked(calls: Calls) -> float:
    """Return the share who found no place."""
    return float(calls.blocked.mean())


def answered_within(time: float) -> Measure:
    """Return what measures the share answered within *time* / offered."""
    return lambda calls: float((calls.answered & (calls.waited <= time)).mean())


def mean_wait_of(urgency: int) -> Measure:
    """Return what measures the mean wait of one queue."""
    return lambda calls: mean_wait(calls.of(urgency))


def waiting_longer(urgency: int, time: float) -> Measure:
    """Return what measures the share of one queue that waits longer than *time*."""
    return lambda calls: float((calls.of(urgency).waited > time).mean())


ONE_QUEUE: Final[Mapping[str, Measure]] = {
    "wait": mean_wait,
    "waiting": share_waiting,
    "abandoned": share_abandoned,
}
