"""What a hotline keeps over a restart: agents as they were, incidents, kept places."""

from typing import Final

from mypy_extensions import i64

from firstline.domain.hotline import Incident
from firstline.domain.time import Instant


class AgentAsWas:
    """An agent as it was when the hotline stopped."""

    def __init__(
        self, name: str, *, team: str, state: str, reason: str, moved: bool = False
    ) -> None:
        self.name: Final[str] = name
        self.team: Final[str] = team
        self.moved: Final[bool] = moved
        "The team is not the plan's: somebody has put the agent there."
        self.state: Final[str] = state
        "One of AGENT_STATES that outlives a call: signed out, not ready or ready."
        self.reason: Final[str] = reason


class KeptPlace:
    """The place of a caller who left the queue and may call again."""

    def __init__(
        self,
        calling: str,
        *,
        stream: str,
        urgency: i64,
        language: i64,
        since: Instant,
        left: Instant,
    ) -> None:
        self.calling: Final[str] = calling
        self.stream: Final[str] = stream
        self.urgency: Final[i64] = urgency
        self.language: Final[i64] = language
        self.since: Final[Instant] = since
        self.left: Final[Instant] = left


class Snapshot:
    """All of it."""

    def __init__(
        self,
        *,
        agents: list[AgentAsWas],
        incidents: list[Incident],
        kept: list[KeptPlace],
        last_call: i64,
    ) -> None:
        self.agents: Final[list[AgentAsWas]] = agents
        self.incidents: Final[list[Incident]] = incidents
        self.kept: Final[list[KeptPlace]] = kept
        self.last_call: Final[i64] = last_call
        "The highest call number given so far."
