"""What the commands that read a hotline's memory share: where it is, its clock, how times look.

Reads only, also while the hotline runs.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, time, tzinfo
from pathlib import Path
from typing import Annotated, Final, TypeAlias
from zoneinfo import ZoneInfo

import typer
from pydantic_core import PydanticCustomError
from rich.console import Console

from firstline.errors import FirstlineError, InputError
from firstline.journal.plan import hotline_of
from firstline.live.archive import Archive, ArchiveReader
from firstline.live.database import FILE, sqlite_url
from firstline.plan.times import read_length

WIDE: Final = 200
"Columns of what is not printed to a terminal: nothing is to be cut off there."

Data: TypeAlias = Annotated[Path, typer.Option(help="The hotline's data directory.")]
StoreUrl: TypeAlias = Annotated[
    str | None, typer.Option("--store", help="A database's URL; without it, the file in DATA.")
]
AsJson: TypeAlias = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]


@contextmanager
def memory(data: Path, store: str | None) -> Iterator[Archive]:
    """Open the memory of the hotline that runs, or ran, on *data*."""
    if store is None and not (data / FILE).is_file():
        raise InputError(
            f"No hotline has run on the directory {data}: there is no {FILE} in it.",
            "Name its directory with --data, or its database with --store.",
        )
    with ArchiveReader(store or sqlite_url(data)) as archive:
        yield archive


def zone_of(archive: Archive) -> tzinfo:
    """Return the hotline's time zone; UTC where its plan cannot be read any more."""
    run = archive.last_run()
    if run is None:
        return UTC
    try:
        return ZoneInfo(hotline_of(archive.plan(run.plan)).week.zone)
    except FirstlineError:
        return UTC


def console() -> Console:
    """Return the console on standard output."""
    return Console(width=None if sys.stdout.isatty() else WIDE, highlight=False)


def local(instant: int, zone: tzinfo) -> datetime:
    """Return an instant on the hotline's clock."""
    return datetime.fromtimestamp(instant / 1_000_000, zone)


def clock(length: float | None) -> str:
    """Return a length as minutes and seconds; nothing for None.

    >>> clock(83_400_000)
    '1:23'
    >>> clock(3_723_000_000)
    '1:02:03'
    """
    if length is None:
        return ""
    minutes, seconds = divmod(int(length) // 1_000_000, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{seconds:02d}" if hours else f"{minutes}:{seconds:02d}"


def length(text: str) -> int:
    """Read a length as a plan has it: 20s, 5 min."""
    try:
        return read_length(text)
    except PydanticCustomError as error:
        context = error.context or {}
        raise typer.BadParameter(f"{context.get('what')}. {context.get('remedy')}") from error


def moment(text: str, zone: tzinfo) -> int:
    """Read a day, or a day and a time, on the hotline's clock, as an instant."""
    try:
        read = datetime.fromisoformat(text)
    except ValueError as error:
        raise typer.BadParameter(
            f"“{text}” is not a day. Write 2026-01-31, or “2026-01-31 09:00”."
        ) from error
    if read.tzinfo is None:
        read = read.replace(tzinfo=zone)
    return round(read.timestamp() * 1_000_000)


def midnight(instant: int, zone: tzinfo) -> int:
    """Return the beginning of the day in which *instant* is."""
    day = local(instant, zone).date()
    return round(datetime.combine(day, time(), zone).timestamp() * 1_000_000)
