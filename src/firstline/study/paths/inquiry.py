"""One caller's inquiry: which way to a human, and what would come of pretending.

It puts the parts together: the menu, the lines at that time, the curve, the rules. What they come
to in words is advice.py's and verdict.py's.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from enum import Enum
from functools import partial
from typing import Final

from msgspec import Struct

from firstline.domain.week import Week
from firstline.errors import InputError
from firstline.plan.demand_times import Weekly
from firstline.plan.model import Plan
from firstline.sim.kernel.population import Span
from firstline.study.announced import Announced, announced
from firstline.study.paths.advice import Adviser, Method, Question
from firstline.study.paths.matter import Asked, calls_by_stream, matter_of
from firstline.study.paths.paths import Path, best, ranked
from firstline.study.paths.trying import (
    Tried,
    Visit,
    busiest,
    day_for,
    lines_of,
    try_all,
    usual_week,
)
from firstline.study.paths.ways_through import Kind, ways_to_humans
from firstline.study.pretending.curve import Pretending, curve, pretence_of
from firstline.study.pretending.remedies import CHANGES, remedies
from firstline.study.pretending.verdict import Found
from firstline.study.running.load import Balance, check_stability

DAYS: Final = 150
WEEKS: Final = 6
COST: Final = "30 s"
Watch = Callable[[str, int, int], None]
"Is told which step it is, how much of it is done, and of how much."


class Look(Enum):
    """How much is looked at of pretending."""

    NOTHING = "nothing"
    CURVE = "curve"
    RULES = "rules"


class Wanted(Struct, frozen=True, kw_only=True):
    """What is asked."""

    about: str | None = None
    "A stream, or a service; None: what most call about."
    when: Weekly | datetime | None = None
    "None: the busiest hour."
    spoken: str
    "The caller's language."
    days: int = DAYS
    look: Look = Look.RULES
    pretend_as: str | None = None
    "A stream; None: as the plan has it, or the prospects of the same service."
    cost: float = 30.0
    "Seconds of waiting that are as bad as pretending."
    weeks: int = WEEKS
    announced: bool = False
    "Whether to measure how honest announced waits are."
    seed: int = 1
    jobs: int = 1


class Answer(Struct, frozen=True):
    """What was found out."""

    plan: Plan
    asked: Asked
    question: Question
    ways: list[Path]
    tried: Tried | None
    "None: nothing is known of the lines."
    found: Found | None
    "None: pretending was not looked at, or there is nobody to pretend to be."
    announced: list[Announced] | None = None
    "None: they were not measured."
    weeks: int = 0
    "Of simulation, wherever weeks are simulated."

    def method(self) -> Method:
        """Return how the waits were found."""
        return Method(0, 0) if self.tried is None else Method(self.tried.probes, self.tried.days)


def inquire(plan: Plan, wanted: Wanted, watch: Watch = lambda step, done, total: None) -> Answer:
    """Return what is asked for; by the menu alone where the plan does not say who calls."""
    if plan.demand.streams:
        return _Inquiry(plan, wanted, watch).answer()
    asked = matter_of(plan, wanted.about, {})
    found = ways_to_humans(plan, asked.stream, wanted.spoken)
    question = Question(asked.stream, wanted.spoken)
    return Answer(plan, asked, question, ranked(found, {}), None, None)


class _Inquiry:
    """An inquiry about a plan with a demand."""

    def __init__(self, plan: Plan, wanted: Wanted, watch: Watch) -> None:
        prepared, week = usual_week(plan)
        check_stability(Balance(prepared.hotline, prepared.population, week))
        self._plan: Final = plan
        self._wanted: Final = wanted
        self._watch: Final = watch
        self._week: Final[Span] = week
        self._hours: Final[Week] = prepared.hotline.week
        self._asked: Final = matter_of(plan, wanted.about, calls_by_stream(plan, week))
        if self._asked.stream not in plan.demand.streams:
            known = ", ".join(plan.demand.streams)
            raise InputError(
                f"The plan's demand says nothing of those who call about {self._asked.stream}.",
                f"Ask about one of {known}, or write the stream into the section “demand”.",
            )

    def answer(self) -> Answer:
        """Return all that is asked for."""
        plan, wanted, stream = self._plan, self._wanted, self._asked.stream
        question, visit = self._visit(wanted.when or busiest(self._week))
        found = ways_to_humans(plan, stream, wanted.spoken)
        tried = try_all(
            plan,
            visit,
            lines_of(plan, found, wanted.spoken),
            days=wanted.days,
            jobs=wanted.jobs,
            watch=self._step("ways", wanted.days),
        )
        ways = ranked(found, tried.meetings)
        return Answer(
            plan,
            self._asked,
            question,
            ways,
            tried,
            self._pretending(ways),
            self._announced(),
            wanted.weeks,
        )

    def _announced(self) -> list[Announced] | None:
        wanted = self._wanted
        if not wanted.announced:
            return None
        return announced(
            self._plan,
            weeks=wanted.weeks,
            seed=wanted.seed,
            jobs=wanted.jobs,
            watch=self._step("announced waits", wanted.weeks),
        )

    def _step(self, name: str, total: int) -> Callable[[int], None]:
        return partial(self._at_step, name, total)

    def _at_step(self, name: str, total: int, done: int) -> None:
        self._watch(name, done, total)

    def _visit(self, when: Weekly | datetime) -> tuple[Question, Visit]:
        plan, wanted, stream = self._plan, self._wanted, self._asked.stream
        if isinstance(when, Weekly):
            weekday, minute = when
        else:
            weekday, minute = when.weekday(), when.hour * 60 + when.minute
        question = Question(stream, wanted.spoken, weekday, minute)
        day = day_for(plan, when, self._hours.is_open)
        if day is None:
            closed = Adviser(plan, question, "en")
            raise InputError(
                closed.words.say("closed", when=closed.when()), "Ask about another time with --at."
            )
        language = plan.languages.index(wanted.spoken)
        visit = Visit(matter=stream, language=language, day=day, minute=minute, seed=wanted.seed)
        return question, visit

    def _game(self, ways: Sequence[Path]) -> Pretending | None:
        """Return who would be imitated: as asked or planned, or else by the best way to do it."""
        plan, stream = self._plan, self._asked.stream
        game = pretence_of(plan, stream, self._wanted.pretend_as)
        if game is not None or plan.streams[stream].first:
            return game
        sooner = [way for way in ways if plan.streams[way.way.stream].first]
        other = best(sooner, Kind.PRETENDING)
        return None if other is None else Pretending(stream, other.way.stream)

    def _pretending(self, ways: Sequence[Path]) -> Found | None:
        plan, wanted = self._plan, self._wanted
        game = self._game(ways)
        if wanted.look is Look.NOTHING or game is None:
            return None
        points = curve(
            plan,
            game,
            weeks=wanted.weeks,
            seed=wanted.seed,
            jobs=wanted.jobs,
            watch=self._step("pretending", wanted.weeks),
        )
        found = Found(game, points, (), wanted.cost, wanted.weeks)
        return found if wanted.look is Look.CURVE else self._with_rules(found)

    def _with_rules(self, found: Found) -> Found:
        tried = remedies(
            self._plan,
            found.game,
            weeks=found.weeks,
            seed=self._wanted.seed,
            jobs=self._wanted.jobs,
            planned=found.points,
            watch=self._step("rules", len(CHANGES)),
        )
        return Found(found.game, found.points, tried, found.cost, found.weeks)
