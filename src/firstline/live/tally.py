"""What has been counted since the hotline began to work, and what happened last.

Made from the journal's entries alone, as they become durable. It asks neither the switchboard nor
the clock.
"""

from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Final

from firstline.analysis import measures
from firstline.analysis.measures import HEADLINE, SERVICE_LEVELS
from firstline.analysis.metric import Thresholds
from firstline.domain.call import Outcome
from firstline.domain.time import SECOND, Instant, in_seconds
from firstline.journal.commands import (
    Connect,
    HangUp,
    Queue,
    Refuse,
    ReportLimit,
    Ring,
    StopRinging,
)
from firstline.journal.entry import Entry
from firstline.journal.events import CallArrived, ConsultCompleted, TransferAsked
from firstline.live.labels import Labels
from firstline.live.words import SHOWN, Told, told
from firstline.switchboard.roster import NO_ANSWER

LIMITS: Final = Thresholds(within=int(20 * SECOND), short=int(5 * SECOND))
CLOCK: Final = "from entering the queue to the answer"
REMEMBERED: Final = 50
"""Lines of what happened last."""


@dataclass(frozen=True, slots=True)
class ServiceLevel:
    """The share of callers answered in time, with all that is needed to read it."""

    id: str
    formula: str
    within_s: float
    short_s: float
    clock: str
    value: float | None
    "Between 0 and 1; null where nobody was to be counted yet."


@dataclass(slots=True)
class Counts:
    """Calls since the start, by what became of them."""

    calls: int = 0
    blocked: int = 0
    offered: int = 0
    "Asked for an agent."
    answered: int = 0
    answered_in_time: int = 0
    "Within T."
    abandoned: int = 0
    abandoned_early: int = 0
    "Within S."
    abandoned_in_time: int = 0
    "Within T, the early ones included."
    released_late: int = 0
    "Waited for more than T, until the exchange ended it."
    left_menu: int = 0
    deflected: int = 0
    gave_up: int = 0
    failed: int = 0
    transfers: int = 0
    rings: int = 0
    no_answers: int = 0
    limits: int = 0


_ENDINGS: Final[dict[Outcome, str]] = {
    Outcome.LEFT_MENU: "left_menu",
    Outcome.DEFLECTED: "deflected",
    Outcome.GAVE_UP: "gave_up",
    Outcome.FAILED: "failed",
}
"""Ends that are counted by their name; BLOCKED and ANSWERED have been counted before."""


_HEADLINE: Final = next(level for level in SERVICE_LEVELS if level.id == HEADLINE)


@dataclass(slots=True)
class _Asked:
    """A call that is up and has asked for an agent."""

    entered: Instant
    answered: bool = False


class Tally:
    """Counts entries."""

    def __init__(self) -> None:
        self.counts: Final = Counts()
        self._asked: Final[dict[int, _Asked]] = {}
        self._last: Final[deque[Entry]] = deque(maxlen=REMEMBERED)

    def take(self, entries: Iterable[Entry]) -> None:
        """Count *entries*, which follow those before."""
        for entry in entries:
            count = _COUNTED.get(type(entry.what))
            if count is not None:
                count(self, entry.what, entry.at)
            if type(entry.what) in SHOWN:
                self._last.append(entry)

    def last(self, labels: Labels) -> list[Told]:
        """Return what happened last, the latest first."""
        lines = (told(entry, labels) for entry in reversed(self._last))
        return [line for line in lines if line is not None]

    def service_level(self, now: Instant) -> ServiceLevel:
        """Return the service level; those who still wait count as soon as they are late."""
        counts = self.counts
        waits = [now - asked.entered for asked in self._asked.values() if not asked.answered]
        counted = measures.Tally(
            answered_in_time=counts.answered_in_time,
            answered_late=counts.answered - counts.answered_in_time,
            abandoned_short=counts.abandoned_early,
            abandoned_in_time=counts.abandoned_in_time,
            abandoned=counts.abandoned,
            released_late=counts.released_late,
            waiting_late=sum(wait > LIMITS.within for wait in waits),
        )
        return ServiceLevel(
            id=_HEADLINE.id,
            formula=f"({_HEADLINE.good}) / ({_HEADLINE.of})",
            within_s=in_seconds(LIMITS.within),
            short_s=in_seconds(LIMITS.short),
            clock=CLOCK,
            value=_HEADLINE.share_of(counted),
        )

    def _queued(self, queued: Queue, at: Instant) -> None:
        # A transferred call was offered, and its waiting counted, when it was queued first.
        if not queued.asker and queued.call not in self._asked:
            self.counts.offered += 1
            self._asked[queued.call] = _Asked(at)

    def _connected(self, connect: Connect, at: Instant) -> None:
        asked = self._asked.get(connect.call)
        if asked is not None and not asked.answered:
            asked.answered = True
            self.counts.answered += 1
            self.counts.answered_in_time += at - asked.entered <= LIMITS.within

    def _hung_up(self, hang_up: HangUp, at: Instant) -> None:
        asked = self._asked.pop(hang_up.call, None)
        wait = 0 if asked is None or asked.answered else at - asked.entered
        counts = self.counts
        if hang_up.outcome is Outcome.ABANDONED:
            counts.abandoned += 1
            counts.abandoned_early += wait <= LIMITS.short
            counts.abandoned_in_time += wait <= LIMITS.within
        elif hang_up.outcome in _ENDINGS:
            counts.released_late += wait > LIMITS.within
            self._add(_ENDINGS[hang_up.outcome])

    def _add(self, name: str) -> None:
        setattr(self.counts, name, getattr(self.counts, name) + 1)


_COUNTED: Final[dict[type, Callable[[Tally, Any, Instant], None]]] = {
    CallArrived: lambda tally, _, __: tally._add("calls"),
    Refuse: lambda tally, _, __: tally._add("blocked"),
    Queue: Tally._queued,
    Connect: Tally._connected,
    HangUp: Tally._hung_up,
    Ring: lambda tally, _, __: tally._add("rings"),
    StopRinging: lambda tally, ended, __: (
        tally._add("no_answers") if ended.why == NO_ANSWER else None
    ),
    TransferAsked: lambda tally, _, __: tally._add("transfers"),
    ConsultCompleted: lambda tally, _, __: tally._add("transfers"),
    ReportLimit: lambda tally, _, __: tally._add("limits"),
}
"""What each kind of entry counts as."""
