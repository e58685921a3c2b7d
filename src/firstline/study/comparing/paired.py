"""Figures over independent units of simulation, and the differences between two runs of them.

Two runs with the same seed meet the same callers in every unit, so a difference is taken unit by
unit: most of chance cancels out. It knows nothing of what is counted.
"""

from collections.abc import Sequence
from math import isnan, sqrt
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtrit

from firstline.study.results import Estimate

Array: TypeAlias = NDArray[np.float64]
CERTAINTY: Final = 0.95
UNTOLD: Final = Estimate(None)


class Figure:
    """A ratio of two sums over all units, and how far each unit moves it."""

    def __init__(self, part: Sequence[float] | Array, whole: Sequence[float] | Array) -> None:
        """Take the sums of every unit; a unit with nothing to tell has 0 in *whole*."""
        parts, wholes = np.asarray(part, float), np.asarray(whole, float)
        total = float(wholes.sum())
        self.value: Final = float(parts.sum()) / total if total else None
        self.pull: Final[Array] = (
            (parts - (self.value or 0.0) * wholes) * (len(wholes) / total)
            if total
            else np.zeros(len(wholes))
        )
        "The unit's part in the figure's error: of mean 0. By the delta method for ratios."

    def estimate(self) -> Estimate:
        """Return the figure with its interval."""
        return UNTOLD if self.value is None else Estimate(self.value, half_width(self.pull))

    def minus(self, other: "Figure") -> Estimate:
        """Return by how much it is larger than the same figure of the same units, run otherwise."""
        if self.value is None or other.value is None:
            return UNTOLD
        return Estimate(self.value - other.value, half_width(self.pull - other.pull))


def half_width(units: Array) -> float | None:
    """Return half the interval of the mean of independent *units*; None of fewer than two."""
    count = len(units)
    if count < 2:
        return None
    quantile = float(stdtrit(count - 1, (1 + CERTAINTY) / 2))
    half = quantile * float(units.std(ddof=1)) / sqrt(count)
    return None if isnan(half) else half
