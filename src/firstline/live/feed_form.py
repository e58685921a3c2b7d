"""Entries as the feed tells them: {"seq", "at", "kind", "name", ...}, one JSON object each.

`at` is in ISO 8601 to the microsecond; what follows is the event or command as the journal has it,
its instants and lengths in microseconds. It knows no reader.
"""

from typing import Final, NamedTuple

import msgspec

from firstline.journal.entry import COMMANDS, EVENTS, Entry
from firstline.journal.told import exact

KINDS: Final = {
    **{event.__name__: "event" for event in EVENTS},
    **{command.__name__: "command" for command in COMMANDS},
}
"Event or command, by the name of what an entry holds."

_encode: Final = msgspec.json.Encoder().encode


class Item(NamedTuple):
    """One entry, ready to be sent."""

    seq: int
    name: str
    text: str
    "JSON."


def item_of(entry: Entry) -> Item:
    """Return *entry* ready to be sent."""
    name = type(entry.what).__name__
    return item_in(entry.seq, entry.at, name, _encode(entry.what).decode())


def item_in(seq: int, at: int, name: str, body: str) -> Item:
    """Return the entry whose event or command is *body*, a JSON object, ready to be sent.

    >>> item_in(7, 1_767_225_600_000_001, "Answer", '{"name":"Answer","call":3}').text
    '{"seq":7,"at":"2026-01-01T00:00:00.000001Z","kind":"command","name":"Answer","call":3}'
    """
    kind = KINDS.get(name, "event")
    head = f'{{"seq":{seq},"at":"{exact(at)}","kind":"{kind}",'
    return Item(seq, name, head + body[1:])
