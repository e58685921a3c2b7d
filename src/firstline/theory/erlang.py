"""Queues with exponential service, first come first served: Erlang B and Erlang C.

Exact and steady: as after a long time with the same rates. Every time is in one unit, the same for
all arguments of a call, and rates are per that unit. It knows no priority; callers who give up are
firstline.theory.chain's.
"""

from dataclasses import dataclass
from math import exp, log

from firstline.theory.checks import at_least, below_one, not_negative, positive
from firstline.theory.stability import UnstableError, stable_load


def erlang_b(load: float, agents: int) -> float:
    """Return the share of calls that find every agent busy, where nobody may wait.

    Erlang (1917), by the recursion 1/B(n) = 1 + n / (load x B(n-1)); *load* in erlangs.

    >>> round(erlang_b(load=10, agents=14), 6)
    0.056819
    """
    erlangs = not_negative("The load", load)
    blocked = 1.0
    for n in range(1, at_least("The number of agents", agents, 0) + 1):
        offered = erlangs * blocked
        blocked = offered / (n + offered)
    return blocked


def waiting_share(load: float, agents: int) -> float:
    """Return Erlang C: the share of callers who must wait, where everybody waits for ever.

    C = B / (1 - rho (1 - B)), Erlang (1917); *load* in erlangs. Raises UnstableError from a load
    of 1 per agent on.

    >>> round(waiting_share(load=10, agents=14), 6)
    0.174132
    """
    rho = not_negative("The load", load) / at_least("The number of agents", agents, 1)
    if rho >= 1:
        raise UnstableError(rho)
    blocked = erlang_b(load, agents)
    return blocked / (1 - rho * (1 - blocked))


@dataclass(frozen=True)
class ErlangC:
    """M/M/n: everybody waits until served, first come first served (Erlang 1917)."""

    arrivals: float
    "Callers per unit of time."
    handle: float
    "Mean handle time."
    agents: int
    occupancy: float
    "Share of their time that agents are busy."
    p_wait: float
    "Share of callers who wait at all."

    @property
    def spare(self) -> float:
        """The calls per unit of time that could be served beyond those that come."""
        return self.agents / self.handle - self.arrivals

    @property
    def mean_wait(self) -> float:
        """The mean wait of all callers (ASA): C / (n mu - lambda)."""
        return self.p_wait / self.spare

    @property
    def mean_queue(self) -> float:
        """The mean number waiting (Little 1961)."""
        return self.arrivals * self.mean_wait

    def beyond(self, time: float) -> float:
        """Return the share of callers who wait longer than *time*: C exp(-(n mu - lambda) t)."""
        return self.p_wait * exp(-self.spare * not_negative("The time", time))

    def within(self, time: float) -> float:
        """Return the service level: answered within *time* / offered."""
        return 1 - self.beyond(time)

    def percentile(self, share: float) -> float:
        """Return the wait that *share* of the callers do not exceed."""
        longer = 1 - below_one("The share of the percentile", share)
        return log(self.p_wait / longer) / self.spare if self.p_wait > longer else 0.0


def erlang_c(arrivals: float, handle: float, agents: int) -> ErlangC:
    """Return the steady state of M/M/n; raise UnstableError where there is none.

    100 calls in 1800 s, 180 s each, 14 agents:

    >>> round(erlang_c(arrivals=100 / 1800, handle=180, agents=14).within(20), 6)
    0.88835
    """
    positive("The arrival rate", arrivals)
    positive("The handle time", handle)
    occupancy = stable_load(arrivals, handle, agents)
    return ErlangC(arrivals, handle, agents, occupancy, waiting_share(arrivals * handle, agents))
