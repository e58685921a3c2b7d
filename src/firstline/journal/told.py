"""Records as they are told to programs: instants in ISO 8601, lengths in seconds (`_s`).

Knows no protocol; the HTTP interface and the command line tell the same.
"""

from datetime import UTC, datetime
from enum import Enum
from functools import lru_cache
from typing import Final

from msgspec import Struct
from msgspec.structs import fields

INSTANTS: Final = frozenset({"arrived", "queued", "answered", "reached", "began", "ended"})
LENGTHS: Final = frozenset(
    {"wait", "wait_from_arrival", "to_right_human", "talk", "hold", "wrap_up", "ringing"}
)

SECONDS_KEPT: Final = 64
"""Live, most instants that are told lie in the last few seconds."""


def told(record: Struct) -> dict[str, object]:
    """Return a contact, segment or stint by field."""
    return dict(_told(field.name, getattr(record, field.name)) for field in fields(record))


def iso(instant: int) -> str:
    """Return an instant in ISO 8601, to the millisecond.

    >>> iso(1_767_225_600_000_000)
    '2026-01-01T00:00:00.000Z'
    """
    return f"{exact(instant)[:-4]}Z"


def exact(instant: int) -> str:
    """Return an instant in ISO 8601 as the journal knows it, to the microsecond.

    >>> exact(1_767_225_600_000_001)
    '2026-01-01T00:00:00.000001Z'
    """
    seconds, part = divmod(instant, 1_000_000)
    return f"{_second(seconds)}.{part:06d}Z"


@lru_cache(SECONDS_KEPT)
def _second(seconds: int) -> str:
    return f"{datetime.fromtimestamp(seconds, UTC):%Y-%m-%dT%H:%M:%S}"


def _told(name: str, value: object) -> tuple[str, object]:
    if isinstance(value, int) and name in INSTANTS:
        return name, iso(value)
    if name in LENGTHS:
        return f"{name}_s", value / 1_000_000 if isinstance(value, int) else None
    return name, value.value if isinstance(value, Enum) else value
