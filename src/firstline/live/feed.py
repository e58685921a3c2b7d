"""The event feed: every durable entry of the journal, from any number on, each encoded once.

Recent entries are kept in memory, older ones are read from the store; a reader goes by number, so
that the hand-over from one to the other leaves no gap and tells nothing twice. It knows no HTTP.
"""

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, TypeAlias

from firstline.errors import FirstlineError
from firstline.journal.entry import Entry
from firstline.live.feed_form import Item, item_of
from firstline.live.feed_store import StoredFeed

KEPT: Final = 20_000
"Recent entries: most of a minute at 20 calls a second."
STEP: Final = 500
"Entries that a reader is given at once."
GATHER_S: Final = 0.05
"News waits so long for more: waking every reader for each entry would cost more."

Edge: TypeAlias = Callable[[Entry], Entry]


@dataclass(frozen=True, slots=True)
class Remembered:
    """What of the journal is remembered, and by whom."""

    store: str
    "The URL of the database."
    last: int
    "The last entry of the runs before this one."
    stored: Callable[[], int]
    "Says which entry is the last that is stored by now."
    edge: Edge | None = None
    "Masks what nobody outside may read."


class SlowReaderError(FirstlineError):
    """A reader was too slow: what comes next is no longer at hand. It may begin again."""

    def __init__(self) -> None:
        super().__init__(
            "This reader is too slow for the feed.",
            "Connect again with the number of the last entry you have: nothing is lost.",
        )


class Feed:
    """Takes what is delivered, and tells readers what is durable of it. Lives on one loop."""

    def __init__(self, journal: Remembered, kept: int = KEPT) -> None:
        """*kept* is how many entries are kept at hand."""
        self.open: Final[set[Reader]] = set()
        "Those who read."
        self.delivered = journal.last
        "The last entry that was delivered, durable or not."
        self._recent: Final[deque[Entry | Item]] = deque(maxlen=kept)
        "An item as soon as somebody has wanted it."
        self._journal: Final = journal
        self._stored: Final = StoredFeed(journal.store, journal.edge)
        self._news = asyncio.Event()
        self._ringing: asyncio.TimerHandle | None = None

    @property
    def readers(self) -> int:
        """How many read."""
        return len(self.open)

    @property
    def behind(self) -> int:
        """How many entries the one furthest behind has not been told yet."""
        return max((reader.behind for reader in self.open), default=0)

    @property
    def first(self) -> int:
        """The number of the first entry at hand; without any, of the next."""
        return self._recent[0].seq if self._recent else self.delivered + 1

    @property
    def last(self) -> int:
        """The number of the last entry that may be told."""
        return min(self.delivered, self._journal.stored())

    def take(self, entries: list[Entry]) -> None:
        """Take in what was delivered, in order."""
        if entries[0].seq != self.delivered + 1:
            self._recent.clear()
        self._recent.extend(entries)
        self.delivered = entries[-1].seq
        if self.open and self._ringing is None:
            self._ringing = asyncio.get_running_loop().call_later(GATHER_S, self._ring)

    def reader(self, after: int, names: frozenset[str] = frozenset()) -> "Reader":
        """Return who reads on after entry *after*, of these kinds only; of all without any."""
        return Reader(self, min(after, self.last), names)

    def recent(self, after: int) -> list[Item]:
        """Return what is at hand after entry *after*, at most STEP of it."""
        begin = after + 1 - self.first
        end = min(begin + STEP, self.last + 1 - self.first)
        return [self._item(place) for place in range(begin, end)]

    async def stored(self, after: int) -> list[Item]:
        """Return what is only in the store after entry *after*, at most STEP of it."""
        until = min(self.first - 1, self.last)
        return await asyncio.to_thread(self._stored.items, after, until, STEP)

    async def news(self, seconds: float) -> None:
        """Wait for something new, not longer than so long."""
        try:
            async with asyncio.timeout(seconds):
                await self._news.wait()
        except TimeoutError:
            return

    def close(self) -> None:
        """Let go of the store."""
        if self._ringing is not None:
            self._ringing.cancel()
        self._stored.close()

    def _item(self, place: int) -> Item:
        kept, edge = self._recent[place], self._journal.edge
        if isinstance(kept, Entry):
            kept = self._recent[place] = item_of(kept if edge is None else edge(kept))
        return kept

    def _ring(self) -> None:
        self._ringing = None
        self._news.set()
        self._news = asyncio.Event()


class Reader:
    """One reader's place in the feed. To be used in a `with`, so that it is counted."""

    def __init__(self, feed: Feed, after: int, names: frozenset[str]) -> None:
        self.at = after
        "Everything up to this entry has been told, or was not asked for."
        self._feed: Final = feed
        self._names: Final = names
        self._is_live = False
        "Has caught up with what is at hand."

    def __enter__(self) -> "Reader":
        self._feed.open.add(self)
        return self

    def __exit__(self, *_: object) -> None:
        self._feed.open.discard(self)

    @property
    def behind(self) -> int:
        """How many entries it has not been told yet."""
        return max(0, self._feed.last - self.at)

    async def next(self, seconds: float) -> list[Item]:
        """Return what comes next; nothing where nothing came in so many seconds."""
        loop = asyncio.get_running_loop()
        until = loop.time() + seconds
        while True:
            if self.at >= self._feed.last:
                await self._feed.news(max(0.0, until - loop.time()))
            items = await self._step()
            if items or loop.time() >= until:
                return items

    async def _step(self) -> list[Item]:
        if self.at >= self._feed.last:
            return []
        if self.at + 1 >= self._feed.first:
            self._is_live = True
            items = self._feed.recent(self.at)
        else:
            items = await self._older()
        if items:
            self.at = items[-1].seq
        names = self._names
        return [item for item in items if item.name in names] if names else items

    async def _older(self) -> list[Item]:
        if self._is_live:
            raise SlowReaderError
        until = min(self._feed.first - 1, self._feed.last)
        items = await self._feed.stored(self.at)
        if not items:
            self.at = until
        return items
