"""Textbook queues, played by the real switchboard: two queues, one team, nobody dawdles.

Callers press their key at once, agents answer at once, there is no wrap-up and nothing is
announced. Time is in units of UNIT seconds; results are in the same unit.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

import numpy as np
from librt.vecs import append, vec
from mypy_extensions import i64
from numpy.typing import NDArray

from firstline.domain.call import Outcome
from firstline.domain.hotline import (
    ACCUMULATING,
    ENQUEUE,
    FIRST,
    HANG_UP,
    SECOND,
    Action,
    Hotline,
    Menu,
    Notices,
    Order,
    Prompt,
    Rules,
    Seat,
    Stream,
    Team,
)
from firstline.domain.time import NEVER, seconds
from firstline.domain.week import always_open
from firstline.sim.columns import columns_of
from firstline.sim.kernel.arrivals import Rates
from firstline.sim.kernel.laws import Exponential, Fixed, Law, Never
from firstline.sim.kernel.population import (
    ARRIVE,
    LEAVE,
    Duty,
    Habits,
    Keys,
    Matter,
    Population,
    Pretence,
    Redial,
    Source,
    Span,
)
from firstline.sim.kernel.rows import Rows, Sink
from firstline.sim.kernel.run import new_run

UNIT: Final = 100.0
"Seconds: the mean handle time, unless a test wants another."
BEGIN: Final = seconds(1_780_272_000)
SILENCE: Final = Prompt("silence", [0])
OUTCOMES: Final = list(Outcome)
COLUMNS: Final = (
    "arrived",
    "queued",
    "answered",
    "reached",
    "ended",
    "talk",
    "outcome",
    "urgency",
    "matter",
)

Numbers = NDArray[np.float64]
Flags = NDArray[np.bool_]


def exponential(units: float = 1.0) -> Law:
    """Return an exponential law of so many units."""
    return Exponential(units * UNIT)


def first_come() -> Order:
    """Return the order of arrival, whatever the urgency."""
    return Order(ACCUMULATING, rates=[1.0, 1.0])


@dataclass(frozen=True)
class Queue:
    """A queue of the textbooks."""

    agents: int
    arrivals: tuple[float, float]
    "Callers per unit of the first and of the second queue."
    talk: tuple[Law, Law] = field(default_factory=lambda: (exponential(), exponential()))
    patience: Law = field(default_factory=Never)
    order: Order = field(default_factory=first_come)
    full_at: int = NEVER
    max_calls: int = 1_000_000
    pretending: float = 0.0
    "The share of the second queue's callers who press the first one's key."
    teams: tuple[tuple[int, tuple[int, int]], ...] = ()
    """Agents of each team, and their levels for the two streams. Empty: one team of all `agents`
    takes both. A caller whom a team cannot help is transferred after the triage."""
    triage: Law = field(default_factory=Never)
    wrap_up: Law = field(default_factory=lambda: Fixed(0))
    redial: tuple[float, Law] = field(default_factory=lambda: (0.0, Never()))
    "The share of those who did not get through who call again, and when."
    changes: tuple[tuple[float, float, int], ...] = ()
    """From this unit on, the first being 0: second-queue callers per unit, and agents. Empty:
    always the same."""

    def but(self, **changes: object) -> "Queue":
        """Return the same queue with *changes*."""
        return replace(self, **changes)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Calls:
    """What became of the calls, by order of their end. Times are units since the beginning."""

    arrived: Numbers
    ended: Numbers
    waited: Numbers
    "Time in the first queue, however it ended."
    waited_again: Numbers
    "Time in the queue after a transfer, of those who reached the right agent."
    urgency: NDArray[np.int64]
    "The queue they were in; -1: none."
    customer: Flags
    "Whose true matter is that of the second queue."
    answered: Flags
    blocked: Flags

    def kept(self, which: Flags | NDArray[np.int64]) -> "Calls":
        """Return some of the calls: those that are flagged, or those at some places."""
        return Calls(
            self.arrived[which],
            self.ended[which],
            self.waited[which],
            self.waited_again[which],
            self.urgency[which],
            self.customer[which],
            self.answered[which],
            self.blocked[which],
        )

    def let_in(self) -> "Calls":
        """Return the calls that found a place."""
        return self.kept(~self.blocked)

    def of(self, urgency: int) -> "Calls":
        """Return the calls of one queue."""
        return self.kept(self.urgency == urgency)


class _Keeper(Sink):
    """Keeps what is needed of all rows."""

    def __init__(self) -> None:
        self.blocks: list[NDArray[np.int64]] = []

    def take(self, rows: Rows) -> None:
        """Copy the block."""
        self.blocks.append(np.array(columns_of(rows, COLUMNS)))


def play(queue: Queue, units: float, seed: int) -> Calls:
    """Return what became of the callers of so many *units*, from an empty start."""
    keeper = _Keeper()
    end = BEGIN + seconds(units * UNIT)
    hotline = _hotline(queue)
    population, sources = _people(queue, end)
    span = Span(BEGIN, end, sources=sources, duties=_duties(queue))
    new_run(hotline, population, span, seed=seed, sink=keeper, interval=end - BEGIN).finish()
    return _calls(np.concatenate(keeper.blocks, axis=1))


def steady(queue: Queue, units: float, seed: int, *, warm_up: float) -> Calls:
    """Return the callers of so many *units* after a *warm_up*; those who come later are cut."""
    calls = play(queue, 1.1 * warm_up + units, seed)
    return calls.kept((calls.arrived >= warm_up) & (calls.arrived < warm_up + units))


def _calls(rows: NDArray[np.int64]) -> Calls:
    arrived, queued, answered, reached, ended, talk, outcome, urgency, matter = rows
    left = np.where(answered >= 0, answered, ended)
    return Calls(
        (arrived - BEGIN) / (1e6 * UNIT),
        (ended - BEGIN) / (1e6 * UNIT),
        np.where(queued >= 0, left - queued, 0) / (1e6 * UNIT),
        np.where(reached >= 0, ended - answered - talk, 0) / (1e6 * UNIT),
        urgency,
        matter == SECOND,
        answered >= 0,
        outcome == OUTCOMES.index(Outcome.BLOCKED),
    )


def _hotline(queue: Queue) -> Hotline:
    streams = [
        Stream(index, name, service="", urgency=urgency, full_at=queue.full_at)
        for index, (name, urgency) in enumerate([("first", FIRST), ("second", SECOND)])
    ]
    menu = Menu(
        "welcome",
        prompt=SILENCE,
        barge_in=True,
        no_input_after=NEVER // 4,
        no_input_tries=1,
        no_match_tries=1,
        no_input_prompt=SILENCE,
        no_match_prompt=SILENCE,
    )
    menu.options = {str(stream.index + 1): Action(ENQUEUE, stream=stream) for stream in streams}
    for stream in streams:
        stream.on_full = Action(HANG_UP)
    return Hotline(
        "Textbook",
        languages=["en"],
        numbers={},
        entry=menu,
        menus=[menu],
        streams=streams,
        teams=[
            Team(
                index,
                f"team-{index}",
                levels=list(levels),
                after=[0, 0],
                speaks=[True],
                transfers_to=[],
            )
            for index, (_, levels) in enumerate(teams_of(queue))
        ],
        seats=[
            Seat(index, f"agent-{index}", team=team, ready_from_start=False)
            for index, team in enumerate(_teams_of_seats(queue))
        ],
        order=queue.order,
        rules=_rules(queue),
        notices=_notices(),
        week=always_open("UTC"),
        incidents=[],
        reasons=[],
        wrap_up_codes=[],
    )


def teams_of(queue: Queue) -> tuple[tuple[int, tuple[int, int]], ...]:
    """Return the agents and levels of each team."""
    return queue.teams or ((most_agents(queue), (1, 1)),)


def _teams_of_seats(queue: Queue) -> list[int]:
    return [team for team, (agents, _) in enumerate(teams_of(queue)) for _ in range(agents)]


def _rules(queue: Queue) -> Rules:
    return Rules(
        ring_time=seconds(20),
        wrap_up=0 if queue.wrap_up.mean() == 0 else NEVER // 4,
        no_answer_pause=NEVER,
        redial_window=0,
        announce_first=NEVER,
        announce_every=NEVER,
        say_position=False,
        say_wait=False,
        transfer_keeps_urgency=False,
        transfer_keeps_waiting=False,
        transfer_return_after=NEVER // 4,
        transfer_depth=1,
        max_calls=queue.max_calls,
        calls_per_second=1_000_000,
        retry_after=seconds(5),
        max_call=NEVER // 4,
        kept_places=0,
    )


def _notices() -> Notices:
    return Notices(
        closed=SILENCE,
        incident_choice=SILENCE,
        goodbye=SILENCE,
        queued=None,
        recording=None,
        welcome_back=None,
        transfer=None,
        longer=None,
        positions=[],
        waits=[],
    )


def _people(queue: Queue, end: int) -> tuple[Population, list[Source]]:
    matters = [_matter(queue, index) for index in (FIRST, SECOND)]
    changing = [(at, rate) for at, rate, _ in queue.changes]
    rates = [[(0.0, queue.arrivals[FIRST])], changing or [(0.0, queue.arrivals[SECOND])]]
    sources = [
        Source(index, matter, _rates(rates[index], end), calling="", is_surge=False)
        for index, matter in enumerate(matters)
        if any(rate > 0 for _, rate in rates[index])
    ]
    population = Population(
        matters=list(matters),
        habits=Habits(Fixed(0), decline=0, no_answer=0),
        language_keys=[Keys({})],
    )
    return population, sources


def _matter(queue: Queue, index: int) -> Matter:
    keys, first = [Keys({"welcome": str(index + 1)})], [Keys({"welcome": "1"})]
    share = queue.pretending if index == SECOND else 0.0
    return Matter(
        index,
        patience=queue.patience,
        talk=[queue.talk[index]] * 3,
        wrap_up=[queue.wrap_up] * 3,
        key_time=Fixed(0),
        wrong_key=0,
        gives_up=0,
        languages=[1.0],
        straight_to_zero=0,
        pretence=Pretence(FIRST, share=share, recognised=0, after=queue.triage, talk=1),
        handovers=[None for _ in teams_of(queue)],
        balk_over=NEVER,
        balk_share=0,
        redial=Redial(*queue.redial, 7),
        ways=[keys, first, keys],
        specialists=["stream:second" for _ in teams_of(queue)],
    )


def _rates(changes: Sequence[tuple[float, float]], end: int) -> Rates:
    """Return rates from pairs of a unit and callers per unit from then on."""
    starts, per_hour = vec[i64](), vec[float]()
    for at, rate in changes:
        starts = append(starts, BEGIN + seconds(at * UNIT))
        per_hour = append(per_hour, rate * 3600 / UNIT)
    return Rates(starts, per_hour, end)


def most_agents(queue: Queue) -> int:
    """Return how many agents there are at most at once."""
    return max([queue.agents, *(agents for _, _, agents in queue.changes)])


def _duties(queue: Queue) -> list[Duty]:
    """Return who is on duty when: the first agents come first and stay longest."""
    changes = queue.changes or ((0.0, 0.0, queue.agents),)
    if queue.teams:
        changes = ((0.0, 0.0, len(_teams_of_seats(queue))),)
    return [_duty(seat, changes) for seat in range(len(_teams_of_seats(queue)))]


def _duty(seat: int, changes: Sequence[tuple[float, float, int]]) -> Duty:
    at, what = vec[i64](), vec[i64]()
    there = False
    for unit, _, agents in changes:
        if (seat < agents) != there:
            there = not there
            at = append(at, BEGIN + seconds(unit * UNIT))
            what = append(what, ARRIVE if there else LEAVE)
    return Duty(seat, at, what)
