"""The store: where the journal and its records are kept. The writing side, one thread at a time.

A batch is committed whole or not at all. What is committed outlives this process, whatever happens
to it; what is also synced outlives the machine's loss of power (docs/decisions/0005). The store
knows no asyncio: committer.py waits for it in a thread of its own.
"""

import os
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import ClassVar, Final, Self

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, Update, insert, select, text, update
from sqlalchemy.exc import DBAPIError

from firstline.errors import FailureError
from firstline.journal.entry import EVENTS, Entry
from firstline.journal.events import RunEnded
from firstline.journal.plan import PlanCopy
from firstline.journal.records import Changes
from firstline.journal.state import HotlineState
from firstline.live import bulk
from firstline.live.archive import Archive
from firstline.live.database import (
    bring_up_to_date,
    open_database,
    reason,
    told,
    write_ahead_log,
)
from firstline.live.schema import CONTACTS, JOURNAL, PLANS, RUNS, SEGMENTS, STINTS

_LOCK: Final = 4_635_329_910
"What tells firstline's lock from other locks of the same PostgreSQL database."

_RUN: Final = "run"
"The parameter that holds the run's number."
_FOLDED: Final = "folded"
"The one that holds the last entry of which there are records."
_NONE: Final = "[]"
"No rows."

_NUL: Final = "\\u0000"
_REPLACEMENT: Final = "\\ufffd"

_encode: Final = msgspec.json.Encoder().encode


class StoreFailedError(FailureError):
    """The store does not take entries: the disk is full, or the database is gone."""

    remedy_usual: ClassVar[str] = (
        "Make room on the disk, or bring the database back: what is missing is then stored."
    )

    def __init__(self, why: str, remedy: str = remedy_usual) -> None:
        super().__init__(f"The store has failed: {why}.", remedy)
        self.why = why


class Records(Struct, frozen=True):
    """Records that have changed, as JSON."""

    contacts: str
    segments: str
    stints: str

    @classmethod
    def of(cls, changes: Changes) -> Self:
        """Return *changes* as JSON."""
        return cls(_json(changes.contacts), _json(changes.segments), _json(changes.stints))


class Batch(Struct, frozen=True):
    """What is committed at once: entries, and from time to time the records of all so far."""

    last: int
    "The number of the last entry so far, in this batch or before."
    at: int
    "Its instant."
    entries: str
    "JSON."
    records: Records | None
    state: str | None
    "JSON: what the hotline would keep over a restart; None where it has not been asked."
    ends_run: bool

    @classmethod
    def of(
        cls,
        entries: list[Entry],
        changes: Changes | None = None,
        state: HotlineState | None = None,
    ) -> Self:
        """Return the batch of *entries*, of which there is at least one."""
        last = entries[-1]
        return cls(
            last.seq,
            last.at,
            _json(entries),
            None if changes is None else Records.of(changes),
            None if state is None else _json(state),
            isinstance(last.what, RunEnded),
        )

    @classmethod
    def of_records(cls, last: Entry, changes: Changes) -> Self:
        """Return the batch that only brings the records up to the entry *last*."""
        return cls(last.seq, last.at, _NONE, Records.of(changes), None, False)


class Store:
    """One connection to the database, for one run and one thread at a time."""

    def __init__(self, url: str) -> None:
        self._engine: Final = open_database(url)
        self._statements: Final = _Statements(self._engine.dialect.name)
        self._wal: Final = write_ahead_log(self._engine)
        self._in_use: Final = threading.RLock()
        "Held while the connection is used: closing it under another thread would be fatal."
        with ExitStack() as undo, told(url):
            undo.callback(self._engine.dispose)
            self._connection: Connection = undo.enter_context(self._connected())
            bring_up_to_date(self._connection)
            self._connection.commit()
            undo.pop_all()

    @property
    def archive(self) -> Archive:
        """What is stored."""
        return Archive(self._connection)

    def begin(self, plan: PlanCopy, state: HotlineState | None, at: int, version: str) -> int:
        """Write down that a run begins, with its plan and what was kept; return its number."""
        last, first_seq = self.archive.last_run(), self.archive.last_seq() + 1
        run, digest = 1 if last is None else last.run + 1, plan.digest()
        with self._writing() as connection:
            if connection.scalar(select(PLANS.c.digest).where(PLANS.c.digest == digest)) is None:
                connection.execute(
                    insert(PLANS).values(
                        digest=digest,
                        text=plan.text,
                        lengths=_json(plan.lengths),
                        folder=plan.folder,
                    )
                )
            # Only the newest is of use, and states hold callers' numbers.
            connection.execute(update(RUNS).values(state=None))
            connection.execute(
                insert(RUNS).values(
                    run=run,
                    plan=digest,
                    version=version,
                    first_seq=first_seq,
                    folded=first_seq - 1,
                    started=at,
                    clean=False,
                    state=None if state is None else _json(state),
                )
            )
        return run

    def append(self, run: int, batch: Batch) -> None:
        """Commit *batch*, or raise StoreFailedError."""
        with self._writing() as connection:
            if batch.entries != _NONE:
                rows = {bulk.ROWS: batch.entries, _RUN: run}
                connection.exec_driver_sql(self._statements.journal, rows)
            if batch.records is not None:
                self._write_records(run, batch.records)
                done = {_FOLDED: batch.last, _RUN: run}
                connection.exec_driver_sql(self._statements.folded, done)
            if batch.state is not None:
                connection.execute(_of(run).values(state=batch.state))
            if batch.ends_run:
                connection.execute(_of(run).values(ended=batch.at, clean=True))

    def mend(self, run: int, batch: Batch) -> None:
        """Connect anew after a failure, and commit *batch* unless it was committed after all."""
        self._connect_anew()
        # An answer may have been lost together with the connection: what was it?
        if batch.entries == _NONE or self.archive.last_seq() < batch.last:
            self.append(run, batch)

    def sync(self) -> None:
        """Bring what is committed from the system's memory to the disk.

        A database server does so with every commit: it may die without us.
        """
        if self._wal is None:
            return
        try:
            file = os.open(self._wal, os.O_RDONLY)
        except FileNotFoundError:
            return  # nothing was written ahead
        try:
            os.fdatasync(file)
        except OSError as error:
            raise StoreFailedError(error.strerror or str(error)) from error
        finally:
            os.close(file)

    def end_cut_off(self, run: int, at: int, state: HotlineState | None, debts: Changes) -> None:
        """Write down what became of a run that did not end as it should."""
        kept = None if state is None else _json(state)
        with self._writing() as connection:
            self._write_records(run, Records.of(debts))
            connection.execute(_of(run).values(ended=at, state=kept))

    def close(self) -> None:
        """Let go of the database, as soon as nothing is being written to it."""
        with self._in_use:
            self._connection.close()
            self._engine.dispose()

    def _write_records(self, run: int, records: Records) -> None:
        statements = self._statements
        for statement, rows in (
            (statements.contacts, records.contacts),
            (statements.segments, records.segments),
            (statements.stints, records.stints),
        ):
            if rows != _NONE:
                self._connection.exec_driver_sql(statement, {bulk.ROWS: rows, _RUN: run})

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        try:
            with self._in_use, self._connection.begin():
                yield self._connection
        except DBAPIError as error:
            raise StoreFailedError(reason(error)) from error

    def _connect_anew(self) -> None:
        try:
            with self._in_use:
                if not self._connection.closed:
                    self._connection.invalidate()
                    self._connection.close()
                self._engine.dispose()
                self._connection = self._connected()
        except DBAPIError as error:
            raise StoreFailedError(reason(error)) from error

    def _connected(self) -> Connection:
        """Return a connection that no other hotline's writer has beside it."""
        connection = self._engine.connect()
        if self._engine.dialect.name == "postgresql":
            taken = connection.scalar(text("SELECT pg_try_advisory_lock(:lock)"), {"lock": _LOCK})
            connection.rollback()
            if not taken:
                connection.close()
                raise StoreFailedError("another hotline writes to it", "Stop that one first.")
        return connection


class _Statements:
    """The statements of a dialect, for its driver as they are: this is the hot path."""

    def __init__(self, dialect: str) -> None:
        names = ", ".join(f"'{kind.__name__}'" for kind in EVENTS)
        name = bulk.of_object(JOURNAL.c.name, dialect)
        run = bulk.parameter(_RUN, dialect)
        self.journal: Final = bulk.insert(
            JOURNAL,
            dialect,
            {
                "run": run,
                "kind": f"CASE WHEN {name} IN ({names}) THEN 'event' ELSE 'command' END",
                "name": name,
                "call": bulk.of_object(JOURNAL.c.call, dialect),
                "body": bulk.object_text(dialect),
            },
        )
        self.contacts: Final = bulk.upsert(CONTACTS, dialect, {"run": run})
        self.segments: Final = bulk.upsert(SEGMENTS, dialect)
        self.stints: Final = bulk.upsert(STINTS, dialect)
        folded = bulk.parameter(_FOLDED, dialect)
        self.folded: Final = f"UPDATE {RUNS.name} SET folded = {folded} WHERE run = {run}"


def _of(run: int) -> Update:
    return update(RUNS).where(RUNS.c.run == run)


def _json(value: object) -> str:
    # PostgreSQL's texts cannot hold NUL; nothing that comes from outside should, but a batch that
    # the store never takes would hold up all that follow.
    return _encode(value).decode().replace(_NUL, _REPLACEMENT)
