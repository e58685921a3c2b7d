"""State tables, written as rows and looked up by index.

Knows nothing of what the states and signals mean.
"""

from typing import Final, TypeAlias

from librt.vecs import vec
from mypy_extensions import i64

Rows: TypeAlias = dict[tuple[int, int], int]
"What follows, by state and signal."

HOLE: Final[i64] = -1
"Stands where a signal has no meaning."


class Table:
    """What follows on a signal in a state, in one packed row after the other."""

    def __init__(self, rows: Rows, *, states: int, signals: int) -> None:
        self.signals: Final[i64] = signals
        cells = [
            rows.get((state, signal), -1) for state in range(states) for signal in range(signals)
        ]
        self.cells: Final[vec[i64]] = vec[i64](cells)

    def after(self, state: i64, signal: i64) -> i64:
        """Return what follows, or HOLE."""
        return self.cells[state * self.signals + signal]
