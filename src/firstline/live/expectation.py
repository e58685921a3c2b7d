"""What the next hour will bring, as the plan's demand has it: calls by stream, agents by team.

Calls: the plan's curves for the hour, times how today went so far, (came + W) / (planned + W) with
W = 30 calls, kept between 1/2 and 2. Agents: the fewest with whom 80 % of all who ask are answered
within 20 s by Erlang A (M/M/n+M, Palm 1946; here as M/M/n+G with exponential patience), or by
Erlang C where nobody gives up. A stream's calls go to the teams that take it at its best level, in
proportion to who is on duty there. It knows no loop: it takes its time, in a thread.
"""

import math
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Final, TypeAlias

from msgspec import Struct, field
from sqlalchemy import func, or_, select

from firstline.domain.hotline import Hotline
from firstline.domain.time import HOUR, MINUTE, Instant, in_seconds
from firstline.journal.told import iso
from firstline.live.database import open_database, told
from firstline.live.labels import Text
from firstline.live.schema import CONTACTS, RUNS
from firstline.plan import wall
from firstline.plan.demand_defaults import Traits, traits
from firstline.plan.demand_rates import week
from firstline.plan.model import Plan
from firstline.sim.duties import Days
from firstline.sim.sources import starts, strength, surging
from firstline.theory.abandonment import impatient
from firstline.theory.patience import Exponential, Never
from firstline.theory.stability import UnstableError

WITHIN_S: Final = 20.0
SHARE: Final = 0.8
WEIGHT: Final = 30.0
"Calls: so much the plan weighs against what came today."
BOUNDS: Final = (0.5, 2.0)
AGENTS_AT_MOST: Final = 10_000
STEP: Final = 5 * int(MINUTE)
"Rates are looked at so often."

NO_DEMAND: Final = Text(
    "A terv nem írja le, hányan hívnak: hiányzik a „demand” szakasz.",
    "The plan does not say how many call: it has no section “demand”.",
)
BASIS: Final = Text(
    "A terv hívásai, a mai nap szerint igazítva; létszám: a hívók 80 %-ának 20 mp-en belül "
    "válaszolnak (Erlang A)",
    "The plan's calls, corrected by today's; agents for 80 % of all who ask answered within 20 s "
    "(Erlang A)",
)

Wave: TypeAlias = tuple[int, int, float]
"From when to when, and how much more is called then."


class StreamExpected(Struct, frozen=True):
    """The calls of one stream."""

    stream: str
    expected: float
    "In the hour."
    came: int
    "Today, since midnight or since the hotline began to work."
    planned: float
    "In the same time, by the plan alone."


class TeamExpected(Struct, frozen=True):
    """Who is needed in one team."""

    team: str
    on_duty: int
    needed: int
    service_level: float | None
    "With those on duty now: answered within 20 s, of all who ask; null: nobody will."


class Expectation(Struct, frozen=True):
    """The next hour."""

    since: str = field(name="from")
    until: str
    basis: Text
    streams: list[StreamExpected]
    teams: list[TeamExpected]


class _Load:
    """What a team will have to do."""

    def __init__(self) -> None:
        self.calls = 0.0
        self.work = 0.0
        "Seconds of talk and wrap-up."
        self.patience = 0.0
        "Seconds, summed over the calls."

    def add(self, calls: float, handle: float, patience: float) -> None:
        """Add calls of one kind."""
        self.calls += calls
        self.work += calls * handle
        self.patience += calls * patience

    def service_level(self, agents: int) -> float:
        """Return the share answered in time with so many agents."""
        if agents < 1:
            return 0.0
        patience = self.patience / self.calls
        law = Never() if math.isinf(patience) else Exponential(patience)
        try:
            queue = impatient(self.calls / 3600, self.work / self.calls, agents, law)
        except UnstableError:
            return 0.0
        return queue.answered_within(WITHIN_S)

    def needed(self) -> int:
        """Return the fewest agents with whom enough are answered in time."""
        low, high = 0, 1
        while self.service_level(high) < SHARE and high < AGENTS_AT_MOST:
            low, high = high, 2 * high
        while high - low > 1:
            middle = (low + high) // 2
            if self.service_level(middle) < SHARE:
                low = middle
            else:
                high = middle
        return high


class Forecast:
    """Expects what one plan's demand says. Knows the store for what came today."""

    def __init__(self, plan: Plan, hotline: Hotline, store: str) -> None:
        """*store* is its URL."""
        self._plan: Final = plan
        self._hotline: Final = hotline
        self._store: Final = store

    @property
    def is_possible(self) -> bool:
        """Whether the plan says how many call."""
        return bool(self._plan.demand.streams)

    def next_hour(self, now: Instant, on_duty: Mapping[str, int]) -> Expectation:
        """Return what the hour after *now* will bring."""
        shown = wall.shown(self._plan.timezone, now)
        midnight = wall.instant(self._plan.timezone, shown.date(), 0)
        begin, came = self._today(midnight, now)
        until = now + int(HOUR)
        streams = [
            _expected(name, rates, begin, now, came.get(name, 0))
            for name, rates in self._rates(shown)
        ]
        return Expectation(iso(now), iso(until), BASIS, streams, self._teams(streams, on_duty))

    def _rates(self, shown: datetime) -> Iterator[tuple[str, "_Rates"]]:
        plan = self._plan
        days = Days(plan.timezone, shown.date(), 2, 0)
        waves: dict[str, list[Wave]] = {}
        for surge in plan.demand.surges.values():
            for name in surging(plan, surge):
                new = [wave for start in starts(surge, days) for wave in strength(surge, start)]
                waves.setdefault(name, []).extend(new)
        for name in plan.demand.streams:
            yield name, _Rates(plan, self._hotline, name, waves.get(name, ()))

    def _today(self, midnight: Instant, now: Instant) -> tuple[Instant, dict[str, int]]:
        """Return since when today's calls are known, and how many asked for an agent, by stream."""
        columns, runs = CONTACTS.c, RUNS.c
        calls = (
            select(columns.stream, func.count())
            .where(columns.arrived >= midnight, columns.queued.is_not(None))
            .group_by(columns.stream)
        )
        began = select(func.min(runs.started)).where(
            or_(runs.ended.is_(None), runs.ended >= midnight)
        )
        engine = open_database(self._store)
        try:
            with told(self._store), engine.connect() as connection:
                known = max(midnight, connection.scalar(began) or now)
                return known, {row[0]: row[1] for row in connection.execute(calls)}
        finally:
            engine.dispose()

    def _teams(
        self, streams: Sequence[StreamExpected], on_duty: Mapping[str, int]
    ) -> list[TeamExpected]:
        loads = {team.name: _Load() for team in self._hotline.teams}
        for stream in streams:
            self._share_out(stream, loads, on_duty)
        return [
            TeamExpected(
                team=name,
                on_duty=on_duty.get(name, 0),
                needed=load.needed() if load.calls > 0 else 0,
                service_level=(
                    load.service_level(on_duty.get(name, 0)) if load.calls > 0 else None
                ),
            )
            for name, load in loads.items()
        ]

    def _share_out(
        self, stream: StreamExpected, loads: Mapping[str, _Load], on_duty: Mapping[str, int]
    ) -> None:
        best, takers = self._takers(stream.stream)
        like = traits(self._plan.demand, stream.stream)
        handle = self._handle(stream.stream, like, best)
        weights = {name: on_duty.get(name, 0) for name in takers}
        if not any(weights.values()):
            weights = dict.fromkeys(takers, 1)
        for name, weight in weights.items():
            calls = stream.expected * weight / sum(weights.values())
            loads[name].add(calls, handle, like.patience.mean)

    def _takers(self, stream: str) -> tuple[int, list[str]]:
        """Return the best level at which a stream is taken, and the teams that take it so."""
        index = next(it.index for it in self._hotline.streams if it.name == stream)
        levels = {
            team.name: int(team.levels[index])
            for team in self._hotline.teams
            if team.levels[index] > 0
        }
        best = min(levels.values(), default=0)
        return best, [name for name, level in levels.items() if level == best]

    def _handle(self, stream: str, like: Traits, level: int) -> float:
        """Return the mean of talk and wrap-up, in seconds."""
        wrap_up = like.wrap_ups()[level]
        planned = self._plan.streams[stream].wrap_up
        usual = self._plan.policy.wrap_up if planned is None else planned
        after = in_seconds(usual) if wrap_up is None else min(wrap_up.mean, in_seconds(usual))
        return like.talks()[level].mean + after


class _Rates:
    """How many call about one stream at any time, where the hotline is open."""

    def __init__(self, plan: Plan, hotline: Hotline, stream: str, waves: Sequence[Wave]) -> None:
        self._zone: Final = plan.timezone
        self._week: Final = week(plan, stream)
        self._hotline: Final = hotline
        self._waves: Final = waves

    def calls(self, begin: Instant, end: Instant) -> float:
        """Return how many calls are planned for a time."""
        return math.fsum(
            self._at(at) * (min(STEP, end - at) / int(HOUR)) for at in range(begin, end, STEP)
        )

    def _at(self, at: Instant) -> float:
        """Return the calls per hour in the step that begins at *at*."""
        middle = at + STEP // 2
        if not self._hotline.week.is_open(middle):
            return 0.0
        shown = wall.shown(self._zone, middle)
        steps = self._week[shown.weekday()]
        place = bisect_right([minute for minute, _ in steps], shown.hour * 60 + shown.minute) - 1
        rate = steps[place][1] if place >= 0 else 0.0
        return rate * (1 + math.fsum(more for since, to, more in self._waves if since <= at < to))


def _expected(
    stream: str, rates: _Rates, begin: Instant, now: Instant, came: int
) -> StreamExpected:
    planned = rates.calls(begin, now)
    low, high = BOUNDS
    correction = min(max((came + WEIGHT) / (planned + WEIGHT), low), high)
    ahead = rates.calls(now, now + int(HOUR)) * correction
    return StreamExpected(stream, round(ahead, 1), came, round(planned, 1))
