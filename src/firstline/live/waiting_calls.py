"""Who waits, ordered by since when: for every goal and urgency, and all together.

Sorted lists of numbers are changed in place: with thousands who wait, a step costs microseconds,
and nobody is ever counted anew. It knows no journal.
"""

from bisect import bisect_left, insort
from typing import Final, NamedTuple

from firstline.live.board_rows import WaitingRow


class Waits(NamedTuple):
    """How many wait in a line, and since when the one does who has waited longest."""

    many: int
    since: int | None


class WaitingCalls:
    """The callers in line."""

    def __init__(self) -> None:
        self.changed: Final[set[str]] = set()
        "Goals whose lines are not as they were; emptied by whoever has looked."
        self._rows: Final[dict[int, tuple[WaitingRow, int]]] = {}
        self._lines: Final[dict[tuple[str, str], list[tuple[int, int]]]] = {}
        self._all: Final[list[tuple[int, int]]] = []

    def __len__(self) -> int:
        return len(self._all)

    def __contains__(self, call: int) -> bool:
        return call in self._rows

    def row(self, call: int) -> tuple[WaitingRow, int] | None:
        """Return the row of *call*, and since when it counts as waiting."""
        return self._rows.get(call)

    def put(self, row: WaitingRow, since: int) -> None:
        """Let a call wait, or wait otherwise than before."""
        self.remove(row.call)
        place = (since, row.call)
        insort(self._all, place)
        insort(self._lines.setdefault((row.goal, row.urgency), []), place)
        self._rows[row.call] = row, since
        self.changed.add(row.goal)

    def remove(self, call: int) -> None:
        """Let a call wait no more, if it does."""
        row, since = self._rows.pop(call, (None, 0))
        if row is None:
            return
        line = self._lines[row.goal, row.urgency]
        for places in (self._all, line):
            del places[bisect_left(places, (since, call))]
        if not line:
            del self._lines[row.goal, row.urgency]
        self.changed.add(row.goal)

    def of(self, goal: str, urgency: str) -> Waits:
        """Return how it stands in a line."""
        line = self._lines.get((goal, urgency))
        return Waits(len(line), line[0][0]) if line else Waits(0, None)

    def goals(self) -> list[str]:
        """Return the goals for which somebody waits."""
        return sorted({goal for goal, _ in self._lines})

    def longest(self, at_most: int) -> dict[int, WaitingRow]:
        """Return those who have waited longest, by call, in order."""
        return {call: self._rows[call][0] for _, call in self._all[:at_most]}

    def clear(self) -> None:
        """Nobody waits any more."""
        for call in list(self._rows):
            self.remove(call)
