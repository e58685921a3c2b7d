"""The work that a demand brings: who comes to which line, how long whom they keep, whom they go to.

Means only, from the population as it is simulated. Whether there are enough agents is load.py's.
"""

from collections.abc import Iterator
from typing import Final, NamedTuple

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from firstline.domain.hotline import ENQUEUE, GO, LANGUAGE, Hotline, Team
from firstline.domain.time import HOUR, NEVER, in_seconds
from firstline.sim.draws import stream_key
from firstline.sim.kernel.laws import Fixed, Law, Never
from firstline.sim.kernel.population import (
    ARRIVE,
    GO_ON,
    PRETENDER,
    STRAIGHT_TO_ZERO,
    TRUTHFUL,
    Duty,
    Handover,
    Keys,
    Matter,
    Population,
    Pretence,
    Span,
)

Amounts = NDArray[np.float64]
STEPS: Final = 48
"Of a day: rates and agents are taken as even within each."
DRAWS: Final = 4_096
"For the mean of a law that is cut off."
DEEPEST: Final = 20
"Menus."


class Flow(Struct, frozen=True):
    """Callers who come to a line."""

    matter: int
    stream: int
    path: int
    stays: bool
    "Nobody of them ever leaves the line without an answer."
    per_hour: Amounts
    "By step of the days."


class Visit(NamedTuple):
    """What a caller is for the agent who answers, in the mean."""

    hours: float
    goes_on: float
    "The share that is passed on."
    goal: str


class Times:
    """How long callers keep agents."""

    def __init__(self, hotline: Hotline, population: Population) -> None:
        self._hotline: Final = hotline
        self._population: Final = population
        self._answer: Final = population.habits.answer.mean()

    def visit(self, matter: Matter, path: int, team: Team) -> Visit:
        """Return what a caller is for *team*, who has come straight from the menu."""
        pretence, handover = matter.pretence, matter.handovers[team.index]
        if team.levels[matter.stream] == 0:
            return self._elsewhere(matter, team, handover)
        if path == PRETENDER and pretence is not None:
            return self._pretending(matter, team, pretence)
        talk = matter.talk[team.levels[matter.stream]].mean()
        if handover is None:
            return self._visit(matter, team, talk, 0.0, "")
        mean = handover.share * handover.after.mean() + (1 - handover.share) * talk
        return self._visit(matter, team, mean, handover.share, handover.goal)

    def _elsewhere(self, matter: Matter, team: Team, handover: Handover | None) -> Visit:
        """Return what a caller is whose matter the team does not take."""
        talk, specialist = matter.talk[0].mean(), matter.specialists[team.index]
        if not specialist:
            return self._visit(matter, team, talk, 0.0, "")
        before = talk if handover is None else handover.after.mean()
        return self._visit(matter, team, before, 1.0, specialist)

    def _pretending(self, matter: Matter, team: Team, pretence: Pretence) -> Visit:
        """Return what a caller is who does as if he were another, for those who could help."""
        talk = matter.talk[team.levels[matter.stream]].mean()
        seen, specialist = pretence.recognised, matter.specialists[team.index]
        then = pretence.after.mean() if specialist else talk
        mean = seen * then + (1 - seen) * talk * pretence.talk
        return self._visit(matter, team, mean, seen if specialist else 0.0, specialist)

    def last(self, matter: Matter, team: Team) -> Visit:
        """Return what a caller is for *team* who has been passed on to it."""
        talk = matter.talk[team.levels[matter.stream]].mean()
        return self._visit(matter, team, talk, 0.0, "")

    def _visit(self, matter: Matter, team: Team, talk: float, on: float, goal: str) -> Visit:
        seconds = self._answer + talk + self._wrap_up(matter, team)
        return Visit(seconds / 3600, on, goal)

    def _wrap_up(self, matter: Matter, team: Team) -> float:
        own = self._hotline.streams[matter.stream].wrap_up
        planned = own if own < NEVER else self._hotline.rules.wrap_up
        law = matter.wrap_up[team.levels[matter.stream]]
        return in_seconds(planned) if law is None else _mean_up_to(law, planned)


def _mean_up_to(law: Law, most: int) -> float:
    if isinstance(law, Fixed) or most >= NEVER:
        return min(law.mean(), in_seconds(most))
    drawn = [law.draw(stream_key(0, caller, 0), 0) for caller in range(DRAWS)]
    return float(np.minimum(np.array(drawn, dtype=np.float64), most).mean()) / 1_000_000


def flows(hotline: Hotline, population: Population, days: Span) -> list[Flow]:
    """Return everybody who comes to a line in *days*."""
    brought = _brought(hotline, days)
    return [
        flow
        for matter in population.matters
        if matter is not None and matter.stream in brought
        for flow in _flows(hotline, matter, brought[matter.stream])
    ]


def _flows(hotline: Hotline, matter: Matter, per_hour: Amounts) -> Iterator[Flow]:
    pretends = 0.0 if matter.pretence is None else matter.pretence.share
    to_zero = matter.straight_to_zero
    shares = {TRUTHFUL: 1 - pretends - to_zero, PRETENDER: pretends, STRAIGHT_TO_ZERO: to_zero}
    for path, share in shares.items():
        stream, menus = _followed(hotline, matter.ways[path][0])
        if stream >= 0 and share > 0:
            coming = per_hour * share * (1 - matter.gives_up) ** menus
            yield Flow(matter.stream, stream, path, _stays(hotline, matter, stream), coming)


def _followed(hotline: Hotline, keys: Keys) -> tuple[int, int]:
    """Return to which stream the keys lead, -1 for none, and through how many menus."""
    menu = hotline.entry
    for menus in range(1, DEEPEST):
        action = menu.options.get(keys.by_menu.get(menu.name, ""))
        if action is not None and action.kind == ENQUEUE and action.stream is not None:
            return action.stream.index, menus
        if action is None or action.kind not in {GO, LANGUAGE}:
            break
        menu = action.menu or menu
    return -1, 0


def _stays(hotline: Hotline, matter: Matter, stream: int) -> bool:
    line, rules = hotline.streams[stream], hotline.rules
    hears = rules.say_wait and rules.announce_first < NEVER
    balks = hears and matter.balk_share > 0 and matter.balk_over < NEVER
    is_bounded = line.max_wait < NEVER or line.full_at < NEVER
    return isinstance(matter.patience, Never) and not is_bounded and not balks


def edges(days: Span) -> Amounts:
    """Return the instants between the steps of *days*."""
    number = max(1, round((days.end - days.begin) / int(HOUR) * STEPS / 24))
    return np.linspace(float(days.begin), float(days.end), number + 1)


def _brought(hotline: Hotline, days: Span) -> dict[int, Amounts]:
    """Return how many callers an hour come, by matter and step, while the hotline is open."""
    between = edges(days)
    hours = np.diff(between) / int(HOUR)
    middles = ((between[:-1] + between[1:]) / 2).astype(np.int64)
    is_open = np.array([hotline.week.is_open(int(at)) for at in middles])
    brought: dict[int, Amounts] = {}
    for source in days.sources:
        rates = source.rates
        known = np.array([*rates.starts, rates.end], dtype=np.float64)
        sums = np.concatenate(([0.0], np.cumsum(np.array(list(rates.expected)))))
        callers = np.diff(np.interp(between, known, sums)) / hours * is_open
        matter = source.matter.stream
        brought[matter] = brought.get(matter, np.zeros(len(callers))) + callers
    return brought


def on_duty(hotline: Hotline, days: Span) -> Amounts:
    """Return how many agents are on duty and not at a break, by team and step."""
    between = edges(days)
    present = np.zeros((len(hotline.teams), len(between) - 1))
    for duty in days.duties:
        team = hotline.seats[duty.seat].team
        for begin, end in _present(duty, days.end):
            present[team] += np.diff(np.clip(between, begin, end)) / np.diff(between)
    return present


def _present(duty: Duty, last: int) -> Iterator[tuple[int, int]]:
    """Yield when an agent takes calls: from coming or going on to the next change."""
    changes = [*duty.at, max(last, *duty.at)] if len(duty.at) else []
    for place, what in enumerate(duty.what):
        if what in {ARRIVE, GO_ON}:
            yield changes[place], changes[place + 1]
