"""When in the day people call: curves, as calls per hour from each time of day on.

It knows the built-in curves and those that a plan writes, and no days of the week.
"""

from collections.abc import Mapping
from itertools import pairwise
from typing import Final

from firstline.plan.counts_tally import Steps
from firstline.plan.wall import DAY_MINUTES

FLAT: Final = "flat"
"Where a plan names no curve."


def _hourly(*weights: float) -> dict[int, float]:
    """Return a curve with a weight for each hour from midnight."""
    return {60 * hour: weight for hour, weight in enumerate(weights)}


# fmt: off
BUILT_IN: Final[Mapping[str, Mapping[int, float]]] = {
    FLAT: {0: 1},
    # Two peaks, at 10 and at 15, and a few calls at night.
    "bank-day": _hourly(
        0.6, 0.4, 0.3, 0.3, 0.3, 0.5, 1.2, 3.0, 6.5, 9.0, 10.0, 9.6,
        8.4, 8.0, 8.8, 9.0, 8.0, 6.6, 5.0, 4.0, 3.2, 2.4, 1.6, 1.0,
    ),
    # From 8 to 17 only, with a dip at noon.
    "office-day": _hourly(
        0, 0, 0, 0, 0, 0, 0, 0, 8, 11, 12, 11,
        7, 8, 10, 9, 7, 0, 0, 0, 0, 0, 0, 0,
    ),
    # Households: before work and after it.
    "utility-day": _hourly(
        0.8, 0.5, 0.4, 0.4, 0.5, 1.2, 3.5, 6.5, 8.5, 8.5, 7.5, 6.8,
        6.5, 6.0, 6.0, 6.5, 7.5, 9.0, 10.0, 9.5, 7.5, 5.0, 3.0, 1.6,
    ),
}
# fmt: on


def per_hour(curve: Mapping[int, float], per_day: float) -> Steps:
    """Return the calls per hour, from each minute on, that make *per_day* calls by *curve*.

    >>> per_hour({480: 3, 720: 1}, 240)
    ((0, 0.0), (480, 30.0), (720, 10.0))
    """
    points = sorted({0: 0.0, **curve}.items())
    ends = [minute for minute, _ in points[1:]] + [DAY_MINUTES]
    weight = sum(
        share * (end - minute) / 60 for (minute, share), end in zip(points, ends, strict=True)
    )
    return tuple((minute, share * per_day / weight if weight else 0.0) for minute, share in points)


def calls(steps: Steps) -> float:
    """Return how many calls a day of 24 hours brings.

    >>> calls(((0, 0.0), (480, 30.0), (720, 10.0)))
    240.0
    """
    whole = [*steps, (DAY_MINUTES, 0.0)]
    return sum(rate * (end - minute) / 60 for (minute, rate), (end, _) in pairwise(whole))
