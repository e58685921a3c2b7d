"""Calling numbers masked at the journal's edge, where a hotline does not want to remember them.

Live, the numbers are whole: an agent sees who calls, an incident knows the area. Whoever redials
cannot be told apart in a masked journal, so that a replay of it may differ there. Knows no store.
"""

from typing import Final

from msgspec.structs import replace

from firstline.journal.commands import Command, Ring
from firstline.journal.entry import Entry
from firstline.journal.events import CallArrived, Event, RunStarted

HIDDEN: Final = 4
"Signs at the end of a number that are not remembered."


def masked_number(number: str) -> str:
    """Return *number* without its end.

    >>> masked_number("+36301234567")
    '+3630123xxxx'
    >>> masked_number("112")
    'xxx'
    """
    return number[:-HIDDEN] + "x" * min(HIDDEN, len(number))


def masked(entry: Entry) -> Entry:
    """Return *entry* as a journal without calling numbers holds it."""
    what = _masked(entry.what)
    return entry if what is entry.what else replace(entry, what=what)


def _masked(what: Event | Command) -> Event | Command:
    match what:
        case CallArrived() | Ring():
            return replace(what, calling=masked_number(what.calling))
        case RunStarted(state=state) if state is not None:
            # A kept place without its caller is of no use.
            return replace(what, state=replace(state, places=()))
        case _:
            return what
