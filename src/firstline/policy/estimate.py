"""How long it will take: the expected wait of a caller, as a range.

Knows no call and no clock. The estimate is QL of Whitt (1999): with q callers ahead, n agents and
a mean handle time h, the wait has the mean (q + 1) h / n and the standard deviation
sqrt(q + 1) h / n.
"""

from math import sqrt
from typing import Final

from mypy_extensions import i64

from firstline.domain.time import NEVER, Duration
from firstline.domain.wait import RANGES

UNKNOWN: Final[i64] = -1
"Nothing honest can be said: nobody is there who could take the call."


def expected_wait(ahead: i64, agents: i64, handle: Duration) -> Duration:
    """Return the mean wait with *ahead* callers before this one, or NEVER without agents."""
    if agents <= 0:
        return NEVER
    return (ahead + 1) * handle // agents


def upper_wait(ahead: i64, agents: i64, handle: Duration) -> Duration:
    """Return the mean wait plus one standard deviation, or NEVER without agents."""
    if agents <= 0:
        return NEVER
    spread = sqrt(float(ahead + 1)) * float(handle) / float(agents)
    return expected_wait(ahead, agents, handle) + i64(spread)


def wait_range(ahead: i64, agents: i64, handle: Duration) -> i64:
    """Return the index in RANGES to tell a caller, or UNKNOWN.

    The range is the one that holds the mean wait plus half a standard deviation: callers forgive
    a wait shorter than was said more easily than a longer one.
    """
    mean = expected_wait(ahead, agents, handle)
    if mean >= NEVER:
        return UNKNOWN
    told = (mean + upper_wait(ahead, agents, handle)) // 2
    index: i64 = 0
    for _, high in RANGES:
        if told < high:
            return index
        index += 1
    return index - 1
