"""The desk: all that somebody outside may do to a running hotline, and see of it.

Acts become events of the exchange, here and now. It knows nothing of HTTP, tokens or telephones.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from firstline.domain.time import NEVER, Duration, Instant
from firstline.errors import FailureError, InputError
from firstline.journal.events import Event, IncidentDeclared, IncidentEnded
from firstline.journal.records import Contact, Segment
from firstline.live.announcements import Announcement, Announcements
from firstline.live.archive import ArchiveReader, Wanted
from firstline.live.health import Health
from firstline.live.runner import Runner
from firstline.live.state import (
    AgentView,
    HotlineView,
    IncidentView,
    agent_view,
    hotline_view,
    incident_view,
)
from firstline.live.tally import Counts, ServiceLevel, Tally
from firstline.live.words import Told
from firstline.switchboard.switchboard import Switchboard


@dataclass(frozen=True, slots=True)
class Picture:
    """Everything at a glance."""

    now: HotlineView
    counts: Counts
    "Since the hotline began to work."
    service_level: ServiceLevel
    last: list[Told]
    "What happened last, the latest first."


class Desk:
    """The front of a running hotline."""

    def __init__(
        self,
        *,
        board: Switchboard,
        runner: Runner,
        tally: Tally,
        health: Health,
        announcements: Announcements,
        store: str,
        telephony: Callable[[], Mapping[str, int]],
    ) -> None:
        """*store* is its URL; *telephony* says what the telephony counted, by kind."""
        self.health: Final = health
        self.telephony: Final = telephony
        self._store: Final = store
        self.tally: Final = tally
        self._board: Final = board
        self._runner: Final = runner
        self._announcements: Final = announcements

    def now(self) -> Instant:
        """Return the present instant."""
        return self._runner.now()

    def act(self, event: Event) -> None:
        """Let *event* happen now. Raises Refusal where it is not possible."""
        report = self.health.report()
        if not report.ready and not self._board.room.closing:
            raise FailureError(
                f"The hotline cannot take this now: {'; '.join(report.reasons)}.",
                "See /health; try again when it is ready.",
            )
        self._runner.receive(event)

    def picture(self, calls_at_most: int) -> Picture:
        """Return everything at a glance."""
        now = self.now()
        return Picture(
            now=hotline_view(self._board, now, calls_at_most),
            counts=self.tally.counts,
            service_level=self.tally.service_level(now),
            last=self.tally.last(),
        )

    def agent(self, name: str) -> AgentView | None:
        """Return what the agent called *name* is doing; None where there is no such agent."""
        agent = self._board.agent(name)
        return None if agent is None else agent_view(agent, self._board.room.hotline, self.now())

    def incidents(self) -> list[IncidentView]:
        """Return the incidents in force."""
        return [incident_view(incident) for incident in self._board.incidents.all()]

    def contacts(self, wanted: Wanted) -> list[Contact]:
        """Return contacts in the order of their arrival. Reads the store: not from the loop."""
        with ArchiveReader(self._store) as archive:
            return archive.contacts(wanted)

    def contact(self, number: int) -> tuple[Contact, list[Segment]] | None:
        """Return one contact with its segments. Reads the store: not from the loop."""
        wanted = Wanted(number=number)
        with ArchiveReader(self._store) as archive:
            found = archive.contacts(wanted)
            return (found[0], archive.segments(wanted)) if found else None

    async def declare(self, new: Announcement, lasts: Duration) -> IncidentView:
        """Put an incident in force, for so long."""
        services = {stream.service for stream in self._board.room.hotline.streams} - {""}
        if new.service and new.service not in services:
            raise InputError(
                f"The plan has no service {new.service!r}.",
                f"Services: {', '.join(sorted(services)) or 'none'}.",
            )
        until = NEVER if lasts >= NEVER else self.now() + lasts
        incident = await self._announcements.speak(new, until)
        self.act(IncidentDeclared(incident))
        return incident_view(incident.revive())

    def end_incident(self, name: str) -> None:
        """Take an incident out of force."""
        self.act(IncidentEnded(name))
