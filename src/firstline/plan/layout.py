"""Places boxes in columns, each near what leads to it, without overlaps.

It knows boxes and columns only: not what they stand for, nor how they are drawn.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(slots=True, eq=False)
class Box:
    """Something with a height, in a column; `y` is its upper edge once it has been placed."""

    height: float
    handle: float
    "How far below the upper edge the lines come in."
    sources: list[tuple["Box", float]] = field(default_factory=list)
    "What leads here, and how far below its upper edge the line begins."
    y: float = 0.0

    def wish(self) -> float | None:
        """Return where the box would like to be; None where nothing leads to it."""
        if not self.sources:
            return None
        return sum(box.y + offset for box, offset in self.sources) / len(self.sources) - self.handle


def place(columns: Sequence[list[Box]], gap: float) -> None:
    """Give each box its place, column by column; the boxes of a column are put in order."""
    for column in columns:
        wishes = _wishes(column, gap)
        column.sort(key=lambda box: wishes[id(box)])
        _spread(column, [wishes[id(box)] for box in column], gap)


def _wishes(column: Sequence[Box], gap: float) -> dict[int, float]:
    """Return where each box of *column* would like to be; those without a wish come last."""
    wishes: dict[int, float] = {}
    lowest = 0.0
    for box in column:
        wish = box.wish()
        if wish is not None:
            wishes[id(box)] = wish
            lowest = max(lowest, wish + box.height + gap)
    for box in column:
        if id(box) not in wishes:
            wishes[id(box)] = lowest
            lowest += box.height + gap
    return wishes


def _spread(column: Sequence[Box], wishes: Sequence[float], gap: float) -> None:
    """Move boxes apart by as little as possible (least squares, pooling adjacent violators)."""
    before = 0.0
    pools: list[tuple[float, int]] = []
    for box, wish in zip(column, wishes, strict=True):
        pool = (wish - before, 1)
        while pools and pools[-1][0] > pool[0]:
            mean, count = pools.pop()
            total = mean * count + pool[0] * pool[1]
            pool = (total / (count + pool[1]), count + pool[1])
        pools.append(pool)
        before += box.height + gap
    places = [mean for mean, count in pools for _ in range(count)]
    before = 0.0
    for box, put in zip(column, places, strict=True):
        box.y = put + before
        before += box.height + gap
