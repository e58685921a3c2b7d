"""The clock on the hotline's own wall: in which interval of the week an instant is.

Knows dates and the changes of the clock, not what happens at these instants.
"""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Final
from zoneinfo import ZoneInfo

import numpy as np

from firstline.domain.time import DAY, HOUR
from firstline.plan.times import WEEKDAYS
from firstline.study.tally.histogram import Integers

_THURSDAY: Final = 3
"1970-01-01 was one; Monday is 0."


class Wall:
    """The wall clock over one span of at most a week that begins at midnight."""

    def __init__(self, begin: int, end: int, zone: str, interval: int) -> None:
        self._begin: Final = begin
        self._end: Final = end
        self._per_day: Final = int(DAY) // interval
        self._interval: Final = interval
        self._changes, self._offsets = _offsets(begin, end, ZoneInfo(zone))

    def local(self, instants: Integers) -> Integers:
        """Return what the clock shows, as microseconds since its own 1970."""
        held = np.searchsorted(self._changes, instants, side="right") - 1
        shown: Integers = instants + self._offsets[np.maximum(held, 0)]
        return shown

    def intervals(self, instants: Integers) -> Integers:
        """Return the interval of the week, from Monday's midnight on.

        What is after the span counts in its last interval.
        """
        shown = self.local(np.clip(instants, self._begin, self._end - 1))
        days = (shown // int(DAY) + _THURSDAY) % 7
        return days * self._per_day + shown % int(DAY) // self._interval

    def dates(self) -> dict[str, str]:
        """Return the dates of the span by day of the week."""
        first = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(
            microseconds=int(self.local(np.array([self._begin]))[0])
        )
        days = [first + timedelta(days=day) for day in range(self._days())]
        return {WEEKDAYS[day.weekday()]: day.date().isoformat() for day in days}

    def _days(self) -> int:
        first, last = self.local(np.array([self._begin, self._end - 1])) // int(DAY)
        return int(last - first) + 1


def _offsets(begin: int, end: int, zone: ZoneInfo) -> tuple[Integers, Integers]:
    """Return from which instants on the clock is how far from UTC."""
    hour = int(HOUR)
    instants = range(begin // hour * hour, end + hour, hour)
    offsets = [_offset(instant, zone) for instant in instants]
    kept = [0, *(n + 1 for n, (was, then) in enumerate(pairwise(offsets)) if was != then)]
    return (
        np.array([instants[n] for n in kept], dtype=np.int64),
        np.array([offsets[n] for n in kept], dtype=np.int64),
    )


def _offset(instant: int, zone: ZoneInfo) -> int:
    offset = datetime.fromtimestamp(instant // 1_000_000, zone).utcoffset() or timedelta()
    return offset // timedelta(microseconds=1)
