"""The tables of the store. How they came to be is told by migrations/; a test keeps both equal.

The columns of records are the fields of firstline.journal.records, declared there and only there.
"""

import types
from enum import Enum
from typing import Any, Final, get_args

import msgspec
from msgspec import Struct
from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
)

from firstline.journal.records import Contact, Segment, Stint

# A key of SQLite is the row's own number only if it is called INTEGER.
_Number: Final = BigInteger().with_variant(Integer, "sqlite")


def _columns(record: type[Struct], keys: set[str]) -> list[Column[Any]]:
    """Return a column for every field of *record*."""
    return [_column(field, keys) for field in msgspec.structs.fields(record)]


def _column(field: msgspec.structs.FieldInfo, keys: set[str]) -> Column[Any]:
    kinds = set(get_args(field.type)) if isinstance(field.type, types.UnionType) else {field.type}
    kind = (kinds - {type(None)}).pop()
    return Column(
        field.name,
        _type(kind, field.name in keys),
        nullable=type(None) in kinds,
        primary_key=field.name in keys,
        autoincrement=False,
    )


def _type(kind: type, key: bool) -> Any:
    if kind is bool:
        return Boolean()
    if kind is int:
        return _Number if key else BigInteger()
    assert kind is str or issubclass(kind, Enum), kind
    return Text()


METADATA: Final = MetaData()

PLANS: Final = Table(
    "plans",
    METADATA,
    Column("digest", Text, primary_key=True),
    Column("text", Text, nullable=False),
    Column("lengths", Text, nullable=False, comment="JSON: by prompt, per language"),
    Column("folder", Text, nullable=False, comment="where paths in it start from"),
)

RUNS: Final = Table(
    "runs",
    METADATA,
    Column("run", Integer, primary_key=True, autoincrement=False),
    Column("plan", Text, ForeignKey("plans.digest"), nullable=False),
    Column("version", Text, nullable=False, comment="of the program that ran"),
    Column("first_seq", BigInteger, nullable=False, comment="of its first entry"),
    Column("folded", BigInteger, nullable=False, comment="the records know the entries so far"),
    Column("started", BigInteger, nullable=False),
    Column("ended", BigInteger, comment="NULL: it runs, or was cut off"),
    Column("clean", Boolean, nullable=False, comment="whether it ended as it should"),
    Column("state", Text, comment="JSON: what it would keep over a restart, as known last"),
)

JOURNAL: Final = Table(
    "journal",
    METADATA,
    Column("seq", _Number, primary_key=True, autoincrement=False),
    Column("run", Integer, ForeignKey("runs.run"), nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("kind", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("call", BigInteger, comment="the call that it is about, if it is about one"),
    Column("body", Text, nullable=False, comment="JSON: the event or command"),
    CheckConstraint("kind IN ('event', 'command')", name="journal_kind"),
)

CONTACTS: Final = Table(
    "contacts", METADATA, Column("run", Integer, nullable=False), *_columns(Contact, {"call"})
)
Index("contacts_arrived", CONTACTS.c.arrived)

SEGMENTS: Final = Table(
    "segments",
    METADATA,
    *_columns(Segment, {"call", "ordinal"}),
    sqlite_with_rowid=False,
)

STINTS: Final = Table(
    "stints", METADATA, *_columns(Stint, {"agent", "began"}), sqlite_with_rowid=False
)
