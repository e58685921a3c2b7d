"""What pretending gains, and who pays for it, at every share of pretenders.

At each share the same weeks are simulated with the same callers, of whom more and more press the
key of the first queue. Probes among them tell what a caller gains who decides for one or the other
at that share; the real callers tell who waits longer, and who gives up. It knows a plan made ready;
at which share it all comes to rest is equilibria.py's.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Final

import numpy as np
from librt.vecs import vec
from msgspec import Struct
from numpy.typing import NDArray
from typing_extensions import override

from firstline.domain.time import HOUR
from firstline.plan.model import Plan
from firstline.sim import keying
from firstline.sim.build import span
from firstline.sim.columns import columns_of
from firstline.sim.kernel.arrivals import Rates
from firstline.sim.kernel.population import PRETENDER, Keys, Population, Source, Span
from firstline.sim.kernel.rows import Rows, Sink
from firstline.sim.kernel.run import new_run
from firstline.sim.unit import Prepared, Setup, Unit, own_seed, prepare
from firstline.study.comparing.what_if import alternative, text_of
from firstline.study.paths.probes import (
    Gathered,
    Probe,
    Trial,
    Tries,
    changed,
    first_free,
    pretence,
    together,
    with_probes,
)
from firstline.study.paths.waits import Sampled, Seconds, mean_half, saved
from firstline.study.paths.ways_through import Kind
from firstline.study.pretending.equilibria import Gain
from firstline.study.running.backends import Workers
from firstline.study.running.replications import FIRST_DAY

Whole = NDArray[np.int64]
Watch = Callable[[int], None]
"Is told how many weeks are done."

PROBES: Final = 0.01
"So many of the matter's callers are probes of each kind;"
FEWEST: Final = 40.0
"but about so many a week at least,"
MOST: Final = 0.02
"and never more than this share."
KINDS: Final = 3
"Of probes: a pretender, an honest customer, a prospect."
WEEK: Final = 7
SHARES: Final = (0.0, 0.1, 0.25, 0.5, 0.75, 0.9, 1.0)
PRETENDERS: Final = "pretenders"
HONEST: Final = "honest"
PROSPECTS: Final = "prospects"
GROUPS: Final = (PRETENDERS, HONEST, PROSPECTS)


class Pretending(Struct, frozen=True):
    """Who pretends to be whom: two streams."""

    matter: str
    stream: str
    "Whose key is pressed."


class Group(Struct, frozen=True):
    """How some real callers fare, by week, and how the same people would without pretenders."""

    callers: Seconds
    "A week."
    lost: Seconds
    "Seconds in line of each caller, in the mean of the week, redials included,"
    lost_before: Seconds
    "and if nobody pretended."
    gave_up: Seconds
    "Share of them who never reached the right human,"
    gave_up_before: Seconds
    "and if nobody pretended."

    def longer(self) -> tuple[float, float]:
        """Return how much longer each one waits because of the pretenders, and its half-width."""
        return mean_half(self.lost - self.lost_before)

    def gives_up_more(self) -> tuple[float, float]:
        """Return how much the share grows that never gets through, and its half-width."""
        return mean_half(self.gave_up - self.gave_up_before)


class Point(Struct, frozen=True):
    """One share of pretenders: the time to the right human from the last key on, and who pays."""

    share: float
    pretender: Sampled
    honest: Sampled
    prospect: Sampled
    groups: Mapping[str, Group]

    def gain(self) -> Gain:
        """Return what a caller saves who decides to pretend."""
        return Gain(self.share, *saved(self.honest, self.pretender))


class WeekAt(Struct, frozen=True):
    """A week at one share: what the probes met, and the means of the groups."""

    tries: Mapping[int, Tries]
    "By place in the list of probes: pretender, honest, prospect."
    groups: Mapping[str, tuple[float, float, float, float, float]]
    "In the order of Group's fields."


def pretence_of(plan: Plan, matter: str, stream: str | None = None) -> Pretending | None:
    """Return as whom callers of *matter* would pretend to call: as is said, or as planned.

    None where nobody is served before them.
    """
    goal = stream or _planned(plan, matter)
    return None if goal is None or goal == matter else Pretending(matter, goal)


def _planned(plan: Plan, matter: str) -> str | None:
    """Return the stream that the demand names, or that of the prospects of the same service."""
    own = plan.demand.streams[matter].pretend or plan.demand.callers.pretend
    if own is not None and own.stream != matter:
        return own.stream
    service = plan.streams[matter].service
    same = {
        name: stream.caller
        for name, stream in plan.streams.items()
        if stream.first and stream.service == service and name != matter
    }
    return min(same, key=lambda name: same[name] != "prospect", default=None)


def prepared_for(plan: Plan, game: Pretending) -> Plan:
    """Return *plan* with the pretence that is studied; what it says of it already stays."""
    own = plan.demand.streams[game.matter].pretend
    if own is not None and own.stream == game.stream:
        return plan
    return alternative(plan, f"set demand.{game.matter}.pretend {{as: {game.stream}, share: 0 %}}")


def curve(
    plan: Plan,
    game: Pretending,
    *,
    weeks: int,
    seed: int = 1,
    shares: Sequence[float] = SHARES,
    jobs: int = 1,
    watch: Watch = lambda done: None,
) -> list[Point]:
    """Return the points of the curve, by rising share; the first share is 0."""
    ready = prepared_for(plan, game)
    setup = Setup(text_of(ready), ready.source.file)
    task = partial(one_week, setup, game, tuple(shares), seed)
    found: list[list[WeekAt]] = []
    for done, week in enumerate(Workers[int, list[WeekAt]](jobs).run(task, range(weeks)), 1):
        found.append(week)
        watch(done)
    return [_point(share, [week[place] for week in found]) for place, share in enumerate(shares)]


def _point(share: float, weeks: Sequence[WeekAt]) -> Point:
    by_kind = [[week.tries[kind] for week in weeks if kind in week.tries] for kind in range(KINDS)]
    pretender, honest, prospect = map(together, by_kind)
    return Point(
        share,
        Sampled(pretender.right, pretender.unit),
        Sampled(honest.right, honest.unit),
        Sampled(prospect.right, prospect.unit),
        {name: Group(*np.array([week.groups[name] for week in weeks]).T) for name in GROUPS},
    )


def one_week(
    setup: Setup, game: Pretending, shares: tuple[float, ...], seed: int, week: int
) -> list[WeekAt]:
    """Simulate a week once for each share, with the same callers."""
    prepared = prepare(setup)
    unit = Unit(week, FIRST_DAY, WEEK)
    found: list[WeekAt] = []
    before: _Callers | None = None
    for share in shares:
        seen = _Seen()
        tries = _simulated(prepared, game, share, unit, own_seed(unit, seed), seen)
        callers = seen.callers()
        before = before or callers
        found.append(WeekAt(tries, _groups(prepared, game, callers, before)))
    return found


def _simulated(
    prepared: Prepared, game: Pretending, share: float, unit: Unit, seed: int, seen: "_Seen"
) -> dict[int, Tries]:
    names = list(prepared.plan.streams)
    matter, goal = names.index(game.matter), names.index(game.stream)
    everybody = with_share(prepared, matter, goal, share)
    days = span(prepared.plan, prepared.hotline, everybody, unit.first_day, unit.days, seed)
    seen.first = first_free(days)
    with_them = with_probes(_thinned(days, matter), _trials(prepared.plan, everybody, days, game))
    new_run(prepared.hotline, everybody, with_them, seed=seed, sink=seen, interval=HOUR).finish()
    return seen.probes(unit.index)


def with_share(prepared: Prepared, matter: int, goal: int, share: float) -> Population:
    """Return the population in which this share of a matter's callers press another's key."""
    population = prepared.population
    own = population.matters[matter]
    assert own is not None
    name = prepared.hotline.streams[goal].name
    pressed = [
        Keys(keying.to_stream(prepared.plan, name, language))
        for language in prepared.hotline.languages
    ]
    ways = [list(way) for way in own.ways]
    ways[int(PRETENDER)] = pressed
    matters = list(population.matters)
    matters[matter] = changed(own, pretence=pretence(own, goal, share), ways=ways)
    return Population(
        matters=matters, habits=population.habits, language_keys=population.language_keys
    )


def _trials(plan: Plan, population: Population, days: Span, game: Pretending) -> list[Trial]:
    """Return the probes: a pretender, an honest customer, a prospect; at the customers' times."""
    names, language = list(plan.streams), plan.languages[0]
    own = population.matters[names.index(game.matter)]
    other = population.matters[names.index(game.stream)]
    assert own is not None
    everyday = next(source for source in days.sources if source.matter is own)
    when = times(everyday.rates, _share_of_probes(everyday))
    first, second = (
        keying.to_stream(plan, stream, language) for stream in (game.stream, game.matter)
    )
    pretender = Probe(names.index(game.stream), Kind.PRETENDING, first)
    honest = Probe(names.index(game.matter), Kind.TRUTHFUL, second)
    prospect = Probe(names.index(game.stream), Kind.TRUTHFUL, first)
    trials = [Trial(own, pretender, when), Trial(own, honest, when)]
    return trials if other is None else [*trials, Trial(other, prospect, when)]


def _thinned(days: Span, matter: int) -> Span:
    """Return *days* with so many fewer callers of the matter as will come as probes.

    Near its limits, one caller in a hundred more would lengthen a line by much more than that.
    """
    sources = [
        source
        if source.matter.stream != matter or source.is_surge
        else Source(
            source.index,
            source.matter,
            times(source.rates, 1 - KINDS * _share_of_probes(source)),
            calling=source.calling,
            is_surge=False,
        )
        for source in days.sources
    ]
    return Span(days.begin, days.end, sources=sources, duties=days.duties)


def _share_of_probes(source: Source) -> float:
    """Return which share of a source's callers are probes of each kind."""
    return min(MOST, max(PROBES, FEWEST / max(source.rates.total(), 1.0)))


def times(rates: Rates, factor: float) -> Rates:
    """Return *rates* times a factor."""
    return Rates(
        rates.starts, vec[float]([factor * rate for rate in list(rates.per_hour)]), rates.end
    )


class _Callers(Struct, frozen=True):
    """Real callers, in the order of their ids."""

    ids: Whole
    matter: Whole
    path: Whole
    lost: Seconds
    got_through: NDArray[np.bool_]


COLUMNS: Final = ("caller", "source", "matter", "path", "queued", "reached", "ended")


class _Seen(Sink):
    """Keeps what is needed of every row, and the probes' rows."""

    def __init__(self) -> None:
        super().__init__()
        self.first = 0
        self._blocks: list[list[Whole]] = []
        self._probes = Gathered(0)

    @override
    def take(self, rows: Rows) -> None:
        block = columns_of(rows, COLUMNS)
        real = block[1] < self.first
        self._blocks.append([column[real] for column in block])
        self._probes.first = self.first
        self._probes.take(rows)

    def probes(self, unit: int) -> dict[int, Tries]:
        """Return what the probes met, by their place."""
        return {source - self.first: it for source, it in self._probes.tries(unit).items()}

    def callers(self) -> _Callers:
        """Return the real callers, each once: redials are added to the first call."""
        caller, _, matter, path, queued, reached, ended = (
            np.concatenate(parts) for parts in zip(*self._blocks, strict=True)
        )
        until = np.where(reached >= 0, reached, ended)
        seconds = np.where(queued >= 0, (until - queued) / 1e6, 0.0)
        ids, first, places = np.unique(caller, return_index=True, return_inverse=True)
        lost = np.bincount(places, weights=seconds).astype(np.float64)
        got = np.bincount(places, weights=(reached >= 0).astype(np.float64)) > 0
        return _Callers(ids, matter[first], path[first], lost, got)


def _groups(
    prepared: Prepared, game: Pretending, now: _Callers, before: _Callers
) -> dict[str, tuple[float, float, float, float, float]]:
    names = list(prepared.plan.streams)
    own = now.matter == names.index(game.matter)
    pretends = own & (now.path == int(PRETENDER))
    members = {
        PRETENDERS: pretends,
        HONEST: own & ~pretends,
        PROSPECTS: now.matter == names.index(game.stream),
    }
    return {name: _fared(now, before, chosen) for name, chosen in members.items()}


def _fared(
    now: _Callers, before: _Callers, chosen: NDArray[np.bool_]
) -> tuple[float, float, float, float, float]:
    """Return how the chosen fare now, and how the same people fared before."""
    then = np.isin(before.ids, now.ids[chosen], assume_unique=True)
    if not chosen.any() or not then.any():
        return float(chosen.sum()), np.nan, np.nan, np.nan, np.nan
    return (
        float(chosen.sum()),
        float(now.lost[chosen].mean()),
        float(before.lost[then].mean()),
        float(1 - now.got_through[chosen].mean()),
        float(1 - before.got_through[then].mean()),
    )
