"""Colleagues and goals, as desks show them: written once for all desks.

With hundreds of agents, every desk shows hundreds of colleagues: it is told all of them once, and
then those that have changed. The goals change only when somebody comes, goes or is moved. It
decides nothing: what it leaves out of the goals, the switchboard would refuse.
"""

from collections.abc import Iterable
from typing import Final

from msgspec import Struct, json

from firstline.domain.agent import AGENT_STATES, AgentState
from firstline.live.labels import Labels, Text
from firstline.live.state import moment
from firstline.switchboard.parties import Agent
from firstline.switchboard.switchboard import Switchboard


class Colleague(Struct, frozen=True):
    """An agent: to everybody else, a colleague."""

    agent: str
    team: str
    state: str
    since: str


class Told(Struct, frozen=True, tag_field="is", tag="colleagues"):
    """What desks are told of agents: of all, or of those who have changed."""

    colleagues: list[Colleague]


class GoalShown(Struct, frozen=True):
    """Where a call may be passed on to."""

    goal: str
    label: Text
    kind: str
    "`team`, `stream` or `agent`."


class GoalsTold(Struct, frozen=True, tag_field="is", tag="goals"):
    """What the desks of one team are told of goals; a page does not offer its own agent."""

    goals: list[GoalShown]


class Colleagues:
    """What is written, until it changes."""

    def __init__(self, board: Switchboard, labels: Labels) -> None:
        self._room: Final = board.room
        hotline = board.room.hotline
        self._changed: Final[dict[str, None]] = {}
        "Agents of whom desks are to be told."
        self._places: Final[dict[str, str]] = {}
        "The team in which each is at work, as goals were written last; empty: signed out."
        self._goals: Final[dict[str, str]] = {}
        "By team."
        self._agent_goals: Final = {
            agent.name: GoalShown(f"agent:{agent.name}", _named(agent), "agent")
            for agent in self._room.agents
        }
        self._other_goals: Final = [
            *(GoalShown(f"team:{it.name}", labels.team(it.name), "team") for it in hotline.teams),
            *(
                GoalShown(f"stream:{it.name}", labels.stream(it.name), "stream")
                for it in hotline.streams
            ),
        ]

    def changed(self, agent: str) -> None:
        """Take note that *agent* does something else now, or somewhere else."""
        self._changed[agent] = None
        found = self._room.by_name.get(agent)
        place = "" if found is None else _place(found)
        if self._places.get(agent) != place:
            self._places[agent] = place
            self._goals.clear()

    def everybody(self) -> str:
        """Return the message of all agents, as they are now."""
        return _told(self._room.agents)

    def news(self) -> str:
        """Return the message of those who have changed since this was last asked."""
        changed = [agent for agent in self._room.agents if agent.name in self._changed]
        self._changed.clear()
        return _told(changed)

    def goals(self, asker: Agent) -> str:
        """Return the message of where *asker* may pass a call on to: the same until it changes."""
        team = asker.bench.team
        text = self._goals.get(team.name)
        if text is None:
            allowed = frozenset(team.transfers_to)
            goals = [goal for goal in self._other_goals if not allowed or goal.goal in allowed]
            goals += [
                self._agent_goals[it.name] for it in self._room.agents if _takes_from(it, allowed)
            ]
            text = self._goals[team.name] = json.encode(GoalsTold(goals)).decode()
        return text


def _told(agents: Iterable[Agent]) -> str:
    return json.encode(Told([_colleague(agent) for agent in agents])).decode()


def _colleague(agent: Agent) -> Colleague:
    return Colleague(
        agent.name,
        agent.bench.team.name,
        AGENT_STATES[agent.state],
        moment(agent.since) if agent.since else "",
    )


def _place(agent: Agent) -> str:
    return "" if agent.state == AgentState.SIGNED_OUT else agent.bench.team.name


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
