"""Consults: an agent asks a colleague while the caller is on hold.

The agent may then hand the call over, or bring all three together (a conference).
"""

from typing import Final

from mypy_extensions import i64

from firstline.domain.agent import AgentState
from firstline.domain.call import CallSignal, CallState
from firstline.domain.time import Instant
from firstline.switchboard.line import WaitingLines
from firstline.switchboard.offers import Offers, stream_of
from firstline.switchboard.parties import Agent, Call, Line, Place, Slip
from firstline.switchboard.refusal import Refusal
from firstline.switchboard.roster import Roster
from firstline.switchboard.switchroom import Switchroom
from firstline.switchboard.timer import Due, Timer

_LIMIT: Final[i64] = 0


class Consults(Due):
    """Begins, ends and completes them."""

    def __init__(
        self, room: Switchroom, lines: WaitingLines, roster: Roster, offers: Offers
    ) -> None:
        self._room: Final[Switchroom] = room
        self._lines: Final[WaitingLines] = lines
        self._roster: Final[Roster] = roster
        self._offers: Final[Offers] = offers

    def due(self, timer: Timer, now: Instant) -> None:
        """No colleague came in time."""
        agent = timer.agent
        assert agent is not None
        self.cancel(agent, now)

    def begin(self, agent: Agent, line: Line, slip: Slip, now: Instant) -> None:
        """Put the caller on hold and look for a colleague in *line*."""
        call = talking_call(agent)
        agent.resumes = call.state == CallState.TALKING
        if agent.resumes:
            self.hold(agent, now)
        place = Place(call, agent)
        place.urgency = line.urgency
        place.since = now
        place.slip = slip
        agent.consult = place
        self._lines.enter(place, line, now)
        limit = now + self._room.hotline.rules.transfer_return_after
        call.return_timer = self._room.later(self, _LIMIT, limit, call, agent)

    def hold(self, agent: Agent, now: Instant) -> None:
        """Put the caller on hold."""
        call = talking_call(agent)
        if call.state != CallState.TALKING:
            raise Refusal("the caller is on hold already")
        agent.confers = False
        call.signal(CallSignal.HOLD)
        self._roster.hold(agent, now)
        self._room.world.hold(agent, call)
        if agent.colleague is not None:
            self._room.world.join(agent, agent.colleague, call)

    def resume(self, agent: Agent, now: Instant) -> None:
        """Talk with the caller again."""
        call = talking_call(agent)
        if call.state != CallState.HOLDING:
            raise Refusal("the caller is not on hold")
        agent.resumes = False
        call.signal(CallSignal.RESUME)
        self._roster.resume(agent, now)
        self._room.world.connect(agent, call)

    def confer(self, agent: Agent, now: Instant) -> None:
        """Bring the caller and the colleague together: all three talk."""
        call, colleague = talking_call(agent), agent.colleague
        if agent.consult is None:
            raise Refusal("ask a colleague first: no consult is running")
        if colleague is None:
            raise Refusal("the colleague has not answered yet")
        if agent.confers:
            raise Refusal("all three of you talk already")
        agent.confers = True
        agent.resumes = False
        if call.state == CallState.HOLDING:
            call.signal(CallSignal.RESUME)
            self._roster.resume(agent, now)
        self._room.world.conference(agent, colleague, call)

    def cancel(self, agent: Agent, now: Instant) -> None:
        """Let the colleague go; caller and agent talk, where they did before the consult."""
        if agent.consult is None:
            raise Refusal("no consult is running")
        conferred = agent.confers
        self.drop(agent, now)
        self._go_on(agent, conferred, now)

    def drop(self, agent: Agent, now: Instant) -> None:
        """End the agent's consult, if there is one, and nothing else."""
        place, colleague = agent.consult, agent.colleague
        if place is None:
            return
        self._close(agent, place)
        if colleague is None:
            self._offers.forget(place, now)
        self._room.world.part(agent, colleague, place.call)
        if colleague is not None:
            self._roster.wrap_up(colleague, now)

    def leave(self, colleague: Agent, now: Instant) -> None:
        """The colleague hung up: the agent is alone with the caller again."""
        asker, call = colleague.colleague, colleague.call
        assert asker is not None
        assert asker.consult is not None
        assert call is not None
        conferred = asker.confers
        self._close(asker, asker.consult)
        self._room.world.release(colleague, call)
        self._roster.wrap_up(colleague, now)
        self._go_on(asker, conferred, now)

    def hand_over(self, agent: Agent, now: Instant) -> None:
        """The colleague takes the caller; the agent's part is over."""
        place, colleague, call = agent.consult, agent.colleague, talking_call(agent)
        if place is None:
            raise Refusal("no consult is running")
        if place.slip is not None:
            call.slips = [*call.slips, place.slip]
        call.stream = stream_of(place)
        self._close(agent, place)
        if colleague is not None:
            self._hand_over_talking(colleague, call)
        self._room.world.release(agent, call)
        self._roster.wrap_up(agent, now)
        if colleague is None:
            self._hand_over_waiting(call, place, now)

    def _go_on(self, agent: Agent, conferred: bool, now: Instant) -> None:
        """Caller and agent talk, where they did in a conference or before the consult."""
        if conferred:
            assert agent.call is not None
            self._room.world.connect(agent, agent.call)
        elif agent.resumes and agent.state == AgentState.HOLDING:
            self.resume(agent, now)

    def _hand_over_talking(self, colleague: Agent, call: Call) -> None:
        if call.state == CallState.TALKING:
            call.signal(CallSignal.HOLD)
        call.signal(CallSignal.ANSWER)
        call.agent = colleague
        colleague.colleague = None
        colleague.place = None
        self._room.world.connect(colleague, call)

    def _hand_over_waiting(self, call: Call, place: Place, now: Instant) -> None:
        """The caller takes the consult's place, in line or at the phone that rings."""
        caller, line = call.place, place.line
        assert line is not None
        caller.urgency = line.urgency
        call.agent = None
        call.treated = False
        if place.agent is None:
            line.remove(place)
            call.signal(CallSignal.QUEUE)
            self._lines.enter(caller, line, place.entered)
        else:
            self._hand_over_ringing(place.agent, call, place, now)

    def _hand_over_ringing(self, rung: Agent, call: Call, place: Place, now: Instant) -> None:
        caller = call.place
        caller.line = place.line
        caller.entered = place.entered
        caller.agent = rung
        place.agent = None
        rung.place = caller
        call.agent = rung
        if call.state == CallState.TALKING:
            call.signal(CallSignal.HOLD)
        call.signal(CallSignal.OFFER)
        self._offers.treat_anew(call, now)
        self._room.world.ring(rung, caller)

    def _close(self, agent: Agent, place: Place) -> None:
        self._room.agenda.cancel(place.call.return_timer)
        place.call.return_timer = None
        agent.consult = None
        agent.colleague = None
        agent.confers = False


def talking_call(agent: Agent) -> Call:
    """Return the caller that the agent talks to or holds; Refusal where there is none."""
    call = agent.call
    if call is None or call.agent is not agent:
        raise Refusal("you have no caller")
    return call
