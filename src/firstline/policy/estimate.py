"""How long it will take: the expected wait of a caller, as a range.

Knows no call and no clock. What callers are told is QL of Whitt (1999): with q callers ahead, n
agents and a mean handle time h, the wait has the mean (q + 1) h / n and the standard deviation
sqrt(q + 1) h / n. Beside it stand QL where callers leave, and the two delays of Ibrahim and Whitt
(2009, 2011) that need no count of agents: LES and HOL. study/estimates.py measures all of them.
"""

from math import sqrt
from typing import Final

from mypy_extensions import i64

from firstline.domain.time import NEVER, Duration, Instant
from firstline.domain.wait import LONGEST

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


def expected_wait_where_some_leave(
    ahead: i64, agents: i64, handle: Duration, patience: Duration
) -> Duration:
    """Return the mean wait where those ahead leave after a mean *patience*; NEVER without agents.

    The sum of 1 / (n mu + k theta) over k = 0 to q (Whitt 1999, section 3): with k callers ahead,
    the next step forward comes when an agent is done or one of the k leaves.
    """
    if agents <= 0:
        return NEVER
    if patience >= NEVER or handle <= 0:
        return expected_wait(ahead, agents, handle)
    served = float(agents) / float(handle)
    leaving = 1.0 / float(patience) if patience > 0 else 1.0
    total = 0.0
    k: i64 = 0
    while k <= ahead:
        total += 1.0 / (served + float(k) * leaving)
        k += 1
    return i64(total)


def last_to_enter_service(queued: Instant, answered: Instant) -> Duration:
    """Return LES: who was answered last has waited so long, and so will the next to come."""
    return answered - queued


def head_of_line(queued: Instant, now: Instant) -> Duration:
    """Return HOL: whoever is next has waited so long already, and so will the next to come."""
    return now - queued


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
    while index < len(LONGEST) - 1 and told >= LONGEST[index]:
        index += 1
    return index
