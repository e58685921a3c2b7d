"""The clock on the wall: days of a time zone as they really pass, with 23, 24 or 25 hours.

A day is cut into stretches between changes of the clock, so that no hour is counted twice and none
is invented. It knows time zones and no plan.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

from firstline.domain.time import DAY, MINUTE

DAY_MINUTES: Final = 1440
_MINUTE: Final = int(MINUTE)
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND: Final = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a day in which the clock on the wall runs evenly."""

    begin: int
    "Instant."
    end: int
    minute: int
    "What the clock shows at the beginning, in minutes from midnight."

    @property
    def last(self) -> int:
        """What the clock would show at the end."""
        return self.minute + (self.end - self.begin) // _MINUTE

    def at(self, minute: int) -> int:
        """Return the instant at which the clock shows *minute*, if it lies in this stretch."""
        return self.begin + (minute - self.minute) * _MINUTE


def instant(zone: str, day: date, minute: int) -> int:
    """Return when the clock shows *minute* of *day*; of two such moments the first."""
    shown = datetime(day.year, day.month, day.day) + timedelta(minutes=minute)  # noqa: DTZ001
    return since_epoch(shown.replace(tzinfo=ZoneInfo(zone)))


def shown(zone: str, at: int) -> datetime:
    """Return what the clock shows at an instant."""
    return (_EPOCH + timedelta(microseconds=at)).astimezone(ZoneInfo(zone))


@lru_cache(maxsize=4096)
def stretches(zone: str, day: date) -> tuple[Stretch, ...]:
    """Return the stretches of *day*: one, or two where the clock is changed."""
    begin, end = instant(zone, day, 0), instant(zone, day + timedelta(days=1), 0)
    if begin >= end:
        return ()  # a day that a country has left out, on its way over the date line
    first = _minute_shown(zone, begin, day)
    if _offset(zone, begin) == _offset(zone, end - _MINUTE):
        return (Stretch(begin, end, first),)
    change = _change(zone, begin, end)
    return (
        Stretch(begin, change, first),
        Stretch(change, end, _minute_shown(zone, change, day)),
    )


def length(zone: str, day: date, start: int, end: int) -> int:
    """Return how many minutes really pass while the clock shows *start* to *end* on *day*."""
    return sum(
        max(0, min(end, stretch.last) - max(start, stretch.minute))
        for stretch in stretches(zone, day)
    )


def is_even(zone: str, day: date) -> bool:
    """Whether *day* has 24 hours, each of them once."""
    parts = stretches(zone, day)
    return len(parts) == 1 and parts[0].end - parts[0].begin == DAY


def _change(zone: str, begin: int, end: int) -> int:
    """Return when the clock is changed between two instants, by bisection."""
    before = _offset(zone, begin)
    low, high = 0, (end - begin) // _MINUTE
    while high - low > 1:
        middle = (low + high) // 2
        if _offset(zone, begin + middle * _MINUTE) == before:
            low = middle
        else:
            high = middle
    return begin + high * _MINUTE


def _minute_shown(zone: str, at: int, day: date) -> int:
    clock = shown(zone, at)
    return (clock.date() - day).days * DAY_MINUTES + clock.hour * 60 + clock.minute


def _offset(zone: str, at: int) -> timedelta | None:
    return shown(zone, at).utcoffset()


def since_epoch(moment: datetime) -> int:
    """Return the instant of a moment with a zone."""
    return (moment.astimezone(UTC) - _EPOCH) // _MICROSECOND
