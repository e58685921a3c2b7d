"""Waits that need no simulation: where one line is a queue that theory has solved.

That is so where teams and streams are one pool, callers come at a constant rate, a call takes an
exponential time of one mean, and patience is exponential or endless. It looks at what would be
simulated, not at the plan, and says in a word what is in the way where it is not so.
"""

from dataclasses import dataclass
from enum import Enum
from math import exp, inf, isclose
from typing import Final

from scipy.integrate import quad

from firstline.domain.hotline import ACCUMULATING, FIRST, HEAD_START, STRICT, Hotline, Team
from firstline.domain.time import NEVER, SECOND
from firstline.sim.kernel.laws import Exponential, Fixed, Law, Never
from firstline.sim.kernel.population import ARRIVE, Matter, Population, Span
from firstline.study.paths.waits import Computed
from firstline.theory.chain import erlang_a
from firstline.theory.erlang import erlang_c
from firstline.theory.stability import UnstableError
from firstline.theory.two_queues import two_queues

HOUR: Final = 3600.0
MOST_FOLDS: Final = 500.0
"Beyond so many times the mean patience nobody is left to wait with."


class Obstacle(Enum):
    """Why a line's waits have to be simulated."""

    POOL = "its agents take other streams too, or only after some time"
    RATE = "callers do not come at a constant rate"
    STAFF = "agents do not stay all day"
    TALK = "calls do not take an exponential time of one mean"
    PATIENCE = "patience is neither endless nor exponential of one mean"
    CALLERS = "callers call again, leave the menu, pretend or are passed on"
    LIMIT = "the line has a limit"
    DISCIPLINE = "the discipline has no exact solution here"
    UNSTABLE = "more callers come than can be served"


class NotExactError(Exception):
    """A line is none that theory has solved."""

    def __init__(self, why: Obstacle) -> None:
        super().__init__(why.value)
        self.why = why


@dataclass(frozen=True, slots=True)
class Pool:
    """Streams that the same agents take, all alike."""

    streams: frozenset[int]
    teams: frozenset[int]


@dataclass(frozen=True, slots=True)
class Line:
    """What theory needs to know: seconds, and callers a second."""

    first_rate: float
    second_rate: float
    handle: float
    agents: int
    patience: float


def exact_waits(hotline: Hotline, population: Population, span: Span, stream: int) -> Computed:
    """Return the waits of a caller who never gives up in the line of *stream*, in the steady state.

    Raises NotExactError.
    """
    line = _line(hotline, population, span, stream)
    try:
        return _solved(hotline, line, int(hotline.streams[stream].urgency))
    except UnstableError as error:
        raise NotExactError(Obstacle.UNSTABLE) from error


def _line(hotline: Hotline, population: Population, span: Span, stream: int) -> Line:
    pool = _pool(hotline, stream)
    for each in pool.streams:
        line = hotline.streams[each]
        _ask(line.full_at >= NEVER and line.max_wait >= NEVER, Obstacle.LIMIT)
    known = [matter for matter in population.matters if matter is not None]
    _ask(all(_is_plain(matter, pool) for matter in known), Obstacle.CALLERS)
    matters = [matter for matter in known if matter.stream in pool.streams]
    return Line(
        *_rates(hotline, span, pool),
        _handle(hotline, population, matters, pool),
        _agents(hotline, span, pool),
        _patience(matters),
    )


def _ask(fulfilled: bool, otherwise: Obstacle) -> None:
    if not fulfilled:
        raise NotExactError(otherwise)


def _pool(hotline: Hotline, stream: int) -> Pool:
    """Return the pool of *stream*: its teams take the same streams, at the first level, at once."""
    teams = [team for team in hotline.teams if team.levels[stream]]
    taken = {_taken(team) for team in teams}
    _ask(len(taken) == 1, Obstacle.POOL)
    streams = taken.pop()
    helpers = {_taken(team) for team in hotline.teams if streams & _taken(team)}
    _ask(helpers == {streams} and _all_take_at_once(teams, streams), Obstacle.POOL)
    return Pool(streams, frozenset(int(team.index) for team in teams))


def _taken(team: Team) -> frozenset[int]:
    return frozenset(stream for stream, level in enumerate(team.levels) if level)


def _all_take_at_once(teams: list[Team], streams: frozenset[int]) -> bool:
    return all(
        team.levels[each] == 1 and team.after[each] == 0 and all(team.speaks)
        for team in teams
        for each in streams
    )


def _is_plain(matter: Matter, pool: Pool) -> bool:
    """Return whether a matter's callers come straight, once, and only to their own line."""
    strays = [matter.redial.share, matter.balk_share, matter.straight_to_zero]
    if matter.pretence is not None:
        strays.append(matter.pretence.share)
    if matter.stream in pool.streams:
        strays += [matter.gives_up, matter.wrong_key]
    strays += [handover.share for handover in matter.handovers if handover is not None]
    return not any(strays)


def _rates(hotline: Hotline, span: Span, pool: Pool) -> tuple[float, float]:
    """Return the callers a second of the first queue and of the second."""
    found = [0.0, 0.0]
    for source in span.sources:
        if source.matter.stream in pool.streams:
            rates = source.rates
            steady = len(set(rates.per_hour)) == 1 and rates.starts[0] <= span.begin
            _ask(steady and not source.is_surge, Obstacle.RATE)
            found[int(hotline.streams[source.matter.stream].urgency)] += rates.per_hour[0] / HOUR
    return found[0], found[1]


def _agents(hotline: Hotline, span: Span, pool: Pool) -> int:
    """Return how many agents of the pool are there, all the time."""
    duties = [duty for duty in span.duties if int(hotline.seats[duty.seat].team) in pool.teams]
    for duty in duties:
        comes = duty.what[0] == ARRIVE and duty.at[0] <= span.begin
        _ask(comes and all(at >= span.end for at in list(duty.at)[1:]), Obstacle.STAFF)
    _ask(bool(duties), Obstacle.STAFF)
    return len(duties)


def _handle(hotline: Hotline, population: Population, matters: list[Matter], pool: Pool) -> float:
    """Return the mean time that a call keeps an agent: ringing, talk and wrap-up together."""
    habits = population.habits
    _ask(not habits.decline and not habits.no_answer, Obstacle.TALK)
    _ask(_is_nothing(habits.answer), Obstacle.TALK)
    means = []
    for matter in matters:
        stream = hotline.streams[matter.stream]
        own = hotline.rules.wrap_up if stream.wrap_up >= NEVER else stream.wrap_up
        wrap_up = matter.wrap_up[1]
        _ask(own == 0 if wrap_up is None else _is_nothing(wrap_up), Obstacle.TALK)
        _ask(isinstance(matter.talk[1], Exponential), Obstacle.TALK)
        means.append(matter.talk[1].mean())
    _ask(bool(means) and all(isclose(mean, means[0]) for mean in means), Obstacle.TALK)
    return means[0]


def _is_nothing(law: Law) -> bool:
    return isinstance(law, Fixed) and law.length < SECOND // 1000


def _patience(matters: list[Matter]) -> float:
    laws = [matter.patience for matter in matters]
    if all(isinstance(law, Never) for law in laws):
        return inf
    _ask(all(isinstance(law, Exponential) for law in laws), Obstacle.PATIENCE)
    _ask(all(isclose(law.mean(), laws[0].mean()) for law in laws), Obstacle.PATIENCE)
    return laws[0].mean()


def _solved(hotline: Hotline, line: Line, urgency: int) -> Computed:
    if _is_in_order_of_arrival(hotline, line):
        return _one_queue(line)
    order = hotline.order
    solved = order.discipline == STRICT and order.guard >= NEVER and line.patience == inf
    _ask(solved, Obstacle.DISCIPLINE)
    both = two_queues(line.first_rate, line.second_rate, line.handle, line.agents)
    if urgency == FIRST:
        return Computed(both.first_mean, lambda time: 1 - both.first_beyond(time))
    return Computed(both.second_mean, lambda time: 1 - both.second_beyond(time))


def _is_in_order_of_arrival(hotline: Hotline, line: Line) -> bool:
    if not line.first_rate or not line.second_rate:
        return True
    order = hotline.order
    if order.discipline == HEAD_START:
        return order.head_start == 0
    return order.discipline == ACCUMULATING and order.rates[0] == order.rates[1]


def _one_queue(line: Line) -> Computed:
    rate = line.first_rate + line.second_rate
    if line.patience == inf:
        queue = erlang_c(rate, line.handle, line.agents)
        return Computed(queue.mean_wait, queue.within)
    leaving = erlang_a(rate, line.handle, line.agents, line.patience)

    def beyond(time: float) -> float:
        """Nobody else's patience ends the wait of a caller who has none to lose."""
        folds = time / line.patience
        return 0.0 if folds > MOST_FOLDS else min(1.0, leaving.beyond(time) * exp(folds))

    average = quad(beyond, 0, inf, limit=200)[0]
    return Computed(float(average), lambda time: 1 - beyond(time))
