"""What a hotline keeps over a restart, as values that can be written down.

The counterpart, as the switchboard sees it, is firstline.switchboard.snapshot.
"""

from typing import Self

from msgspec import Struct
from msgspec.structs import replace

from firstline.domain.hotline import Incident, Prompt
from firstline.journal.plain import plain
from firstline.switchboard.snapshot import AgentAsWas, KeptPlace, Snapshot


class _Value(Struct, frozen=True, forbid_unknown_fields=True):
    """A plain value."""


class AgentValue(_Value, frozen=True):
    """An agent as it was when the hotline stopped."""

    agent: str
    team: str
    state: str
    reason: str
    moved: bool = False
    "Into a team that is not the plan's."


class PlaceValue(_Value, frozen=True):
    """The place of a caller who left the queue and may call again."""

    calling: str
    stream: str
    urgency: int
    language: int
    since: int
    left: int


class IncidentValue(_Value, frozen=True):
    """An incident, with how long its prompt takes to say: a replay has no sound to measure."""

    incident: str
    area: tuple[str, ...]
    service: str
    prompt: str
    lengths: tuple[int, ...]
    until: int

    @classmethod
    def of(cls, incident: Incident) -> Self:
        """Return *incident* as a value."""
        return cls(
            incident.name,
            tuple(incident.area),
            incident.service,
            incident.prompt.name,
            tuple(incident.prompt.lengths),
            incident.until,
        )

    def plain(self, *, words: int, number: int) -> Self:
        """Return the incident with texts that fit into a journal, none longer than it may be."""
        return replace(
            self,
            incident=plain(self.incident, words),
            area=tuple(plain(digits, number) for digits in self.area),
            service=plain(self.service, words),
            prompt=plain(self.prompt, words),
        )

    def revive(self) -> Incident:
        """Return the incident as the switchboard sees it."""
        return Incident(
            self.incident,
            area=list(self.area),
            service=self.service,
            prompt=Prompt(self.prompt, list(self.lengths)),
            until=self.until,
        )


class HotlineState(_Value, frozen=True):
    """All of it."""

    agents: tuple[AgentValue, ...]
    incidents: tuple[IncidentValue, ...]
    places: tuple[PlaceValue, ...]
    last_call: int

    @classmethod
    def of(cls, snapshot: Snapshot) -> Self:
        """Return *snapshot* as a value."""
        return cls(
            tuple(
                AgentValue(was.name, was.team, was.state, was.reason, was.moved)
                for was in snapshot.agents
            ),
            tuple(IncidentValue.of(incident) for incident in snapshot.incidents),
            tuple(_place(kept) for kept in snapshot.kept),
            snapshot.last_call,
        )

    def revive(self) -> Snapshot:
        """Return the snapshot as the switchboard takes it."""
        return Snapshot(
            agents=[
                AgentAsWas(
                    was.agent, team=was.team, state=was.state, reason=was.reason, moved=was.moved
                )
                for was in self.agents
            ],
            incidents=[incident.revive() for incident in self.incidents],
            kept=[_kept(place) for place in self.places],
            last_call=self.last_call,
        )


def _place(kept: KeptPlace) -> PlaceValue:
    return PlaceValue(kept.calling, kept.stream, kept.urgency, kept.language, kept.since, kept.left)


def _kept(place: PlaceValue) -> KeptPlace:
    return KeptPlace(
        place.calling,
        stream=place.stream,
        urgency=place.urgency,
        language=place.language,
        since=place.since,
        left=place.left,
    )
