"""One entry of the journal: an event, or a command that followed from one or from a timer."""

from typing import Final, get_args

from msgspec import Struct

from firstline.journal.commands import Command
from firstline.journal.events import Event

EVENTS: Final[tuple[type[Event], ...]] = get_args(Event)
COMMANDS: Final[tuple[type[Command], ...]] = get_args(Command)


class Entry(Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """What happened, when, and as the how-manieth thing since the journal was begun."""

    seq: int
    "Counts from 1 without a gap, over all runs."
    at: int
    "The instant: of an event when it came, of a timer's command when it was due."
    what: Event | Command


def event_of(entry: Entry) -> Event | None:
    """Return the event of *entry*; None where it is a command."""
    what = entry.what
    return what if isinstance(what, EVENTS) else None
