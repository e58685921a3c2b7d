"""Mean waits of several classes of callers under a priority; nobody gives up.

Exact and steady: strict priority that interrupts nobody, and accumulating priority, with one agent
and any service, or with many agents and exponential service of one mean. Every time is in one unit,
the same for all arguments of a call. It knows no distribution of waits: those of two queues are
firstline.theory.two_queues'.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from firstline.theory.checks import BadNumberError, at_least, not_negative, positive
from firstline.theory.erlang import waiting_share
from firstline.theory.stability import UnstableError


@dataclass(frozen=True)
class Callers:
    """A class of callers: how many come, and how long they take."""

    arrivals: float
    "Callers per unit of time."
    handle: float
    "Mean handle time."
    handle_sd: float
    "Its standard deviation: equal to the mean for exponential service, 0 for a fixed one."

    def __post_init__(self) -> None:
        not_negative("The arrival rate", self.arrivals)
        positive("The handle time", self.handle)
        not_negative("The standard deviation of the handle time", self.handle_sd)

    @property
    def load(self) -> float:
        """The work they bring to one agent."""
        return self.arrivals * self.handle

    @property
    def second_moment(self) -> float:
        """The mean of the squared handle time."""
        return self.handle**2 + self.handle_sd**2


def cobham(classes: Sequence[Callers]) -> list[float]:
    """Return each class's mean wait for one agent, most urgent class first (M/G/1).

    W_k = W0 / ((1 - s_{k-1}) (1 - s_k)), W0 = sum of lambda_i E[S_i^2] / 2, s_k the load of the
    classes up to k: Cobham, "Priority assignment in waiting line problems", Operations Research 2
    (1954).
    """
    residual = sum(each.arrivals * each.second_moment for each in classes) / 2
    return _strict(residual, [each.load for each in classes])


def kella_yechiali(arrivals: Sequence[float], handle: float, agents: int) -> list[float]:
    """Return each class's mean wait for many agents, most urgent class first (M/M/n).

    Cobham's formula with W0 = C(n, a) / (n mu): Kella and Yechiali, "Waiting times in the
    non-preemptive priority M/M/c queue", Stochastic Models 1 (1985). All classes have exponential
    service of the mean *handle*.
    """
    loads = _loads(arrivals, handle, agents)
    return _strict(_residual(loads, handle, agents), loads)


def accumulating(
    arrivals: Sequence[float], handle: float, agents: int, rates: Sequence[float]
) -> list[float]:
    """Return each class's mean wait where priority grows with waiting at its own rate (M/M/n).

    W_p = [W0 / (1 - rho) - sum_{b_i < b_p} rho_i W_i (1 - b_i / b_p)]
    / [1 - sum_{b_i > b_p} rho_i (1 - b_p / b_i)]: Kleinrock, "A delay dependent queue discipline"
    (1964); Stanford, Taylor and Ziedins, Queueing Systems 77 (2014). *rates* are in priority per
    unit of time, of which only the ratios count.
    """
    loads = _loads(arrivals, handle, agents)
    return _accumulating(_residual(loads, handle, agents), loads, rates)


def accumulating_single(classes: Sequence[Callers], rates: Sequence[float]) -> list[float]:
    """Return the same for one agent and any service (M/G/1)."""
    residual = sum(each.arrivals * each.second_moment for each in classes) / 2
    return _accumulating(residual, [each.load for each in classes], rates)


def mean_of_all(waits: Sequence[float], arrivals: Sequence[float]) -> float:
    """Return the mean of *waits* over all callers.

    Kleinrock's conservation law (1965): with one mean service time and without abandonment it is
    the same under every discipline that looks at no handle time and leaves nobody idle.
    """
    calls = sum(arrivals)
    return sum(wait * rate for wait, rate in zip(waits, arrivals, strict=True)) / positive(
        "The arrival rate of all", calls
    )


def _loads(arrivals: Sequence[float], handle: float, agents: int) -> list[float]:
    """Return each class's load per agent."""
    positive("The handle time", handle)
    at_least("The number of agents", agents, 1)
    return [not_negative("The arrival rate", rate) * handle / agents for rate in arrivals]


def _residual(loads: Sequence[float], handle: float, agents: int) -> float:
    """Return W0 of M/M/n: C(n, a) / (n mu), the mean time until an agent is free."""
    return waiting_share(sum(loads) * agents, agents) * handle / agents


def _strict(residual: float, loads: Sequence[float]) -> list[float]:
    sums = [0.0, *accumulate(loads)]
    if sums[-1] >= 1:
        raise UnstableError(sums[-1])
    return [residual / ((1 - above) * (1 - with_it)) for above, with_it in pairwise(sums)]


def _accumulating(residual: float, loads: Sequence[float], rates: Sequence[float]) -> list[float]:
    if len(rates) != len(loads):
        raise BadNumberError("There are more or fewer rates than classes.", "Give one per class.")
    if sum(loads) >= 1:
        raise UnstableError(sum(loads))
    gains = [not_negative("The rate of priority", rate) for rate in rates]
    waits: dict[int, float] = {}
    for this in sorted(range(len(loads)), key=lambda each: gains[each]):
        slower = sum(
            loads[i] * wait * max(0.0, 1 - _ratio(gains[i], gains[this]))
            for i, wait in waits.items()
        )
        faster = sum(
            load * max(0.0, 1 - _ratio(gains[this], gain))
            for load, gain in zip(loads, gains, strict=True)
        )
        waits[this] = (residual / (1 - sum(loads)) - slower) / (1 - faster)
    return [waits[each] for each in range(len(loads))]


def _ratio(gain: float, other: float) -> float:
    """Return *gain* / *other*, and 1 for two that gain nothing."""
    return gain / other if other > 0 else 1.0
