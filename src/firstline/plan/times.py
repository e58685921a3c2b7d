"""The times of a plan: lengths, opening hours, days of the week, dates, moments, time zones.

Each is written as text and read here into a typed value, or refused with a remedy. It knows
nothing of the sections in which they stand.
"""

import re
from datetime import date, datetime
from typing import Annotated, Final, NamedTuple, TypeAlias
from zoneinfo import available_timezones

from pydantic import BeforeValidator, WithJsonSchema

from firstline.domain.time import DAY, HOUR, MINUTE, NEVER, SECOND
from firstline.plan.faults import short, suggest
from firstline.plan.refusal import quoted, refuse

UNITS: Final[dict[str, int]] = {
    "ms": 1_000,
    "s": SECOND,
    "sec": SECOND,
    "second": SECOND,
    "seconds": SECOND,
    "min": MINUTE,
    "minute": MINUTE,
    "minutes": MINUTE,
    "h": HOUR,
    "hour": HOUR,
    "hours": HOUR,
    "d": DAY,
    "day": DAY,
    "days": DAY,
}
LENGTH: Final = r"\d{1,9}(?:\.\d{1,6})? ?[a-z]+(?: \d{1,9}(?:\.\d{1,6})? ?[a-z]+)*"
LONGEST: Final = 36_525 * DAY
HOW_LONG: Final = "Write a number with its unit, like “20 s”, “5 min” or “1 h 30 min”."


def read_length(written: object) -> int:
    """Return the microseconds of a length of time as it is written in a plan.

    >>> read_length("1 h 30 min")
    5400000000
    """
    if isinstance(written, int):  # a default, or a plan made by a program
        return written
    text = " ".join(written.split()) if isinstance(written, str) else ""
    if re.fullmatch(r"[\d.]{1,20}", text):
        remedy = f"Write the unit: “{text} s” or “{text} min”."
        raise refuse(f"“{text}” is not a length of time", remedy)
    if len(text) > 80 or not re.fullmatch(LENGTH, text):
        raise refuse(f"{quoted(written)} is not a length of time", HOW_LONG)
    total = sum(_part(number, unit) for number, unit in re.findall(r"([\d.]+) ?([a-z]+)", text))
    if total > LONGEST:
        raise refuse(f"“{text}” is longer than 100 years", "Write “never” where it may be said.")
    return total


def _part(number: str, unit: str) -> int:
    if unit not in UNITS:
        raise refuse(f"“{short(unit)}” is not a unit of time", "Units: ms, s, min, h, d.")
    return round(float(number) * UNITS[unit])


def read_length_or_never(written: object) -> int:
    """Return the microseconds of a length of time, or NEVER."""
    return int(NEVER) if written == "never" else read_length(written)


def say_length(length: int) -> str:
    """Return a length of time as a plan would write it.

    >>> say_length(5_400_000_000)
    '1 h 30 min'
    """
    if length >= NEVER:
        return "never"
    parts = []
    for unit in ("d", "h", "min", "s", "ms"):
        count, length = divmod(length, UNITS[unit])
        if count:
            parts.append(f"{count} {unit}")
    return " ".join(parts) or "0 s"


Length: TypeAlias = Annotated[
    int,
    BeforeValidator(read_length),
    WithJsonSchema({"type": "string", "pattern": f"^{LENGTH}$", "examples": ["20 s", "5 min"]}),
]
LengthOrNever: TypeAlias = Annotated[
    int,
    BeforeValidator(read_length_or_never),
    WithJsonSchema(
        {"type": "string", "pattern": f"^({LENGTH}|never)$", "examples": ["5 min", "never"]}
    ),
]


class OpenSpan(NamedTuple):
    """A part of a day in minutes from midnight; the end is not in it."""

    start: int
    end: int


SPAN: Final = r"(\d{1,2}):(\d{2}) ?[-–] ?(\d{1,2}):(\d{2})"
HOW_HOURS: Final = "Write “08:00-20:00”, a list of such, “closed” or “always”."


def read_hours(written: object) -> object:
    """Return the parts of a day in which the hotline is open."""
    if written == "closed":
        return ()
    if written == "always":
        return (OpenSpan(0, 1440),)
    spans = written if isinstance(written, list | tuple) else [written]
    return tuple(sorted(span if isinstance(span, OpenSpan) else _span(span) for span in spans))


def _span(written: object) -> OpenSpan:
    found = re.fullmatch(SPAN, written.strip()) if isinstance(written, str) else None
    if found is None:
        raise refuse(f"{quoted(written)} are not opening hours", HOW_HOURS)
    hour, minute, end_hour, end_minute = map(int, found.groups())
    span = OpenSpan(hour * 60 + minute, end_hour * 60 + end_minute)
    if max(minute, end_minute) > 59 or max(span) > 1440:
        raise refuse(f"{quoted(written)} is not a time of day", "A day goes from 00:00 to 24:00.")
    if span.start >= span.end:
        remedy = "Past midnight, write “22:00-24:00” and, for the next day, “00:00-06:00”."
        raise refuse(f"{quoted(written)} ends before it begins", remedy)
    return span


Hours: TypeAlias = Annotated[
    tuple[OpenSpan, ...],
    BeforeValidator(read_hours),
    WithJsonSchema(
        {
            "oneOf": [
                {"type": "string", "pattern": f"^({SPAN}|closed|always)$"},
                {"type": "array", "items": {"type": "string", "pattern": f"^{SPAN}$"}},
            ],
            "examples": ["08:00-20:00", "closed", ["08:00-12:00", "13:00-17:00"]],
        }
    ),
]

WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def read_days(written: str) -> list[int] | None:
    """Return the days of the week that *written* means, Monday is 0; None if it means none.

    >>> read_days("mon-wed, sun")
    [0, 1, 2, 6]
    """
    days: list[int] = []
    for part in written.lower().split(","):
        ends = [_weekday(end.strip()) for end in part.split("-")]
        if None in ends or len(ends) > 2:
            return None
        first, last = ends[0] or 0, ends[-1] or 0
        if first > last:
            return None
        days.extend(range(first, last + 1))
    return days


def _weekday(word: str) -> int | None:
    return WEEKDAYS.index(word[:3]) if word[:3] in WEEKDAYS else None


def read_date(written: object) -> object:
    """Return a day of the calendar."""
    if isinstance(written, date):
        return written
    try:
        return date.fromisoformat(written if isinstance(written, str) else "")
    except ValueError:
        what = f"{quoted(written)} is not a date"
        raise refuse(what, "Write year, month and day, like “2026-12-24”.") from None


def read_moment(written: object) -> object:
    """Return a day and time; without an offset it is meant in the hotline's timezone."""
    if isinstance(written, datetime):
        return written
    try:
        return datetime.fromisoformat(written if isinstance(written, str) else "")
    except ValueError:
        remedy = "Write a date and a time, like “2026-12-24 18:00”."
        raise refuse(f"{quoted(written)} is not a date and time", remedy) from None


def read_timezone(written: object) -> object:
    """Return the name of a time zone that exists."""
    known = available_timezones()
    if not isinstance(written, str) or written not in known:
        text = written if isinstance(written, str) else ""
        near = suggest(text, sorted(known), "Examples")
        remedy = near if near.startswith("Did") else "Write it like “Europe/Budapest”."
        raise refuse(f"{quoted(written)} is not a timezone", remedy)
    return written


Day: TypeAlias = Annotated[date, BeforeValidator(read_date)]
Moment: TypeAlias = Annotated[
    datetime, BeforeValidator(read_moment), WithJsonSchema({"type": "string"})
]
Timezone: TypeAlias = Annotated[str, BeforeValidator(read_timezone)]
