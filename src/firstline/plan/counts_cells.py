"""One cell of a file of interval counts, and what holds for both of its forms.

Every fault is taken down with its line and column. It knows neither form.
"""

import re
from collections.abc import Sequence
from datetime import date
from typing import Final, TypeAlias

from firstline.plan import limits
from firstline.plan.counts_tally import Tally, say_slot
from firstline.plan.faults import short

Row: TypeAlias = tuple[int, Sequence[str]]
"A line's number and its cells."
MOST_CALLS: Final = 10_000_000
"In one interval."


def column_of(cells: Sequence[str], number: int) -> int:
    """Return where a cell begins in its line."""
    return 1 + sum(len(cell) + 1 for cell in cells[:number])


def begin_day(tally: Tally, line: int, day: date) -> bool:
    """Take down that *day* was counted; there is a limit."""
    if len(tally.dates) >= limits.COUNTED_DAYS and day not in tally.dates:
        what = f"there are more than {limits.COUNTED_DAYS:,} days"
        tally.wrong(line, 1, what, "Keep the last years.")
        return False
    tally.dates.setdefault(day, line)
    return True


def count_in(tally: Tally, row: Row, number: int) -> int | None:
    """Return the count in a cell; None where there is something wrong with it."""
    line, cells = row
    text = cells[number].strip()
    if text.isdecimal() and len(text) < 9 and int(text) <= MOST_CALLS:
        return int(text)
    tally.wrong(line, column_of(cells, number), *_no_count(text))
    return None


def _no_count(text: str) -> tuple[str, str]:
    """Return what is wrong with a count, and a remedy."""
    if not text:
        return "there is no count", "Write 0 if nobody called."
    if re.fullmatch(r"\d+", text):
        return f"{short(text)} calls are too many", f"At most {MOST_CALLS:,} in one interval."
    if re.fullmatch(r"-\s*\d+([.,]\d+)?", text):
        return f"{text} calls are fewer than none", "Write 0 or more."
    if re.fullmatch(r"\d+[.,]\d+", text):
        return f"{text} is not a whole number of calls", "Write how many called, not a mean."
    return f"“{short(text)}” is not a number of calls", "Write digits only."


def never_was(tally: Tally, place: tuple[int, int], day: date, minute: int) -> None:
    """Take down that calls were counted at a time which the clock left out."""
    what = f"{say_slot(day, minute)} never was in {tally.zone}: the clock was put forward"
    tally.wrong(*place, what, "Write 0 there, or check the plan's timezone.")


def check_dates(tally: Tally) -> None:
    """Find dates that are missing; a day of the week that never occurs is no working day."""
    if not tally.dates:
        tally.wrong(1, 1, "there are no counts", "Write a row for each day or interval.")
        return
    gaps: dict[date, list[date]] = {}
    for missing, following in tally.missing_dates():
        gaps.setdefault(following, []).append(missing)
    for following, dates in gaps.items():
        more = f" and {len(dates) - 1} more are" if len(dates) > 1 else " is"
        what = f"{dates[0]}{more} missing before this line"
        tally.wrong(tally.dates[following], 1, what, "Add them, with 0 if nobody called.")
