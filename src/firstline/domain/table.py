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


_ROW: Final[i64] = 16
"Signals that a row has room for: more than anybody has."


def packed(rows: Rows) -> vec[i64]:
    """Return what follows on each signal in each state, one row after the other."""
    states = 1 + max(state for state, _ in rows)
    return vec[i64](
        [rows.get((state, signal), -1) for state in range(states) for signal in range(_ROW)]
    )


def after(cells: vec[i64], state: i64, signal: i64) -> i64:
    """Return what follows on *signal* in *state*, or HOLE."""
    place = state * _ROW + signal
    return cells[place] if place < len(cells) else HOLE
