"""Laps: how many calls an implementation did in how much CPU time, and what many of them say."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Lap:
    """One measurement."""

    calls: int
    seconds: float
    "CPU time."

    @property
    def speed(self) -> float:
        """Calls per CPU-second."""
        return self.calls / self.seconds


def speed(laps: Sequence[Lap]) -> float:
    """Return the median speed."""
    return median(lap.speed for lap in laps)


def ratio(ours: Sequence[Lap], others: Sequence[Lap]) -> float | None:
    """Return how much faster ours are, by the median of pairs measured side by side."""
    if not others:
        return None
    return median(one.speed / other.speed for one, other in zip(ours, others, strict=True))
