"""Where a falling function comes down to a level: for the percentiles of waits.

Knows no queue.
"""

from collections.abc import Callable

from firstline.theory.checks import below_one

SMALLEST = 1e-12
"Waits shorter than this part of the scale count as none."
HALVINGS = 48
"Enough for 14 digits: the bracket is at most as wide as its upper end."


def percentile(beyond: Callable[[float], float], share: float, scale: float) -> float:
    """Return the shortest time that *share* of the callers do not exceed.

    *beyond* gives the share of callers whose wait is longer than a time; *scale* is a time of the
    same order as the answer, in the same unit.
    """
    level = 1 - below_one("The share of the percentile", share)
    if beyond(0.0) <= level:
        return 0.0
    high = scale
    while beyond(high) > level:
        high = 2 * high
    while beyond(high / 2) <= level and high > SMALLEST * scale:
        high = high / 2
    low = high / 2
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if beyond(middle) > level else (low, middle)
    return high
