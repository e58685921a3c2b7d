"""Our own simulator, measured: one span of a hotline, its CPU time, and the totals of its rows."""

from dataclasses import dataclass
from time import process_time
from typing import Final

import numpy as np
from numpy.typing import NDArray

from firstline.domain.hotline import Hotline
from firstline.domain.time import MINUTE
from firstline.sim.columns import as_table
from firstline.sim.kernel.population import Population, Span
from firstline.sim.kernel.rows import COLUMNS, Column, Rows, Sink
from firstline.sim.kernel.run import new_run

INTERVAL: Final = 30 * MINUTE


class Totals(Sink):
    """Adds up every column of the rows, as machine words."""

    def __init__(self) -> None:
        self.rows = 0
        self.sums: NDArray[np.int64] = np.zeros(len(COLUMNS), dtype=np.int64)
        self.waited = 0
        "Microseconds before the first answer or the end, of those who were in line."
        self.abandoned = 0

    def take(self, rows: Rows) -> None:
        """Add a block."""
        table = as_table(rows)
        self.sums += np.einsum("ij->j", table)
        self.rows += rows.count
        answered, queued = table[:, Column.ANSWERED], table[:, Column.QUEUED]
        left = np.where(answered >= 0, answered, table[:, Column.ENDED])
        self.waited += int(np.where(queued >= 0, left - queued, 0).sum())
        self.abandoned += int(((answered < 0) & (queued >= 0)).sum())


@dataclass(frozen=True, slots=True)
class Simulated:
    """What came of a span, and the CPU seconds that it took."""

    totals: Totals
    staff: tuple[int, ...]
    "Microseconds of all agents, by state."
    seconds: float


def simulate(hotline: Hotline, population: Population, span: Span, seed: int) -> Simulated:
    """Simulate a span; building the run is not measured, ending it is."""
    totals = Totals()
    run = new_run(hotline, population, span, seed=seed, sink=totals, interval=INTERVAL)
    began = process_time()
    run.finish()
    seconds = process_time() - began
    lengths = np.frombuffer(memoryview(run.staff.lengths), dtype=np.int64)
    by_state = lengths.reshape(len(hotline.teams), run.staff.states, -1).sum(axis=(0, 2))
    return Simulated(totals, tuple(int(length) for length in by_state), seconds)
