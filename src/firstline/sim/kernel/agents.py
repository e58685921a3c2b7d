"""Simulated agents: when they are on duty, how they answer, what becomes of a caller's matter.

An agent who takes the caller's true stream is the right human. Who does not take it talks for a
while and passes the caller on; so does, sometimes, who sees through a caller that pretends.
"""

from typing import Final

from mypy_extensions import i64

from firstline.domain.agent import AgentState
from firstline.domain.time import Instant
from firstline.sim.draws import chance, keyed
from firstline.sim.kernel.callers import Caller
from firstline.sim.kernel.population import (
    ARRIVE,
    GO_ON,
    LEAVE,
    PAUSE,
    PRETENDER,
    Duty,
    Matter,
)
from firstline.sim.kernel.purposes import (
    ANSWER,
    CONNECTED,
    HANDED_OVER,
    MOOD,
    RECOGNISED,
    RUNG,
    TALK,
    WRAP_UP,
    nth,
)
from firstline.sim.kernel.stage import Stage
from firstline.switchboard.parties import Agent, Call, Place
from firstline.switchboard.timer import Due, Timer

DECLINED: Final = "declined"

_ANSWER: Final[i64] = 0
_DECLINE: Final[i64] = 1
_FINISH: Final[i64] = 2


class SimulatedAgent(Due):
    """What moves one agent of the switchboard."""

    def __init__(self, stage: Stage, agent: Agent, now: Instant) -> None:
        self.stage: Final[Stage] = stage
        self.agent: Final[Agent] = agent
        self.call: Call | None = None
        "Rings, or is talked to."
        self.seen: i64 = agent.state
        "What the agent was last seen doing,"
        self.since: Instant = now
        "and since when."
        # What points back comes last: all else is then known to be there when it is read.
        self.timer: Final[Timer] = Timer(self, _ANSWER)

    def due(self, timer: Timer, now: Instant) -> None:
        """Do what the agent was going to do."""
        doors = self.stage.doors
        call = self.call
        if timer.kind == _FINISH:
            if self.agent.state == AgentState.WRAP_UP:
                doors.finish_wrap_up(self.agent, now)
        elif call is None:
            return
        elif timer.kind == _ANSWER:
            doors.answer(self.agent, call, now)
        else:
            doors.decline(self.agent, call, DECLINED, now)

    def be_rung(self, place: Place, caller: Caller) -> None:
        """Hear the phone, and decide what to do about it."""
        habits = self.stage.population.habits
        numbers = nth(RUNG, caller.rung)
        caller.rung += 1
        self.call = place.call
        refuses = habits.no_answer + habits.decline
        mood = keyed(caller.key, numbers + MOOD) if refuses > 0.0 else 1.0
        if mood < habits.no_answer:
            self.stage.diary.cancel(self.timer)
            return
        self.timer.kind = _DECLINE if mood < refuses else _ANSWER
        delay = habits.answer.draw(caller.key, numbers + ANSWER)
        self.stage.diary.set(self.timer, self.stage.board.now + delay)

    def be_left(self) -> None:
        """The phone has stopped ringing."""
        self.call = None
        self.stage.diary.cancel(self.timer)

    def talk(self, call: Call, caller: Caller) -> None:
        """Talk with a caller: solve the matter, or find out that others must."""
        matter = caller.matter
        now = self.stage.board.now
        numbers = nth(CONNECTED, caller.connected)
        caller.be_connected(self.agent, self.agent.served)
        team = self.agent.bench.team
        level = team.levels[matter.stream]
        goal = self._goal(call, caller, matter, level, numbers)
        if goal:
            length = self._talk_before(caller, matter, level, numbers)
            caller.be_transferred_after(length, goal, now)
            return
        length = matter.talk[level].draw(caller.key, numbers + TALK)
        pretence = matter.pretence
        if pretence is not None and _passes_for_another(call, caller):
            length = i64(float(length) * pretence.talk)
        caller.talk_for(length, now)

    def part(self, caller: Caller) -> None:
        """Be done with a caller; the wrap-up begins."""
        now = self.stage.board.now
        self.call = None
        caller.be_released(now)
        matter = caller.matter
        law = matter.wrap_up[self.agent.bench.team.levels[matter.stream]]
        if law is None:
            self.stage.diary.cancel(self.timer)
            return
        self.timer.kind = _FINISH
        numbers = nth(CONNECTED, caller.connected - 1)
        self.stage.diary.set(self.timer, now + law.draw(caller.key, numbers + WRAP_UP))

    def _goal(self, call: Call, caller: Caller, matter: Matter, level: i64, numbers: i64) -> str:
        """Return where the agent will pass the caller on to; nothing: the matter is solved here."""
        if len(call.slips) >= self.stage.hotline.rules.transfer_depth:
            return ""
        team = self.agent.bench.team.index
        handover = matter.handovers[team]
        if level == 0:
            return matter.specialists[team] if handover is None else handover.goal
        if _sees_through(call, caller, matter, numbers):
            return matter.specialists[team]
        if handover is None or caller.was_handed_over:
            return ""
        caller.was_handed_over = chance(caller.key, numbers + HANDED_OVER, handover.share)
        return handover.goal if caller.was_handed_over else ""

    def _talk_before(self, caller: Caller, matter: Matter, level: i64, numbers: i64) -> i64:
        """Return how long agent and caller talk before the transfer."""
        handover = matter.handovers[self.agent.bench.team.index]
        if handover is not None and (level == 0 or caller.was_handed_over):
            return handover.after.draw(caller.key, numbers + TALK)
        pretence = matter.pretence
        if pretence is not None and caller.path == PRETENDER:
            return pretence.after.draw(caller.key, numbers + TALK)
        return matter.talk[0].draw(caller.key, numbers + TALK)


def _sees_through(call: Call, caller: Caller, matter: Matter, numbers: i64) -> bool:
    """Whether the agent recognises a caller who pretends."""
    pretence = matter.pretence
    if pretence is None or not _passes_for_another(call, caller):
        return False
    return chance(caller.key, numbers + RECOGNISED, pretence.recognised)


def _passes_for_another(call: Call, caller: Caller) -> bool:
    """Whether the caller still pretends: whom a colleague has sent on is where they belong."""
    return caller.path == PRETENDER and len(call.slips) == 0


class Shift(Due):
    """When one agent comes, pauses and leaves."""

    def __init__(self, stage: Stage, agent: Agent, duty: Duty) -> None:
        self.stage: Final[Stage] = stage
        self.agent: Final[Agent] = agent
        self.duty: Final[Duty] = duty
        self._next: i64 = 0
        self.timer: Final[Timer] = Timer(self, 0)

    def begin(self) -> None:
        """Wait for the first change."""
        if len(self.duty.at) > 0:
            self.stage.diary.set(self.timer, self.duty.at[0])

    def due(self, timer: Timer, now: Instant) -> None:
        """Make the next change."""
        what = self.duty.what[self._next]
        self._next += 1
        if self._next < len(self.duty.at):
            self.stage.diary.set(self.timer, self.duty.at[self._next])
        doors = self.stage.doors
        if what == ARRIVE:
            doors.come(self.agent, now)
        elif what == LEAVE:
            doors.leave(self.agent, now)
        elif self.agent.state == AgentState.SIGNED_OUT:
            return
        elif what == PAUSE:
            doors.pause(self.agent, self.stage.reason_for_breaks(), now)
        elif what == GO_ON:
            doors.go_on(self.agent, now)
