"""The archive answers what people ask, while the hotline writes."""

from pathlib import Path

import pytest

from firstline.errors import InputError
from firstline.journal.entry import Entry
from firstline.journal.events import AgentAnswered, CallerHungUp, KeyPressed, RunEnded
from firstline.journal.records import Kind
from firstline.live import archive as module
from firstline.live.archive import Archive, ArchiveReader, Wanted
from firstline.live.database import open_database, sqlite_url
from kit.journals import ANNA, BELA, CILI, START, Desk, Traffic, open_desk
from kit.stores import begun, fill, stored

SECOND = 1_000_000


def two_calls() -> Desk:
    """Return a desk with a prospect's call that was answered and a customer's that was not."""
    desk = open_desk(ANNA)
    desk.call("+36301111111", "11")
    desk.after(2).on(AgentAnswered(ANNA, 1)).after(10).on(CallerHungUp(1))
    desk.after(100).call("+36302222222", "1")
    desk.after(3).on(KeyPressed(2, "2")).after(8).on(CallerHungUp(2)).after(60)
    return desk


def asked(archive: Archive, wanted: Wanted) -> list[int]:
    """Return the numbers of the contacts that are wanted."""
    return [contact.call for contact in archive.contacts(wanted)]


def test_contacts_are_found_by_what_people_know_of_them(url: str) -> None:
    with begun(url) as (store, run):
        fill(store, run, two_calls().entries)
        archive = store.archive
        assert asked(archive, Wanted()) == [1, 2]
        assert asked(archive, Wanted(number=2)) == [2]
        assert asked(archive, Wanted(calling="1111111")) == [1]
        assert asked(archive, Wanted(calling="%")) == []
        assert asked(archive, Wanted(stream="cards-service")) == [2]
        assert asked(archive, Wanted(newest=1)) == [2]
        assert asked(archive, Wanted(number=3)) == []
        chain = archive.segments(Wanted(number=1))
        assert [segment.kind for segment in chain] == [Kind.MENU, Kind.WAITING, Kind.TALK]


def test_a_contact_belongs_to_when_it_entered_its_first_line(url: str) -> None:
    with begun(url) as (store, run):
        fill(store, run, two_calls().entries)
        arrived, queued = START + 112 * SECOND, START + 115 * SECOND
        assert asked(store.archive, Wanted(since=arrived + 1)) == [2]
        assert asked(store.archive, Wanted(since=queued + 1)) == []
        assert asked(store.archive, Wanted(until=queued)) == [1]


def test_agents_time_and_talks_are_found_by_time(url: str) -> None:
    with begun(url) as (store, run):
        fill(store, run, two_calls().entries)
        archive = store.archive
        during = archive.stints(START + 4 * SECOND, START + 5 * SECOND)
        assert [(stint.agent, stint.state) for stint in during] == [(ANNA, "talking")]
        assert [talk.holder for talk in archive.talks(START, START + 60 * SECOND)] == [ANNA]
        assert archive.talks(START + 60 * SECOND, START + 70 * SECOND) == []
        (running,) = archive.open_stints()
        assert running.ended is None


def test_a_long_journal_is_read_in_steps(url: str) -> None:
    entries = Traffic(1).go_on(4_000)
    assert len(entries) > module.STEP
    with begun(url) as (store, run):
        fill(store, run, entries, 500)
        known = store.archive.last_run()
        assert known is not None
        assert list(store.archive.entries(known)) == entries
        middle = entries[len(entries) // 2].seq
        assert next(store.archive.entries(known, middle)).seq == middle


def test_the_archive_is_read_while_the_hotline_writes(url: str) -> None:
    entries = Traffic(2).go_on(300)
    with begun(url) as (store, run), ArchiveReader(url) as archive:
        fill(store, run, entries[:100])
        assert stored(archive) == entries[:100]
        fill(store, run, entries[100:])
        assert stored(archive) == entries


def test_an_empty_archive_has_nothing_to_tell(url: str) -> None:
    with begun(url) as (store, _):
        archive = store.archive
        assert (archive.last_seq(), archive.last_call(), archive.first_open()) == (0, 0, None)
        assert archive.contacts(Wanted()) == []
        run = archive.last_run()
        assert run is not None
        assert archive.last_instant(run) == START


def test_the_last_instant_is_that_of_the_last_entry_of_the_run(url: str) -> None:
    desk = open_desk(ANNA, BELA, CILI).after(7).on(RunEnded())
    with begun(url) as (store, run):
        fill(store, run, desk.entries)
        known = store.archive.last_run()
        assert known is not None
        assert store.archive.last_instant(known) == START + 7 * SECOND


def test_calls_that_never_ended_are_known_by_their_first_entry(url: str) -> None:
    desk = two_calls()
    third = desk.call()
    with begun(url) as (store, run):
        fill(store, run, desk.entries)
        seq = store.archive.first_open()
    (arrival,) = [entry for entry in desk.entries if is_arrival(entry, third)]
    assert seq == arrival.seq


def is_arrival(entry: Entry, call: int) -> bool:
    """Return whether *entry* is the arrival of *call*."""
    return type(entry.what).__name__ == "CallArrived" and getattr(entry.what, "call", 0) == call


def test_a_store_without_tables_is_said_to_be_empty(tmp_path: Path) -> None:
    url = sqlite_url(tmp_path)
    engine = open_database(url)
    engine.connect().close()
    engine.dispose()
    with pytest.raises(InputError, match="The store is empty"), ArchiveReader(url):
        pass
