"""Opening hours: when a hotline is open, by the clock on its own wall.

Knows no plan and no clock: it answers for the instant it is asked about.
"""

from datetime import UTC, date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from mypy_extensions import i64

from firstline.domain.time import Instant


class Span:
    """A part of a day, in minutes from midnight; `end` is not in it and may be 1440."""

    def __init__(self, start: i64, end: i64) -> None:
        self.start: Final[i64] = start
        self.end: Final[i64] = end


class Week:
    """Opening hours for each day of the week, with dates that go by other hours."""

    def __init__(
        self, zone: str, days: list[list[Span]], exceptions: dict[str, list[Span]]
    ) -> None:
        self.zone: Final[str] = zone
        "IANA name."
        self.days: Final[list[list[Span]]] = days
        "Monday first."
        self.exceptions: Final[dict[str, list[Span]]] = exceptions
        "By ISO date: holidays (mostly an empty list) and special days."
        self._zone: Final[ZoneInfo] = ZoneInfo(zone)
        self._from: i64 = 0
        self._until: i64 = 0
        self._open: bool = False

    def is_open(self, at: Instant) -> bool:
        """Whether the hotline is open at *at*."""
        if not self._from <= at < self._until:
            self._look_up(at)
        return self._open

    def _look_up(self, at: Instant) -> None:
        """Find the state at *at* and the time for which it holds, so that most calls ask once.

        Hours become instants before they are compared: an hour that the clock shows twice is then
        no trap, and the answer for an instant never depends on what was asked before.
        """
        day = datetime.fromtimestamp(float(at // 1_000_000), self._zone).date()
        self._open = False
        self._from = self._instant(day, 0)
        self._until = self._instant(day, 1440)
        for span in self._spans(day):
            begin, end = self._instant(day, span.start), self._instant(day, span.end)
            if begin <= at < end:
                self._open, self._from, self._until = True, begin, end
                return
            if end <= at:
                self._from = max(self._from, end)
            elif begin > at:
                self._until = min(self._until, begin)

    def _spans(self, day: date) -> list[Span]:
        special = self.exceptions.get(day.isoformat())
        return self.days[day.weekday()] if special is None else special

    def _instant(self, day: date, minute: i64) -> Instant:
        midnight = datetime(day.year, day.month, day.day, tzinfo=self._zone)
        # Wall-clock addition: a day with a clock change still opens at the written hour.
        local = midnight + timedelta(minutes=int(minute))
        return round(local.astimezone(UTC).timestamp()) * 1_000_000


def always_open(zone: str) -> Week:
    """Return a week without a closed minute."""
    return Week(zone, [[Span(0, 1440)] for _ in range(7)], {})
