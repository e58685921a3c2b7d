"""Instants and durations, in whole microseconds, so that every clock agrees exactly.

Knows no clock: instants are told, never asked.
"""

from typing import Final, TypeAlias

from mypy_extensions import i64

Instant: TypeAlias = i64
"A moment: microseconds since the Unix epoch, UTC."

Duration: TypeAlias = i64
"A length of time in microseconds."

SECOND: Final[i64] = 1_000_000
MINUTE: Final[i64] = 60_000_000
HOUR: Final[i64] = 3_600_000_000
DAY: Final[i64] = 86_400_000_000
NEVER: Final[i64] = 4_000_000_000_000_000_000
"Later than every instant that can come; as a duration, no limit at all."


def seconds(value: float) -> Duration:
    """Return *value* seconds as a duration.

    >>> seconds(1.5)
    1500000
    """
    return round(value * 1_000_000.0)


def in_seconds(length: Duration) -> float:
    """Return a duration as seconds.

    >>> in_seconds(1_500_000)
    1.5
    """
    return float(length) / 1_000_000.0
