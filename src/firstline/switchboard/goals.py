"""Where a call can be transferred to: a stream, a team or an agent, by the words people use."""

from typing import Final

from mypy_extensions import i64

from firstline.domain.agent import AgentState
from firstline.domain.hotline import Stream
from firstline.errors import Said
from firstline.switchboard.line import WaitingLines
from firstline.switchboard.parties import Agent, Bench, Line
from firstline.switchboard.refusal import Refusal
from firstline.switchboard.switchroom import Switchroom


class Goal:
    """One of the three is set."""

    def __init__(self, *, stream: Stream | None, bench: Bench | None, agent: Agent | None) -> None:
        self.stream: Final[Stream | None] = stream
        self.bench: Final[Bench | None] = bench
        self.agent: Final[Agent | None] = agent


class Goals:
    """Finds goals and their lines."""

    def __init__(self, room: Switchroom, lines: WaitingLines) -> None:
        self._room: Final[Switchroom] = room
        self._lines: Final[WaitingLines] = lines

    def find(self, name: str, asker: Agent) -> Goal:
        """Return what *name* means for *asker*.

        `team:cards`, `stream:cards-new`, `agent:anna`, or without the kind a name or an agent's
        extension. Raises Refusal where there is no such goal, or the asker may not transfer there.
        """
        kind, _, rest = name.partition(":")
        goal = self._by_kind(kind, rest) if rest else self._by_name(name)
        if goal is None:
            raise Refusal(Said("nobody here is called {name}", name=name))
        self._check(goal, asker)
        return goal

    def line(self, goal: Goal, urgency: i64, language: i64) -> Line:
        """Return the line to wait in for *goal*."""
        if goal.agent is not None:
            return self._lines.of_agent(goal.agent, urgency, language)
        if goal.bench is not None:
            return self._lines.of_team(goal.bench, urgency, language)
        assert goal.stream is not None
        return self._lines.of_stream(goal.stream, urgency, language)

    def _by_kind(self, kind: str, name: str) -> Goal | None:
        if kind == "agent":
            return _agent_goal(self._agent(name))
        if kind == "team":
            return _bench_goal(self._room.bench(name))
        if kind == "stream":
            return _stream_goal(self._stream(name))
        return None

    def _by_name(self, name: str) -> Goal | None:
        return (
            _agent_goal(self._agent(name))
            or _bench_goal(self._room.bench(name))
            or _stream_goal(self._stream(name))
        )

    def _agent(self, name: str) -> Agent | None:
        for agent in self._room.agents:
            if agent.name == name or (agent.seat.extension == name and name != ""):
                return agent
        return None

    def _stream(self, name: str) -> Stream | None:
        for stream in self._room.hotline.streams:
            if stream.name == name:
                return stream
        return None

    def _check(self, goal: Goal, asker: Agent) -> None:
        if goal.agent is asker:
            raise Refusal("a call cannot be transferred to yourself")
        if goal.agent is not None and goal.agent.state == AgentState.SIGNED_OUT:
            raise Refusal(Said("{agent} is signed out", agent=goal.agent.name))
        allowed = asker.bench.team.transfers_to
        if allowed and not _is_allowed(goal, allowed):
            raise Refusal(Said("your team transfers only to {allowed}", allowed=allowed))


def _agent_goal(agent: Agent | None) -> Goal | None:
    return None if agent is None else Goal(stream=None, bench=None, agent=agent)


def _bench_goal(bench: Bench | None) -> Goal | None:
    return None if bench is None else Goal(stream=None, bench=bench, agent=None)


def _stream_goal(stream: Stream | None) -> Goal | None:
    return None if stream is None else Goal(stream=stream, bench=None, agent=None)


def _is_allowed(goal: Goal, allowed: list[str]) -> bool:
    """Whether *goal*, or the team of the agent it names, is on the list."""
    if goal.stream is not None:
        return f"stream:{goal.stream.name}" in allowed
    if goal.bench is not None:
        return f"team:{goal.bench.team.name}" in allowed
    assert goal.agent is not None
    team = goal.agent.bench.team.name
    return f"agent:{goal.agent.name}" in allowed or f"team:{team}" in allowed
