"""Whether a demand can be served for ever: the offered load against the agents.

A demand is unstable when the load of callers who never leave is at least what the agents can
serve: the queue then grows without end, and no mean wait exists. Knows no distribution.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf

import numpy as np
from scipy.optimize import linprog

from firstline.errors import FailureError, InputError
from firstline.theory.checks import BadNumberError, at_least, not_negative, positive


class UnstableError(InputError):
    """More is offered for ever than can be served, and nobody leaves."""

    def __init__(self, load: float) -> None:
        super().__init__(
            f"Unstable: the load is {load:.4g} times what the agents can serve, "
            "and nobody leaves the queue.",
            "Add agents, or say how long callers wait before they give up.",
        )
        self.load = load
        "Offered work per agent: at least 1."


@dataclass(frozen=True)
class Verdict:
    """What becomes of a demand that goes on for ever."""

    load: float
    "Offered work per agent (of the agents who can take it)."
    unstable: bool
    "The queue grows without end."


def offered_load(arrivals: float, handle: float) -> float:
    """Return the work offered, in erlangs: *arrivals* per unit of time, each taking *handle*.

    Erlang (1917); any unit of time, the same for both. 100 calls in 1800 s, 180 s each:

    >>> offered_load(arrivals=100 / 1800, handle=180)
    10.0
    """
    return not_negative("The arrival rate", arrivals) * not_negative("The handle time", handle)


def load_per_agent(arrivals: float, handle: float, agents: int) -> float:
    """Return the work offered to each agent: rho = arrivals x handle / agents."""
    return offered_load(arrivals, handle) / at_least("The number of agents", agents, 1)


def stable_load(arrivals: float, handle: float, agents: int) -> float:
    """Return the load per agent of a queue that nobody leaves; raise UnstableError from 1 on.

    M/G/n is stable if and only if rho < 1 (Kiefer and Wolfowitz 1955).
    """
    load = load_per_agent(arrivals, handle, agents)
    if load >= 1:
        raise UnstableError(load)
    return load


def verdict(load: float, *, never_leave: float = 1) -> Verdict:
    """Return whether a *load* per agent is unstable when the share *never_leave* never gives up.

    With patience G, M/M/n+G is stable if and only if rho x (1 - G(infinity)) < 1 (Baccelli and
    Hebuterne 1981).
    """
    not_negative("The load", load)
    return Verdict(
        load, unstable=load * not_negative("The share that never leaves", never_leave) >= 1
    )


def bottleneck(
    arrivals: Sequence[float], handle: Sequence[Sequence[float]], agents: Sequence[int]
) -> float:
    """Return the load per agent of the most loaded teams, with the work shared out at best.

    The static planning problem of Harrison and Lopez (Queueing Systems 33, 1999): the least rho
    such that streams can be divided among teams with no team busier than rho. ``arrivals[s]`` is
    per unit of time, ``handle[s][t]`` the mean handle time of stream s in team t (infinite where
    the team does not take the stream), ``agents[t]`` the agents. From 1 on every discipline is
    unstable if nobody leaves; a priority may already be so for a stream below 1.

    >>> bottleneck([1.0, 2.0], [[2.0, inf], [1.0, 1.0]], [2, 2])
    1.0
    """
    _fit(arrivals, handle, agents)
    calls = [not_negative("The arrival rate", rate) for rate in arrivals]
    pairs = _pairs(handle, agents)
    taken = {stream for stream, _ in pairs}
    if any(rate > 0 for stream, rate in enumerate(calls) if stream not in taken):
        return inf
    return _least_rho(calls, handle, agents, pairs)


def _fit(
    arrivals: Sequence[float], handle: Sequence[Sequence[float]], agents: Sequence[int]
) -> None:
    """Make sure that there is a row for every stream and a column for every team."""
    if len(handle) != len(arrivals) or any(len(row) != len(agents) for row in handle):
        raise BadNumberError(
            "The table of handle times does not fit the streams and teams.",
            "Give one row per stream and one column per team.",
        )


def _pairs(handle: Sequence[Sequence[float]], agents: Sequence[int]) -> list[tuple[int, int]]:
    """Return which stream is taken by which team, where the team has agents."""
    return [
        (stream, team)
        for stream, row in enumerate(handle)
        for team, time in enumerate(row)
        if time != inf and positive("The handle time", time) and agents[team] > 0
    ]


def _least_rho(
    calls: Sequence[float],
    handle: Sequence[Sequence[float]],
    agents: Sequence[int],
    pairs: Sequence[tuple[int, int]],
) -> float:
    """Solve: minimise rho over flows >= 0, one per pair of stream and team."""
    served = np.zeros((len(calls), len(pairs) + 1))
    busy = np.zeros((len(agents), len(pairs) + 1))
    for column, (stream, team) in enumerate(pairs):
        served[stream, column] = 1
        busy[team, column] = handle[stream][team]
    busy[:, -1] = -np.asarray(agents, dtype=float)
    goal = np.zeros(len(pairs) + 1)
    goal[-1] = 1
    kept = [stream for stream, rate in enumerate(calls) if rate > 0]
    solved = linprog(
        goal, A_ub=busy, b_ub=np.zeros(len(agents)), A_eq=served[kept], b_eq=np.array(calls)[kept]
    )
    if solved.fun is None:
        raise FailureError("The most loaded team could not be found.", f"HiGHS: {solved.message}")
    return float(solved.fun)
