"""A queue over a day: rates and agents that change, from an empty start.

M(t)/M/n(t)(+M) by the Kolmogorov forward equations (Kolmogoroff 1931) on a chain cut off at a
number waiting, solved by uniformization (Jensen 1953); what the cut can have changed is bounded and
told. Agents who leave finish the call they are in; who leaves does not depend on who is busy. Every
time is in one unit, and rates are per that unit.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import ceil, comb, exp, inf, log, sqrt

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln

from firstline.theory.checks import BadNumberError, at_least, not_negative, positive

Numbers = NDArray[np.float64]

NEGLIGIBLE = 1e-9
FEWEST_WAITING, MOST_WAITING = 64, 16384
"Where the chain is cut off at first, and at most."


@dataclass(frozen=True)
class Period:
    """A time of one arrival rate and one number of agents."""

    lasts: float
    arrivals: float
    "Callers per unit of time."
    agents: int

    def __post_init__(self) -> None:
        positive("The length of the period", self.lasts)
        not_negative("The arrival rate", self.arrivals)
        at_least("The number of agents", self.agents, 0)


@dataclass(frozen=True)
class Changing:
    """What is expected at each instant, and in each step between two instants."""

    instants: Numbers
    "From 0 on; one more than there are steps."
    queue: Numbers
    "At each instant: the mean number waiting."
    busy: Numbers
    "At each instant: the mean number of busy agents."
    p_wait: Numbers
    "At each instant: the share of callers who would have to wait."
    arrived: Numbers
    "In each step: callers."
    waited: Numbers
    "In each step: callers who have to wait."
    waiting: Numbers
    "In each step: time spent in the queue by all together."
    abandoned: Numbers
    "In each step: callers who give up."
    truncation: float
    """Bound of the error: the callers expected where the chain is cut off. Until the first of them
    comes the chain is the true one, so no probability is wrong by more."""


def changing(
    periods: Sequence[Period], handle: float, *, patience: float = inf, step: float
) -> Changing:
    """Return how an empty queue fares through *periods*, told every *step* or a little oftener.

    Kolmogorov (1931), Jensen (1953). The chain is cut off where less than 1e-9 callers come, if
    need be at 16384 waiting; see `truncation`.
    """
    if not periods:
        raise BadNumberError("There is no period.", "Give at least one.")
    positive("The handle time", handle)
    positive("The step", step)
    leave = 0.0 if patience == inf else 1 / positive("The mean patience", patience)
    waiting = FEWEST_WAITING
    while True:
        told = _Telling(waiting + max(each.agents for each in periods), 1 / handle, leave)
        told.tell(periods, step)
        if told.cut <= NEGLIGIBLE or waiting >= MOST_WAITING:
            return told.result()
        waiting *= 4


class _Telling:
    """The distribution of the number there, carried forward."""

    def __init__(self, most: int, serve: float, leave: float) -> None:
        self.serve, self.leave = serve, leave
        self.shares: Numbers = np.zeros(most + 1)
        self.shares[0] = 1.0
        self.leaving = 0.0
        "Mean number of agents who are off duty but still in their last call."
        self.instant, self.cut = 0.0, 0.0
        self.at: list[tuple[float, float, float, float]] = []
        self.during: list[tuple[float, float, float, float]] = []

    def tell(self, periods: Sequence[Period], step: float) -> None:
        """Go through *periods*."""
        for index, period in enumerate(periods):
            if index and periods[index - 1].agents > period.agents:
                self._go_off_duty(periods[index - 1].agents, period.agents)
            if not index:
                self._note(period.agents)
            steps = max(1, ceil(period.lasts / step - 1e-9))
            going = _Step(self, period, period.lasts / steps)
            for _ in range(steps):
                self._go_on(going, period)

    def _go_on(self, going: "_Step", period: Period) -> None:
        self.shares, times = going.forward(self.shares)
        self.leaving *= exp(-going.lasts * self.serve)
        self.instant += going.lasts
        waiting = float(going.ahead @ times)
        self.during.append(
            (
                period.arrivals * going.lasts,
                period.arrivals * float(times[period.agents :].sum()),
                waiting,
                self.leave * waiting,
            )
        )
        self.cut += period.arrivals * float(times[-1])
        self._note(period.agents)

    def _note(self, agents: int) -> None:
        numbers = np.arange(len(self.shares))
        queue = float(self.shares @ np.maximum(numbers - agents, 0))
        busy = float(self.shares @ np.minimum(numbers, agents)) + self.leaving
        self.at.append((self.instant, queue, busy, float(self.shares[agents:].sum())))

    def _go_off_duty(self, before: int, after: int) -> None:
        """Take agents off duty; those in a call finish it, beside the queue.

        Of those who go, the busy ones are a sample without replacement: hypergeometric.
        """
        going = before - after
        shares = np.zeros_like(self.shares)
        for number, probability in enumerate(self.shares):
            busy = min(number, before)
            for taken in range(max(0, going - before + busy), min(going, busy) + 1):
                ways = comb(busy, taken) * comb(before - busy, going - taken)
                moved = float(probability) * (ways / comb(before, going))
                shares[number - taken] += moved
                self.leaving += taken * moved
        self.shares = shares

    def result(self) -> Changing:
        """Return what was told."""
        instants, queue, busy, p_wait = np.array(self.at).T
        arrived, waited, waiting, abandoned = np.array(self.during).T
        return Changing(
            instants, queue, busy, p_wait, arrived, waited, waiting, abandoned, self.cut
        )


class _Step:
    """Uniformization of the chain over one step of a period."""

    def __init__(self, telling: _Telling, period: Period, lasts: float) -> None:
        self.lasts = lasts
        numbers = np.arange(len(telling.shares))
        self.ahead: Numbers = np.maximum(numbers - period.agents, 0).astype(float)
        down = np.minimum(numbers, period.agents) * telling.serve + self.ahead * telling.leave
        self.pace = float(period.arrivals + down[-1])
        "At least the rate out of any state."
        up = np.full(len(numbers), period.arrivals)
        up[-1] = 0.0
        scale = self.pace or 1.0
        self.up, self.down = up / scale, down / scale
        self.stay = 1 - self.up - self.down

    @cached_property
    def jumps(self) -> Numbers:
        """The Poisson probabilities of the number of jumps in the step."""
        mean = self.pace * self.lasts
        counts = np.arange(ceil(mean + 9 * sqrt(mean) + 30))
        logs = counts * log(mean) - mean - gammaln(counts + 1)
        return np.asarray(np.exp(logs))

    def forward(self, shares: Numbers) -> tuple[Numbers, Numbers]:
        """Return the distribution after the step, and the mean time spent in each state in it."""
        if self.pace == 0:
            return shares, shares * self.lasts
        more = 1 - np.cumsum(self.jumps)
        after, times = np.zeros_like(shares), np.zeros_like(shares)
        for probability, beyond in zip(self.jumps, more, strict=True):
            after += probability * shares
            times += max(beyond, 0.0) / self.pace * shares
            shares = self._jump(shares)
        return after, times

    def _jump(self, shares: Numbers) -> Numbers:
        jumped = shares * self.stay
        jumped[1:] += shares[:-1] * self.up[:-1]
        jumped[:-1] += shares[1:] * self.down[1:]
        return jumped
