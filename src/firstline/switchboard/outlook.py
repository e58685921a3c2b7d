"""What a waiting caller may expect: how many are served before, and for how long it will take.

Reads the lines and the roster; changes nothing. Shared by announcements, the API and, later, the
simulator that measures how honest it is.
"""

from typing import Final

from mypy_extensions import i64

from firstline.domain.agent import AgentState
from firstline.domain.time import Duration, Instant
from firstline.policy.estimate import UNKNOWN, wait_range
from firstline.switchboard.dispatcher import Dispatcher
from firstline.switchboard.line import WaitingLines
from firstline.switchboard.parties import Line, Place
from firstline.switchboard.switchroom import Switchroom


class Outlook:
    """Looks ahead from a place in line."""

    def __init__(self, room: Switchroom, lines: WaitingLines, dispatcher: Dispatcher) -> None:
        self._room: Final[Switchroom] = room
        self._lines: Final[WaitingLines] = lines
        self._dispatcher: Final[Dispatcher] = dispatcher

    def ahead(self, place: Place, now: Instant) -> i64:
        """Return how many would be served before *place* by the agents who may take it."""
        own = place.line
        if own is None:
            return 0
        count = _ahead_in_own(place) if place.stands else 0
        for line in self._lines.beside(own):
            if line.length > 0 and not (line is own and place.stands):
                count += self._dispatcher.ahead_in(line, place, now)
        return count

    def wait(self, place: Place, ahead: i64) -> i64:
        """Return the index in RANGES of the expected wait with *ahead* before, or UNKNOWN."""
        line = place.line
        if line is None:
            return UNKNOWN
        return wait_range(ahead, on_duty(line), self._handle_time(place))

    def _handle_time(self, place: Place) -> Duration:
        stream = place.call.stream
        if stream is None:
            return self._room.hotline.rules.ring_time
        return self._room.handle_times[stream.index]


def _ahead_in_own(place: Place) -> i64:
    """Return how many stand before *place* in its own line, which is in order."""
    count: i64 = 0
    other = place.before
    while other is not None:
        count += 1
        other = other.before
    return count


def on_duty(line: Line) -> i64:
    """Return how many agents on duty may take from *line*."""
    if line.only is not None:
        state = line.only.state
        return 0 if state == AgentState.SIGNED_OUT or state == AgentState.NOT_READY else 1
    count: i64 = 0
    for taker in line.takers:
        count += taker.bench.on_duty
    return count
