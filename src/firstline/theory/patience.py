"""How long callers wait before they give up: laws of patience.

A law says how many are still there after a time, and how long a caller is there within a time.
Every time is in one unit. It knows no queue and draws no lots.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf, log, log1p, sqrt
from typing import ClassVar, Protocol

import numpy as np
from numpy.typing import NDArray
from scipy.special import gamma as gamma_function
from scipy.special import gammainc, gammaincc, ndtr

from firstline.theory.checks import BadNumberError, not_negative, positive

Numbers = NDArray[np.float64]

POWERS: Numbers = np.exp2(np.arange(-40.0, 8.0))
"From a millionth of a millionth of a mean to a hundred means."


class Patience(Protocol):
    """A law of patience."""

    def staying(self, times: Numbers) -> Numbers:
        """Return the share that is patient for longer than each of *times*."""
        ...

    def stay(self, times: Numbers) -> Numbers:
        """Return the mean of min(patience, time) for each of *times*."""
        ...

    @property
    def for_ever(self) -> float:
        """The share that never gives up."""
        ...

    @property
    def marks(self) -> Numbers:
        """The times between which `staying` is smooth, and where it changes fast."""
        ...


@dataclass(frozen=True)
class Exponential:
    """Gives up at the same rate at every moment."""

    mean: float
    for_ever: ClassVar[float] = 0.0

    def __post_init__(self) -> None:
        positive("The mean patience", self.mean)

    def staying(self, times: Numbers) -> Numbers:
        """Return the share that is patient for longer than each of *times*."""
        return np.asarray(np.exp(-times / self.mean))

    def stay(self, times: Numbers) -> Numbers:
        """Return the mean of min(patience, time) for each of *times*."""
        return np.asarray(-self.mean * np.expm1(-times / self.mean))

    @property
    def marks(self) -> Numbers:
        """The times between which `staying` is smooth."""
        return self.mean * POWERS


@dataclass(frozen=True)
class Fixed:
    """Gives up after exactly this time."""

    after: float
    for_ever: ClassVar[float] = 0.0

    def __post_init__(self) -> None:
        positive("The patience", self.after)

    def staying(self, times: Numbers) -> Numbers:
        """Return the share that is patient for longer than each of *times*."""
        return np.where(times < self.after, 1.0, 0.0)

    def stay(self, times: Numbers) -> Numbers:
        """Return the mean of min(patience, time) for each of *times*."""
        return np.minimum(times, self.after)

    @property
    def marks(self) -> Numbers:
        """The times between which `staying` is smooth."""
        return np.array([self.after])


@dataclass(frozen=True)
class Never:
    """Waits for ever."""

    for_ever: ClassVar[float] = 1.0

    def staying(self, times: Numbers) -> Numbers:
        """Return the share that is patient for longer than each of *times*."""
        return np.ones_like(times)

    def stay(self, times: Numbers) -> Numbers:
        """Return the mean of min(patience, time) for each of *times*."""
        return times

    @property
    def marks(self) -> Numbers:
        """The times between which `staying` is smooth."""
        return np.zeros(0)


@dataclass(frozen=True)
class Lognormal:
    """The logarithm of the patience is normal."""

    mean: float
    sd: float
    for_ever: ClassVar[float] = 0.0

    def __post_init__(self) -> None:
        positive("The mean patience", self.mean)
        positive("The standard deviation of the patience", self.sd)

    @property
    def _sigma(self) -> float:
        return sqrt(log1p((self.sd / self.mean) ** 2))

    @property
    def _mu(self) -> float:
        return log(self.mean) - self._sigma**2 / 2

    def _score(self, times: Numbers) -> Numbers:
        with np.errstate(divide="ignore"):
            return (np.log(times) - self._mu) / self._sigma

    def staying(self, times: Numbers) -> Numbers:
        """Return the share that is patient for longer than each of *times*."""
        return np.asarray(ndtr(-self._score(times)))

    def stay(self, times: Numbers) -> Numbers:
        """Return the mean of min(patience, time) for each of *times*."""
        score = self._score(times)
        return np.asarray(times * ndtr(-score) + self.mean * ndtr(score - self._sigma))

    @property
    def marks(self) -> Numbers:
        """The times between which `staying` changes slowly."""
        return np.exp(self._mu + self._sigma * np.arange(-9.0, 9.5, 0.5))


@dataclass(frozen=True)
class Weibull:
    """Gives up ever more readily (shape above 1) or ever less (below 1)."""

    shape: float
    scale: float
    for_ever: ClassVar[float] = 0.0

    def __post_init__(self) -> None:
        positive("The shape of the patience", self.shape)
        positive("The scale of the patience", self.scale)

    def staying(self, times: Numbers) -> Numbers:
        """Return the share that is patient for longer than each of *times*."""
        return np.asarray(np.exp(-((times / self.scale) ** self.shape)))

    def stay(self, times: Numbers) -> Numbers:
        """Return the mean of min(patience, time) for each of *times*."""
        power = 1 / self.shape
        whole = self.scale * power * float(gamma_function(power))
        return np.asarray(whole * gammainc(power, (times / self.scale) ** self.shape))

    @property
    def marks(self) -> Numbers:
        """The times between which `staying` changes slowly."""
        return np.asarray(self.scale * POWERS ** (1 / self.shape))


@dataclass(frozen=True)
class Gamma:
    """Between fixed and exponential (sd below the mean), or more spread than both."""

    mean: float
    sd: float
    for_ever: ClassVar[float] = 0.0

    def __post_init__(self) -> None:
        positive("The mean patience", self.mean)
        positive("The standard deviation of the patience", self.sd)

    @property
    def _shape(self) -> float:
        return (self.mean / self.sd) ** 2

    def staying(self, times: Numbers) -> Numbers:
        """Return the share that is patient for longer than each of *times*."""
        return np.asarray(gammaincc(self._shape, times * self._shape / self.mean))

    def stay(self, times: Numbers) -> Numbers:
        """Return the mean of min(patience, time) for each of *times*."""
        gone = gammainc(self._shape + 1, times * self._shape / self.mean)
        return np.asarray(times * self.staying(times) + self.mean * gone)

    @property
    def marks(self) -> Numbers:
        """The times between which `staying` changes slowly."""
        around = self.mean + self.sd * np.arange(-8.0, 30.0, 0.5)
        return np.concatenate([self.mean * POWERS, around[around > 0]])


@dataclass(frozen=True)
class Uniform:
    """Anything between two times, equally likely."""

    least: float
    most: float
    for_ever: ClassVar[float] = 0.0

    def __post_init__(self) -> None:
        not_negative("The least patience", self.least)
        if not positive("The longest patience", self.most) > self.least:
            raise BadNumberError("The longest patience is not above the least.", "Swap them.")

    def staying(self, times: Numbers) -> Numbers:
        """Return the share that is patient for longer than each of *times*."""
        return np.clip((self.most - times) / (self.most - self.least), 0.0, 1.0)

    def stay(self, times: Numbers) -> Numbers:
        """Return the mean of min(patience, time) for each of *times*."""
        inside = np.clip(times, self.least, self.most) - self.least
        return np.minimum(times, self.least) + inside * (
            1 - inside / (2 * (self.most - self.least))
        )

    @property
    def marks(self) -> Numbers:
        """The times between which `staying` is smooth."""
        return np.array([self.least, self.most])


class Empirical:
    """One of the patiences that were observed, equally likely; infinite ones never give up."""

    def __init__(self, observed: Sequence[float]) -> None:
        if not len(observed):
            raise BadNumberError("No patience was observed.", "Give at least one.")
        for value in observed:
            if value != inf:
                not_negative("An observed patience", value)
        self._finite = np.sort(np.array([value for value in observed if value != inf], dtype=float))
        self._sums = np.concatenate([[0.0], np.cumsum(self._finite)])
        self._count = len(observed)
        self.for_ever = 1 - len(self._finite) / len(observed)

    def _gone(self, times: Numbers) -> NDArray[np.int64]:
        return np.asarray(np.searchsorted(self._finite, times, side="right"))

    def staying(self, times: Numbers) -> Numbers:
        """Return the share that is patient for longer than each of *times*."""
        return np.asarray(1 - self._gone(times) / self._count)

    def stay(self, times: Numbers) -> Numbers:
        """Return the mean of min(patience, time) for each of *times*."""
        gone = self._gone(times)
        return np.asarray((self._sums[gone] + times * (self._count - gone)) / self._count)

    @property
    def marks(self) -> Numbers:
        """The times between which `staying` is smooth."""
        return np.unique(self._finite)
