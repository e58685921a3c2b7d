"""The desk: all that somebody outside may do to a running hotline, and see of it.

Acts become events of the exchange, here and now; what has happened is told to whoever listens, once
it is remembered and on its way to the phones. It knows nothing of HTTP, tokens or SIP.
"""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeAlias

from firstline.domain.hotline import Hotline
from firstline.domain.time import NEVER, Duration, Instant
from firstline.errors import FailureError, InputError, Said
from firstline.journal.entry import Entry
from firstline.journal.events import Event, IncidentDeclared, IncidentEnded
from firstline.journal.records import Contact, Segment
from firstline.live.announcements import Announcement, Announcements, message_of
from firstline.live.archive import ArchiveReader, Wanted
from firstline.live.audience import Audience
from firstline.live.browsers import BrowserCallers, BrowserPhones
from firstline.live.callers_known import KnownCallers
from firstline.live.desks import Desks
from firstline.live.earlier import EarlierContacts
from firstline.live.feed import Remembered
from firstline.live.health import Health
from firstline.live.heard import Hearings
from firstline.live.labels import Labels
from firstline.live.lookups import Lookups
from firstline.live.plans import Plans
from firstline.live.runner import Runner
from firstline.live.script import Script
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
from firstline.plan.model import Plan
from firstline.switchboard.switchboard import Switchboard

Hearer: TypeAlias = Callable[[list[Entry]], None]
"""Takes entries, in order, that are remembered and handed to the phones. It must be quick."""


@dataclass(frozen=True, slots=True)
class Picture:
    """Everything at a glance."""

    now: HotlineView
    counts: Counts
    "Since the hotline began to work."
    service_level: ServiceLevel
    last: list[Told]
    "What happened last, the latest first."


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of the hotline, besides its journal."""

    store: str
    "The URL of the database."
    recordings: Path
    "The folder in which they are."
    plans: Plans
    journal: Remembered


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
        kept: Kept,
        telephony: Callable[[], Mapping[str, int]],
        plan: Plan,
    ) -> None:
        """*telephony* says what the telephony counted, by kind."""
        self.plan: Final = plan
        self.plans: Final = kept.plans
        self.recordings: Final = kept.recordings
        self._is_over = False
        self.health: Final = health
        self.hearers: Final[list[Hearer]] = []
        "Told of every entry, each in its turn."
        self.phones: BrowserPhones | None = None
        "The telephones of those who work in a browser; None: there are none."
        self.web_callers: BrowserCallers | None = None
        "Those who call from a page; None: nobody can."
        self.stun = ""
        "Where browsers learn under which address they are seen: HOST:PORT; empty: nowhere."
        self.telephony: Final = telephony
        self.labels: Final = Labels(plan)
        self.callers: Final = KnownCallers(kept.store)
        whole = plan.privacy.calling_numbers == "whole"
        self.lookups: Final = Lookups(self.callers, EarlierContacts(kept.store) if whole else None)
        self.desks: Final = Desks(board, self.labels, self.lookups, self.now)
        "What agents see."
        script = Script(plan, board.room.hotline, self.labels, announcements.words)
        self.hearings: Final = Hearings(board, self.labels, script, self._number_of, self.now)
        "What callers hear who call from a page."
        self.audience: Final = Audience(
            plan=plan,
            hotline=board.room.hotline,
            tally=tally,
            announcements=announcements,
            journal=kept.journal,
            now=self.now,
        )
        "Who is told what happens: the feed, the wallboard, webhooks."
        self.hearers.extend((self.desks.take, self.hearings.take, self.audience.take))
        self.store: Final = kept.store
        self.tally: Final = tally
        self._board: Final = board
        self._runner: Final = runner
        self._announcements: Final = announcements

    def now(self) -> Instant:
        """Return the present instant."""
        return self._runner.now()

    def act(self, event: Event) -> None:
        """Let *event* happen now. Raises Refusal where it is not possible."""
        if self._is_over:
            raise FailureError("This run of the hotline is over.", "Try again in a moment.")
        report = self.health.report()
        if not report.ready and not self._board.room.closing:
            raise FailureError(
                Said("The hotline cannot take this now: {why}.", why=report.reasons),
                "See /health; try again when it is ready.",
            )
        self._runner.receive(event)

    def end(self) -> None:
        """Let nothing happen any more."""
        self._is_over = True
        self.lookups.close()

    def take(self, entries: list[Entry]) -> None:
        """Tell everybody who listens; a fault of one keeps nothing from the others."""
        for hearer in self.hearers:
            try:
                hearer(entries)
            except Exception as error:  # noqa: BLE001 - told to whoever hears of the loop's faults
                fault = {"message": f"entry {entries[0].seq} was not shown", "exception": error}
                asyncio.get_running_loop().call_exception_handler(fault)

    @property
    def hotline(self) -> Hotline:
        """The plan that runs, as the switchboard sees it."""
        return self._board.room.hotline

    def look_up_anew(self) -> None:
        """Show who calls as it is known now: somebody has told us of callers."""
        self.lookups.forget()
        self.desks.touch_all()

    def _number_of(self, ticket: str) -> int:
        return 0 if self.web_callers is None else self.web_callers.number(ticket)

    def picture(self, calls_at_most: int) -> Picture:
        """Return everything at a glance."""
        now = self.now()
        return Picture(
            now=hotline_view(self._board, now, calls_at_most, self._message),
            counts=self.tally.counts,
            service_level=self.tally.service_level(now),
            last=self.tally.last(self.labels),
        )

    def agent(self, name: str) -> AgentView | None:
        """Return what the agent called *name* is doing; None where there is no such agent."""
        agent = self._board.agent(name)
        return None if agent is None else agent_view(agent, self._board.room.hotline, self.now())

    def incidents(self) -> list[IncidentView]:
        """Return the incidents in force."""
        return [
            incident_view(incident, self._message(incident.name))
            for incident in self._board.incidents.all()
        ]

    def contacts(self, wanted: Wanted) -> list[Contact]:
        """Return contacts in the order of their arrival. Reads the store: not from the loop."""
        with ArchiveReader(self.store) as archive:
            return archive.contacts(wanted)

    def contact(self, number: int) -> tuple[Contact, list[Segment]] | None:
        """Return one contact with its segments. Reads the store: not from the loop."""
        wanted = Wanted(number=number)
        with ArchiveReader(self.store) as archive:
            found = archive.contacts(wanted)
            return (found[0], archive.segments(wanted)) if found else None

    async def declare(self, new: Announcement, lasts: Duration) -> IncidentView:
        """Put an incident in force, for so long."""
        services = {stream.service for stream in self._board.room.hotline.streams} - {""}
        if new.service and new.service not in services:
            raise InputError(
                Said("The plan has no service {service!r}.", service=new.service),
                Said("Services: {known}.", known=sorted(services)),
            )
        until = NEVER if lasts >= NEVER else self.now() + lasts
        incident = await self._announcements.speak(new, until)
        self.act(IncidentDeclared(incident))
        return incident_view(incident.revive(), new.message)

    def _message(self, name: str) -> dict[str, str]:
        return message_of(self.plan, self._announcements, name)

    def end_incident(self, name: str) -> None:
        """Take an incident out of force."""
        self.act(IncidentEnded(name))
