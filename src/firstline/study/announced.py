"""How honest the announced waits of a hotline are: its estimates' errors, measured by simulation.

It gathers the calls of each line from simulated weeks; what an error is, is known in estimates.py.
Ahead of a caller count those whom the hotline itself would count: everybody in the lines that the
same agents take, of the first queue only for a caller of the first queue.
"""

from collections.abc import Callable
from functools import partial
from typing import Final

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray
from typing_extensions import override

from firstline.domain.hotline import FIRST, Hotline
from firstline.domain.time import HOUR, NEVER, Duration, seconds
from firstline.plan.model import Plan
from firstline.sim.columns import columns_of
from firstline.sim.kernel.laws import Law
from firstline.sim.kernel.population import Matter
from firstline.sim.kernel.rows import Rows, Sink
from firstline.sim.unit import Prepared, Setup, Unit, days_of, prepare, simulate
from firstline.study.comparing.what_if import text_of
from firstline.study.estimates import Error, Told, Waited, errors, told
from firstline.study.running.backends import Workers
from firstline.study.running.replications import FIRST_DAY

Whole = NDArray[np.int64]
Watch = Callable[[int], None]
"Is told how many weeks are done."

WEEK: Final = 7
COLUMNS: Final = (
    "first_stream", "queued", "answered", "ended", "servers", "told", "told_high", "talk",
)  # fmt: skip


class Announced(Struct, frozen=True):
    """One line: how far each estimate was off, and how the announced ranges fared."""

    stream: str
    errors: dict[str, Error]
    told: Told


def announced(
    plan: Plan, *, weeks: int, seed: int = 1, jobs: int = 1, watch: Watch = lambda done: None
) -> list[Announced]:
    """Return how honest the waits are that callers of *plan* are told, by stream."""
    setup = Setup(text_of(plan), plan.source.file)
    found: list[dict[str, Whole]] = []
    workers = Workers[int, dict[str, Whole]](jobs)
    for done, week in enumerate(workers.run(partial(one_week, setup, seed), range(weeks)), 1):
        found.append(week)
        watch(done)
    calls = {name: np.concatenate([week[name] for week in found]) for name in found[0]}
    prepared = prepare(setup)
    return [
        _line(prepared, calls, stream)
        for stream in range(len(prepared.hotline.streams))
        if (calls["first_stream"] == stream).any()
    ]


def one_week(setup: Setup, seed: int, week: int) -> dict[str, Whole]:
    """Return the calls that came to a line in a week, in order of coming, and who was ahead."""
    prepared = prepare(setup)
    unit = Unit(week, FIRST_DAY, WEEK)
    kept = _Kept()
    simulate(prepared, unit, days_of(prepared, unit, seed), seed, sink=kept, interval=HOUR)
    calls = kept.calls()
    # Weeks are worlds of their own: one long after the other, so that none sees another's calls.
    later = week * 2 * WEEK * 24 * int(HOUR)
    moved = {
        name: np.where(calls[name] >= 0, calls[name] + later, -1)
        for name in ("queued", "answered", "ended")
    }
    return {**calls, **moved, "ahead": ahead(prepared.hotline, calls)}


def ahead(hotline: Hotline, calls: dict[str, Whole]) -> Whole:
    """Return how many stood before each call when it came to its line."""
    queued = calls["queued"]
    left = np.where(calls["answered"] >= 0, calls["answered"], calls["ended"])
    found = np.zeros(len(queued), dtype=np.int64)
    for stream in np.unique(calls["first_stream"]):
        mine = calls["first_stream"] == stream
        before = np.isin(calls["first_stream"], _beside(hotline, int(stream)))
        come, gone = np.sort(queued[before]), np.sort(left[before])
        here = queued[mine]
        found[mine] = np.searchsorted(come, here, side="left") - np.searchsorted(
            gone, here, side="right"
        )
    return np.maximum(found, 0)


def _beside(hotline: Hotline, stream: int) -> list[int]:
    """Return the streams whose callers may go before one of *stream*."""
    teams = [team for team in hotline.teams if team.levels[stream] == 1]
    is_first = hotline.streams[stream].urgency == FIRST
    return [
        int(other.index)
        for other in hotline.streams
        if any(team.levels[other.index] == 1 for team in teams)
        and not (is_first and other.urgency != FIRST)
    ]


class _Kept(Sink):
    """Keeps the calls that came to a line."""

    def __init__(self) -> None:
        super().__init__()
        self._blocks: list[list[Whole]] = []

    @override
    def take(self, rows: Rows) -> None:
        block = columns_of(rows, COLUMNS)
        waited = (block[0] >= 0) & (block[1] >= 0)
        self._blocks.append([column[waited] for column in block])

    def calls(self) -> dict[str, Whole]:
        """Return them in order of coming."""
        columns = [np.concatenate(parts) for parts in zip(*self._blocks, strict=True)]
        order = np.argsort(columns[1], kind="stable")
        return {name: column[order] for name, column in zip(COLUMNS, columns, strict=True)}


def _line(prepared: Prepared, calls: dict[str, Whole], stream: int) -> Announced:
    mine = calls["first_stream"] == stream
    own = {name: column[mine] for name, column in calls.items()}
    waited = Waited(
        own["queued"],
        own["answered"],
        own["ended"],
        own["ahead"],
        own["servers"],
        own["told"],
        own["told_high"],
    )
    matter = prepared.population.matters[stream]
    handle = _handle(prepared, matter, own, stream)
    return Announced(
        prepared.hotline.streams[stream].name,
        errors(waited, handle, _whole(None if matter is None else matter.patience)),
        told(waited, _first_announcement(prepared.hotline)),
    )


def _handle(
    prepared: Prepared, matter: Matter | None, own: dict[str, Whole], stream: int
) -> Duration:
    """Return the mean time that a call of a line keeps an agent."""
    talks = own["talk"][own["answered"] >= 0]
    hotline = prepared.hotline
    planned = hotline.streams[stream].wrap_up
    limit = hotline.rules.wrap_up if planned >= NEVER else planned
    law = None if matter is None else matter.wrap_up[1]
    work = limit if law is None else min(limit, _whole(law))
    ring = _whole(prepared.population.habits.answer)
    return int(talks.mean() if len(talks) else 0) + work + ring


def _whole(law: Law | None) -> Duration:
    """Return the mean of a law as a duration; NEVER without end."""
    mean = float("inf") if law is None else law.mean()
    return NEVER if mean == float("inf") else seconds(mean)


def _first_announcement(hotline: Hotline) -> Duration:
    """Return how long after entering a line a caller is told a wait for the first time."""
    queued = hotline.notices.queued
    greeting = 0 if queued is None else queued.lengths[0]
    return max(hotline.rules.announce_first, greeting)
