"""The times of a plan's demand: days of the week, times of day, working hours, weekly moments.

Unlike opening hours, working hours may go past midnight: a shift belongs to the day on which it
begins. It knows nothing of who works or calls then.
"""

import re
from datetime import datetime
from typing import Annotated, Final, NamedTuple, TypeAlias

from pydantic import BeforeValidator, WithJsonSchema

from firstline.plan.refusal import quoted, refuse
from firstline.plan.times import SPAN, WEEKDAYS, OpenSpan, read_days, read_moment

DAY_MINUTES: Final = 1440
TIME: Final = r"(\d{1,2}):(\d{2})"


class Weekly(NamedTuple):
    """A moment of every week, by the clock on the wall; Monday is 0."""

    weekday: int
    minute: int


def read_time(written: object) -> int:
    """Return a time of day in minutes from midnight.

    >>> read_time("08:30")
    510
    """
    if isinstance(written, int):
        return written
    found = re.fullmatch(TIME, written.strip()) if isinstance(written, str) else None
    if found is None:
        raise refuse(f"{quoted(written)} is not a time of day", "Write it like “08:30”.")
    hour, minute = int(found[1]), int(found[2])
    if hour > 23 or minute > 59:
        what = f"{quoted(written)} is not a time of day"
        raise refuse(what, "A day goes from “00:00” to “23:59”.")
    return hour * 60 + minute


def say_time(minute: int) -> str:
    """Return a time of day as a plan would write it.

    >>> say_time(510)
    '08:30'
    """
    return f"{minute // 60:02}:{minute % 60:02}"


def read_weekdays(written: object) -> object:
    """Return days of the week, Monday is 0."""
    parts = written if isinstance(written, list) else [written]
    text = ",".join(part for part in parts if isinstance(part, str))
    if isinstance(written, tuple):
        return written
    days = read_days(text) if text else None
    if days is None or len(parts) > 7:
        remedy = "Write “mon-fri”, “sat,sun”, or the days as a list."
        raise refuse(f"{quoted(written)} are not days of the week", remedy)
    return tuple(sorted(set(days)))


def read_work(written: object) -> object:
    """Return working hours in minutes from midnight; the end may be on the next day."""
    if isinstance(written, tuple):
        return written
    found = re.fullmatch(SPAN, written.strip()) if isinstance(written, str) else None
    if found is None:
        remedy = "Write them like “08:00-16:00”, or “22:00-06:00” past midnight."
        raise refuse(f"{quoted(written)} are not working hours", remedy)
    hour, minute, end_hour, end_minute = map(int, found.groups())
    start, end = hour * 60 + minute, end_hour * 60 + end_minute
    if max(minute, end_minute) > 59 or start >= DAY_MINUTES or end > DAY_MINUTES:
        raise refuse(f"{quoted(written)} is not a time of day", "A day goes from 00:00 to 24:00.")
    return OpenSpan(start, end if end > start else end + DAY_MINUTES)


def read_when(written: object) -> object:
    """Return a moment of every week (“tue 14:00”), or one of the calendar."""
    if isinstance(written, str):
        word, _, time = written.strip().partition(" ")
        if time and word[:3].lower() in WEEKDAYS and word.isalpha():
            return Weekly(WEEKDAYS.index(word[:3].lower()), read_time(time))
        if not re.match(r"\d{4}-", written):
            remedy = "Write “tue 14:00” for every week, or “2026-06-09 14:00” for once."
            raise refuse(f"{quoted(written)} is not a day and a time", remedy)
    return written if isinstance(written, Weekly) else read_moment(written)


TimeOfDay: TypeAlias = Annotated[
    int,
    BeforeValidator(read_time),
    WithJsonSchema({"type": "string", "pattern": f"^{TIME}$", "examples": ["08:30"]}),
]
Weekdays: TypeAlias = Annotated[
    tuple[int, ...],
    BeforeValidator(read_weekdays),
    WithJsonSchema(
        {
            "anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}],
            "examples": ["mon-fri", "sat,sun"],
        }
    ),
]
Work: TypeAlias = Annotated[
    OpenSpan,
    BeforeValidator(read_work),
    WithJsonSchema(
        {"type": "string", "pattern": f"^{SPAN}$", "examples": ["08:00-16:00", "22:00-06:00"]}
    ),
]
When: TypeAlias = Annotated[
    Weekly | datetime,
    BeforeValidator(read_when),
    WithJsonSchema({"type": "string", "examples": ["tue 14:00", "2026-06-09 14:00"]}),
]
