"""Stores to test with: opened for a while, filled with a desk's journal batch by batch."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Final

from firstline.journal.entry import Entry
from firstline.journal.plan import PlanCopy
from firstline.journal.recorder import Recorder
from firstline.journal.records import Changes
from firstline.live.archive import Archive, ArchiveReader
from firstline.live.store import Batch, Store
from kit.journals import START

PLAN: Final = PlanCopy("hotline: Small Bank", {"welcome": (2_000_000, 2_000_000)}, "/plans")


@contextmanager
def opened(url: str) -> Iterator[Store]:
    """Open a store."""
    store = Store(url)
    try:
        yield store
    finally:
        store.close()


@contextmanager
def begun(url: str) -> Iterator[tuple[Store, int]]:
    """Open a store and begin a run of the small bank."""
    with opened(url) as store:
        yield store, store.begin(PLAN, None, START, "test")


def fill(store: Store, run: int, entries: Sequence[Entry], size: int = 20) -> None:
    """Append a journal in batches, records with each."""
    recorder = Recorder()
    for begin in range(0, len(entries), size):
        batch = entries[begin : begin + size]
        for entry in batch:
            recorder.take(entry)
        store.append(run, Batch.of(list(batch), recorder.changes()))


def stored(archive: Archive) -> list[Entry]:
    """Return the whole journal, run by run."""
    return [entry for run in archive.runs() for entry in archive.entries(run)]


def read_again(url: str) -> list[Entry]:
    """Return the whole journal, as somebody else reads it."""
    with ArchiveReader(url) as archive:
        return stored(archive)


def fold(entries: Sequence[Entry]) -> Changes:
    """Return the records of a journal."""
    recorder = Recorder()
    for entry in entries:
        recorder.take(entry)
    return recorder.changes()
