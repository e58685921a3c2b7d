"""How good an announced wait can be: means and errors of estimators, exponential service.

What the live hotline says is firstline.policy.estimate's; this is the theory of it, after Whitt,
"Predicting queueing delays", Management Science 45 (1999), and Ibrahim and Whitt, "Real-time delay
estimation based on delay history", M&SOM 11 (2009). All agents are busy when a caller is told.
Every time is in one unit, the same for all arguments of a call.
"""

from dataclasses import dataclass
from math import inf, sqrt

import numpy as np

from firstline.theory.checks import at_least, below_one, not_negative, positive
from firstline.theory.stability import stable_load


@dataclass(frozen=True)
class Expected:
    """A wait that is still to come."""

    mean: float
    sd: float


def by_queue_length(ahead: int, handle: float, agents: int, *, patience: float = inf) -> Expected:
    """Return the wait with *ahead* callers before this one, first come first served (QL).

    Mean (q + 1) / (n mu) and standard deviation sqrt(q + 1) / (n mu); where those ahead give up at
    the rate theta, the sums over k = 0..q of 1 / (n mu + k theta) and of its square: Whitt (1999).
    For a caller who will not give up.

    >>> round(by_queue_length(ahead=5, handle=4, agents=3).mean, 6)
    8.0
    """
    waiting = at_least("The number ahead", ahead, 0)
    serve = at_least("The number of agents", agents, 1) / positive("The handle time", handle)
    leave = 0.0 if patience == inf else 1 / positive("The mean patience", patience)
    steps = 1 / (serve + leave * np.arange(waiting + 1.0))
    return Expected(float(steps.sum()), sqrt(float(steps @ steps)))


def by_queue_length_overtaken(
    ahead: int, handle: float, agents: int, first_arrivals: float
) -> Expected:
    """Return the wait in the second queue with *ahead* callers before this one, in both queues.

    Each of the q + 1 departures is drawn out by the first queue's arrivals to a busy period of
    M/M/1 with the rates lambda_1 and n mu: mean 1 / (n mu (1 - r)), variance
    (1 + r) / ((n mu)^2 (1 - r)^3), r = lambda_1 / (n mu) (Kleinrock, Queueing Systems I, section
    5.8). Nobody gives up. Raises UnstableError where the first queue alone is too much.
    """
    waiting = at_least("The number ahead", ahead, 0)
    load = stable_load(first_arrivals, positive("The handle time", handle), agents)
    step = handle / agents
    mean = (waiting + 1) * step / (1 - load)
    return Expected(mean, step * sqrt((waiting + 1) * (1 + load) / (1 - load) ** 3))


def by_head_of_line(waited: float, arrivals: float, handle: float, agents: int) -> Expected:
    """Return the wait of a new caller when the head of the line has *waited* so long (HOL).

    Ahead are the head and a Poisson number of callers who came after it: mean
    (lambda w + 2) / (n mu), variance (2 lambda w + 2) / (n mu)^2: Ibrahim and Whitt (2009), M/M/n.
    """
    came = not_negative("The arrival rate", arrivals) * not_negative("The time waited", waited)
    step = positive("The handle time", handle) / at_least("The number of agents", agents, 1)
    return Expected((came + 2) * step, sqrt(2 * came + 2) * step)


def queue_length_error(load: float, handle: float, agents: int) -> float:
    """Return the mean squared error of QL over the callers who wait, M/M/n.

    (n mu)^-2 E[Q + 1 | wait] = (n mu)^-2 / (1 - rho), with *load* = rho: Whitt (1999).
    """
    step = positive("The handle time", handle) / at_least("The number of agents", agents, 1)
    return step * step / (1 - below_one("The load", load))


def no_information_error(load: float, handle: float, agents: int) -> float:
    """Return the mean squared error of always saying the mean wait of those who wait, M/M/n.

    Their wait is exponential with the rate n mu (1 - rho), with *load* = rho: Erlang (1917).
    """
    return queue_length_error(load, handle, agents) / (1 - below_one("The load", load))


def delay_history_ratio(arrival_scv: float) -> float:
    """Return the limit in heavy traffic of MSE(LES) / MSE(QL), and of HOL's: c_a^2 + 1.

    *arrival_scv* is the squared coefficient of variation of the time between arrivals: 1 for
    Poisson arrivals, 0 for regular ones. Ibrahim and Whitt (2009).
    """
    return 1 + not_negative("The variation of arrivals", arrival_scv)
