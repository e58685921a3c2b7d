"""Who is next in line: the disciplines for the two urgencies, as one pure function.

Knows no call, no queue and no clock: only how urgent a call is and how long it has waited.
The total order of all waiting calls is: score, then the earlier place, then the earlier call.
"""

from typing import Final

from mypy_extensions import i64

from firstline.domain.hotline import ACCUMULATING, FIRST, HEAD_START, Order
from firstline.domain.time import Duration

_FRONT: Final = 2.0e15
"""Above every wait (31 years), and exact to the microsecond: what a call that the guard has brought
to the front has over all others."""
_URGENT: Final = 1.0e15
"Above every wait, below the front: what the first queue has over the second under STRICT."


def score(order: Order, urgency: i64, waited: Duration) -> float:
    """Return how much a call deserves the next agent; the highest score is served.

    STRICT serves the first queue before the second; a call that has waited longer than the guard
    comes before both, by age alone. HEAD_START counts the first queue as having waited longer.
    ACCUMULATING gives each class its own rate per second of waiting (Kleinrock 1964).
    """
    if order.discipline == HEAD_START:
        return float(waited + order.head_start) if urgency == FIRST else float(waited)
    if order.discipline == ACCUMULATING:
        return order.rates[urgency] * float(waited)
    if waited > order.guard:
        return _FRONT + float(waited)
    if urgency == FIRST:
        return _URGENT + float(waited)
    return float(waited)
