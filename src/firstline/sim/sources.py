"""Who calls when: the curves of a plan's demand on the days of a calendar, and its surges.

It knows dates and rates, and nothing of what callers are like.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from typing import Final
from zoneinfo import ZoneInfo

from librt.vecs import vec
from mypy_extensions import i64

from firstline.domain.hotline import Hotline
from firstline.domain.time import HOUR, MINUTE
from firstline.plan import wall
from firstline.plan.counts_tally import Steps
from firstline.plan.demand import Surge
from firstline.plan.demand_rates import week
from firstline.plan.demand_times import Weekly
from firstline.plan.model import Plan
from firstline.plan.names import area
from firstline.sim.draws import stream_key
from firstline.sim.duties import Days
from firstline.sim.kernel.arrivals import Rates
from firstline.sim.kernel.laws import Gamma
from firstline.sim.kernel.population import Population, Source

_BUSY: Final = 2
"Purpose of a day's factor."
HALVINGS: Final = 7
"After so many half-lives nothing is left of a surge that is worth a call."
STEPS: Final = 12
"A half-life is cut into so many pieces of even strength."
EVERYWHERE: Final = "999"
"No country has it: how the numbers begin of callers from no particular area."


@dataclass(frozen=True, slots=True)
class Piece:
    """Some time in which the rate does not change."""

    begin: int
    end: int
    per_hour: float


def sources(plan: Plan, hotline: Hotline, population: Population, days: Days) -> list[Source]:
    """Return everybody who calls on these *days*: the everyday callers, and those of surges."""
    names = [stream.name for stream in hotline.streams]
    pieces = {name: list(everyday(plan, name, days)) for name in plan.demand.streams}
    found = [
        _source(population, names.index(name), names.index(name), pieces[name], "")
        for name in plan.demand.streams
    ]
    for number, surge in enumerate(plan.demand.surges.values(), start=1):
        for name in surging(plan, surge):
            # Numbered by place, so that a source is the same one with or without the others.
            index = number * len(names) + names.index(name)
            more = list(additional(pieces[name], surge, starts(surge, days)))
            found.append(_source(population, names.index(name), index, more, area(surge.area)))
    return [source for source in found if source.rates.total() > 0]


def _source(
    population: Population, stream: int, index: int, pieces: Sequence[Piece], area: str
) -> Source:
    matter = population.matters[stream]
    assert matter is not None
    starts = vec[i64]([piece.begin for piece in pieces])
    per_hour = vec[float]([piece.per_hour for piece in pieces])
    rates = Rates(starts, per_hour, pieces[-1].end if pieces else 0)
    # The numbers of two sources must never be the same: places in line are kept by number.
    calling = f"+{area or EVERYWHERE}{index:05}"
    return Source(index, matter, rates, calling=calling, is_surge=index >= len(population.matters))


def everyday(plan: Plan, stream: str, days: Days) -> Iterator[Piece]:
    """Yield the everyday rates of *stream*, by the clock on the wall."""
    ordinary = week(plan, stream)
    for day in days.within():
        busy = busyness(plan, day, days.seed)
        for stretch in wall.stretches(days.zone, day):
            yield from _within(stretch, ordinary[day.weekday()], busy)


def _within(stretch: wall.Stretch, steps: Steps, busy: float) -> Iterator[Piece]:
    """Yield the rates of a stretch of a day without a gap, also where nobody calls."""
    bounds = [*(steps or ((0, 0.0),)), (stretch.last, 0.0)]
    for (minute, rate), (until, _) in pairwise(bounds):
        begin, end = max(minute, stretch.minute), min(until, stretch.last)
        if begin < end:
            yield Piece(stretch.at(begin), stretch.at(end), rate * busy)


def busyness(plan: Plan, day: date, seed: int) -> float:
    """Return the factor by which *day* is busier than others: gamma, of mean 1."""
    busy = plan.demand.busyness
    if busy is None or busy.sd == 0:
        return 1.0
    key = stream_key(seed, -day.toordinal(), 0)  # no caller has a negative number
    return float(Gamma(1.0, busy.sd).draw(key, _BUSY)) / 1e6


def surging(plan: Plan, surge: Surge) -> list[str]:
    """Return the streams of which more call, in the order of the plan; only those with demand."""
    return [
        name
        for name, stream in plan.streams.items()
        if name in plan.demand.streams
        and (name in surge.streams or (surge.service and stream.service == surge.service))
    ]


def starts(surge: Surge, days: Days) -> list[int]:
    """Return when *surge* begins, each time that can matter to these *days*."""
    if not isinstance(surge.at, Weekly):
        return [_moment(surge.at, days.zone)]
    before = 1 + (surge.lasts + HALVINGS * surge.half_life) // int(24 * HOUR)
    return [
        wall.instant(days.zone, day, surge.at.minute)
        for day in days.within(before=before)
        if day.weekday() == surge.at.weekday
    ]


def _moment(at: datetime, zone: str) -> int:
    return wall.since_epoch(at if at.tzinfo is not None else at.replace(tzinfo=ZoneInfo(zone)))


def additional(base: Sequence[Piece], surge: Surge, starts: Sequence[int]) -> Iterator[Piece]:
    """Yield the rates that *surge* adds to those of *base*."""
    waves = [wave for start in starts for wave in strength(surge, start)]
    for piece in base:
        for begin, end in _cut(piece, waves):
            more = math.fsum(times for start, stop, times in waves if start <= begin < stop)
            yield Piece(begin, end, piece.per_hour * more)


def _cut(piece: Piece, waves: Sequence[tuple[int, int, float]]) -> Iterator[tuple[int, int]]:
    """Yield the parts of a piece within which no wave begins or ends."""
    cuts = {cut for begin, end, _ in waves for cut in (begin, end)}
    inner = sorted(cut for cut in cuts if piece.begin < cut < piece.end)
    yield from pairwise([piece.begin, *inner, piece.end])


def strength(surge: Surge, start: int) -> Iterator[tuple[int, int, float]]:
    """Yield how much more is called from when to when: at full strength, then fading."""
    end = start + surge.lasts
    if surge.lasts:
        yield start, end, surge.times - 1
    if surge.half_life:
        step = max(surge.half_life // STEPS, int(MINUTE))
        for begin in range(0, HALVINGS * surge.half_life, step):
            left = _left(begin, begin + step, surge.half_life)
            yield end + begin, end + begin + step, (surge.times - 1) * left


def _left(begin: int, end: int, half_life: int) -> float:
    """Return the mean of 2 to the -t / half_life between two times."""
    rate = math.log(2) / half_life
    return (math.exp(-rate * begin) - math.exp(-rate * end)) / (rate * (end - begin))
