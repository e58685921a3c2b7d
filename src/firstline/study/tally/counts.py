"""What rows of calls come down to: sums, from which every figure follows, however many calls.

Calls are counted in cells: by line (stream and urgency) and by caller (matter and path). A call
that never came to a line counts for the stream of its matter. Counts of parts add up to those of
the whole, exactly and in any order: they are integers. Figures are not known here.
"""

from typing import Final

import numpy as np
from msgspec import Struct

from firstline.analysis.metric import Clock, Thresholds
from firstline.domain.agent import AGENT_STATES
from firstline.domain.time import DAY
from firstline.sim.columns import Block
from firstline.study.results import By, Group, Waited
from firstline.study.tally.ends import CATEGORIES
from firstline.study.tally.histogram import COARSE, FINE, Integers, intervals_of, size
from firstline.study.tally.reading import CLOCKS, SUMS, Lengths, Reading
from firstline.study.tally.wall import Wall

PATHS: Final = ("truthful", "pretending", "straight to zero")
URGENCIES: Final = ("", "first", "second")
"By a row's urgency + 1: never in a line, first queue, second queue."
STATES: Final = len(AGENT_STATES)
WIDTH: Final = len(CLOCKS) * CATEGORIES + len(SUMS)
_MAXIMA: Final = frozenset({"longest", "week_longest"})


class Scheme(Struct, frozen=True):
    """What there is to count."""

    streams: tuple[str, ...]
    teams: tuple[str, ...]
    interval: int
    "Microseconds; a day is a whole number of them."
    limits: Thresholds

    @property
    def per_day(self) -> int:
        """Intervals of a day."""
        return int(DAY) // self.interval

    @property
    def lines(self) -> int:
        """Cells by stream and urgency; as many follow by matter and path."""
        return 3 * len(self.streams)

    def cells(self, group: Group) -> list[int]:
        """Return in which cells a group's calls are."""
        if group.by is By.ALL:
            return list(range(self.lines))
        if group.by is By.URGENCY:
            return list(range(URGENCIES.index(group.name), self.lines, 3))
        first = 3 * self.streams.index(group.name)
        if group.by is By.CALLERS:
            return [self.lines + first + PATHS.index(group.path)]
        return [first, first + 1, first + 2]


class Counts:
    """The counts of one unit of simulation, or of several together."""

    def __init__(self, scheme: Scheme) -> None:
        week, lines = 7 * scheme.per_day, scheme.lines
        self.scheme: Final = scheme
        self.cells: Integers = _zeros(2 * lines, WIDTH)
        "By cell: the categories on both clocks, then SUMS."
        self.longest: Integers = _zeros(2 * lines, len(CLOCKS))
        self.waits: Integers = _zeros(len(Waited), 2 * lines, size(FINE))
        self.week: Integers = _zeros(week, lines, CATEGORIES + 1)
        "By interval of the week and line: the categories on the queue clock, then the wait."
        self.week_longest: Integers = _zeros(week, lines)
        self.day_waits: Integers = _zeros(scheme.per_day, lines, size(COARSE))
        "By interval of the day and line: the waits of the answered."
        self.staff: Integers = _zeros(len(scheme.teams), STATES, week)
        self.passed: Integers = _zeros(week)
        "How much time there was in each interval of the week."
        self.talks: Integers = _zeros(len(scheme.teams))
        "How often a team's agents were connected with a caller."
        self.days: Integers = _zeros(7)
        "Simulated days by day of the week."

    @property
    def calls(self) -> int:
        """How many calls are in it."""
        return int(self.cells[: self.scheme.lines, :CATEGORIES].sum())

    @property
    def bytes(self) -> int:
        """How much memory it takes, however many calls are counted."""
        return sum(array.nbytes for array in self._arrays().values())

    def add(self, block: Block, wall: Wall) -> None:
        """Count the rows of a block, whose week is that of *wall*."""
        read = Reading(block, self.scheme.limits)
        for cell in (read.line, self.scheme.lines + read.caller):
            self._count(cell, read)
        self._count_week(read, wall.intervals(read.entered))

    def add_staff(self, times: Integers, edges: Integers, wall: Wall) -> None:
        """Add the agents' times by team, state and interval; *edges* are between the intervals."""
        for place, interval in enumerate(wall.intervals(edges[:-1])):
            self.staff[:, :, interval] += times[:, :, place]
            self.passed[interval] += edges[place + 1] - edges[place]

    def merge(self, other: "Counts") -> None:
        """Add what another unit counted."""
        for name, ours in self._arrays().items():
            theirs = other.__dict__[name]
            combine = np.maximum if name in _MAXIMA else np.add
            combine(ours, theirs, out=ours)

    def _count(self, cell: Integers, read: Reading) -> None:
        for place, clock in enumerate(CLOCKS):
            first = place * CATEGORIES
            counted = _tally(cell * CATEGORIES + read.ends[clock], len(self.cells) * CATEGORIES)
            self.cells[:, first : first + CATEGORIES] += counted.reshape(-1, CATEGORIES)
            np.maximum.at(self.longest[:, place], cell[read.queued], read.waited[place])
        for place, (rows, amounts) in enumerate(read.sums, len(CLOCKS) * CATEGORIES):
            self.cells[:, place] += _tally(cell[rows], len(self.cells), amounts)
        for place, lengths in enumerate(read.lengths):
            at = cell[lengths.rows] * size(FINE) + lengths.intervals
            _raise(self.waits[place], at)

    def _count_week(self, read: Reading, interval: Integers) -> None:
        cell = interval * self.scheme.lines + read.line
        shape = self.week_longest.shape
        counted = _tally(
            cell * CATEGORIES + read.ends[Clock.QUEUE], self.week_longest.size * CATEGORIES
        )
        self.week[:, :, :CATEGORIES] += counted.reshape(*shape, CATEGORIES)
        answered = read.lengths[list(Waited).index(Waited.ANSWERED)]
        summed = _tally(cell[answered.rows], self.week_longest.size, answered.amounts)
        self.week[:, :, CATEGORIES] += summed.reshape(shape)
        np.maximum.at(self.week_longest.reshape(-1), cell[read.queued], read.waited[0])
        self._count_day(answered, interval % self.scheme.per_day * self.scheme.lines + read.line)

    def _count_day(self, answered: Lengths, cell: Integers) -> None:
        waits = intervals_of(answered.amounts, COARSE)
        _raise(self.day_waits, cell[answered.rows] * size(COARSE) + waits)

    def _arrays(self) -> dict[str, Integers]:
        return {name: it for name, it in self.__dict__.items() if isinstance(it, np.ndarray)}

    def __getstate__(self) -> dict[str, object]:
        """Return what goes to another process: of mostly empty arrays, only what is in them."""
        return {"scheme": self.scheme, **{n: _packed(it) for n, it in self._arrays().items()}}

    def __setstate__(self, state: dict[str, object]) -> None:
        for name, value in state.items():
            self.__dict__[name] = value.array() if isinstance(value, _Packed) else value


class _Packed(Struct, frozen=True):
    """An array without its zeros."""

    shape: tuple[int, ...]
    places: Integers
    values: Integers

    def array(self) -> Integers:
        """Return the array."""
        whole = _zeros(*self.shape)
        whole.reshape(-1)[self.places] = self.values
        return whole


def _packed(array: Integers) -> _Packed:
    places = np.flatnonzero(array)
    return _Packed(array.shape, places, array.reshape(-1)[places])


def _zeros(*shape: int) -> Integers:
    return np.zeros(shape, dtype=np.int64)


def _tally(cell: Integers, cells: int, amounts: Integers | None = None) -> Integers:
    """Return the sum of *amounts* in each cell, or how often it occurs.

    bincount adds up in floating point: exact, as the sums of a block are far below 2 ** 53.
    """
    return np.bincount(cell, weights=amounts, minlength=cells).astype(np.int64)


def _raise(counts: Integers, places: Integers) -> None:
    """Add 1 at each of *places*: of a large array, only a few."""
    np.add.at(counts.reshape(-1), places, 1)
