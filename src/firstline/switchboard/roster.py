"""The agents on duty: who is ready, who is not and why, and their one clock each.

Knows nothing of waiting calls: an agent who becomes ready is put on the list of the freed, and the
offers do the rest.
"""

from typing import Final

from mypy_extensions import i64

from firstline.domain.agent import AgentSignal, AgentState
from firstline.domain.time import NEVER, Duration, Instant
from firstline.errors import Said
from firstline.switchboard.parties import Agent, Bench
from firstline.switchboard.refusal import Refusal
from firstline.switchboard.supervision import Supervision
from firstline.switchboard.switchroom import Switchroom
from firstline.switchboard.timer import Due, Timer

PHONE_LOST: Final = "phone lost"
NO_ANSWER: Final = "no answer"
SIGNED_IN: Final = "signed in"

_REST_END: Final[i64] = 0


class Roster(Due):
    """Changes what agents do. Calls are someone else's."""

    def __init__(self, room: Switchroom, supervision: Supervision) -> None:
        self._room: Final[Switchroom] = room
        self._supervision: Final[Supervision] = supervision

    def due(self, timer: Timer, now: Instant) -> None:
        """A pause after a missed call, or a wrap-up, is over."""
        agent = timer.agent
        assert agent is not None
        self._settle(agent, now)

    def sign_in(self, agent: Agent, now: Instant) -> None:
        """Begin the agent's duty: not ready until asked for. Signing in twice is no fault."""
        agent.leaves = False
        if agent.state == AgentState.SIGNED_OUT:
            agent.signal(AgentSignal.SIGN_IN, now)
            self._set_reason(agent, SIGNED_IN)

    def stand_by(self, agent: Agent, now: Instant) -> None:
        """Begin the duty of an agent who is ready as soon as the phone can be rung."""
        self.sign_in(agent, now)
        agent.comes_back = True

    def come_back_to(self, agent: Agent, team: str) -> None:
        """Let an agent who was moved before a restart stay in that team, if it is still there."""
        bench = self._room.bench(team)
        if bench is not None:
            self._change_bench(agent, bench)

    def stay_away(self, agent: Agent, reason: str, now: Instant) -> None:
        """Begin the duty of an agent who was not ready before a restart, whatever the reason."""
        self.sign_in(agent, now)
        self._pause(agent, reason, now)

    def sign_out(self, agent: Agent, now: Instant) -> None:
        """End the duty now, or when the present call and its wrap-up are over."""
        if agent.state == AgentState.SIGNED_OUT:
            return
        if is_occupied(agent):
            agent.leaves = True
            return
        if agent.state != AgentState.NOT_READY:
            self._leave_duty(agent)
        self._leave_bench(agent)
        self._depart(agent, now)

    def go_ready(self, agent: Agent, now: Instant) -> None:
        """Be given calls from now on; while talking: after this call."""
        if agent.state == AgentState.SIGNED_OUT:
            raise Refusal("sign in first")
        if not agent.has_phone:
            raise Refusal("your phone is not registered: connect it, then go ready")
        agent.pauses = ""
        agent.leaves = False
        if agent.state == AgentState.NOT_READY or agent.state == AgentState.WRAP_UP:
            self._become_ready(agent, now)

    def go_not_ready(self, agent: Agent, reason: str, now: Instant) -> None:
        """Be given no more calls, for *reason*; while talking: after this call."""
        if agent.state == AgentState.SIGNED_OUT:
            raise Refusal("sign in first")
        self.check_reason(reason)
        if is_occupied(agent):
            agent.pauses = reason
            return
        self._pause(agent, reason, now)

    def check_reason(self, reason: str) -> None:
        """Raise Refusal where the plan does not know *reason*."""
        known = self._room.hotline.reasons
        if not reason or (known and reason not in known):
            raise Refusal(Said("say why you are not ready: {known}", known=known or "any reason"))

    def move(self, agent: Agent, team: str) -> None:
        """Let the agent work in another team from now on; a call that rings or is up goes on."""
        bench = self._room.bench(team)
        if bench is None:
            known = ", ".join([bench.team.name for bench in self._room.benches])
            raise Refusal(
                Said("there is no team {team}; there are: {known}", team=team, known=known)
            )
        if bench is not agent.bench:
            self._change_bench(agent, bench)
            self._room.world.show_agent(agent)

    def finish_wrap_up(self, agent: Agent, code: str, now: Instant) -> None:
        """Note what the call was about, and end the wrap-up if it is running."""
        codes = self._room.hotline.wrap_up_codes
        if code and code not in codes:
            raise Refusal(Said("unknown wrap-up code; known are: {codes}", codes=codes))
        if agent.served is None:
            raise Refusal("there was no call to wrap up")
        agent.wrap_up_code = code
        if agent.state == AgentState.WRAP_UP:
            self._settle(agent, now)
        else:
            self._room.world.show_agent(agent)

    def phone_on(self, agent: Agent, now: Instant) -> None:
        """The agent's phone can be rung."""
        agent.has_phone = True
        if agent.comes_back and agent.state == AgentState.NOT_READY:
            self._become_ready(agent, now)

    def phone_off(self, agent: Agent, now: Instant) -> None:
        """The agent's phone cannot be rung. A call that is up goes on."""
        agent.has_phone = False
        if agent.state == AgentState.READY:
            self._pause(agent, PHONE_LOST, now)
            agent.comes_back = True

    def reserve(self, agent: Agent, now: Instant) -> None:
        """A call will ring at this ready agent."""
        agent.bench.rise(agent)
        agent.signal(AgentSignal.RESERVE, now)
        self._room.world.show_agent(agent)

    def unreserve(self, agent: Agent, now: Instant) -> None:
        """The call went away: the agent keeps the idle time that was earned."""
        self._stop_clock(agent)
        agent.place = None
        agent.signal(AgentSignal.RELEASE, now)
        agent.bench.sit(agent)
        self._room.freed.add(agent)
        self._room.world.show_agent(agent)

    def miss(self, agent: Agent, why: str, now: Instant) -> None:
        """The agent did not take the call: not ready for a while, lest the next one is lost too."""
        self._stop_clock(agent)
        agent.place = None
        agent.signal(AgentSignal.NO_ANSWER, now)
        self._leave_duty(agent)
        self._set_reason(agent, why)
        if why == PHONE_LOST:
            agent.comes_back = True
        elif self._room.hotline.rules.no_answer_pause < NEVER:
            pause = self._room.hotline.rules.no_answer_pause
            self._room.set(agent.timer, self, _REST_END, now + pause)

    def talk(self, agent: Agent, now: Instant) -> None:
        """The agent has picked up."""
        self._stop_clock(agent)
        agent.signal(AgentSignal.ANSWER, now)
        agent.served_since = now
        agent.wrap_up_code = ""
        self._room.world.show_agent(agent)

    def hold(self, agent: Agent, now: Instant) -> None:
        """The agent's caller is on hold."""
        agent.signal(AgentSignal.HOLD, now)
        self._room.world.show_agent(agent)

    def resume(self, agent: Agent, now: Instant) -> None:
        """The agent talks with the caller again."""
        agent.signal(AgentSignal.RESUME, now)
        self._room.world.show_agent(agent)

    def wrap_up(self, agent: Agent, now: Instant) -> None:
        """The agent's part in the call is over; the wrap-up runs on the agent's own clock."""
        if agent.watches:
            self._supervision.leave(agent)
        length = self._wrap_up_time(agent)
        if agent.place is None:  # a colleague's consult says nothing about the length of calls
            self._learn(agent, length, now)
        agent.place = None
        agent.call = None
        agent.colleague = None
        agent.consult = None
        agent.signal(AgentSignal.HANG_UP, now)
        if length == 0:
            self._settle(agent, now)
            return
        self._room.set(agent.timer, self, _REST_END, now + length)
        self._room.world.show_agent(agent)

    def _wrap_up_time(self, agent: Agent) -> Duration:
        stream = agent.served
        if stream is not None and stream.wrap_up < NEVER:
            return stream.wrap_up
        return self._room.hotline.rules.wrap_up

    def _learn(self, agent: Agent, wrap_up: Duration, now: Instant) -> None:
        if agent.served is not None:
            self._room.learn_handle_time(agent.served, now - agent.served_since + wrap_up)

    def _settle(self, agent: Agent, now: Instant) -> None:
        """Go from wrap-up or a pause to what the agent asked for meanwhile."""
        if agent.leaves:
            agent.leaves = False
            self._stop_clock(agent)
            self._leave_duty(agent)
            self._depart(agent, now)
        elif agent.pauses:
            self._pause(agent, agent.pauses, now)
        elif not agent.has_phone:
            self._pause(agent, PHONE_LOST, now)
            agent.comes_back = True
        else:
            self._become_ready(agent, now)

    def _depart(self, agent: Agent, now: Instant) -> None:
        agent.signal(AgentSignal.SIGN_OUT, now)
        agent.comes_back = False
        agent.pauses = ""
        self._room.depart(agent)
        self._set_reason(agent, "")

    def _become_ready(self, agent: Agent, now: Instant) -> None:
        self._stop_clock(agent)
        if agent.state == AgentState.NOT_READY:
            agent.bench.on_duty += 1
        agent.signal(AgentSignal.GO_READY, now)
        agent.comes_back = False
        agent.idle_since = now
        agent.bench.sit(agent)
        self._room.freed.add(agent)
        self._set_reason(agent, "")

    def _pause(self, agent: Agent, reason: str, now: Instant) -> None:
        self._stop_clock(agent)
        self._leave_bench(agent)
        if agent.state != AgentState.NOT_READY:
            self._leave_duty(agent)
        agent.signal(AgentSignal.GO_NOT_READY, now)
        agent.pauses = ""
        agent.comes_back = False
        self._set_reason(agent, reason)

    def _change_bench(self, agent: Agent, bench: Bench) -> None:
        is_ready = agent.state == AgentState.READY
        if is_ready:
            agent.bench.rise(agent)
        if agent.state != AgentState.SIGNED_OUT and agent.state != AgentState.NOT_READY:
            agent.bench.on_duty -= 1
            bench.on_duty += 1
        agent.bench = bench
        if is_ready:
            bench.sit(agent)
            self._room.freed.add(agent)

    def _leave_bench(self, agent: Agent) -> None:
        self._stop_clock(agent)
        if agent.state == AgentState.READY:
            agent.bench.rise(agent)

    def _leave_duty(self, agent: Agent) -> None:
        agent.bench.on_duty -= 1

    def _stop_clock(self, agent: Agent) -> None:
        self._room.agenda.cancel(agent.timer)

    def _set_reason(self, agent: Agent, reason: str) -> None:
        agent.reason = reason
        self._room.world.show_agent(agent)


def is_occupied(agent: Agent) -> bool:
    """Whether a call is ringing at the agent or the agent is in one."""
    return (
        agent.state == AgentState.RESERVED
        or agent.state == AgentState.TALKING
        or agent.state == AgentState.HOLDING
    )
