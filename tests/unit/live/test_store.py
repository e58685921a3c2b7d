"""The store keeps what it has acknowledged, whatever happens to its disk or its server."""

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import text

from firstline.journal.entry import Entry
from firstline.journal.events import CallArrived, RunEnded, TransferAsked
from firstline.journal.plan import PlanCopy
from firstline.journal.state import HotlineState
from firstline.live.archive import Wanted
from firstline.live.database import FILE, open_database, sqlite_url
from firstline.live.store import Batch, Store, StoreFailedError
from kit.disks import files_at_most, small_disk
from kit.journals import ANNA, START, Traffic, open_desk
from kit.postgres import Postgres
from kit.stores import PLAN, begun, fill, fold, opened, read_again, stored


def test_a_journal_comes_out_as_it_went_in(url: str) -> None:
    entries = Traffic(1).go_on(600)
    with begun(url) as (store, run):
        fill(store, run, entries)
        assert stored(store.archive) == entries
    assert read_again(url) == entries


def test_records_are_stored_with_the_entries(url: str) -> None:
    traffic = Traffic(2)
    traffic.go_on(600)
    entries = traffic.desk.on(RunEnded()).entries
    with begun(url) as (store, run):
        fill(store, run, entries)
        folded = fold(entries)
        archive = store.archive
        assert archive.contacts(Wanted()) == sorted(folded.contacts, key=lambda one: one.call)
        segments = sorted(folded.segments, key=lambda one: (one.call, one.ordinal))
        assert archive.segments(Wanted()) == segments
        stints = sorted(folded.stints, key=lambda one: (one.agent, one.began))
        assert archive.stints(0, START * 2) == stints


def test_entries_can_be_asked_by_kind_name_and_call(url: str) -> None:
    desk = open_desk(ANNA)
    desk.call(keys="12")
    with begun(url) as (store, run):
        fill(store, run, desk.entries)
    engine = open_database(url)
    with engine.connect() as connection:
        rows = connection.execute(
            text("SELECT kind, name FROM journal WHERE call = 1 ORDER BY seq")
        ).all()
    engine.dispose()
    assert [tuple(row) for row in rows][:3] == [
        ("event", "CallArrived"),
        ("command", "Answer"),
        ("command", "Play"),
    ]


def test_runs_are_numbered_and_know_their_plan_and_their_end(url: str) -> None:
    desk = open_desk()
    kept = HotlineState((), (), (), 7)
    with begun(url) as (store, run):
        fill(store, run, desk.after(5).on(RunEnded()).entries)
        other = PlanCopy("hotline: Other", {})
        second = store.begin(other, kept, START + 10, "test 2")
        archive = store.archive
        first, last = archive.runs()
        assert (run, second) == (1, 2)
        assert (first.ended, first.clean, archive.plan(first.plan)) == (
            START + 5_000_000,
            True,
            PLAN,
        )
        assert (last.ended, last.clean, last.state) == (None, False, kept)
        assert (last.first_seq, last.version) == (len(desk.entries) + 1, "test 2")
        assert archive.plan(last.plan) == other
        assert store.begin(PLAN, None, START + 20, "test") == 3


def test_the_last_kept_state_is_known(url: str) -> None:
    entries = open_desk(ANNA).entries
    state = HotlineState((), (), (), 3)
    with begun(url) as (store, run):
        store.append(run, Batch.of(entries, None, state))
        last = store.archive.last_run()
    assert last is not None
    assert last.state == state
    assert last.folded == 0, "no records were written"


def test_hostile_text_is_stored_like_any_other(url: str) -> None:
    hostile = "Robert'); DROP TABLE contacts;--\\u0000 $1 %(run)s :rows \u202e"
    desk = open_desk(ANNA)
    desk.on(CallArrived("leg", hostile, "\x00\ud800"))
    desk.call(keys="12")
    desk.entries.append(
        Entry(desk.exchange.next_seq, desk.now, TransferAsked(ANNA, "g", "r\x00", "n" * 9_000))
    )
    with begun(url) as (store, run):
        fill(store, run, desk.entries)
        contact = store.archive.contacts(Wanted(number=1))[0]
        assert contact.dialled == "\ufffd\ufffd"
        assert contact.calling.startswith("Robert'); DROP TABLE contacts;--")
        assert len(stored(store.archive)) == len(desk.entries)


def test_a_batch_whose_answer_was_lost_is_not_stored_twice(url: str) -> None:
    entries = Traffic(3).go_on(50)
    first, second = entries[:30], entries[30:]
    with begun(url) as (store, run):
        batch = Batch.of(first, fold(first))
        store.append(run, batch)
        store.mend(run, batch)
        store.mend(run, Batch.of(second, fold(entries)))
        assert stored(store.archive) == entries


def test_what_is_committed_can_be_synced_at_any_time(url: str) -> None:
    with begun(url) as (store, run):
        store.sync()
        fill(store, run, Traffic(8).go_on(50))
        store.sync()
        store.sync()


def test_only_the_newest_state_is_kept(url: str) -> None:
    with begun(url) as (store, run):
        store.append(run, Batch.of(open_desk().entries, None, HotlineState((), (), (), 3)))
        store.begin(PLAN, HotlineState((), (), (), 3), START + 1, "test")
        first, second = store.archive.runs()
    assert first.state is None
    assert second.state is not None


def test_two_hotlines_cannot_write_to_one_server(postgres: Postgres) -> None:
    url = postgres.new_database()
    with opened(url), pytest.raises(StoreFailedError, match="another hotline writes to it"):
        Store(url)
    with opened(url):
        pass


def test_a_lost_server_is_a_clear_failure_and_nothing_is_lost(postgres: Postgres) -> None:
    entries = Traffic(4).go_on(200)
    half = len(entries) // 2
    url = postgres.new_database()
    with begun(url) as (store, run):
        fill(store, run, entries[:half])
        rest = Batch.of(entries[half:])
        postgres.stop("immediate")
        try:
            with pytest.raises(StoreFailedError, match="The store has failed: "):
                store.append(run, rest)
            with pytest.raises(StoreFailedError):
                store.mend(run, rest)
        finally:
            postgres.start()
        store.mend(run, rest)
        assert stored(store.archive) == entries


def test_a_full_disk_is_a_clear_failure_and_nothing_is_lost(tmp_path: Path) -> None:
    entries = Traffic(5).go_on(800)
    url = sqlite_url(tmp_path)
    with begun(url) as (store, run):
        fill(store, run, entries[:100])
        rest = Batch.of(entries[100:])
        with files_at_most(300_000), pytest.raises(StoreFailedError):
            store.append(run, rest)
        assert stored(store.archive) == entries[:100]
        store.mend(run, rest)
        assert stored(store.archive) == entries
    assert_sound(tmp_path)


def test_a_full_file_system_is_a_clear_failure_and_nothing_is_lost(tmp_path: Path) -> None:
    entries = Traffic(6).go_on(1_500)
    with small_disk(tmp_path / "small", kilobytes=700) as grow:
        url = sqlite_url(tmp_path / "small")
        with begun(url) as (store, run):
            done = fill_until_full(store, run, entries)
            assert 0 < done < len(entries)
            assert read_again(url) == entries[:done]
            grow(20_000)
            store.mend(run, Batch.of(entries[done:]))
        assert read_again(url) == entries
        assert_sound(tmp_path / "small")


def fill_until_full(store: Store, run: int, entries: list[Entry]) -> int:
    """Append until the store fails; return how many entries it took."""
    with pytest.raises(StoreFailedError, match=r"full|disk"):
        fill(store, run, entries, 50)
    return len(stored(store.archive))


def assert_sound(directory: Path) -> None:
    """Check that SQLite finds nothing wrong with its file."""
    connection = sqlite3.connect(directory / FILE)
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    connection.close()
