"""Queues whose callers give up by any law of patience: M/M/n+G.

Exact and steady, by quadrature of the offered wait (the wait of a caller who never gives up), after
Zeltyn and Mandelbaum, "Call centers with impatient customers: many-server asymptotics of the
M/M/n+G queue", Queueing Systems 51 (2005), section 4 and appendix; the model is Baccelli and
Hebuterne's (1981). Every time is in one unit, the same for all arguments of a call.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from math import exp, inf

import numpy as np
from numpy.typing import NDArray

from firstline.theory.checks import at_least, not_negative, positive
from firstline.theory.erlang import erlang_b
from firstline.theory.patience import Patience
from firstline.theory.quantile import percentile
from firstline.theory.stability import UnstableError

Numbers = NDArray[np.float64]

NEGLIGIBLE = 46.0
"A density exp(46) times below its peak does not count."
PANELS = 48
NODES, WEIGHTS = np.polynomial.legendre.leggauss(16)


@dataclass(frozen=True)
class Impatient:
    """M/M/n+G, first come first served."""

    arrivals: float
    "Callers per unit of time."
    handle: float
    "Mean handle time."
    agents: int
    patience: Patience

    @property
    def _serve(self) -> float:
        return self.agents / self.handle

    def _log_density(self, times: Numbers) -> Numbers:
        """Return lambda H(x) - n mu x: concave, since H(x) = E[min(patience, x)] is."""
        return self.arrivals * self.patience.stay(times) - self._serve * times

    def _log_density_at(self, time: float) -> float:
        return float(self._log_density(np.array([time]))[0])

    @cached_property
    def _peak(self) -> float:
        """Where the density of the offered wait is highest: lambda S(x) = n mu, or 0."""

        def rises(time: float) -> bool:
            staying = float(self.patience.staying(np.array([time]))[0])
            return self.arrivals * staying > self._serve

        return _last_true(rises, self.handle)

    @cached_property
    def _highest(self) -> float:
        return self._log_density_at(self._peak)

    @cached_property
    def _range(self) -> tuple[float, float]:
        """The times between which the density counts."""
        floor = self._highest - NEGLIGIBLE

        def counts(distance: float) -> bool:
            return self._log_density_at(self._peak + distance) > floor

        def is_early(time: float) -> bool:
            return time < self._peak and self._log_density_at(time) < floor

        return _last_true(is_early, self.handle), self._peak + _last_true(counts, self.handle)

    def _integral(
        self, weigh: Callable[[Numbers], Numbers], start: float = 0.0, end: float = inf
    ) -> float:
        """Return the integral of *weigh* times the density over its peak, from *start* to *end*."""
        low, high = max(self._range[0], start), min(self._range[1], end)
        if high <= low:
            return 0.0
        edges = _panels(low, high, self.patience.marks)
        half = np.diff(edges) / 2
        times = (edges[:-1] + half)[:, None] + half[:, None] * NODES
        density = np.exp(self._log_density(times) - self._highest)
        return float(((weigh(times) * density) @ WEIGHTS) @ half)

    @cached_property
    def _scale(self) -> float:
        """The probability density of the offered wait at its peak.

        lambda e^m / (1 / B + lambda e^m J), where B = B(n - 1), m is the logarithm at the peak and
        J the integral of the density over its peak.
        """
        busy = self.arrivals * erlang_b(self.arrivals * self.handle, self.agents - 1)
        return busy / (exp(-self._highest) + busy * self._integral(np.ones_like))

    @cached_property
    def p_wait(self) -> float:
        """The share of callers who wait at all."""
        return min(1.0, self._scale * self._integral(np.ones_like))

    @cached_property
    def abandoned(self) -> float:
        """The share of callers who give up: the mean of G at the offered wait."""
        return self._scale * self._integral(lambda times: 1 - self.patience.staying(times))

    @cached_property
    def mean_wait(self) -> float:
        """The mean time in the queue of all, those who give up included."""
        return self._scale * self._integral(self.patience.stay)

    @cached_property
    def mean_wait_served(self) -> float:
        """The mean wait of those who are answered (ASA)."""
        waited = self._integral(lambda times: times * self.patience.staying(times))
        return self._scale * waited / (1 - self.abandoned)

    @cached_property
    def mean_offered_wait(self) -> float:
        """The mean wait of a caller who would never give up."""
        return self._scale * self._integral(lambda times: times)

    @property
    def mean_queue(self) -> float:
        """The mean number waiting (Little 1961)."""
        return self.arrivals * self.mean_wait

    @property
    def occupancy(self) -> float:
        """The share of their time that agents are busy."""
        return self.arrivals * (1 - self.abandoned) / self._serve

    def offered_beyond(self, time: float) -> float:
        """Return the share of callers who would wait longer than *time* if they never gave up."""
        start = not_negative("The time", time)
        return min(1.0, self._scale * self._integral(np.ones_like, start=start))

    def beyond(self, time: float) -> float:
        """Return the share whose time in the queue, however it ends, is longer than *time*."""
        staying = float(self.patience.staying(np.array([float(time)]))[0])
        return staying * self.offered_beyond(time)

    def answered_within(self, time: float) -> float:
        """Return the share answered within *time* / offered."""
        end = not_negative("The time", time)
        return 1 - self.p_wait + self._scale * self._integral(self.patience.staying, end=end)

    def percentile(self, share: float) -> float:
        """Return the time in the queue, however it ends, that *share* do not exceed."""
        return percentile(self.beyond, share, self.handle)


def impatient(arrivals: float, handle: float, agents: int, patience: Patience) -> Impatient:
    """Return the steady state of M/M/n+G; raise UnstableError where there is none.

    48 calls a minute of 1 minute, 50 agents, everybody gives up after 15 seconds:

    >>> from firstline.theory.patience import Fixed
    >>> round(impatient(arrivals=48, handle=1, agents=50, patience=Fixed(0.25)).p_wait, 4)
    0.487
    """
    positive("The arrival rate", arrivals)
    positive("The handle time", handle)
    at_least("The number of agents", agents, 1)
    for_ever = arrivals * handle * patience.for_ever / agents
    if for_ever >= 1:
        raise UnstableError(for_ever)
    return Impatient(arrivals, handle, agents, patience)


def _panels(low: float, high: float, marks: Numbers) -> Numbers:
    """Return the edges of panels in which the density is smooth, finer towards *low*."""
    graded = low + (high - low) * np.exp2(-np.arange(1.0, 40.0))
    inside = np.concatenate([marks[(marks > low) & (marks < high)], graded])
    return np.unique(np.concatenate([np.linspace(low, high, PANELS + 1), inside]))


def _last_true(holds: Callable[[float], bool], scale: float) -> float:
    """Return where *holds*, true at first and false for ever after, ends; 0 if never true."""
    if not holds(0.0) and not holds(scale * 2.0**-60):
        return 0.0
    low, high = 0.0, scale
    while holds(high):
        low, high = high, 2 * high
    for _ in range(80):
        middle = (low + high) / 2
        low, high = (middle, high) if holds(middle) else (low, middle)
    return high
