"""Offers: a waiting call and a ready agent are brought together, the phone rings, and what then.

`match` is the law "no eligible agent is idle while an eligible call waits". It runs after every
event and every timer, over those who are new on either side; nobody else can have become a match.
"""

from typing import Final

from mypy_extensions import i64

from firstline.domain.agent import AgentState
from firstline.domain.call import CallSignal
from firstline.domain.hotline import Stream
from firstline.domain.time import NEVER, Instant
from firstline.switchboard.dispatcher import Dispatcher
from firstline.switchboard.parties import Agent, Call, Place
from firstline.switchboard.roster import NO_ANSWER, Roster
from firstline.switchboard.seekers import Arrivals, Freed
from firstline.switchboard.switchroom import Switchroom
from firstline.switchboard.timer import Due, Timer
from firstline.switchboard.treatment import Treatment

GONE: Final = "gone"
"Why a phone stops ringing: the call, or the agent's wish to take it, went away."

_RING_END: Final[i64] = 0
_WIDEN: Final[i64] = 1


class Offers(Due):
    """Rings agents for places, one agent at a time for each."""

    def __init__(
        self, room: Switchroom, dispatcher: Dispatcher, roster: Roster, treatment: Treatment
    ) -> None:
        self._room: Final[Switchroom] = room
        self._dispatcher: Final[Dispatcher] = dispatcher
        self._roster: Final[Roster] = roster
        self._treatment: Final[Treatment] = treatment

    def due(self, timer: Timer, now: Instant) -> None:
        """The phone has rung long enough, or a further team may take a place."""
        if timer.kind == _RING_END:
            agent = timer.agent
            assert agent is not None
            assert agent.place is not None
            self.decline(agent, agent.place.call, NO_ANSWER, now)
            return
        call = timer.call
        assert call is not None
        call.widen_timer = None
        place = _standing_place(call)
        if place is not None:
            self._room.arrivals.add(place)

    def match(self, now: Instant) -> None:
        """Bring together whoever can be, the first in line first."""
        freed, arrivals = self._room.freed, self._room.arrivals
        if freed.count + arrivals.count > 1 or not self._match_one(freed, arrivals, now):
            self._match_all(freed, arrivals, now)
        freed.clear()
        arrivals.clear()

    def _match_one(self, freed: Freed, arrivals: Arrivals, now: Instant) -> bool:
        """Match the only one who is new, where the two are the best for each other.

        That is nearly always so; where it is not, nothing is done, and False is returned.
        """
        if arrivals.count == 0:
            return freed.count == 0 or self._match_agent(freed.agents[0], now)
        place = arrivals.places[0]
        return not place.stands or self._match_place(place, now)

    def _match_agent(self, agent: Agent, now: Instant) -> bool:
        if agent.state != AgentState.READY:
            return True
        place = self._dispatcher.place_for(agent, now)
        if place is None:
            return True
        if self._dispatcher.agent_for(place, now) is not agent:
            return False
        self._offer(agent, place, now)
        return True

    def _match_place(self, place: Place, now: Instant) -> bool:
        agent = self._dispatcher.agent_for(place, now)
        if agent is None:
            self._let_wait(place, now)
            return True
        if self._dispatcher.place_for(agent, now) is not place:
            return False
        self._offer(agent, place, now)
        return True

    def _match_all(self, freed: Freed, arrivals: Arrivals, now: Instant) -> None:
        found = self._next(freed, arrivals, now)
        while found is not None:
            agent, place = self._dispatcher.pair(found, now)
            self._offer(agent, place, now)
            found = self._next(freed, arrivals, now)
        for index in range(arrivals.count):
            if arrivals.places[index].stands:
                self._let_wait(arrivals.places[index], now)

    def answer(self, agent: Agent, call: Call, now: Instant) -> None:
        """The agent picked up. Too late, or for another call: nothing to do."""
        place = agent.place
        if agent.state != AgentState.RESERVED or place is None or place.call is not call:
            return
        self._roster.talk(agent, now)
        place.agent = None
        agent.call = call
        agent.served = stream_of(place)
        if place.asker is None:
            self._connect(agent, call)
        else:
            self._join(place.asker, agent, call)

    def decline(self, agent: Agent, call: Call, why: str, now: Instant) -> None:
        """The agent did not take the call: it keeps its place, and goes to another."""
        place = agent.place
        if agent.state != AgentState.RESERVED or place is None or place.call is not call:
            return
        self._room.world.stop_ringing(agent, place, why)
        self._roster.miss(agent, why, now)
        self._back_in_line(place)
        if place.line is not None and place.line.only is agent:
            self._room.bounce(place)
        else:
            self._room.arrivals.add(place)

    def withdraw(self, agent: Agent, now: Instant) -> None:
        """The agent may no longer be rung: the call keeps its place, the agent is as before."""
        place = agent.place
        if agent.state != AgentState.RESERVED or place is None:
            return
        self._room.world.stop_ringing(agent, place, GONE)
        self._roster.unreserve(agent, now)
        self._back_in_line(place)
        self._room.arrivals.add(place)

    def forget(self, place: Place, now: Instant) -> None:
        """The place is given up: out of its line, and whoever is rung for it is freed."""
        self._room.agenda.cancel(place.call.widen_timer)
        place.call.widen_timer = None
        if place.stands and place.line is not None:
            place.line.remove(place)
        agent = place.agent
        if agent is not None:
            place.agent = None
            self._room.world.stop_ringing(agent, place, GONE)
            self._roster.unreserve(agent, now)

    def take_back(self, call: Call, now: Instant) -> None:
        """Take a waiting call out of its line, or away from the phone that rings for it."""
        self.forget(call.place, now)
        if call.agent is not None:
            call.agent = None
            call.signal(CallSignal.WITHDRAW)

    def _next(self, freed: Freed, arrivals: Arrivals, now: Instant) -> Place | None:
        """Return the first in line of those whom the freed may take, and who have just come."""
        best: Place | None = None
        for index in range(freed.count):
            agent = freed.agents[index]
            if agent.state == AgentState.READY:
                best = self._dispatcher.first(best, self._dispatcher.place_for(agent, now), now)
        for index in range(arrivals.count):
            place = arrivals.places[index]
            if place.stands and self._dispatcher.agent_for(place, now) is not None:
                best = self._dispatcher.first(best, place, now)
        return best

    def _let_wait(self, place: Place, now: Instant) -> None:
        self._widen_later(place, now)
        if place.asker is None and not place.call.treated:
            self._treatment.begin(place.call, now)

    def _offer(self, agent: Agent, place: Place, now: Instant) -> None:
        line, call = place.line, place.call
        assert line is not None
        line.remove(place)
        agent.place = place
        place.agent = agent
        self._roster.reserve(agent, now)
        if place.asker is None:
            call.signal(CallSignal.OFFER)
            call.agent = agent
            if not call.treated:
                self._treatment.music_only(call, now)
        self._room.world.ring(agent, place)
        end = now + self._room.hotline.rules.ring_time
        self._room.set(agent.timer, self, _RING_END, end)

    def treat_anew(self, call: Call, now: Instant) -> None:
        """Let a caller who was just handed on hear music while a phone rings."""
        self._treatment.music_only(call, now)

    def _join(self, asker: Agent, colleague: Agent, call: Call) -> None:
        self._room.agenda.cancel(call.return_timer)
        call.return_timer = None
        asker.colleague = colleague
        colleague.colleague = asker
        # Who has gone back to the caller meanwhile joins the colleague at the next hold.
        if asker.state == AgentState.HOLDING:
            self._room.world.join(asker, colleague, call)

    def _connect(self, agent: Agent, call: Call) -> None:
        room = self._room
        room.stop_timers(call)
        call.signal(CallSignal.ANSWER)
        call.was_answered = True
        call.told_until = NEVER
        call.agent = agent
        agent.place = None
        room.world.connect(agent, call)

    def _back_in_line(self, place: Place) -> None:
        place.agent = None
        if place.asker is None:
            place.call.signal(CallSignal.WITHDRAW)
            place.call.agent = None
        assert place.line is not None
        place.line.add(place)

    def _widen_later(self, place: Place, now: Instant) -> None:
        at = self._dispatcher.next_widening(place, now)
        if at < NEVER:
            self._room.agenda.cancel(place.call.widen_timer)
            place.call.widen_timer = self._room.later(self, _WIDEN, at, place.call, None)


def stream_of(place: Place) -> Stream | None:
    """Return the stream that *place* waits for, or else the one its call has."""
    line = place.line
    if line is not None and line.stream is not None:
        return line.stream
    return place.call.stream


def _standing_place(call: Call) -> Place | None:
    """Return the place that looks for an agent: the caller's, or the consult's."""
    if call.place.stands:
        return call.place
    agent = call.agent
    if agent is not None and agent.consult is not None and agent.consult.stands:
        return agent.consult
    return None
