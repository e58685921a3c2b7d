"""What the commands that read a hotline's memory share: where it is, and its clock.

Reads only, also while the hotline runs.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import Annotated, TypeAlias
from zoneinfo import ZoneInfo

import typer

from firstline.errors import FirstlineError, InputError
from firstline.journal.plan import hotline_of
from firstline.live.archive import Archive, ArchiveReader
from firstline.live.database import FILE, sqlite_url

Data: TypeAlias = Annotated[Path, typer.Option(help="The hotline's data directory.")]
StoreUrl: TypeAlias = Annotated[
    str | None, typer.Option("--store", help="A database's URL; without it, the file in DATA.")
]


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


def local(instant: int, zone: tzinfo) -> datetime:
    """Return an instant on the hotline's clock."""
    return datetime.fromtimestamp(instant / 1_000_000, zone)


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
