"""Replay: the outside events of a journal, at their instants, make the same journal again.

Knows no files and no plans: it is handed a hotline built from the plan that was run.
"""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import zip_longest
from typing import Final

from msgspec import Struct

from firstline.domain.hotline import Hotline
from firstline.journal.entry import Entry, event_of
from firstline.journal.events import RunStarted
from firstline.journal.exchange import Exchange
from firstline.journal.state import HotlineState
from firstline.switchboard.refusal import Refusal


class Replay:
    """One run, made again from its entries."""

    def __init__(self, hotline: Hotline, first_seq: int = 1) -> None:
        self._made: list[Entry] = []
        self._exchange: Final = Exchange(hotline, self._made.extend, first_seq=first_seq)

    def run(self, entries: Iterable[Entry]) -> Iterator[Entry]:
        """Let the events among *entries* happen again; yield what is made of them."""
        read = made = last = 0
        for entry in entries:
            read, last = read + 1, entry.at
            self._again(entry)
            made += len(self._made)
            yield from self._taken()
        # What a timer did after the last event. Where nothing is missing, the run was over: a timer
        # of that same instant had not been looked at any more.
        if made < read:
            self._exchange.advance(last)
            yield from self._taken()

    def state(self) -> HotlineState:
        """Return what the hotline would keep over a restart now."""
        return HotlineState.of(self._exchange.board.snapshot())

    def _again(self, entry: Entry) -> None:
        event = event_of(entry)
        if event is not None:
            # In the journal it was not refused: if it is now, the journals differ from here on.
            with suppress(Refusal):
                self._exchange.receive(event, entry.at)

    def _taken(self) -> list[Entry]:
        made = list(self._made)
        self._made.clear()
        return made


class Difference(Struct, frozen=True):
    """Where two journals part. None: there is no such entry on that side."""

    was: Entry | None
    now: Entry | None


def differences(was: Iterable[Entry], now: Iterable[Entry]) -> Iterator[Difference]:
    """Yield each place where two journals are not equal, in order."""
    for one, other in zip_longest(was, now):
        if one != other:
            yield Difference(one, other)


class Runs:
    """Cuts a journal into its runs. Take each run's entries before the next run."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._entries: Final = iter(entries)
        self._next: Entry | None = next(self._entries, None)

    def __iter__(self) -> Iterator[Iterator[Entry]]:
        while self._next is not None:
            yield self._one()

    def _one(self) -> Iterator[Entry]:
        while self._next is not None:
            entry = self._next
            self._next = next(self._entries, None)
            yield entry
            if self._next is not None and isinstance(self._next.what, RunStarted):
                return
