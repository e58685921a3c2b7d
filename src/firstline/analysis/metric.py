"""What a metric is: a number that never goes without its name, formula, thresholds and clock.

Knows no records: the numbers come from service.py (callers) and staff.py (agents).
"""

from collections.abc import Callable
from enum import Enum
from typing import Final, Generic, TypeVar

from msgspec import Struct


class Unit(Enum):
    """How a metric's number is to be read."""

    COUNT = "count"
    SHARE = "share"
    "0 to 1."
    DURATION = "duration"
    "Microseconds."


class Clock(Enum):
    """From when a wait counts."""

    NONE = ""
    QUEUE = "queue"
    "From the caller's entry into the first line."
    ARRIVAL = "arrival"
    "From the caller's arrival: menus count too, as they do for the caller."


class Words(Struct, frozen=True):
    """A text in both languages."""

    hu: str
    en: str

    def in_language(self, language: str) -> str:
        """Return the text; English in every language but Hungarian."""
        return self.hu if language == "hu" else self.en


class Thresholds(Struct, frozen=True, kw_only=True):
    """What T and S stand for in formulas, in microseconds. There is no default of the field's."""

    within: int
    "T: an answer in time."
    short: int
    "S: who abandons within it had perhaps misdialled."


class Metric(Struct, frozen=True, kw_only=True):
    """What a number is."""

    id: str
    name: Words
    formula: Words
    unit: Unit
    clock: Clock = Clock.NONE


Sampled = TypeVar("Sampled")


class Measure(Generic[Sampled]):
    """A metric, and how it is computed of a sample. None: there is nothing to tell."""

    def __init__(self, metric: Metric, value: Callable[[Sampled], float | None]) -> None:
        self.metric: Final = metric
        self.value: Final = value


def mean(values: list[int]) -> float | None:
    """Return the mean, or None of nothing: no calls is not 0 seconds.

    >>> mean([1, 2])
    1.5
    >>> mean([]) is None
    True
    """
    return sum(values) / len(values) if values else None


def percentile(values: list[int], percent: int) -> float | None:
    """Return the smallest value that *percent* of the values do not exceed (nearest rank).

    >>> percentile([10, 20, 30, 40], 50)
    20.0
    >>> percentile([10, 20, 30, 40], 90)
    40.0
    """
    if not values:
        return None
    return float(sorted(values)[-(-len(values) * percent // 100) - 1])


def share(part: float, whole: float) -> float | None:
    """Return *part* of *whole*, or None of nothing: no calls is neither 0 % nor 100 %.

    >>> share(1, 4)
    0.25
    """
    return part / whole if whole else None
