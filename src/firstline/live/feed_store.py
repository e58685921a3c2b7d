"""The feed's older entries: read from the store as they are, by number. To be used off the loop.

Nothing is decoded unless something is to be masked. It knows no reader.
"""

from collections.abc import Callable
from typing import Final

import msgspec
from sqlalchemy import Row, select

from firstline.journal.commands import Command
from firstline.journal.entry import Entry
from firstline.journal.events import Event
from firstline.live.database import open_database, told
from firstline.live.feed_form import Item, item_in, item_of
from firstline.live.schema import JOURNAL

_decode: Final = msgspec.json.Decoder(Event | Command).decode


class StoredFeed:
    """Reads entries for whoever asks, from any thread."""

    def __init__(self, url: str, edge: Callable[[Entry], Entry] | None) -> None:
        self._url: Final = url
        self._engine: Final = open_database(url)
        self._edge: Final = edge

    def items(
        self, after: int, until: int, at_most: int, names: frozenset[str] = frozenset()
    ) -> list[Item]:
        """Return the entries after *after* up to *until*, of these kinds; of all without any."""
        columns = JOURNAL.c
        query = (
            select(columns.seq, columns.at, columns.name, columns.body)
            .where(columns.seq > after, columns.seq <= until)
            .order_by(columns.seq)
            .limit(at_most)
        )
        if names:
            query = query.where(columns.name.in_(names))
        with told(self._url), self._engine.connect() as connection:
            return [self._item(row) for row in connection.execute(query)]

    def last(self) -> int:
        """Return the number of the last entry that is stored."""
        query = select(JOURNAL.c.seq).order_by(JOURNAL.c.seq.desc()).limit(1)
        with told(self._url), self._engine.connect() as connection:
            return connection.scalar(query) or 0

    def close(self) -> None:
        """Let go of the store."""
        self._engine.dispose()

    def _item(self, row: Row[int, int, str, str]) -> Item:
        if self._edge is None:
            return item_in(row.seq, row.at, row.name, row.body)
        return item_of(self._edge(Entry(row.seq, row.at, _decode(row.body))))
