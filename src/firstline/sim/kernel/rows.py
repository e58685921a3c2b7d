"""What became of each call, as one row of numbers; handed over in blocks, so that memory stays.

Columns are packed and can be looked at by others without being copied. Nothing is decided here.
"""

from typing import Final

from librt.vecs import vec
from mypy_extensions import i64, mypyc_attr

CAPACITY: Final[i64] = 65_536
"Rows of a block."
NONE: Final[i64] = -1
"Stands where there is nothing to tell."

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
"The columns of a row, as they are named in Rows."


@mypyc_attr(allow_interpreted_subclasses=True)
class Sink:
    """Takes blocks of rows."""

    def take(self, rows: "Rows") -> None:
        """Use the first `rows.count` of each column; they are overwritten afterwards."""


def _column() -> vec[i64]:
    return vec[i64]([0] * int(CAPACITY))


class Rows:
    """The rows of a block, column by column. Instants and lengths are microseconds."""

    def __init__(self, sink: Sink) -> None:
        self.sink: Final[Sink] = sink
        self.count: i64 = 0
        self.caller: Final[vec[i64]] = _column()
        "Its source's index * 2**32, and which of its callers."
        self.attempt: Final[vec[i64]] = _column()
        self.matter: Final[vec[i64]] = _column()
        "Index of the stream that the caller's matter belongs to."
        self.path: Final[vec[i64]] = _column()
        "Index of PATHS."
        self.source: Final[vec[i64]] = _column()
        self.arrived: Final[vec[i64]] = _column()
        self.stream: Final[vec[i64]] = _column()
        "Index of the last stream, or NONE."
        self.first_stream: Final[vec[i64]] = _column()
        "Index of the stream first waited for, or NONE."
        self.urgency: Final[vec[i64]] = _column()
        "Of the first line: FIRST or SECOND; NONE without one."
        self.queued: Final[vec[i64]] = _column()
        "When the first line was entered, or NONE."
        self.answered: Final[vec[i64]] = _column()
        "When first connected with an agent, or NONE."
        self.reached: Final[vec[i64]] = _column()
        "When connected with the right human, or NONE."
        self.ended: Final[vec[i64]] = _column()
        self.outcome: Final[vec[i64]] = _column()
        "Index of the outcome in the order of Outcome."
        self.transfers: Final[vec[i64]] = _column()
        self.offers: Final[vec[i64]] = _column()
        "How often an agent was rung."
        self.talk: Final[vec[i64]] = _column()
        "How long, with all agents together."
        self.agent: Final[vec[i64]] = _column()
        "Seat index of the last who talked, or NONE."
        self.told: Final[vec[i64]] = _column()
        "The shortest wait of the range that was told first, or NONE."
        self.told_high: Final[vec[i64]] = _column()
        "The longest of it."
        self.ahead: Final[vec[i64]] = _column()
        "How many stood in the first line on entering it."
        self.servers: Final[vec[i64]] = _column()
        "How many agents on duty took from it then."
        self.level: Final[vec[i64]] = _column()
        "Of the first team to answer, for the stream waited for; 0 without one."

    def next_row(self) -> i64:
        """Return where the next row is to be written."""
        if self.count == CAPACITY:
            self.hand_over()
        self.count += 1
        return self.count - 1

    def hand_over(self) -> None:
        """Hand over what there is, and begin anew."""
        if self.count > 0:
            self.sink.take(self)
        self.count = 0
