"""How callers' waits ended: counted once, for all formulas of the service level.

Six formulas are in use in the field, and one set of calls gives six numbers, 81 to 86 % in the
field's own example: so none of them is shown without its formula. The seventh, which we lead with,
also counts who has waited for longer than T and waits still; every other flatters an overload.
Nothing here knows the store, the time or how numbers are shown.
"""

from collections.abc import Callable, Sequence
from typing import Final

from msgspec import Struct

from firstline.analysis.metric import Clock, Thresholds, share
from firstline.domain.call import Outcome
from firstline.journal.records import Contact


class Tally(Struct, frozen=True, kw_only=True):
    """Queued contacts by how they ended and how long that took, on one clock."""

    answered_in_time: int
    "Within T."
    answered_late: int
    abandoned_short: int
    "Within S."
    abandoned_in_time: int
    "Within T, the short ones included."
    abandoned: int
    "All."
    released_late: int
    "The exchange ended it after T."
    waiting_late: int
    "Waits still, and T is over."

    @property
    def answered(self) -> int:
        """All answered."""
        return self.answered_in_time + self.answered_late


def tally(
    contacts: Sequence[Contact], limits: Thresholds, now: int, clock: Clock = Clock.QUEUE
) -> Tally:
    """Count *contacts* as they were at *now*."""
    answered = _waits(contacts, is_answered, now, clock)
    abandoned = _waits(contacts, is_abandoned, now, clock)
    released = _waits(contacts, is_released, now, clock)
    waiting = _waits(contacts, is_waiting, now, clock)
    in_time = _within(answered, limits.within)
    return Tally(
        answered_in_time=in_time,
        answered_late=len(answered) - in_time,
        abandoned_short=_within(abandoned, limits.short),
        abandoned_in_time=_within(abandoned, limits.within),
        abandoned=len(abandoned),
        released_late=len(released) - _within(released, limits.within),
        waiting_late=len(waiting) - _within(waiting, limits.within),
    )


def _waits(
    contacts: Sequence[Contact], holds: Callable[[Contact], bool], now: int, clock: Clock
) -> list[int]:
    return [waited(contact, now, clock) for contact in contacts if holds(contact)]


def _within(waits: list[int], limit: int) -> int:
    return sum(wait <= limit for wait in waits)


def waited(contact: Contact, now: int, clock: Clock) -> int:
    """Return how long the caller waited for the first answer, or has waited by *now*."""
    begin = contact.arrived if clock is Clock.ARRIVAL else contact.queued
    end = contact.answered or contact.ended or now
    return end - (contact.arrived if begin is None else begin)


def is_answered(contact: Contact) -> bool:
    """Return whether the caller waited in line and was connected with an agent."""
    return contact.queued is not None and contact.answered is not None


def is_abandoned(contact: Contact) -> bool:
    """Return whether the caller left the queue before an answer."""
    return contact.queued is not None and contact.outcome is Outcome.ABANDONED


def is_released(contact: Contact) -> bool:
    """Return whether the exchange ended the wait: the longest wait, a failure."""
    is_over = contact.ended is not None and contact.answered is None
    return is_over and contact.queued is not None and contact.outcome is not Outcome.ABANDONED


def is_waiting(contact: Contact) -> bool:
    """Return whether the caller waits for the first answer now."""
    return contact.queued is not None and contact.answered is None and contact.ended is None


class ServiceLevel(Struct, frozen=True):
    """One formula of the service level: its parts in words, and as a function of the counts."""

    id: str
    good: str
    "What counts as served in time."
    of: str
    "Of what it is a share."
    share_of: Callable[[Tally], float | None]


SERVICE_LEVELS: Final = (
    ServiceLevel(
        "F1",
        "answered<=T + abandoned<=T",
        "answered + abandoned",
        lambda t: share(t.answered_in_time + t.abandoned_in_time, t.answered + t.abandoned),
    ),
    ServiceLevel(
        "F2",
        "answered<=T",
        "answered",
        lambda t: share(t.answered_in_time, t.answered),
    ),
    ServiceLevel(
        "F3",
        "answered<=T",
        "answered + abandoned",
        lambda t: share(t.answered_in_time, t.answered + t.abandoned),
    ),
    ServiceLevel(
        "F4",
        "answered<=T",
        "answered + abandoned>T",
        lambda t: share(t.answered_in_time, t.answered + t.abandoned - t.abandoned_in_time),
    ),
    ServiceLevel(
        "F5",
        "answered<=T + abandoned<=S",
        "answered + abandoned",
        lambda t: share(t.answered_in_time + t.abandoned_short, t.answered + t.abandoned),
    ),
    ServiceLevel(
        "F6",
        "answered<=T",
        "answered + abandoned>S",
        lambda t: share(t.answered_in_time, t.answered + t.abandoned - t.abandoned_short),
    ),
    ServiceLevel(
        "F6T",
        "answered<=T",
        "answered + abandoned>S + released>T + waiting>T",
        lambda t: share(
            t.answered_in_time,
            t.answered + t.abandoned - t.abandoned_short + t.released_late + t.waiting_late,
        ),
    ),
)
HEADLINE: Final = "F6T"
