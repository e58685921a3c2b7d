"""Simulated calls as a file, one row each: Parquet or CSV, by the end of the file's name.

Written block by block, so that the memory stays. Names stand where the simulator has numbers,
nothing where there is nothing; instants are UTC to the microsecond, lengths whole microseconds.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.parquet
from msgspec import Struct

from firstline.domain.hotline import Hotline
from firstline.errors import FailureError, InputError
from firstline.sim.columns import Block
from firstline.sim.kernel.rows import COLUMNS
from firstline.study.tally.counts import PATHS, URGENCIES
from firstline.study.tally.ends import OUTCOMES
from firstline.study.tally.histogram import Integers

INSTANTS: Final = ("arrived", "queued", "answered", "reached", "ended")
LENGTHS: Final = ("talk", "told", "told_high")
NUMBERS: Final = ("caller", "attempt", "transfers", "offers", "ahead", "servers", "level")
_ISO: Final = "%Y-%m-%dT%H:%M:%SZ"
"With microseconds: arrow writes seconds as exactly as the instants are."


class Names(Struct, frozen=True):
    """What the numbers in rows stand for."""

    streams: tuple[str, ...]
    agents: tuple[str, ...]


def names_of(hotline: Hotline) -> Names:
    """Return the names of a hotline's streams and agents, by index."""
    return Names(
        tuple(stream.name for stream in hotline.streams),
        tuple(seat.name for seat in hotline.seats),
    )


def table(unit: int, block: Block, names: Names) -> Any:
    """Return a block of unit *unit* as an Arrow table."""
    columns = {
        "unit": pa.array(np.full(len(block["caller"]), unit, dtype=np.int64)),
        **{name: _optional(block[name]) for name in NUMBERS[:2]},
        "matter": _named(block["matter"], names.streams),
        "path": _named(block["path"], PATHS),
        "first_stream": _named(block["first_stream"], names.streams),
        "stream": _named(block["stream"], names.streams),
        "urgency": _named(block["urgency"], URGENCIES[1:]),
        **{name: _instants(block[name]) for name in INSTANTS},
        "outcome": _named(block["outcome"], tuple(outcome.value for outcome in OUTCOMES)),
        "agent": _named(block["agent"], names.agents),
        **{f"{name}_us": _optional(block[name]) for name in LENGTHS},
        **{name: _optional(block[name]) for name in NUMBERS[2:]},
    }
    return pa.table(columns)


@contextmanager
def calls_file(path: Path, names: Names) -> Iterator[Callable[[int, Block], None]]:
    """Open a file of calls, and yield what writes a unit's block to it."""
    try:
        file = _File(path, names)
        try:
            yield file.write
        finally:
            file.close()
    except OSError as error:
        raise FailureError(
            f"The calls cannot be written to {path} ({(error.strerror or str(error)).lower()}).",
            "Name a file in a folder that you may write to, where there is room.",
        ) from error


class _File:
    """A file that is being written; of no calls, too, it has its columns."""

    def __init__(self, path: Path, names: Names) -> None:
        self._names: Final = names
        self._kind: Final = kind_of(path)
        nothing = {name: np.zeros(0, dtype=np.int64) for name in COLUMNS}
        self._writer: Final = self._kind.open(path, table(0, nothing, names))

    def write(self, unit: int, block: Block) -> None:
        """Write the rows of a block."""
        self._kind.write(self._writer, table(unit, block, self._names))

    def close(self) -> None:
        """Finish the file."""
        self._writer.close()


class Kind(Struct, frozen=True):
    """A format of files."""

    open: Callable[[Path, Any], Any]
    write: Callable[[Any, Any], None]
    bytes: int
    "Of a call, about."


def kind_of(path: Path) -> Kind:
    """Return the format that the end of the file's name asks for."""
    kind = KINDS.get(path.suffix.lower())
    if kind is None:
        raise InputError(
            f"Calls cannot be written as “{path.name}”.",
            f"End its name with {' or '.join(KINDS)}.",
        )
    return kind


def _open_csv(path: Path, rows: Any) -> Any:
    return pyarrow.csv.CSVWriter(path, _plain(rows).schema)


def _write_csv(writer: Any, rows: Any) -> None:
    writer.write(_plain(rows))


def _plain(rows: Any) -> Any:
    """Return the table as it stands in CSV: instants in ISO 8601, names as texts."""
    for place, field in enumerate(rows.schema):
        column = rows.column(place)
        if pa.types.is_timestamp(field.type):
            rows = rows.set_column(place, field.name, pc.strftime(column, format=_ISO))
        elif pa.types.is_dictionary(field.type):
            rows = rows.set_column(place, field.name, column.cast(pa.string()))
    return rows


KINDS: Final = {
    ".parquet": Kind(
        lambda path, rows: pyarrow.parquet.ParquetWriter(path, rows.schema, compression="zstd"),
        lambda writer, rows: writer.write_table(rows),
        bytes=60,
    ),
    ".csv": Kind(_open_csv, _write_csv, bytes=280),
}


def _optional(values: Integers) -> Any:
    return pa.array(values, mask=values < 0)


def _instants(values: Integers) -> Any:
    return pa.array(values, mask=values < 0).cast(pa.timestamp("us", tz="UTC"))


def _named(values: Integers, names: tuple[str, ...]) -> Any:
    places = pa.array(values.astype(np.int32), mask=values < 0)
    return pa.DictionaryArray.from_arrays(places, pa.array(names, pa.string()))
