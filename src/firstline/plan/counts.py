"""Reads interval counts from a CSV file: calls as they were counted, and what is wrong with them.

Two forms are known by their headers, a row per day and a row per interval. It knows nothing of
what the calls were about.
"""

import csv
import re
from collections.abc import Iterator
from functools import lru_cache
from io import StringIO
from pathlib import Path
from typing import Final

from firstline.plan import limits
from firstline.plan.counts_cells import Row
from firstline.plan.counts_long import long
from firstline.plan.counts_tally import Counted, Problem, Tally
from firstline.plan.counts_wide import wide

HOW: Final = (
    "Begin with “date,00:00,00:30,…” and a row per day, or “start,calls” and one per interval."
)


def counted(path: Path, zone: str) -> tuple[Counted | None, tuple[Problem, ...]]:
    """Return what was counted, by the clock of *zone*, or what is wrong with the file."""
    try:
        size = path.stat().st_size if path.is_file() else None
        changed = path.stat().st_mtime_ns if path.is_file() else 0
    except (OSError, ValueError):  # no right to look, or a name that no file has
        size, changed = None, 0
    if size is None:
        return _refused("there is no such file", "Paths start from the plan's folder.")
    if size > limits.COUNTS_BYTES:
        what = f"the file is larger than {limits.COUNTS_BYTES:,} bytes"
        return _refused(what, "Keep the last year, or longer intervals.")
    return _read(path, zone, changed)


def _refused(what: str, remedy: str) -> tuple[None, tuple[Problem, ...]]:
    return None, (Problem(1, 1, what, remedy),)


@lru_cache(maxsize=64)
def _read(path: Path, zone: str, _changed: int) -> tuple[Counted | None, tuple[Problem, ...]]:
    """Read a file once, although several streams may name it; anew when it has been changed."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        return _refused(f"the file cannot be read ({error.strerror})", "Check its rights.")
    except UnicodeDecodeError:
        return _refused("this is not UTF-8 text", "Save the file as CSV in UTF-8.")
    return count(text, zone)


def count(text: str, zone: str) -> tuple[Counted | None, tuple[Problem, ...]]:
    """Return what the *text* of a file says was counted, or what is wrong with it."""
    tally = Tally(zone)
    rows = _rows(text)
    try:
        header = next(rows, None)
        if header is not None and _is_long(header):
            long(tally, rows)
        elif header is not None and header[1][0].strip().lower() == "date":
            wide(tally, header, rows)
        else:
            tally.wrong(1, 1, "this is no header of interval counts", HOW)
    except csv.Error as error:
        tally.wrong(1, 1, f"this is not CSV: {error}", HOW)
    if tally.problems:
        return None, tuple(tally.problems)
    return tally.counted(), ()


def _rows(text: str) -> Iterator[Row]:
    """Yield the rows that are not empty, with their lines."""
    first = text.partition("\n")[0]
    delimiter = ";" if ";" in first and "," not in first else ","
    reader = csv.reader(StringIO(text), delimiter=delimiter)
    for cells in reader:
        if any(cell.strip() for cell in cells):
            yield reader.line_num, cells


def _is_long(header: Row) -> bool:
    return [re.sub(r"\s", "", cell).lower() for cell in header[1]] == ["start", "calls"]
