"""What agents are doing, and how many of each team are ready and on duty, kept while it changes.

It knows the hotline's seats and teams, and no calls but by number.
"""

from collections.abc import Callable
from typing import Final

from msgspec.structs import replace

from firstline.domain.agent import AGENT_STATES, AgentState
from firstline.domain.hotline import Hotline
from firstline.journal.commands import ShowAgent
from firstline.journal.told import iso
from firstline.live.board_rows import AgentRow

READY: Final = AGENT_STATES[AgentState.READY]
OFF_DUTY: Final = frozenset(
    {AGENT_STATES[AgentState.SIGNED_OUT], AGENT_STATES[AgentState.NOT_READY]}
)
"States in which nobody is given calls."


class AgentsShown:
    """Every agent's row."""

    def __init__(self, hotline: Hotline, stream_of: Callable[[int], str]) -> None:
        """*stream_of* says what a call is about."""
        self.rows: Final[dict[str, AgentRow]] = {}
        self.changed: Final[set[str]] = set()
        "Agents whose rows are not as they were; emptied by whoever has looked."
        self.moved: Final[set[str]] = set()
        "Teams whose numbers are not as they were; likewise."
        self.ready: Final[dict[str, int]] = {}
        self.on_duty: Final[dict[str, int]] = {}
        self._hotline: Final = hotline
        self._stream_of: Final = stream_of
        self.clear()

    def clear(self) -> None:
        """Nobody is here."""
        teams = [team.name for team in self._hotline.teams]
        signed_out = AGENT_STATES[AgentState.SIGNED_OUT]
        for seat in self._hotline.seats:
            team = teams[seat.team]
            self.rows[seat.name] = AgentRow(seat.name, team, signed_out, "", "", None, "", False)
        self.changed.update(self.rows)
        self.moved.update(teams)
        self.ready.update(dict.fromkeys(teams, 0))
        self.on_duty.update(dict.fromkeys(teams, 0))

    def show(self, shown: ShowAgent, at: int) -> None:
        """Take in what an agent is doing from *at* on."""
        was = self.rows.get(shown.agent)
        if was is None:
            return
        goes_on = (was.team, was.state, was.reason) == (shown.team, shown.state, shown.reason)
        row = AgentRow(
            agent=shown.agent,
            team=shown.team,
            state=shown.state,
            reason=shown.reason,
            since=was.since if goes_on and was.since else iso(at),
            call=shown.call or None,
            stream=self._stream_of(shown.call),
            has_phone=was.has_phone,
        )
        self._count(was, -1)
        self._count(row, 1)
        self.rows[row.agent] = row
        self.changed.add(row.agent)

    def move(self, agent: str, team: str) -> None:
        """An agent who is not here belongs to another team than the plan's."""
        was = self.rows.get(agent)
        if was is not None and team in self.ready:
            self.rows[agent] = replace(was, team=team)
            self.changed.add(agent)

    def of(self, agent: str) -> tuple[int, int]:
        """Return as numbers whether an agent is ready, and on duty."""
        row = self.rows.get(agent)
        return (0, 0) if row is None else (int(row.state == READY), int(row.state not in OFF_DUTY))

    def connect_phone(self, agent: str) -> None:
        """The agent's phone can be rung."""
        self._set_phone(agent, has_phone=True)

    def lose_phone(self, agent: str) -> None:
        """The agent's phone cannot be rung any more."""
        self._set_phone(agent, has_phone=False)

    def _set_phone(self, agent: str, *, has_phone: bool) -> None:
        was = self.rows.get(agent)
        if was is not None and was.has_phone != has_phone:
            self.rows[agent] = replace(was, has_phone=has_phone)
            self.changed.add(agent)

    def _count(self, row: AgentRow, step: int) -> None:
        if row.state in OFF_DUTY:
            return
        self.on_duty[row.team] = self.on_duty.get(row.team, 0) + step
        self.ready[row.team] = self.ready.get(row.team, 0) + step * (row.state == READY)
        self.moved.add(row.team)
