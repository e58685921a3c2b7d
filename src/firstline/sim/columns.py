"""The rows of simulated calls, column by column, for whoever counts them."""

from collections.abc import Callable, Iterable, Mapping
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray
from typing_extensions import override

from firstline.sim.kernel.rows import COLUMNS, Rows, Sink

Block: TypeAlias = Mapping[str, NDArray[np.int64]]
"Rows of calls by column, as the simulator names them."

ENOUGH: Final = 65_536
"Rows that are worth counting at once."


def as_table(rows: Rows) -> NDArray[np.int64]:
    """Return the rows of a block, a line each, good until the next block."""
    cells = np.frombuffer(memoryview(rows.cells), dtype=np.int64)
    return cells.reshape(-1, len(COLUMNS))[: int(rows.count)]


def columns_of(rows: Rows, names: Iterable[str]) -> list[NDArray[np.int64]]:
    """Return these columns of a block, good until the next block."""
    table = as_table(rows)
    return [table[:, COLUMNS.index(name)] for name in names]


class Blocks(Sink):
    """Gathers rows, and hands them on as larger blocks; whoever ends a run asks for the last."""

    def __init__(self, take: Callable[[Block], None]) -> None:
        self._take: Final = take
        self._gathered: list[NDArray[np.int64]] = []
        self._count = 0

    @override
    def take(self, rows: Rows) -> None:
        self._gathered.append(as_table(rows).T.copy())
        self._count += int(rows.count)
        if self._count >= ENOUGH:
            self.hand_on()

    def hand_on(self) -> None:
        """Hand on what there is."""
        if self._gathered:
            columns = np.concatenate(self._gathered, axis=1)
            self._take(dict(zip(COLUMNS, columns, strict=True)))
        self._gathered = []
        self._count = 0
