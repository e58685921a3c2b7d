"""The first and the second queue under strict priority: not only means, but how waits spread.

M/M/n with two classes, exponential service of one mean, nobody interrupted, nobody gives up. Exact
and steady. Every time is in one unit, the same for all arguments of a call.
"""

from cmath import sqrt as complex_root
from dataclasses import dataclass
from itertools import accumulate
from math import comb, exp, pi

from firstline.theory.checks import not_negative, positive
from firstline.theory.erlang import waiting_share
from firstline.theory.priority import kella_yechiali
from firstline.theory.quantile import percentile
from firstline.theory.stability import stable_load

TERMS = 38
AVERAGED = 11
DAMPING = 18.4
"Abate and Whitt's numbers for an error of about 1e-8."
NOTHING = 1e-9
"A wait of so few mean times between departures is none."


@dataclass(frozen=True)
class TwoQueues:
    """Whoever is in the first queue is served before all who are in the second."""

    first_arrivals: float
    "Callers of the first queue per unit of time."
    second_arrivals: float
    handle: float
    "Mean handle time."
    agents: int
    p_wait: float
    "Share of callers who wait at all: the same in both queues."

    @property
    def _serve(self) -> float:
        return self.agents / self.handle

    @property
    def first_mean(self) -> float:
        """The mean wait in the first queue (Kella and Yechiali 1985)."""
        return self._means()[0]

    @property
    def second_mean(self) -> float:
        """The mean wait in the second queue (Kella and Yechiali 1985)."""
        return self._means()[1]

    def _means(self) -> list[float]:
        return kella_yechiali([self.first_arrivals, self.second_arrivals], self.handle, self.agents)

    def first_beyond(self, time: float) -> float:
        """Return the share of the first queue that waits longer than *time*.

        C exp(-(n mu - lambda_1) t): while all agents are busy, the second queue is not seen.
        """
        spare = self._serve - self.first_arrivals
        return self.p_wait * exp(-spare * not_negative("The time", time))

    def second_beyond(self, time: float) -> float:
        """Return the share of the second queue that waits longer than *time*.

        A caller who waits is delayed by the work found, exponential with the rate n mu - lambda,
        and by the busy period that it grows into with the first queue's arrivals (Davis,
        "Waiting-time distribution of a multi-server, priority queuing system", Operations Research
        14, 1966). Inverted by Abate and Whitt's Euler algorithm (ORSA J. Computing 7, 1995).
        """
        if not_negative("The time", time) * self._serve < NOTHING:
            return self.p_wait
        start = DAMPING / (2 * time)
        terms = [
            (-1) ** k * self._transform(complex(start, k * pi / time)).real
            for k in range(TERMS + AVERAGED + 1)
        ]
        sums = list(accumulate(terms, initial=-terms[0] / 2))[-AVERAGED - 1 :]
        mixed = sum(comb(AVERAGED, extra) * part for extra, part in enumerate(sums))
        late: float = exp(DAMPING / 2) / time * mixed / (1 << AVERAGED)
        return self.p_wait * min(1.0, max(0.0, late))

    def _transform(self, s: complex) -> complex:
        """Return the Laplace transform of P(delay > t) of a second-queue caller who waits."""
        serve, first = self._serve, self.first_arrivals
        spare = serve - first - self.second_arrivals
        whole = first + serve + s
        busy = 2 * serve / (whole + complex_root(whole * whole - 4 * first * serve))
        return (1 - spare / (spare + s + first * (1 - busy))) / s

    def first_percentile(self, share: float) -> float:
        """Return the wait that *share* of the first queue do not exceed."""
        return percentile(self.first_beyond, share, self.handle)

    def second_percentile(self, share: float) -> float:
        """Return the wait that *share* of the second queue do not exceed."""
        return percentile(self.second_beyond, share, self.handle)


def two_queues(
    first_arrivals: float, second_arrivals: float, handle: float, agents: int
) -> TwoQueues:
    """Return the steady state of strict priority; raise UnstableError where there is none.

    30 % of 47.5 callers per mean handle time are in the first queue, 50 agents:

    >>> round(two_queues(14.25, 33.25, handle=1, agents=50).second_mean, 6)
    0.351941
    """
    not_negative("The arrival rate of the first queue", first_arrivals)
    not_negative("The arrival rate of the second queue", second_arrivals)
    calls = first_arrivals + second_arrivals
    stable_load(calls, positive("The handle time", handle), agents)
    waits = waiting_share(calls * handle, agents)
    return TwoQueues(first_arrivals, second_arrivals, handle, agents, waits)
