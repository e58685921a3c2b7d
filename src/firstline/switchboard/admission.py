"""Admission: which calls are taken.

Beyond the plan's limits a call is refused at once, and told why. Knows nothing of what calls want.
"""

from typing import Final

from mypy_extensions import i64

from firstline.domain.time import SECOND, Instant
from firstline.switchboard.limits import CLOSING, TOO_FAST, TOO_MANY_CALLS, UNKNOWN_NUMBER
from firstline.switchboard.switchroom import Switchroom


class Admission:
    """Counts calls, and calls per second by a token bucket of one second's calls."""

    def __init__(self, room: Switchroom) -> None:
        self._room: Final[Switchroom] = room
        self._credit: i64 = room.hotline.rules.calls_per_second * SECOND
        "One call costs SECOND; the credit grows by `calls_per_second` a microsecond."
        self._seen: Instant = 0

    def refusal(self, dialled: str, now: Instant) -> str:
        """Return why a call now is not taken, or nothing: it is taken, and counts."""
        room = self._room
        rules = room.hotline.rules
        self._refill(now)
        if room.closing:
            return CLOSING
        if room.hotline.numbers and dialled not in room.hotline.numbers:
            return UNKNOWN_NUMBER
        if len(room.calls) >= rules.max_calls:
            return TOO_MANY_CALLS
        if self._credit < SECOND:
            return TOO_FAST
        self._credit -= SECOND
        return ""

    def _refill(self, now: Instant) -> None:
        rate = self._room.hotline.rules.calls_per_second
        full = rate * SECOND
        # A pause longer than a second fills the bucket; that also keeps the product small.
        elapsed = min(now - self._seen, SECOND)
        self._credit = min(self._credit + elapsed * rate, full)
        self._seen = now
