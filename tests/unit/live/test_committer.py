"""The committer stores batch by batch, and tries again what the store does not take."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from firstline.journal.entry import Entry
from firstline.journal.events import KeyPressed, RunEnded
from firstline.journal.privacy import masked
from firstline.journal.state import HotlineState
from firstline.live.archive import ArchiveReader, Wanted
from firstline.live.committer import Committer, Pace
from firstline.live.database import sqlite_url
from kit.disks import files_at_most
from kit.journals import Traffic
from kit.postgres import Postgres
from kit.stores import begun, fold, read_again

QUICK = Pace(retry_s=0.01, retry_at_most_s=0.02, records_s=0.02)


class Ear:
    """Hears what the committer says, in its thread."""

    def __init__(self) -> None:
        self.heard: list[str] = []
        self.lists = 0
        self.entries = 0
        self.change = threading.Condition()

    def committed(self, lists: int, entries: int, seconds: float) -> None:
        assert seconds >= 0
        with self.change:
            self.lists += lists
            self.entries += entries
        self._hear("committed")

    def failed(self, why: str) -> None:
        assert why
        self._hear("failed")

    def mended(self) -> None:
        self._hear("mended")

    def broke(self, why: str) -> None:
        self._hear(f"broke: {why}")

    def wait_for(self, word: str) -> None:
        """Wait until *word* was heard."""
        with self.change:
            assert self.change.wait_for(lambda: word in self.heard, 20), self.heard

    def _hear(self, word: str) -> None:
        with self.change:
            self.heard.append(word)
            self.change.notify_all()


@contextmanager
def committing(
    url: str, edge: Callable[[Entry], Entry] | None = None
) -> Iterator[tuple[Committer, Ear]]:
    """Let a committer work on a new run."""
    ear = Ear()
    with begun(url) as (store, run):
        yield Committer(store, run, ear, edge=edge, pace=QUICK), ear


def lists_of(entries: list[Entry], size: int = 7) -> list[list[Entry]]:
    """Return entries as they come from an exchange: some at a time."""
    return [entries[begin : begin + size] for begin in range(0, len(entries), size)]


def test_everything_is_stored_in_order_and_records_are_whole_at_the_end(url: str) -> None:
    traffic = Traffic(1)
    traffic.go_on(500)
    entries = traffic.desk.on(RunEnded()).entries
    with committing(url) as (committer, ear):
        for part in lists_of(entries):
            committer.put(part)
        assert committer.end(20)
        assert (ear.lists, ear.entries) == (len(lists_of(entries)), len(entries))
    assert read_again(url) == entries
    with ArchiveReader(url) as archive:
        assert archive.contacts(Wanted()) == sorted(
            fold(entries).contacts, key=lambda contact: contact.call
        )


def test_records_follow_when_nothing_more_comes(url: str) -> None:
    entries = Traffic(2).go_on(300)
    with committing(url) as (committer, _), ArchiveReader(url) as archive:
        committer.put(entries)
        for _ in range(500):
            if archive.contacts(Wanted()):
                break
            threading.Event().wait(0.01)
        assert len(archive.contacts(Wanted())) == len(fold(entries).contacts)
        last = archive.last_run()
        assert last is not None
        assert last.folded == len(entries)
        assert committer.end(20)


def test_what_the_store_does_not_take_is_tried_again(tmp_path: Path) -> None:
    entries = Traffic(3).go_on(800)
    url = sqlite_url(tmp_path)
    with committing(url) as (committer, ear):
        with files_at_most(200_000):
            for part in lists_of(entries, 200):
                committer.put(part)
            ear.wait_for("failed")
        ear.wait_for("mended")
        assert committer.end(20)
        assert ear.entries == len(entries)
    assert read_again(url) == entries


def test_a_lost_server_is_tried_again_until_it_is_back(postgres: Postgres) -> None:
    entries = Traffic(4).go_on(300)
    url = postgres.new_database()
    with committing(url) as (committer, ear):
        committer.put(entries[:50])
        ear.wait_for("committed")
        postgres.stop()
        try:
            committer.put(entries[50:])
            ear.wait_for("failed")
        finally:
            postgres.start()
        ear.wait_for("mended")
        assert committer.end(20)
    assert read_again(url) == entries


def test_what_cannot_be_stored_to_the_end_is_given_up_in_time(tmp_path: Path) -> None:
    entries = Traffic(5).go_on(500)
    url = sqlite_url(tmp_path)
    with committing(url) as (committer, ear):
        committer.put(entries[:50])
        ear.wait_for("committed")
        with files_at_most(100):
            committer.put(entries[50:])
            ear.wait_for("failed")
            assert not committer.end(0.2)
    assert read_again(url) == entries[:50]


def test_a_state_is_kept_with_the_next_entries(url: str) -> None:
    state = HotlineState((), (), (), 9)
    with committing(url) as (committer, _), ArchiveReader(url) as archive:
        committer.keep(state)
        committer.put(Traffic(6).go_on(10))
        assert committer.end(20)
        last = archive.last_run()
        assert last is not None
        assert last.state == state


def test_entries_are_masked_at_the_edge_and_nowhere_else(url: str) -> None:
    entries = Traffic(7).go_on(200)
    with committing(url, masked) as (committer, _):
        committer.put(entries)
        assert committer.end(20)
    assert read_again(url) == [masked(entry) for entry in entries]


def test_a_fault_of_the_committer_is_told(tmp_path: Path) -> None:
    def fail(entry: Entry) -> Entry:
        raise ValueError(f"entry {entry.seq}")

    with committing(sqlite_url(tmp_path), fail) as (committer, ear):
        committer.put([Entry(1, 1, KeyPressed(1, "1"))])
        ear.wait_for("broke: ValueError: entry 1")
        committer.end(20)
