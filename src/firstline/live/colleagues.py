"""Colleagues and goals, as desks show them: made once for all desks, piece by piece.

With hundreds of agents, every desk shows hundreds of colleagues. Each is written down once when it
changes, and a desk's list is joined of what is written. It decides nothing: what it leaves out of
the goals, the switchboard would refuse.
"""

from typing import Final

from msgspec import Raw, Struct, json

from firstline.domain.agent import AGENT_STATES, AgentState
from firstline.live.labels import Labels, Text
from firstline.live.state import moment
from firstline.switchboard.parties import Agent
from firstline.switchboard.switchboard import Switchboard


class Colleague(Struct, frozen=True):
    """Another agent."""

    agent: str
    team: str
    state: str
    since: str


class GoalShown(Struct, frozen=True):
    """Where a call may be passed on to."""

    goal: str
    label: Text
    kind: str
    "`team`, `stream` or `agent`."


class Colleagues:
    """The pieces."""

    def __init__(self, board: Switchboard, labels: Labels) -> None:
        self._room: Final = board.room
        hotline = board.room.hotline
        self._states: Final[dict[str, bytes]] = {}
        self._agent_goals: Final = {
            agent.name: _goal(f"agent:{agent.name}", _named(agent), "agent")
            for agent in self._room.agents
        }
        self._other_goals: Final = [
            *(_of("team", team.name, labels.team(team.name)) for team in hotline.teams),
            *(_of("stream", it.name, labels.stream(it.name)) for it in hotline.streams),
        ]

    def changed(self, agent: str) -> None:
        """Write *agent* down anew."""
        self._states.pop(agent, None)

    def list(self, but: Agent) -> Raw:
        """Return everybody *but* that one, as JSON."""
        return _listed([self._state(agent) for agent in self._room.agents if agent is not but])

    def goals(self, asker: Agent) -> Raw:
        """Return where *asker* may pass a call on to, as JSON."""
        allowed = frozenset(asker.bench.team.transfers_to)
        goals = [text for goal, text in self._other_goals if not allowed or goal in allowed]
        others = [agent for agent in self._room.agents if agent is not asker]
        goals += [self._agent_goals[it.name] for it in others if _takes_from(it, allowed)]
        return _listed(goals)

    def _state(self, agent: Agent) -> bytes:
        text = self._states.get(agent.name)
        if text is None:
            shown = Colleague(
                agent.name,
                agent.bench.team.name,
                AGENT_STATES[agent.state],
                moment(agent.since) if agent.since else "",
            )
            text = self._states[agent.name] = json.encode(shown)
        return text


def _takes_from(agent: Agent, allowed: frozenset[str]) -> bool:
    """Whether *agent* is there, and allowed or of a team that is; no goal *allowed*: all are."""
    if agent.state == AgentState.SIGNED_OUT:
        return False
    own = (f"agent:{agent.name}", f"team:{agent.bench.team.name}")
    return not allowed or not allowed.isdisjoint(own)


def _named(agent: Agent) -> Text:
    extension = agent.seat.extension
    name = f"{agent.name} ({extension})" if extension else agent.name
    return Text(name, name)


def _of(kind: str, name: str, label: Text) -> tuple[str, bytes]:
    goal = f"{kind}:{name}"
    return goal, _goal(goal, label, kind)


def _goal(goal: str, label: Text, kind: str) -> bytes:
    return json.encode(GoalShown(goal, label, kind))


def _listed(texts: list[bytes]) -> Raw:
    return Raw(b"[" + b",".join(texts) + b"]")
