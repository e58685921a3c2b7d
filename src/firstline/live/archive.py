"""The archive: reads what the store holds, while a hotline writes to it or not.

Knows nothing of how entries come in. Long reads go in steps, so that none holds up the writer.
"""

from collections.abc import Iterator
from typing import Any, Final, TypeVar

import msgspec
from msgspec import Struct
from sqlalchemy import ColumnElement, Connection, Row, Select, exists, func, select

from firstline.domain.call import Outcome
from firstline.errors import InputError
from firstline.journal.commands import Command
from firstline.journal.entry import Entry
from firstline.journal.events import Event
from firstline.journal.plan import PlanCopy
from firstline.journal.records import Contact, Kind, Segment, Stint
from firstline.journal.state import HotlineState
from firstline.live.database import is_up_to_date, open_database, told
from firstline.live.schema import CONTACTS, JOURNAL, PLANS, RUNS, SEGMENTS, STINTS

STEP: Final = 5_000
"Rows that are read at once."

_decode: Final = msgspec.json.Decoder(Event | Command).decode
_decode_state: Final = msgspec.json.Decoder(HotlineState).decode
_decode_lengths: Final = msgspec.json.Decoder(dict[str, tuple[int, ...]]).decode

_Record = TypeVar("_Record", bound=Struct)


class Run(Struct, frozen=True):
    """One run of the hotline, as the store knows it."""

    run: int
    plan: str
    "The plan's digest."
    version: str
    first_seq: int
    folded: int
    "The records know the entries so far."
    started: int
    ended: int | None
    clean: bool
    state: HotlineState | None


class Wanted(Struct, frozen=True, kw_only=True):
    """Which contacts are asked for. What is None does not matter."""

    number: int | None = None
    calling: str | None = None
    "How the calling number ends: people leave out prefixes."
    stream: str | None = None
    agent: str | None = None
    "Who talked with the caller, at any time of the call."
    outcome: Outcome | None = None
    before: int | None = None
    "Calls that came before the one with this number."
    since: int | None = None
    "Entered the first line, or arrived without ever doing so, at this instant or after it."
    until: int | None = None
    "The same, before this instant."
    newest: int | None = None
    "At most so many, the newest."


class Archive:
    """Reads through one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection: Final = connection

    def last_run(self) -> Run | None:
        """Return the latest run, over or not."""
        return next(self._runs(select(RUNS).order_by(RUNS.c.run.desc()).limit(1)), None)

    def runs(self) -> list[Run]:
        """Return every run, in order."""
        return list(self._runs(select(RUNS).order_by(RUNS.c.run)))

    def plan(self, digest: str) -> PlanCopy:
        """Return the plan as it was run."""
        row = self._rows(select(PLANS).where(PLANS.c.digest == digest))[0]
        return PlanCopy(row.text, _decode_lengths(row.lengths), row.folder)

    def last_seq(self) -> int:
        """Return how many entries there are, over all runs."""
        return self._number(select(func.max(JOURNAL.c.seq)))

    def last_call(self) -> int:
        """Return the highest number of a call."""
        return self._number(select(func.max(CONTACTS.c.call)))

    def last_instant(self, run: Run) -> int:
        """Return when the run's last entry was written; its start where it has none."""
        found = self._number(
            select(JOURNAL.c.at)
            .where(JOURNAL.c.run == run.run, JOURNAL.c.seq >= run.first_seq)
            .order_by(JOURNAL.c.seq.desc())
            .limit(1)
        )
        return max(found, run.started)

    def entries(self, run: Run, first: int = 0) -> Iterator[Entry]:
        """Yield the run's entries, from the one with number *first* on."""
        after = max(first, run.first_seq) - 1
        while rows := self._rows(
            select(JOURNAL.c.seq, JOURNAL.c.at, JOURNAL.c.body)
            .where(JOURNAL.c.seq > after, JOURNAL.c.run == run.run)
            .order_by(JOURNAL.c.seq)
            .limit(STEP)
        ):
            for row in rows:
                yield Entry(row.seq, row.at, _decode(row.body))
            after = rows[-1].seq

    def first_open(self) -> int | None:
        """Return the entry of the earliest arrival among contacts that never ended."""
        seq = self._connection.scalar(
            select(func.min(CONTACTS.c.seq)).where(CONTACTS.c.ended.is_(None))
        )
        self._connection.rollback()
        return None if seq is None else int(seq)

    def contacts(self, wanted: Wanted) -> list[Contact]:
        """Return contacts in the order of their arrival."""
        query = select(CONTACTS).where(*_conditions(wanted)).order_by(CONTACTS.c.call.desc())
        return _records(self._rows(query.limit(wanted.newest)), Contact)[::-1]

    def count(self, wanted: Wanted) -> int:
        """Return how many contacts there are."""
        return self._number(select(func.count()).select_from(CONTACTS).where(*_conditions(wanted)))

    def segments(self, wanted: Wanted) -> list[Segment]:
        """Return the segments of such contacts, in order."""
        query = (
            select(SEGMENTS)
            .join(CONTACTS, CONTACTS.c.call == SEGMENTS.c.call)
            .where(*_conditions(wanted))
            .order_by(SEGMENTS.c.call, SEGMENTS.c.ordinal)
        )
        return _records(self._rows(query), Segment)

    def talks(self, since: int, until: int) -> list[Segment]:
        """Return the agents' talks that began in a time."""
        query = (
            select(SEGMENTS)
            .where(
                SEGMENTS.c.kind == Kind.TALK.value,
                SEGMENTS.c.began >= since,
                SEGMENTS.c.began < until,
            )
            .order_by(SEGMENTS.c.call, SEGMENTS.c.ordinal)
        )
        return _records(self._rows(query), Segment)

    def stints(self, since: int, until: int) -> list[Stint]:
        """Return the stints that overlap a time, by agent."""
        query = (
            select(STINTS)
            .where(STINTS.c.began < until, func.coalesce(STINTS.c.ended, until) > since)
            .order_by(STINTS.c.agent, STINTS.c.began)
        )
        return _records(self._rows(query), Stint)

    def open_stints(self) -> list[Stint]:
        """Return the stints that have not ended."""
        return _records(self._rows(select(STINTS).where(STINTS.c.ended.is_(None))), Stint)

    def _runs(self, query: Select[Any]) -> Iterator[Run]:
        for row in self._rows(query):
            known = row._asdict()
            state = known.pop("state")
            yield Run(**known, state=None if state is None else _decode_state(state))

    def _rows(self, query: Select[Any]) -> list[Row[Any]]:
        rows = list(self._connection.execute(query).all())
        self._connection.rollback()
        return rows

    def _number(self, query: Select[Any]) -> int:
        found = self._connection.scalar(query)
        self._connection.rollback()
        return int(found or 0)


class ArchiveReader:
    """Opens an archive for the time of a `with`; says what is wrong where there is none."""

    def __init__(self, url: str) -> None:
        self._url: Final = url
        self._engine: Final = open_database(url)

    def __enter__(self) -> Archive:
        with told(self._url):
            self._connection = self._engine.connect()
            up_to_date = is_up_to_date(self._connection)
            self._connection.rollback()
        if not up_to_date:
            self.__exit__()
            raise InputError(
                "The store is empty, or was made by another version of firstline.",
                "Let `firstline serve` run on it once, then ask again.",
            )
        return Archive(self._connection)

    def __exit__(self, *_: object) -> None:
        self._connection.close()
        self._engine.dispose()


def _conditions(wanted: Wanted) -> list[ColumnElement[bool]]:
    columns = CONTACTS.c
    began = func.coalesce(columns.queued, columns.arrived)
    conditions: list[tuple[object, ColumnElement[bool]]] = [
        (wanted.number, columns.call == wanted.number),
        (wanted.calling, columns.calling.endswith(wanted.calling or "", autoescape=True)),
        (wanted.stream, columns.stream == wanted.stream),
        (wanted.agent, _talked_with(wanted.agent)),
        (wanted.outcome, columns.outcome == _value(wanted.outcome)),
        (wanted.before, columns.call < (wanted.before or 0)),
        (wanted.since, began >= (wanted.since or 0)),
        (wanted.until, began < (wanted.until or 0)),
    ]
    return [condition for value, condition in conditions if value is not None]


def _talked_with(agent: str | None) -> ColumnElement[bool]:
    talks = (
        SEGMENTS.c.call == CONTACTS.c.call,
        SEGMENTS.c.kind == Kind.TALK.value,
        SEGMENTS.c.holder == agent,
    )
    return exists().where(*talks)


def _value(outcome: Outcome | None) -> str:
    return "" if outcome is None else outcome.value


def _records(rows: list[Row[Any]], kind: type[_Record]) -> list[_Record]:
    names = kind.__struct_fields__
    return [
        msgspec.convert({name: getattr(row, name) for name in names}, kind, strict=False)
        for row in rows
    ]
