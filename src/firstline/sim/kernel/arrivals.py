"""When callers come: a Poisson process whose rate changes in steps, by inversion.

The n-th caller comes where the cumulative rate reaches the sum of n exponential steps, so who comes
when depends on key and rates alone. It knows nothing of calendars, nor of who the callers are.
"""

import math
from typing import Final

from librt.vecs import append, vec
from mypy_extensions import i64

from firstline.domain.time import HOUR, NEVER, Instant
from firstline.sim.draws import keyed


class Rates:
    """How many callers an hour are to be expected, over one span of time."""

    def __init__(self, starts: vec[i64], per_hour: vec[float], end: Instant) -> None:
        self.starts: Final[vec[i64]] = starts
        "From when on each rate holds, in order; until the next one, or the end."
        self.per_hour: Final[vec[float]] = per_hour
        "0 or more."
        self.end: Final[Instant] = end
        self.count: Final[i64] = len(starts)
        expected = vec[float]()
        for i in range(len(starts)):
            until: i64 = starts[i + 1] if i + 1 < len(starts) else end
            expected = append(expected, per_hour[i] * (float(until - starts[i]) / float(HOUR)))
        self.expected: Final[vec[float]] = expected
        "How many callers each step is to bring."

    def total(self) -> float:
        """Return how many callers are to be expected in all."""
        return math.fsum(self.expected)


class Arrivals:
    """One source's callers, one after the other."""

    def __init__(self, rates: Rates, key: i64) -> None:
        self.rates: Final[Rates] = rates
        self.key: Final[i64] = key
        self.count: i64 = 0
        "How many steps have been drawn: with the last one, how many callers have come."
        self._step: i64 = 0
        self._used: float = 0.0
        "What of the present step's expected callers is used up."

    def next(self) -> Instant:
        """Return when the next one comes; NEVER once the rates have ended."""
        rates = self.rates
        used = self._used - math.log(keyed(self.key, self.count))
        self.count += 1
        step = self._step
        while step < rates.count and used >= rates.expected[step]:
            used -= rates.expected[step]
            step += 1
        self._step = step
        self._used = used
        if step >= rates.count:
            return NEVER
        return rates.starts[step] + int(used / rates.per_hour[step] * float(HOUR))
