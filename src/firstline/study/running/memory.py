"""Whether there is room for a run, before it starts: what it needs by its calls, and what there is.

Without records of calls the memory does not grow with their number; with them, those of some units
are in it at once, and all of them on the disk. How a run is made is not known here.
"""

import shutil
from pathlib import Path
from typing import Final

from firstline.domain.time import DAY
from firstline.errors import InputError
from firstline.sim.kernel.population import Span
from firstline.sim.kernel.rows import COLUMNS
from firstline.study.tally.counts import Counts, Scheme

MEMINFO: Final = Path("/proc/meminfo")
COPIES: Final = 3
"Of what a process hands over: there, on its way, and here."
PROCESS: Final = 150_000_000
"Bytes of a process that does nothing yet."
_ROW: Final = 8 * len(COLUMNS)
_UNITS: Final = ("bytes", "kB", "MB", "GB", "TB", "PB")


def calls_per_day(days: Span) -> float:
    """Return how many calls a day brings, each repeated as often as it may be."""
    calls = 0.0
    for source in days.sources:
        redial = source.matter.redial
        again = sum(redial.share**attempt for attempt in range(int(redial.at_most) + 1))
        calls += source.rates.total() * again
    return calls * int(DAY) / int(days.end - days.begin)


def memory_for(scheme: Scheme, processes: int, kept: float) -> int:
    """Return the bytes that a run needs, with *kept* rows in the memory at once."""
    counts = (processes + 1) * COPIES * Counts(scheme).bytes
    return round(processes * PROCESS + counts + COPIES * kept * _ROW)


def check_memory(needed: int, meminfo: Path = MEMINFO) -> None:
    """Refuse a run that needs more memory than there is."""
    there = available(meminfo)
    if there is not None and needed > there:
        raise InputError(
            f"The run would need about {said(needed)} of memory; {said(there)} are free.",
            "Simulate fewer calls or streams, use fewer processes (--jobs), or leave out --calls.",
        )


def check_disk(needed: float, path: Path) -> None:
    """Refuse to write a file that is larger than the room on its disk."""
    folder = path.absolute().parent
    if not folder.is_dir():
        raise InputError(f"There is no folder {folder}.", "Make it, or name another file.")
    there = shutil.disk_usage(folder).free
    if needed > there:
        raise InputError(
            f"The calls would need about {said(needed)} in {folder}; {said(there)} are free.",
            "Simulate fewer days, write Parquet instead of CSV, or name a file on another disk.",
        )


def available(meminfo: Path) -> int | None:
    """Return the bytes of memory that programs may still have; None where nobody knows."""
    if not meminfo.is_file():
        return None
    for line in meminfo.read_text(encoding="ascii").splitlines():
        name, _, value = line.partition(":")
        if name == "MemAvailable":
            return int(value.split()[0]) * 1024
    return None


def said(size: float) -> str:
    """Return a number of bytes in words.

    >>> said(1_500_000)
    '1.5 MB'
    """
    power = 0
    while size >= 1000 and power < len(_UNITS) - 1:
        size /= 1000
        power += 1
    return f"{size:.0f} {_UNITS[power]}" if power == 0 else f"{size:.1f} {_UNITS[power]}"
