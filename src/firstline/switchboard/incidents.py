"""Incidents: what makes many people call at once, whom it concerns, and when it is over."""

from typing import Final

from mypy_extensions import i64

from firstline.domain.hotline import Incident
from firstline.domain.time import NEVER, Instant
from firstline.errors import Said
from firstline.switchboard.limits import INCIDENTS, INCIDENTS_AT_MOST
from firstline.switchboard.parties import Call
from firstline.switchboard.refusal import Refusal
from firstline.switchboard.switchroom import Switchroom
from firstline.switchboard.timer import Due, Timer

_OVER: Final[i64] = 0


class Incidents(Due):
    """The incidents in force."""

    def __init__(self, room: Switchroom) -> None:
        self._room: Final[Switchroom] = room
        self._active: list[Incident] = []
        self._timers: Final[dict[str, Timer]] = {}
        "Of those that end by themselves, by name."

    def due(self, timer: Timer, now: Instant) -> None:
        """An incident's time is over."""
        for incident in self.all():
            if self._timers.get(incident.name) is timer:
                self._remove(incident)

    def begin(self, incidents: list[Incident], now: Instant) -> None:
        """Put in force what the plan or an earlier run knows, except what is over already."""
        for incident in incidents:
            if len(self._others(incident)) >= INCIDENTS_AT_MOST:
                self._room.world.report_limit(INCIDENTS, None, INCIDENTS_AT_MOST)
            elif incident.until > now:
                self.declare(incident, now)

    def declare(self, incident: Incident, now: Instant) -> None:
        """Put *incident* in force; one of the same name is replaced."""
        if incident.until <= now:
            raise Refusal("the incident would be over before it begins")
        others = self._others(incident)
        if len(others) >= INCIDENTS_AT_MOST:
            raise Refusal(
                Said("there are {most} incidents already: end one first", most=INCIDENTS_AT_MOST)
            )
        self._active = [*others, incident]
        self._stop_clock(incident)
        if incident.until < NEVER:
            timer = self._room.later(self, _OVER, incident.until, None, None)
            self._timers[incident.name] = timer
        self._room.world.show_incident(incident, True)

    def end(self, name: str) -> None:
        """Take the incident called *name* out of force."""
        for incident in self._active:
            if incident.name == name:
                self._remove(incident)
                return
        raise Refusal(Said("there is no incident called {name}", name=name))

    def all(self) -> list[Incident]:
        """Return those in force, in the order of their declaration."""
        return list(self._active)

    def for_caller(self, call: Call) -> Incident | None:
        """Return the incident to tell the caller of before the menu."""
        for incident in self._active:
            if _is_from(call.calling, incident.area) or not (incident.area or incident.service):
                return incident
        return None

    def for_service(self, service: str) -> Incident | None:
        """Return the incident to tell a caller of who has chosen *service*."""
        for incident in self._active:
            if not incident.area and incident.service and incident.service == service:
                return incident
        return None

    def _others(self, incident: Incident) -> list[Incident]:
        return [other for other in self._active if other.name != incident.name]

    def _remove(self, incident: Incident) -> None:
        self._active = self._others(incident)
        self._stop_clock(incident)
        self._room.world.show_incident(incident, False)

    def _stop_clock(self, incident: Incident) -> None:
        self._room.agenda.cancel(self._timers.pop(incident.name, None))


def _is_from(calling: str, area: list[str]) -> bool:
    digits = calling.lstrip("+")
    return any(digits.startswith(beginning.lstrip("+")) for beginning in area)
