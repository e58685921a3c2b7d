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
        self._taken: Final[dict[int, KeptPlace]] = {}
        "Of callers who are back but not in line yet, by call number."

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
        if len(self._kept) > int(limit):
            oldest = next(iter(self._kept))
            del self._kept[oldest]
            self._room.world.report_limit(KEPT_PLACES, None, limit)

    def take(self, call: Call, now: Instant) -> KeptPlace | None:
        """Return the place kept for the number that calls, once, if it has not run out."""
        place = self._kept.pop(call.calling, None)
        if place is None or now - place.left > self._room.hotline.rules.redial_window:
            return None
        self._taken[int(call.number)] = place
        return place

    def taken(self, call: Call) -> KeptPlace | None:
        """Return the place that *call* has taken and not used yet."""
        return self._taken.get(int(call.number))

    def use(self, call: Call) -> None:
        """The caller is in line, or does not want the place."""
        self._taken.pop(int(call.number), None)

    def put_back(self, call: Call) -> None:
        """The call is over: a place that was taken and not used is kept for the next."""
        place = self._taken.pop(int(call.number), None)
        if place is not None:
            self.put(place)

    def all(self) -> list[KeptPlace]:
        """Return every place that is kept: those of callers who are just back come last."""
        return [*self._kept.values(), *self._taken.values()]
