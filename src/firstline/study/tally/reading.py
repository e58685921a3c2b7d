"""A block of rows of calls, read once: how each ended, how long what took.

Knows the rows' columns, not into which cells they are counted.
"""

from functools import cached_property
from typing import Final, NamedTuple

import numpy as np

from firstline.analysis.metric import Clock, Thresholds
from firstline.domain.call import Outcome
from firstline.sim.columns import Block
from firstline.study.tally.ends import OUTCOMES, categories
from firstline.study.tally.histogram import FINE, Integers, intervals_of

CLOCKS: Final = (Clock.QUEUE, Clock.ARRIVAL)
SUMS: Final = (
    "wait", "wait-arrival", "abandoned-wait", "talk", "to-right-human", "transfers", "offers",
    "redials", "transferred", "reached", "helped",
)  # fmt: skip
"What is added up: microseconds, then how often, then how many calls."


class Some(NamedTuple):
    """Some rows, and something of each."""

    rows: Integers
    amounts: Integers | None
    "None: 1 of each."


class Lengths(NamedTuple):
    """Some rows, and a length of each."""

    rows: Integers
    amounts: Integers
    intervals: Integers
    "Of the fine histogram, in which the lengths are."


class Reading:
    """What there is to count of a block."""

    def __init__(self, block: Block, limits: Thresholds) -> None:
        self._block: Final = block
        stream = np.where(block["first_stream"] >= 0, block["first_stream"], block["matter"])
        self.line: Final[Integers] = 3 * stream + block["urgency"] + 1
        "By stream and urgency."
        self.caller: Final[Integers] = 3 * block["matter"] + block["path"]
        "By matter and path."
        self.ends: Final = {clock: categories(block, limits, clock) for clock in CLOCKS}
        self.queued: Final = np.flatnonzero(block["queued"] >= 0)
        self._served: Final = np.where(block["answered"] >= 0, block["answered"], block["ended"])
        self.entered: Final = np.where(block["queued"] >= 0, block["queued"], block["arrived"])
        "When the call came to its line; where it never did, when it arrived."

    @cached_property
    def waited(self) -> list[Integers]:
        """How long each of `queued` waited, answered or not, on both clocks."""
        begins = (self._block["queued"], self._block["arrived"])
        return [(self._served - begin)[self.queued] for begin in begins]

    @cached_property
    def lengths(self) -> list[Lengths]:
        """What goes into histograms, in the order of results.Waited."""
        block = self._block
        was_answered = (block["queued"] >= 0) & (block["answered"] >= 0)
        answered = np.flatnonzero(was_answered)
        left = (block["outcome"] == OUTCOMES.index(Outcome.ABANDONED)) & (block["queued"] >= 0)
        abandoned = np.flatnonzero(left & ~was_answered)
        reached = np.flatnonzero(block["reached"] >= 0)
        return [
            _lengths(answered, block["answered"] - block["queued"]),
            _lengths(abandoned, block["ended"] - block["queued"]),
            _lengths(answered, block["answered"] - block["arrived"]),
            _lengths(reached, block["reached"] - block["arrived"]),
        ]

    @cached_property
    def sums(self) -> list[Some]:
        """What is added up, in the order of SUMS."""
        answered, abandoned, from_arrival, reached = self.lengths
        transfers = self._some("transfers", 0)
        return [
            Some(answered.rows, answered.amounts),
            Some(from_arrival.rows, from_arrival.amounts),
            Some(abandoned.rows, abandoned.amounts),
            self._some("talk", 0),
            Some(reached.rows, reached.amounts),
            transfers,
            self._some("offers", 0),
            self._some("attempt", 0)._replace(amounts=None),
            transfers._replace(amounts=None),
            Some(reached.rows, None),
            self._some("level", 1)._replace(amounts=None),
        ]

    def _some(self, column: str, over: int) -> Some:
        rows = np.flatnonzero(self._block[column] > over)
        return Some(rows, self._block[column][rows])


def _lengths(rows: Integers, amounts: Integers) -> Lengths:
    chosen = amounts[rows]
    return Lengths(rows, chosen, intervals_of(chosen, FINE))
