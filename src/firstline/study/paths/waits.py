"""How long something takes: a distribution of seconds, simulated or exact, asked the same way.

Some never get there; they count in every share, and not in the mean. Nothing is known here of
what was waited for.
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import inf, isfinite, nan, sqrt
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray
from scipy.stats import t as student

Seconds = NDArray[np.float64]

CONFIDENCE: Final = 0.95


class Waits(Protocol):
    """A distribution of seconds."""

    @property
    def exact(self) -> bool:
        """Whether it is computed, not simulated."""

    def arrives(self) -> float:
        """Return the share of those who get there at all."""

    def mean(self) -> float:
        """Return the mean of those who get there; not a number if nobody does."""

    def half(self) -> float:
        """Return how far chance may have moved the mean: 95 % intervals are mean ± half."""

    def quantile(self, share: float) -> float:
        """Return the seconds after which this share of all has got there; infinite if never."""

    def within(self, seconds: float) -> float:
        """Return the share of all who have got there after so many *seconds*."""


@dataclass(frozen=True)
class Sampled:
    """What simulated callers have met, each one's seconds; infinite: never got there."""

    seconds: Seconds
    unit: NDArray[np.int64]
    "In which independent part of the simulation, for the interval."

    @property
    def exact(self) -> bool:
        """It is not."""
        return False

    def arrives(self) -> float:
        """Return the share of those who got there."""
        return float(np.isfinite(self.seconds).mean()) if len(self.seconds) else 0.0

    def mean(self) -> float:
        """Return the mean of those who got there."""
        there = self.seconds[np.isfinite(self.seconds)]
        return float(there.mean()) if len(there) else nan

    def half(self) -> float:
        """Return the half-width from the sums of the units, which are independent."""
        there = np.isfinite(self.seconds)
        off = self.seconds[there] - self.mean() if there.any() else np.empty(0)
        return ratio_half(off, self.unit[there])

    def quantile(self, share: float) -> float:
        """Return a value that was met, not one between two."""
        if not len(self.seconds):
            return nan
        return float(np.quantile(self.seconds, share, method="inverted_cdf"))

    def within(self, seconds: float) -> float:
        """Return the share of those who had got there."""
        return float((self.seconds <= seconds).mean()) if len(self.seconds) else nan


@dataclass(frozen=True)
class Computed:
    """What a formula says; everybody gets there."""

    average: float
    share_within: Callable[[float], float]
    "The distribution function."

    @property
    def exact(self) -> bool:
        """It is."""
        return True

    def arrives(self) -> float:
        """Everybody."""
        return 1.0

    def mean(self) -> float:
        """Return the mean."""
        return self.average

    def half(self) -> float:
        """Return nothing: no chance is in it."""
        return 0.0

    def quantile(self, share: float) -> float:
        """Return it to a millisecond, by halving."""
        if self.share_within(0.0) >= share:
            return 0.0
        low, high = 0.0, max(self.average, 1.0)
        while self.share_within(high) < share:
            low, high = high, 2 * high
        while high - low > 0.001:
            middle = (low + high) / 2
            low, high = (middle, high) if self.share_within(middle) < share else (low, middle)
        return high

    def within(self, seconds: float) -> float:
        """Return the distribution function."""
        return self.share_within(seconds) if seconds >= 0 else 0.0


def ratio_half(off: Seconds, unit: NDArray[np.int64]) -> float:
    """Return the half-width of a mean, from how far each value is *off* it.

    The mean is a ratio of sums over units of different sizes; its variance is that of the sums of
    the residuals (Cochran, Sampling Techniques, section 6.4). Infinite with fewer than two units.
    """
    units, places = np.unique(unit, return_inverse=True)
    count = len(units)
    if count < 2:
        return inf
    sums = np.bincount(places, weights=off, minlength=count)
    spread = sqrt(count / (count - 1) * float(sums @ sums)) / len(off)
    return float(student.ppf((1 + CONFIDENCE) / 2, count - 1)) * spread


def saved(slow: Waits, fast: Waits) -> tuple[float, float]:
    """Return how much sooner *fast* is in the mean, and the half-width of its 95 % interval.

    Two samples of the same units met the same other callers: what a unit does to both cancels.
    """
    gain = slow.mean() - fast.mean()
    if isinstance(slow, Sampled) and isinstance(fast, Sampled):
        return gain, _paired_half(slow, fast)
    return gain, sqrt(slow.half() ** 2 + fast.half() ** 2)


def _paired_half(slow: Sampled, fast: Sampled) -> float:
    units = np.union1d(slow.unit, fast.unit)
    if len(units) < 2:
        return inf
    off = _shifts(slow, units) - _shifts(fast, units)
    spread = sqrt(len(units) / (len(units) - 1) * float(off @ off))
    return float(student.ppf((1 + CONFIDENCE) / 2, len(units) - 1)) * spread


def _shifts(sample: Sampled, units: NDArray[np.int64]) -> Seconds:
    """Return how much each unit moves the mean away from where all units together have it."""
    there = np.isfinite(sample.seconds)
    if not there.any():
        return np.full(len(units), nan)
    off = sample.seconds[there] - sample.mean()
    places = np.searchsorted(units, sample.unit[there])
    shifts: Seconds = np.bincount(places, weights=off, minlength=len(units)) / there.sum()
    return shifts


def mean_half(values: Seconds) -> tuple[float, float]:
    """Return the mean of independent *values*, and the half-width of its 95 % interval."""
    known = values[np.isfinite(values)]
    if not len(known):
        return nan, inf
    return float(known.mean()), ratio_half(known - known.mean(), np.arange(len(known)))


def number(value: float) -> float | None:
    """Return *value* as JSON knows numbers: nothing where it is none, or without end."""
    return value if isfinite(value) else None
