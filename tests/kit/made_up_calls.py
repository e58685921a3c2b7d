"""Made-up calls, counted as simulated ones are: what pages and comparisons are tried on.

No switchboard is in it: waits follow the time of day, and a surge makes them longer. The same seed
makes the same callers, with the surge and without it.
"""

from datetime import UTC, date, datetime, timedelta
from functools import cache

import numpy as np
from numpy.typing import NDArray

from firstline.analysis.metric import Thresholds
from firstline.domain.agent import AGENT_STATES, AgentState
from firstline.domain.call import Outcome
from firstline.domain.time import DAY, HOUR, MINUTE, SECOND
from firstline.study.results import Ran, Results, Surge
from firstline.study.surge.days import SurgeDays
from firstline.study.surge.effect import Effect, effect
from firstline.study.tables import results
from firstline.study.tally.counts import Counts, Scheme
from firstline.study.tally.gathered import Gathered
from firstline.study.tally.wall import Wall

FIRST_DAY = date(2026, 1, 5)
INTERVAL = 30 * int(MINUTE)
LIMITS = Thresholds(within=20 * int(SECOND), short=5 * int(SECOND))
STREAMS = ("cards-new", "cards-service", "accounts-service")
TEAMS = ("cards", "mortgages", "accounts", "reception")
OUTAGE = Surge(
    name="outage",
    streams=("cards-service",),
    day="tue",
    begins=14 * int(HOUR),
    length=2 * int(HOUR),
    times=3.0,
    half_life=int(HOUR),
    area="+36 52",
)
OUTCOMES = list(Outcome)
Whole = NDArray[np.int64]


class Counted:
    """Units of made-up simulation, and their surge days."""

    def __init__(
        self,
        *,
        times: float = 3.0,
        wait: float = 1.0,
        units: int = 8,
        streams: tuple[str, ...] = STREAMS,
        teams: tuple[str, ...] = TEAMS,
        surge: Surge = OUTAGE,
    ) -> None:
        """Count; *times* the usual calls in the surge, *wait* times the usual waits."""
        self.scheme = Scheme(streams=streams, teams=teams, interval=INTERVAL, limits=LIMITS)
        self.gathered = Gathered(self.scheme, 7 * units)
        self.surge_days = SurgeDays(self.scheme, [surge.day])
        self.surge = surge
        for unit in range(units):
            begin = FIRST_DAY + timedelta(days=7 * unit)
            counts = _counts(self.scheme, unit, begin, times, wait)
            dates = {(begin + timedelta(days=day)).isoformat(): day for day in range(7)}
            self.gathered.take(counts, dates)
            self.surge_days.take(counts, dates)

    def results(self, hotline: str = "Duna Bank") -> Results:
        """Return what would be told of it."""
        ran = Ran(
            hotline=hotline,
            digest="0" * 64,
            seed=1,
            first_day=FIRST_DAY.isoformat(),
            days=self.gathered.days,
            replications=1,
            units=self.gathered.units,
            days_done=self.gathered.days,
            calls=self.gathered.whole.calls,
            timezone="UTC",
            interval=INTERVAL,
            limits=LIMITS,
            precision=0.01,
            is_precise=False,
            is_interrupted=False,
        )
        return results(self.gathered, ran, (self.surge,))


@cache
def with_outage() -> Counted:
    """Return weeks with an outage on Tuesdays."""
    return Counted()


@cache
def without_outage() -> Counted:
    """Return the same weeks without it."""
    return Counted(times=1.0)


@cache
def outage() -> Effect:
    """Return what the outage did."""
    days = [it.surge_days.sums(OUTAGE.day) for it in (with_outage(), without_outage())]
    return effect(OUTAGE, days[0], days[1], INTERVAL)


def _counts(scheme: Scheme, unit: int, begin: date, times: float, wait: float) -> Counts:
    midnight = int(datetime(begin.year, begin.month, begin.day, tzinfo=UTC).timestamp())
    start = midnight * int(SECOND)
    wall = Wall(start, start + 7 * int(DAY), "UTC", scheme.interval)
    counts = Counts(scheme)
    counts.days += 1
    draws = np.random.default_rng(unit)
    busy = draws.gamma(40, 1 / 40, size=7)
    for place in range(len(scheme.streams)):
        counts.add(_usual(draws, place, start, busy, times, wait), wall)
    if times > 1:
        counts.add(_more(np.random.default_rng(1_000 + unit), start, times), wall)
    _staff(counts, start, wall)
    return counts


def _usual(
    draws: np.random.Generator, place: int, start: int, busy: NDArray[np.float64],
    times: float, wait: float,
) -> dict[str, Whole]:  # fmt: skip
    """Return the calls of a week of a stream: the first is the prospects'."""
    many = draws.poisson((90 if place == 0 else 300) * busy)
    day = np.repeat(np.arange(7), many)
    hour = np.clip(draws.normal(12.5, 2.6, size=len(day)), 7.0, 20.9)
    usual = (4 if place == 0 else 60) * wait * np.exp(-((hour - 11) ** 2) / 18) * busy[day]
    longer = 1 + (times - 1) * _shape(day, hour) * (0.5 if place == 0 else 6.0)
    waits = draws.exponential(size=len(day)) * usual * longer * (draws.random(len(day)) < 0.8)
    return _block(draws, place, start, day, hour, waits)


def _more(draws: np.random.Generator, start: int, times: float) -> dict[str, Whole]:
    """Return the calls that the outage adds."""
    day = np.full(draws.poisson(60 * times), 1)
    hour = 14 + draws.exponential(1.2, size=len(day)) % 8
    waits = draws.exponential(400, size=len(day)) * _shape(day, hour)
    return _block(draws, 1, start, day, hour, waits)


def _shape(day: Whole, hour: NDArray[np.float64]) -> NDArray[np.float64]:
    since = np.where((day == 1) & (hour >= 14), hour - 14, np.inf)
    shape: NDArray[np.float64] = np.where(np.isfinite(since), np.exp(-since / 1.1), 0.0)
    return shape


def _block(
    draws: np.random.Generator, place: int, start: int, day: Whole, hour: NDArray[np.float64],
    waits: NDArray[np.float64],
) -> dict[str, Whole]:  # fmt: skip
    size = len(day)
    patience = draws.exponential(600, size=size)
    gave_up = patience < waits
    arrived = start + day * int(DAY) + (hour * int(HOUR)).astype(np.int64)
    queued = arrived + 25 * int(SECOND)
    over = queued + (np.minimum(waits, patience) * int(SECOND)).astype(np.int64)
    talk = (draws.lognormal(5.2, 0.6, size=size) * int(SECOND)).astype(np.int64)
    answered = np.where(gave_up, -1, over)
    outcome = np.where(gave_up, OUTCOMES.index(Outcome.ABANDONED), OUTCOMES.index(Outcome.ANSWERED))
    whole = np.full(size, place)
    return {
        "matter": whole,
        "path": np.where(draws.random(size) < 0.1, 1, 0) * (place > 0),
        "first_stream": whole,
        "urgency": np.full(size, 0 if place == 0 else 1),
        "arrived": arrived,
        "queued": queued,
        "answered": answered,
        "reached": answered,
        "ended": over + np.where(gave_up, 0, talk),
        "outcome": outcome,
        "transfers": (draws.random(size) < 0.05).astype(np.int64),
        "offers": np.ones(size, dtype=np.int64),
        "attempt": (draws.random(size) < 0.03).astype(np.int64),
        "talk": np.where(gave_up, 0, talk),
        "level": np.where(gave_up, 0, 1),
    }


def _staff(counts: Counts, start: int, wall: Wall) -> None:
    interval = counts.scheme.interval
    edges = start + np.arange(7 * counts.scheme.per_day + 1) * interval
    hours = (np.arange(len(edges) - 1) % counts.scheme.per_day) / 2
    times = np.zeros((len(counts.scheme.teams), len(AGENT_STATES), len(hours)), dtype=np.int64)
    for team in range(len(counts.scheme.teams)):
        on_duty = (hours >= 7) & (hours < 19 + team)
        share = np.clip(0.9 * np.exp(-((hours - 11 - team) ** 2) / 30), 0, 1)
        work = (4 * interval * share * on_duty).astype(np.int64)
        times[team, AgentState.TALKING] = work
        times[team, AgentState.READY] = (4 * interval * on_duty) - work
    counts.add_staff(times, edges, wall)
