"""Queues with exponential service whose callers give up, or find no place: Erlang A, M/M/n/n+k.

Exact and steady, from the birth-death chain of the number waiting. Every time is in one unit, the
same for all arguments of a call. Patience is exponential here; other patience is
firstline.theory.abandonment's.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from math import exp, expm1, inf, log

import numpy as np
from numpy.typing import NDArray
from scipy.special import betainc, betaincc, gammainc, gammaincc, psi

from firstline.theory.checks import at_least, not_negative, positive
from firstline.theory.erlang import erlang_b
from firstline.theory.quantile import percentile
from firstline.theory.stability import UnstableError

Numbers = NDArray[np.float64]
Step = Callable[[Numbers], Numbers]

NEGLIGIBLE = -46.0
"A state whose logarithm of probability is so far below the likeliest one's does not count."


@dataclass(frozen=True)
class Waiting:
    """M/M/n/n+k+M: *places* to wait, exponential patience, first come first served.

    Shares are of the callers *let in*; without a limit of places that is everybody.
    """

    arrivals: float
    "Callers per unit of time, with those who are blocked."
    handle: float
    "Mean handle time."
    agents: int
    patience: float
    "Mean patience; infinite: nobody gives up."
    places: float
    "Callers who may wait; infinite: no limit."
    first: int
    "The number waiting to which found[0] belongs."
    found: Numbers = field(repr=False, compare=False)
    "found[i]: share of the callers let in who find all agents busy and first + i waiting."
    blocked: float
    "Share of all callers who find no place."
    mean_queue: float
    "Mean number waiting."

    @property
    def _leave(self) -> float:
        return 1 / self.patience

    @property
    def _serve(self) -> float:
        return self.agents / self.handle

    @property
    def _let_in(self) -> float:
        return self.arrivals * (1 - self.blocked)

    @property
    def p_wait(self) -> float:
        """The share who wait at all."""
        return min(1.0, float(self.found.sum()))

    @property
    def abandoned(self) -> float:
        """The share who give up: theta E[Q] / lambda (Mandelbaum and Zeltyn 2005)."""
        return self._leave * self.mean_queue / self._let_in

    @property
    def mean_wait(self) -> float:
        """The mean time in the queue of all, those who give up included (Little 1961)."""
        return self.mean_queue / self._let_in

    @property
    def occupancy(self) -> float:
        """The share of their time that agents are busy."""
        return self._let_in * (1 - self.abandoned) / self._serve

    @property
    def mean_wait_served(self) -> float:
        """The mean wait of those who are answered (ASA).

        A caller with j ahead is answered after j + 1 departures at the rates n mu + i theta: the
        mean of exp(-theta S) is n mu / (n mu + (j + 1) theta), and its logarithmic derivative
        gives the mean of S exp(-theta S).
        """
        serve, leave = self._serve, self._leave
        ahead = self.first + np.arange(1.0, len(self.found) + 1)
        before = 0.0
        if self.first:
            before = float(psi(serve / leave + self.first + 1) - psi(serve / leave + 1)) / leave
        times = before + np.cumsum(1 / (serve + ahead * leave))
        answered = serve / (serve + ahead * leave)
        return float(self.found @ (answered * times)) / (1 - self.abandoned)

    def beyond(self, time: float) -> float:
        """Return the share whose time in the queue, however it ends, is longer than *time*.

        exp(-theta S) of a caller with j ahead has the beta distribution (n mu / theta, j + 1):
        a sum of exponentials with rates in arithmetic progression (Renyi 1953).
        """
        clock = not_negative("The time", time)
        ahead = self.first + np.arange(1.0, len(self.found) + 1)
        if self._leave == 0:
            return float(self.found @ gammaincc(ahead, self._serve * clock))
        gone = -expm1(-self._leave * clock)
        return (1 - gone) * float(self.found @ betaincc(ahead, self._serve / self._leave, gone))

    def answered_within(self, time: float) -> float:
        """Return the share answered within *time* / let in."""
        clock = not_negative("The time", time)
        ahead = self.first + np.arange(1.0, len(self.found) + 1)
        if self._leave == 0:
            return 1 - self.p_wait + float(self.found @ gammainc(ahead, self._serve * clock))
        steps = self._serve / self._leave
        gone = -expm1(-self._leave * clock)
        in_time = betainc(ahead, steps + 1, gone) * steps / (steps + ahead)
        return 1 - self.p_wait + float(self.found @ in_time)

    def percentile(self, share: float) -> float:
        """Return the time in the queue, however it ends, that *share* do not exceed."""
        return percentile(self.beyond, share, self.handle)


def erlang_a(arrivals: float, handle: float, agents: int, patience: float) -> Waiting:
    """Return the steady state of M/M/n+M, Erlang A (Palm 1943; Mandelbaum and Zeltyn 2005).

    48 calls a minute of 1 minute, 50 agents, patience 2 minutes:

    >>> round(erlang_a(arrivals=48, handle=1, agents=50, patience=2).abandoned, 6)
    0.030912
    """
    return finite_queue(arrivals, handle, agents, places=inf, patience=patience)


def finite_queue(
    arrivals: float, handle: float, agents: int, *, places: float, patience: float = inf
) -> Waiting:
    """Return the steady state of M/M/n/n+k(+M): at most *places* callers wait.

    Birth-death chain (Palm 1943). 4.2 calls a minute of 2 minutes, 12 agents, 5 places:

    >>> round(finite_queue(arrivals=4.2, handle=2, agents=12, places=5).blocked, 6)
    0.009477
    """
    positive("The arrival rate", arrivals)
    serve = at_least("The number of agents", agents, 1) / positive("The handle time", handle)
    leave = 0.0 if patience == inf else 1 / positive("The mean patience", patience)
    if places != inf:
        at_least("The number of places", int(places), 0)
    elif leave == 0 and arrivals >= serve:
        raise UnstableError(arrivals / serve)
    first, states = _waiting_states(arrivals, serve, leave, places)
    shares = _among_all(states, first, arrivals * handle, agents)
    queue = float(shares @ (first + np.arange(len(shares))))
    full = first + len(shares) - 1 == places
    blocked = float(shares[-1]) if full else 0.0
    found = (shares[:-1] if full else shares) / (1 - blocked)
    return Waiting(arrivals, handle, agents, patience, places, first, found, blocked, queue)


def _waiting_states(
    arrivals: float, serve: float, leave: float, places: float
) -> tuple[int, Numbers]:
    """Return the log weights of the numbers waiting that matter, and the first of them.

    The likeliest number has the weight 0.
    """
    likeliest = _likeliest(arrivals, serve, leave, places)
    up = _run(lambda j: np.log(arrivals / (serve + j * leave)), likeliest, 1, places)
    down = _run(lambda j: np.log((serve + (j + 1) * leave) / arrivals), likeliest, -1, 0)
    return likeliest - len(down), np.concatenate([down[::-1], [0.0], up])


def _likeliest(arrivals: float, serve: float, leave: float, places: float) -> int:
    if arrivals <= serve:
        return 0
    return int(min((arrivals - serve) / leave if leave > 0 else places, places))


def _run(step: Step, start: int, direction: int, last: float) -> Numbers:
    """Return the log weights of the states after *start*, until they are negligible."""
    blocks: list[Numbers] = []
    weight, size, state = 0.0, 1024, start
    while weight > NEGLIGIBLE and state != last:
        length = int(min(size, abs(last - state)))
        states = state + direction * np.arange(1.0, length + 1)
        block = weight + np.cumsum(step(states))
        blocks.append(block)
        weight, state, size = float(block[-1]), state + direction * length, 2 * size
    return np.concatenate(blocks) if blocks else np.zeros(0)


def _among_all(states: Numbers, first: int, load: float, agents: int) -> Numbers:
    """Return the probabilities of *states*, with those in which an agent is free."""
    fewer = erlang_b(load, agents - 1)
    if fewer == 0:
        return np.zeros(len(states))
    zero_waiting = float(states[0]) if first == 0 else -inf
    free = zero_waiting + log(agents / load) - log(fewer)
    top = max(0.0, free)
    weights = np.exp(states - top)
    shares: Numbers = weights / (float(weights.sum()) + exp(free - top))
    return shares
