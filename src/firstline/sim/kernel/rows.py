"""What became of each call, as one row of numbers; handed over in blocks, so that memory stays.

Rows lie one after the other, and a block is small enough to stay near the processor. They can be
looked at by others without being copied (sim/columns.py). Nothing is decided here.
"""

from typing import Final

from librt.vecs import vec
from mypy_extensions import i64, mypyc_attr

CAPACITY: Final[i64] = 4_096
"Rows of a block."
NONE: Final[i64] = -1
"Stands where there is nothing to tell."


class Column:
    """Where each number lies in its row. Instants and lengths are microseconds."""

    CALLER: Final[i64] = 0
    "Its source's index * 2**32, and which of its callers."
    ATTEMPT: Final[i64] = 1
    MATTER: Final[i64] = 2
    "Index of the stream that the caller's matter belongs to."
    PATH: Final[i64] = 3
    "Index of PATHS."
    SOURCE: Final[i64] = 4
    ARRIVED: Final[i64] = 5
    STREAM: Final[i64] = 6
    "Index of the last stream, or NONE."
    FIRST_STREAM: Final[i64] = 7
    "Index of the stream first waited for, or NONE."
    URGENCY: Final[i64] = 8
    "Of the first line: FIRST or SECOND; NONE without one."
    QUEUED: Final[i64] = 9
    "When the first line was entered, or NONE."
    ANSWERED: Final[i64] = 10
    "When first connected with an agent, or NONE."
    REACHED: Final[i64] = 11
    "When connected with the right human, or NONE."
    ENDED: Final[i64] = 12
    OUTCOME: Final[i64] = 13
    "Index of the outcome in the order of Outcome."
    TRANSFERS: Final[i64] = 14
    OFFERS: Final[i64] = 15
    "How often an agent was rung."
    TALK: Final[i64] = 16
    "How long, with all agents together."
    AGENT: Final[i64] = 17
    "Seat index of the last who talked, or NONE."
    TOLD: Final[i64] = 18
    "The shortest wait of the range that was told first, or NONE."
    TOLD_HIGH: Final[i64] = 19
    "The longest of it."
    AHEAD: Final[i64] = 20
    "How many stood in the first line on entering it."
    SERVERS: Final[i64] = 21
    "How many agents on duty took from it then."
    LEVEL: Final[i64] = 22
    "Of the first team to answer, for the stream waited for; 0 without one."


COLUMNS: Final[tuple[str, ...]] = (
    "caller",
    "attempt",
    "matter",
    "path",
    "source",
    "arrived",
    "stream",
    "first_stream",
    "urgency",
    "queued",
    "answered",
    "reached",
    "ended",
    "outcome",
    "transfers",
    "offers",
    "talk",
    "agent",
    "told",
    "told_high",
    "ahead",
    "servers",
    "level",
)
"Their names, by index."
WIDTH: Final[i64] = 23
"Numbers in a row."


@mypyc_attr(allow_interpreted_subclasses=True)
class Sink:
    """Takes blocks of rows."""

    def take(self, rows: "Rows") -> None:
        """Use the first `rows.count` rows; they are overwritten afterwards."""


class Rows:
    """The rows of a block."""

    def __init__(self, sink: Sink) -> None:
        self.sink: Final[Sink] = sink
        self.count: i64 = 0
        self.cells: Final[vec[i64]] = vec[i64]([0] * int(CAPACITY * WIDTH))
        "Row after row."

    def next_row(self) -> i64:
        """Return where the next row begins."""
        if self.count == CAPACITY:
            self.hand_over()
        self.count += 1
        return (self.count - 1) * WIDTH

    def hand_over(self) -> None:
        """Hand over what there is, and begin anew."""
        if self.count > 0:
            self.sink.take(self)
        self.count = 0
