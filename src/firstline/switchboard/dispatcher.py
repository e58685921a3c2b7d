"""The one dispatcher: which agent for a call, which call for an agent. It changes nothing.

Total order of agents: best level, then longest idle, then the order of the plan.
Total order of calls: score by the hotline's discipline, then the earlier place, then the lower call
number. A line is a label, not an owner: the dispatcher looks at all lines that an agent may take
from, and a call that no free agent can take never stands in the way of one that could be served.
"""

from typing import Final

from mypy_extensions import i64

from firstline.domain.agent import AgentState
from firstline.domain.hotline import Order
from firstline.domain.time import NEVER, Duration, Instant
from firstline.policy.order import score
from firstline.switchboard.parties import Agent, Line, Place, is_longer_idle
from firstline.switchboard.switchroom import Switchroom


class Dispatcher:
    """Chooses; offers.py carries out."""

    def __init__(self, room: Switchroom) -> None:
        self._order: Final[Order] = room.hotline.order

    def agent_for(self, place: Place, now: Instant) -> Agent | None:
        """Return the ready agent who should take *place*, or None: it waits on."""
        line = place.line
        if line is None:
            return None
        if line.only is not None:
            return line.only if line.only.state == AgentState.READY else None
        return _best_taker(line, now - place.since)

    def place_for(self, agent: Agent, now: Instant) -> Place | None:
        """Return the place that a ready agent should take, or None: nobody waits for them."""
        best: Place | None = None
        for line in agent.own_lines:
            best = self.first(best, line.head, now)
        for taker in agent.bench.takes:
            if taker.line.length == 0:
                continue
            head = taker.line.head
            if head is not None and taker.after <= now - head.since:
                best = self.first(best, head, now)
        return best

    def pair(self, place: Place, now: Instant) -> tuple[Agent, Place]:
        """Return the agent for *place*, and the place that this agent should take.

        The two are the best for each other. It is another place where a better one may be taken
        from this very instant on, and its timer has not been looked at yet.
        """
        agent = self.agent_for(place, now)
        assert agent is not None
        better = self.place_for(agent, now)
        while better is not None and better is not place:
            place = better
            agent = self.agent_for(place, now)
            assert agent is not None
            better = self.place_for(agent, now)
        return agent, place

    def first(self, one: Place | None, other: Place | None, now: Instant) -> Place | None:
        """Return which of two goes before the other; None is behind everybody."""
        if one is None or (other is not None and self.goes_before(other, one, now)):
            return other
        return one

    def next_widening(self, place: Place, now: Instant) -> Instant:
        """Return when a further team may take *place*, or NEVER."""
        line = place.line
        if line is None:
            return NEVER
        soonest = NEVER
        for taker in line.takers:
            at = place.since + taker.after
            if now < at < soonest:
                soonest = at
        return soonest

    def goes_before(self, one: Place, other: Place, now: Instant) -> bool:
        """Whether *one* would be served before *other* by an agent who may take both."""
        return _is_before(
            score(self._order, one.urgency, now - one.since),
            one,
            score(self._order, other.urgency, now - other.since),
            other,
        )

    def ahead_in(self, line: Line, place: Place, now: Instant) -> i64:
        """Return how many in *line* would be served before *place*, by who may take both."""
        count: i64 = 0
        worth = score(self._order, place.urgency, now - place.since)
        other = line.head
        while other is not None:
            others = score(self._order, other.urgency, now - other.since)
            if not _is_before(others, other, worth, place):
                break  # a line is ordered: nobody further back goes before either
            count += 1
            other = other.after
        return count


def _best_taker(line: Line, waited: Duration) -> Agent | None:
    """Return the longest idle of the best level that may take a call which has waited so long."""
    best: Agent | None = None
    level: i64 = 0
    for taker in line.takers:
        if best is not None and taker.level > level:
            break
        first = taker.bench.head
        if first is None or taker.after > waited:
            continue
        if best is None or is_longer_idle(first, best):
            best, level = first, taker.level
    return best


def _is_before(worth: float, place: Place, other_worth: float, other: Place) -> bool:
    if worth != other_worth:
        return worth > other_worth
    if place.since != other.since:
        return place.since < other.since
    return place.call.number < other.call.number
