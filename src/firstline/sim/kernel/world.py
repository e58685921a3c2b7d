"""The simulated world: carries the switchboard's commands out, to callers and agents.

Like every world it never calls back into the switchboard; what follows comes through the doors.
"""

from typing import Final

from librt.vecs import append, vec
from mypy_extensions import i64
from typing_extensions import override

from firstline.domain.call import Outcome
from firstline.domain.hotline import Prompt
from firstline.domain.time import Duration, Instant
from firstline.sim.kernel.agents import SimulatedAgent
from firstline.sim.kernel.callers import Caller
from firstline.sim.kernel.population import Source
from firstline.sim.kernel.rows import NONE
from firstline.sim.kernel.staff import StaffTimes
from firstline.sim.kernel.stage import Stage
from firstline.switchboard.parties import Agent, Call, Place
from firstline.switchboard.world import World

OUTCOMES: Final = list(Outcome)
"In the order of their indexes in rows."
_ABANDONED: Final = Outcome.ABANDONED
_ANSWERED: Final = Outcome.ANSWERED
_BLOCKED: Final = Outcome.BLOCKED


class SimulatedWorld(World):
    """Everybody outside the exchange."""

    def __init__(self) -> None:
        self._stage: Stage
        self._staff: StaffTimes
        self._agents: vec[SimulatedAgent] = vec[SimulatedAgent]()
        "By seat."
        self._idle: Caller | None = None
        "The first of the callers whose matter is over; they become somebody else."

    def begin(self, stage: Stage, staff: StaffTimes, now: Instant) -> None:
        """Take the stage."""
        self._stage = stage
        self._staff = staff
        for agent in stage.board.room.agents:
            self._agents = append(self._agents, SimulatedAgent(stage, agent, now))

    def end(self, now: Instant) -> None:
        """Close the books."""
        for acting in self._agents:
            self._see(acting, now)

    def next_caller(self, source: Source, number: i64, now: Instant) -> None:
        """Let the next caller of *source* call."""
        caller = self._idle
        if caller is None:
            caller = Caller(self._stage, source.matter)
        else:
            self._idle, caller.behind = caller.behind, None
        self._stage.to_come += 1
        caller.become(source, number)
        caller.dial(now)

    @override
    def answer(self, call: Call) -> None:
        caller = self._stage.calling
        assert isinstance(caller, Caller)
        call.caller = caller
        caller.call = call

    @override
    def refuse(self, call: Call, why: str, retry_after: Duration) -> None:
        caller = self._stage.calling
        assert isinstance(caller, Caller)
        self._over(call, caller, Outcome.BLOCKED)

    @override
    def play(self, call: Call, prompts: list[Prompt]) -> None:
        caller = call.caller
        assert isinstance(caller, Caller)
        caller.hear(call, prompts)

    @override
    def queue(self, place: Place) -> None:
        caller = place.call.caller
        assert isinstance(caller, Caller)
        caller.wait(place)

    @override
    def ring(self, agent: Agent, place: Place) -> None:
        caller = place.call.caller
        assert isinstance(caller, Caller)
        self._agents[agent.seat.index].be_rung(place, caller)

    @override
    def stop_ringing(self, agent: Agent, place: Place, why: str) -> None:
        self._agents[agent.seat.index].be_left()

    @override
    def connect(self, agent: Agent, call: Call) -> None:
        caller = call.caller
        assert isinstance(caller, Caller)
        self._agents[agent.seat.index].talk(call, caller)

    @override
    def release(self, agent: Agent, call: Call) -> None:
        caller = call.caller
        assert isinstance(caller, Caller)
        self._agents[agent.seat.index].part(caller)

    @override
    def hang_up(self, call: Call, outcome: Outcome) -> None:
        caller = call.caller
        assert isinstance(caller, Caller)
        self._over(call, caller, outcome)

    @override
    def show_agent(self, agent: Agent) -> None:
        self._see(self._agents[agent.seat.index], self._stage.board.now)

    def _see(self, acting: SimulatedAgent, now: Instant) -> None:
        """Count the time in the state that is over."""
        agent = acting.agent
        if now > acting.since:
            self._staff.add(agent.bench.team.index, acting.seen, acting.since, now)
            acting.since = now
        acting.seen = agent.state

    def _over(self, call: Call, caller: Caller, outcome: Outcome) -> None:
        now = self._stage.board.now
        index: i64 = 0
        while OUTCOMES[index] is not outcome:
            index += 1
        caller.end(call, index, now)
        # Who was passed on and gave up in the next line has been answered, to no avail.
        gave_up = outcome is _ANSWERED and caller.reached == NONE
        is_settled = outcome is not _ABANDONED and outcome is not _BLOCKED and not gave_up
        if is_settled or not caller.calls_again(now):
            self._stage.to_come -= 1
            caller.behind = self._idle
            self._idle = caller
