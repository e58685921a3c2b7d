"""Kept places: who leaves the queue and calls again soon does not start over."""

from typing import Final

from firstline.domain.time import Instant
from firstline.switchboard.limits import KEPT_PLACES
from firstline.switchboard.parties import Call
from firstline.switchboard.snapshot import KeptPlace
from firstline.switchboard.switchroom import Switchroom


class KeptPlaces:
    """Places by calling number, oldest first; bounded."""

    def __init__(self, room: Switchroom) -> None:
        self._room: Final[Switchroom] = room
        self._kept: Final[dict[str, KeptPlace]] = {}

    def keep(self, call: Call, now: Instant) -> None:
        """Remember the place of a call that was lost or given up while it waited."""
        stream = call.stream
        if self._room.hotline.rules.redial_window == 0 or not call.calling or stream is None:
            return
        self.put(
            KeptPlace(
                call.calling,
                stream=stream.name,
                urgency=call.place.urgency,
                language=call.language,
                since=call.place.since,
                left=now,
            )
        )

    def put(self, place: KeptPlace) -> None:
        """Remember *place*; where there are too many, the oldest is forgotten."""
        self._kept.pop(place.calling, None)
        self._kept[place.calling] = place
        limit = self._room.hotline.rules.kept_places
        if len(self._kept) > limit:
            oldest = next(iter(self._kept))
            del self._kept[oldest]
            self._room.world.report_limit(KEPT_PLACES, None, limit)

    def take(self, call: Call, now: Instant) -> KeptPlace | None:
        """Return the place kept for the number that calls, once, if it has not run out."""
        if not call.calling or not self._kept:
            return None
        place = self._kept.get(call.calling)
        if place is None:
            return None
        del self._kept[call.calling]
        if now - place.left > self._room.hotline.rules.redial_window:
            return None
        call.kept = place
        return place

    def use(self, call: Call) -> None:
        """The caller is in line, or does not want the place."""
        call.kept = None

    def put_back(self, call: Call) -> None:
        """The call is over: a place that was taken and not used is kept for the next."""
        place, call.kept = call.kept, None
        if place is not None:
            self.put(place)

    def all(self) -> list[KeptPlace]:
        """Return every place that is kept: those of callers who are just back come last."""
        calls = self._room.calls.values()
        taken = [call.kept for call in calls if call.kept is not None]
        return [*self._kept.values(), *taken]
