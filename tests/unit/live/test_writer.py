"""Commands leave once they are remembered; a store that fails holds up nobody who talks."""

import asyncio
import sqlite3
from collections.abc import Callable, Coroutine
from pathlib import Path

from firstline.journal.commands import Play
from firstline.journal.entry import Entry
from firstline.journal.events import RunEnded
from firstline.journal.state import HotlineState
from firstline.live.archive import ArchiveReader
from firstline.live.committer import Pace
from firstline.live.database import FILE, sqlite_url
from firstline.live.writer import Patience, StoreReport, StoreState, Writer
from kit.disks import files_at_most
from kit.journals import Traffic
from kit.postgres import Postgres
from kit.stores import begun, read_again

QUICK = Pace(retry_s=0.01, retry_at_most_s=0.05)
WORKING, FAILED, LOST = StoreState.WORKING, StoreState.FAILED, StoreState.LOST


class Owner:
    """Who owns a writer: keeps what is delivered and reported."""

    def __init__(self) -> None:
        self.delivered: list[Entry] = []
        self.reports: list[StoreReport] = []

    @property
    def states(self) -> list[StoreState]:
        """The states that were reported."""
        return [report.state for report in self.reports]

    async def until(self, holds: Callable[[], bool]) -> None:
        """Wait until something holds."""
        async with asyncio.timeout(20):
            while not holds():
                await asyncio.sleep(0.005)


def tell(
    url: str,
    story: Callable[[Writer, Owner], Coroutine[None, None, None]],
    patience: Patience | None = None,
) -> Owner:
    """Let *story* happen to a writer on a new run, and its owner."""
    owner = Owner()

    async def run() -> None:
        with begun(url) as (store, number):
            writer = Writer(
                store,
                number,
                deliver=owner.delivered.extend,
                on_state=owner.reports.append,
                patience=patience,
                pace=QUICK,
            )
            await story(writer, owner)
            await writer.close()

    asyncio.run(run())
    return owner


def lists_of(entries: list[Entry], size: int = 7) -> list[list[Entry]]:
    """Return entries as they come from an exchange: some at a time."""
    return [entries[begin : begin + size] for begin in range(0, len(entries), size)]


def test_what_is_delivered_is_stored(url: str) -> None:
    entries = Traffic(1).go_on(300)

    async def story(writer: Writer, owner: Owner) -> None:
        for part in lists_of(entries):
            writer.submit(part)
            assert owner.delivered == [] or writer.stored >= len(owner.delivered)
        with ArchiveReader(url) as archive:
            for _ in range(20):
                await asyncio.sleep(0.005)
                # First what was delivered, then what is stored: never the other way round.
                delivered = len(owner.delivered)
                assert archive.last_seq() >= delivered
        await owner.until(lambda: writer.behind == 0)
        assert (writer.stored, writer.report.state) == (len(entries), WORKING)
        assert 0 < writer.commits < len(lists_of(entries))
        assert writer.commit_s > 0

    owner = tell(url, story)
    assert owner.delivered == entries
    assert owner.reports == []
    assert read_again(url) == entries


def test_the_busier_the_fewer_commits(url: str) -> None:
    entries = Traffic(2).go_on(1_000)

    async def story(writer: Writer, owner: Owner) -> None:
        for part in lists_of(entries, 2):
            writer.submit(part)
        await owner.until(lambda: writer.behind == 0)
        assert writer.commits < len(entries) / 50

    assert tell(url, story).delivered == entries


def test_closing_waits_for_the_last_commit(url: str) -> None:
    traffic = Traffic(3)
    traffic.go_on(100)
    entries = traffic.desk.on(RunEnded()).entries
    state = HotlineState((), (), (), 5)

    async def story(writer: Writer, owner: Owner) -> None:
        writer.keep(state)
        writer.submit(entries)
        assert await writer.close()

    assert tell(url, story).delivered == entries
    with ArchiveReader(url) as archive:
        run = archive.last_run()
    assert run is not None
    assert (run.clean, run.state) == (True, state)


def test_a_full_disk_holds_up_nobody_and_loses_nothing(tmp_path: Path) -> None:
    entries = Traffic(4).go_on(600)
    url = sqlite_url(tmp_path)

    async def story(writer: Writer, owner: Owner) -> None:
        with files_at_most(1_000):
            writer.submit(entries[:100])
            await owner.until(lambda: FAILED in owner.states)
            await owner.until(lambda: owner.delivered == entries[:100])
            writer.submit(entries[100:200])
            await owner.until(lambda: owner.delivered == entries[:200])
            assert (writer.stored, writer.behind) == (0, 200)
        await owner.until(lambda: owner.states[-1] is WORKING and writer.behind == 0)
        assert writer.stored == 200
        writer.submit(entries[200:])
        assert len(owner.delivered) == 200, "what follows waits for its commit again"
        await owner.until(lambda: writer.behind == 0)

    owner = tell(url, story)
    assert owner.states == [FAILED, WORKING]
    assert "disk" in owner.reports[0].why
    assert owner.delivered == entries
    assert read_again(url) == entries


def test_a_lost_server_holds_up_nobody_and_loses_nothing(postgres: Postgres) -> None:
    entries = Traffic(5).go_on(400)
    url = postgres.new_database()

    async def story(writer: Writer, owner: Owner) -> None:
        writer.submit(entries[:100])
        await owner.until(lambda: writer.stored == 100)
        postgres.stop()
        try:
            writer.submit(entries[100:200])
            await owner.until(lambda: owner.delivered == entries[:200])
            assert owner.states[-1] is FAILED
        finally:
            postgres.start()
        await owner.until(lambda: owner.states[-1] is WORKING)
        writer.submit(entries[200:])

    owner = tell(url, story)
    assert owner.delivered == entries
    assert read_again(url) == entries


def test_a_store_that_does_not_answer_counts_as_failed(tmp_path: Path) -> None:
    entries = Traffic(6).go_on(200)
    url = sqlite_url(tmp_path)

    async def story(writer: Writer, owner: Owner) -> None:
        writer.submit(entries[:50])
        await owner.until(lambda: writer.stored == 50)
        other = sqlite3.connect(tmp_path / FILE, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        writer.submit(entries[50:100])
        await owner.until(lambda: FAILED in owner.states)
        assert owner.delivered == entries[:100]
        other.execute("ROLLBACK")
        other.close()
        await owner.until(lambda: owner.states[-1] is WORKING)
        writer.submit(entries[100:])

    owner = tell(url, story, Patience(answer_s=0.2))
    assert owner.reports[0].why == "it has not answered for 0.2 s"
    assert owner.delivered == entries
    assert read_again(url) == entries


def test_a_full_backlog_ends_the_journal_at_a_whole_beginning(tmp_path: Path) -> None:
    entries = Traffic(7).go_on(400)
    url = sqlite_url(tmp_path)

    async def story(writer: Writer, owner: Owner) -> None:
        with files_at_most(1_000):
            for part in lists_of(entries[:300], 50):
                writer.submit(part)
            await owner.until(lambda: owner.states[-1:] == [LOST])
        writer.submit(entries[300:])
        await owner.until(lambda: writer.stored == 200)
        assert not await writer.close()

    owner = tell(url, story, Patience(backlog=200))
    assert LOST in owner.states
    assert owner.delivered == entries, "every command has left"
    assert read_again(url) == entries[:200], "and what is stored has no hole"


def test_a_fault_of_ours_is_reported_as_a_loss(tmp_path: Path) -> None:
    unwritable = [Entry(1, 1, Play(1, ("half a character: \ud800",), "hu"))]

    async def story(writer: Writer, owner: Owner) -> None:
        writer.submit(unwritable)
        await owner.until(lambda: owner.states == [LOST])
        assert not await writer.close()

    owner = tell(sqlite_url(tmp_path), story)
    assert "UnicodeEncodeError" in owner.reports[0].why
    assert owner.delivered == unwritable


def test_a_fault_in_what_is_done_about_entries_holds_up_none_that_follow(tmp_path: Path) -> None:
    entries = Traffic(8).go_on(30)
    delivered: list[int] = []
    faults: list[str] = []

    def deliver(part: list[Entry]) -> None:
        delivered.append(part[0].seq)
        if len(delivered) == 2:
            raise ValueError("a fault of the owner's")

    async def run() -> None:
        loop = asyncio.get_running_loop()
        loop.set_exception_handler(lambda _, fault: faults.append(fault["message"]))
        with begun(sqlite_url(tmp_path)) as (store, number):
            writer = Writer(store, number, deliver=deliver, on_state=print)
            for part in lists_of(entries):
                writer.submit(part)
            assert await writer.close()

    asyncio.run(run())
    assert delivered == [part[0].seq for part in lists_of(entries)]
    assert faults == [f"entry {delivered[1]} was not delivered"]
