"""The obvious dispatcher: look at every waiting call and every ready agent, sort, take the first.

Written from the words of the plan alone, without lines, benches or timers; slow, and easy to
believe. The switchboard must choose the same.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from firstline.domain.agent import AgentState
from firstline.domain.hotline import ACCUMULATING, FIRST, HEAD_START, Hotline
from firstline.domain.time import Instant
from firstline.switchboard.parties import Agent, Place
from firstline.switchboard.switchroom import Switchroom


@dataclass(frozen=True)
class Choice:
    """Who takes whom."""

    agent: str
    place: Place


def candidates(room: Switchroom) -> list[Place]:
    """Return every place that waits: callers, and agents who ask for a colleague."""
    callers = [call.place for call in room.calls.values() if call.place.stands]
    askers = [agent.consult for agent in room.agents if agent.consult is not None]
    return callers + [place for place in askers if place.stands]


def ready_agents(room: Switchroom) -> list[Agent]:
    """Return every agent who could be rung."""
    return [agent for agent in room.agents if agent.state == AgentState.READY]


def served_next(
    hotline: Hotline, places: Iterable[Place], agents: Iterable[Agent], now: Instant
) -> Choice | None:
    """Return the first call in line that somebody can take, and who takes it."""
    everybody = list(agents)
    for place in sorted(places, key=lambda place: rank(hotline, place, now)):
        able = [agent for agent in everybody if level(hotline, agent, place, now) > 0]
        if able:
            best = min(able, key=lambda agent: worth(hotline, agent, place, now))
            return Choice(best.name, place)
    return None


def worth(hotline: Hotline, agent: Agent, place: Place, now: Instant) -> tuple[int, int, int]:
    """Return the order of agents: best level, longest idle, the plan's order."""
    return (level(hotline, agent, place, now), agent.idle_since, agent.seat.index)


def level(hotline: Hotline, agent: Agent, place: Place, now: Instant) -> int:
    """Return how well *agent* may take *place* now; 0 not at all."""
    assert place.line is not None
    kind, _, name = place.line.goal.partition(":")
    team = agent.bench.team
    if kind == "agent":
        return int(name == agent.name)
    if kind == "team":
        return int(name == team.name)
    stream = next(stream for stream in hotline.streams if stream.name == name)
    if not team.speaks[place.call.language] or now - place.since < team.after[stream.index]:
        return 0
    return team.levels[stream.index]


def rank(hotline: Hotline, place: Place, now: Instant) -> tuple[int, Fraction, int, int]:
    """Return the order of calls: the discipline's, then the earlier place, then the number."""
    order, waited = hotline.order, Fraction(now - place.since)
    first = place.urgency == FIRST
    if order.discipline == HEAD_START:
        group, worth = 0, waited + (order.head_start if first else 0)
    elif order.discipline == ACCUMULATING:
        group, worth = 0, waited * Fraction(order.rates[place.urgency])
    else:
        group, worth = (0 if waited > order.guard else 1 if first else 2), waited
    return group, -worth, place.since, place.call.number
