"""Tries the lines of a hotline for one caller at one time: computed where exact, else simulated.

It knows a plan made ready, and the days on which probes call; how the result is ranked and told is
not known here.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import partial
from typing import Final

import numpy as np
from msgspec import Struct

from firstline.domain.time import HOUR
from firstline.plan import wall
from firstline.plan.build import build
from firstline.plan.demand_times import Weekly
from firstline.plan.model import Plan
from firstline.sim import keying
from firstline.sim.build import population
from firstline.sim.kernel.population import Span
from firstline.sim.staffed import staffed
from firstline.sim.unit import Prepared, Setup, Unit, days_of, own_seed, prepare
from firstline.study.comparing.what_if import text_of
from firstline.study.paths.exact_waits import NotExactError, Obstacle, exact_waits
from firstline.study.paths.paths import Meeting
from firstline.study.paths.probes import (
    AFTERWARDS,
    MOST,
    WINDOW,
    Probe,
    Trial,
    Tries,
    around,
    cut,
    expected,
    per_day,
    together,
    try_lines,
    window,
)
from firstline.study.paths.waits import Computed
from firstline.study.paths.ways_through import Kind, WayThrough
from firstline.study.running.backends import Workers
from firstline.study.running.replications import FIRST_DAY

WEEK: Final = 7
YEAR: Final = 366
Watch = Callable[[int], None]
"Is told how many days are done."


class Line(Struct, frozen=True):
    """A line to be tried: its stream, and the keys that lead there, by menu."""

    stream: str
    kind: Kind
    keys: Mapping[str, str]


class Visit(Struct, frozen=True, kw_only=True):
    """Who calls when: the matter's stream, the language's index, day and minute."""

    matter: str
    language: int
    day: date
    minute: int
    seed: int


class Tried(Struct, frozen=True):
    """What came out."""

    meetings: Mapping[str, Meeting]
    "By stream."
    why_not: Mapping[str, Obstacle]
    "What was in the way of computing it, by stream."
    days: int
    "That were simulated; 0 where all was computed."
    probes: int
    "Of the line with the fewest."


def lines_of(plan: Plan, found: Iterable[WayThrough], language: str) -> list[Line]:
    """Return the lines that *found* lead to, each once, for a caller who speaks *language*."""
    kinds = {way.stream: way.kind for way in found}
    return [
        Line(stream, kind, keying.to_stream(plan, stream, language))
        for stream, kind in kinds.items()
    ]


def try_all(
    plan: Plan,
    visit: Visit,
    lines: Sequence[Line],
    *,
    days: int,
    jobs: int = 1,
    watch: Watch = lambda done: None,
) -> Tried:
    """Return what a caller would meet in each of *lines*."""
    setup = Setup(text_of(plan), plan.source.file)
    prepared = prepare(setup)
    computed, why_not = _computed(prepared, visit, lines)
    rest = [line for line in lines if line.stream in why_not]
    meetings = {stream: Meeting(waits, waits, 0.0) for stream, waits in computed.items()}
    tries = _simulated(setup, visit, rest, days=days, jobs=jobs, watch=watch) if rest else {}
    meetings |= {stream: it.meeting() for stream, it in tries.items()}
    fewest = min((len(it.human) for it in tries.values()), default=0)
    return Tried(meetings, why_not, days if rest else 0, fewest)


def _computed(
    prepared: Prepared, visit: Visit, lines: Sequence[Line]
) -> tuple[dict[str, Computed], dict[str, Obstacle]]:
    """Return the exact waits, and where there are none, why not."""
    found: dict[str, Computed] = {}
    why_not: dict[str, Obstacle] = {}
    for line in lines:
        try:
            found[line.stream] = _exact(prepared, visit, line)
        except NotExactError as error:
            why_not[line.stream] = error.why
    return found, why_not


def _exact(prepared: Prepared, visit: Visit, line: Line) -> Computed:
    names = list(prepared.plan.streams)
    stream, matter = names.index(line.stream), names.index(visit.matter)
    if prepared.plan.demand.busyness is not None:
        raise NotExactError(Obstacle.RATE)
    if _may_be_passed_on(prepared, line, stream, matter):
        raise NotExactError(Obstacle.CALLERS)
    span = days_of(prepared, Unit(0, visit.day, 1), visit.seed)
    return exact_waits(prepared.hotline, prepared.population, span, stream)


def _may_be_passed_on(prepared: Prepared, line: Line, stream: int, matter: int) -> bool:
    """Return whether some who answer *line* do not solve the matter."""
    known = prepared.population.matters[matter]
    pretence = None if known is None else known.pretence
    if line.kind is Kind.PRETENDING and pretence is not None and pretence.recognised:
        return True
    teams = prepared.hotline.teams
    return any(team.levels[stream] and not team.levels[matter] for team in teams)


def _simulated(
    setup: Setup, visit: Visit, lines: Sequence[Line], *, days: int, jobs: int, watch: Watch
) -> dict[str, Tries]:
    task = partial(_one_day, setup, visit, tuple(lines))
    parts: dict[str, list[Tries]] = {line.stream: [] for line in lines}
    for done, day in enumerate(Workers[int, dict[str, Tries]](jobs).run(task, range(days)), 1):
        for stream, tries in day.items():
            parts[stream].append(tries)
        watch(done)
    return {stream: together(tries) for stream, tries in parts.items()}


def _one_day(setup: Setup, visit: Visit, lines: Sequence[Line], day: int) -> dict[str, Tries]:
    """Simulate one day, several times where all probes together would be too many for it."""
    prepared = prepare(setup)
    matter = prepared.population.matters[list(prepared.plan.streams).index(visit.matter)]
    assert matter is not None
    unit = Unit(day, visit.day, 1)
    at = wall.instant(prepared.plan.timezone, visit.day, visit.minute)
    span = cut(days_of(prepared, unit, visit.seed), at + WINDOW // 2 + AFTERWARDS)
    callers = sum(expected(source.rates, *window(at)) for source in span.sources)
    at_once = max(1, int(MOST * callers))
    when = around(at, per_day(span, at, len(lines)))
    found: dict[str, Tries] = {}
    for start in range(0, len(lines), at_once):
        some = lines[start : start + at_once]
        trials = [Trial(matter, _probe(prepared, visit, line), when) for line in some]
        met = try_lines(
            prepared.hotline,
            prepared.population,
            span,
            trials,
            seed=own_seed(unit, visit.seed),
            unit=day,
        )
        found |= {some[place].stream: tries for place, tries in met.items()}
    return found


def _probe(prepared: Prepared, visit: Visit, line: Line) -> Probe:
    stream = list(prepared.plan.streams).index(line.stream)
    return Probe(stream, line.kind, line.keys, visit.language)


def usual_week(plan: Plan) -> tuple[Prepared, Span]:
    """Return a plan made ready, and the week of it that is to be expected, surges aside."""
    calm = plan.demand.model_copy(update={"surges": {}, "busyness": None})
    usual = staffed(plan.model_copy(update={"demand": calm}))
    hotline = build(usual, {})
    prepared = Prepared(usual, hotline, population(usual, hotline))
    return prepared, days_of(prepared, Unit(0, FIRST_DAY, WEEK), 1)


def busiest(week: Span) -> Weekly:
    """Return the middle of the hour of a week in which most are to be expected to call."""
    hours = np.array(
        [
            sum(
                expected(source.rates, week.begin + hour * HOUR, week.begin + (hour + 1) * HOUR)
                for source in week.sources
            )
            for hour in range(WEEK * 24)
        ]
    )
    best = int(hours.argmax())
    return Weekly(best // 24, best % 24 * 60 + 30)


def day_for(plan: Plan, when: Weekly | datetime, is_open: Callable[[int], bool]) -> date | None:
    """Return the first such day, from where simulations begin, on which the hotline is open."""
    if isinstance(when, datetime):
        at = wall.instant(plan.timezone, when.date(), when.hour * 60 + when.minute)
        return when.date() if is_open(at) else None
    first = FIRST_DAY + timedelta(days=(when.weekday - FIRST_DAY.weekday()) % WEEK)
    for day in (first + timedelta(days=later) for later in range(0, YEAR, WEEK)):
        if is_open(wall.instant(plan.timezone, day, when.minute)):
            return day
    return None
