"""Transfers: blind, after consulting, and back to the transferrer when nobody takes the call."""

from typing import Final

from mypy_extensions import i64

from firstline.domain.agent import AgentState
from firstline.domain.call import CallSignal
from firstline.domain.hotline import Rules
from firstline.domain.time import Instant
from firstline.errors import Said
from firstline.switchboard.consults import Consults, talking_call
from firstline.switchboard.goals import Goal, Goals
from firstline.switchboard.line import WaitingLines
from firstline.switchboard.offers import Offers
from firstline.switchboard.outlook import on_duty
from firstline.switchboard.parties import Agent, Call, Line, Place, Slip
from firstline.switchboard.queueing import Queueing
from firstline.switchboard.refusal import Refusal
from firstline.switchboard.roster import Roster
from firstline.switchboard.switchroom import Switchroom, is_waiting
from firstline.switchboard.timer import Due, Timer

_RETURN: Final[i64] = 0


class Transfers(Due):
    """Moves callers from agent to agent."""

    def __init__(
        self,
        room: Switchroom,
        lines: WaitingLines,
        roster: Roster,
        offers: Offers,
        consults: Consults,
        queueing: Queueing,
    ) -> None:
        self._room: Final[Switchroom] = room
        self._rules: Final[Rules] = room.hotline.rules
        self._lines: Final[WaitingLines] = lines
        self._roster: Final[Roster] = roster
        self._offers: Final[Offers] = offers
        self._consults: Final[Consults] = consults
        self._queueing: Final[Queueing] = queueing
        self._goals: Final[Goals] = Goals(room, lines)

    def due(self, timer: Timer, now: Instant) -> None:
        """Nobody took the call in time; where somebody on duty still may, it waits on."""
        call = timer.call
        assert call is not None
        call.return_timer = None
        line = call.place.line
        if line is None or not is_waiting(call):
            return
        if line.only is None and on_duty(line) > 0:
            self._watch(call, now)
        else:
            self._give_back(call, now)

    def blind(self, agent: Agent, name: str, reason: str, note: str, now: Instant) -> None:
        """Send the agent's caller to wait for the goal called *name*; the agent is done."""
        call = talking_call(agent)
        goal = self._find(name, agent, call)
        call.slips = [*call.slips, Slip(agent.name, reason, note)]
        urgency = self._urgency(goal, call)
        self._room.world.release(agent, call)
        self._roster.wrap_up(agent, now)
        self._send(call, agent, urgency, self._goals.line(goal, urgency, call.language), now)

    def consult(self, agent: Agent, name: str, reason: str, note: str, now: Instant) -> None:
        """Ask the goal called *name* while the caller is held."""
        call = talking_call(agent)
        goal = self._find(name, agent, call)
        line = self._goals.line(goal, self._urgency(goal, call), call.language)
        self._consults.begin(agent, line, Slip(agent.name, reason, note), now)

    def complete(self, agent: Agent, now: Instant) -> None:
        """Hand the caller over to the colleague, who may still be ringing or not be found yet."""
        call = talking_call(agent)
        if agent.consult is None:
            raise Refusal("no consult is running")
        self._credit(call, now)
        self._consults.hand_over(agent, now)
        if is_waiting(call):
            self._return_later(call, agent, now)

    def cancel(self, agent: Agent, now: Instant) -> None:
        """Take the consult back; the caller stays with the agent."""
        talking_call(agent)
        self._consults.cancel(agent, now)

    def bounce(self, place: Place, now: Instant) -> None:
        """The one agent whom *place* was for did not take it."""
        if not place.stands:
            return
        if place.asker is not None:
            self._consults.cancel(place.asker, now)
        else:
            self._give_back(place.call, now)

    def signed_out(self, agent: Agent, now: Instant) -> None:
        """Nobody may go on waiting for an agent who has gone home."""
        if agent.state != AgentState.SIGNED_OUT:
            return
        for line in agent.own_lines:
            while line.head is not None:
                self.bounce(line.head, now)

    def _find(self, name: str, agent: Agent, call: Call) -> Goal:
        if agent.consult is not None:
            raise Refusal("a consult is running: complete or cancel it first")
        if len(call.slips) >= self._rules.transfer_depth:
            raise Refusal(
                Said(
                    "this call was transferred {times} times, which is the limit",
                    times=len(call.slips),
                )
            )
        return self._goals.find(name, agent)

    def _urgency(self, goal: Goal, call: Call) -> i64:
        if goal.stream is not None and not self._rules.transfer_keeps_urgency:
            return goal.stream.urgency
        return call.place.urgency

    def _credit(self, call: Call, now: Instant) -> None:
        """Start the waiting anew where the plan does not credit the time before the transfer."""
        if not self._rules.transfer_keeps_waiting:
            call.place.since = now

    def _send(self, call: Call, agent: Agent, urgency: i64, line: Line, now: Instant) -> None:
        call.agent = None
        call.treated = False
        call.signal(CallSignal.QUEUE)
        call.place.urgency = urgency
        self._credit(call, now)
        if line.stream is not None:
            call.stream = line.stream
        self._lines.enter(call.place, line, now)
        self._return_later(call, agent, now)

    def _return_later(self, call: Call, agent: Agent, now: Instant) -> None:
        call.transferrer = agent
        self._watch(call, now)
        self._queueing.limit_wait(call, now)

    def _watch(self, call: Call, now: Instant) -> None:
        """Look again when nobody has taken the call for too long."""
        self._room.agenda.cancel(call.return_timer)
        at = now + self._rules.transfer_return_after
        call.return_timer = self._room.later(self, _RETURN, at, call, None)

    def _give_back(self, call: Call, now: Instant) -> None:
        """Back to the transferrer; where that is in vain too, to everybody who takes its stream."""
        agent, call.transferrer = call.transferrer, None
        self._offers.take_back(call, now)
        urgency = call.place.urgency
        if agent is not None and agent.state != AgentState.SIGNED_OUT:
            self._lines.enter(call.place, self._lines.of_agent(agent, urgency, call.language), now)
            self._watch(call, now)
            return
        self._room.agenda.cancel(call.return_timer)
        call.return_timer = None
        assert call.stream is not None
        line = self._lines.of_stream(call.stream, urgency, call.language)
        self._lines.enter(call.place, line, now)
