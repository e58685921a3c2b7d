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
    ColumnElement,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    TextClause,
    false,
    text,
)

from firstline.journal.records import Contact, Segment, Stint

# A key of SQLite is the row's own number only if it is called INTEGER.
_Number: Final = BigInteger().with_variant(Integer, "sqlite")

_LATER: Final[dict[str, TextClause | ColumnElement[bool]]] = {
    "note": text("''"),
    "conference": false(),
    "supervisors": text("''"),
}
"Fields that records of the first revision did not have, and what those say."


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
        server_default=_LATER.get(field.name),
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
Index("contacts_calling", CONTACTS.c.calling, CONTACTS.c.call)

SEGMENTS: Final = Table(
    "segments",
    METADATA,
    *_columns(Segment, {"call", "ordinal"}),
    sqlite_with_rowid=False,
)

STINTS: Final = Table(
    "stints", METADATA, *_columns(Stint, {"agent", "began"}), sqlite_with_rowid=False
)

USERS: Final = Table(
    "users",
    METADATA,
    Column("name", Text, primary_key=True, comment="in lower case: as which one signs in"),
    Column("roles", Text, nullable=False, comment="JSON: agent, supervisor, manager, ..."),
    Column("agent", Text, nullable=False, comment="the agent of the plan; empty: none"),
    Column("language", Text, nullable=False),
    Column("password", Text, nullable=False, comment="Argon2id, in its own form"),
    Column("must_change", Boolean, nullable=False, comment="a password good for one sign-in"),
    Column("disabled", Boolean, nullable=False),
    Column("created", BigInteger, nullable=False),
)

SESSIONS: Final = Table(
    "sessions",
    METADATA,
    Column("digest", Text, primary_key=True, comment="SHA-256 of what the browser holds"),
    Column("user", Text, ForeignKey("users.name", ondelete="CASCADE"), nullable=False),
    Column("csrf", Text, nullable=False),
    Column("created", BigInteger, nullable=False),
    Column("seen", BigInteger, nullable=False),
)

AUDIT: Final = Table(
    "audit",
    METADATA,
    Column("id", _Number, primary_key=True),
    Column("at", BigInteger, nullable=False),
    Column("who", Text, nullable=False, comment="user:NAME or token:ID; empty: nobody known"),
    Column("client", Text, nullable=False, comment="the address that asked"),
    Column("act", Text, nullable=False),
    Column("about", Text, nullable=False),
    Column("outcome", Text, nullable=False, comment="done, or why it was refused"),
)
Index("audit_at", AUDIT.c.at)

WEBHOOKS: Final = Table(
    "webhooks",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("url", Text, nullable=False),
    Column("secret", Text, nullable=False, comment="signs what is sent; never shown again"),
    Column("kinds", Text, nullable=False, comment="JSON: names of entries; none: all"),
    Column("created", BigInteger, nullable=False),
    Column("delivered", BigInteger, nullable=False, comment="the last entry it was told of"),
    Column("paused", Text, nullable=False, comment="why nothing is sent; empty: it is"),
    Column("failing_since", BigInteger, comment="the first failure of those in a row"),
)

KNOWN_CALLERS: Final = Table(
    "known_callers",
    METADATA,
    Column("number", Text, primary_key=True, comment="as it calls, without spaces"),
    Column("caller", Text, nullable=False, comment="JSON: what the integrator tells of them"),
    Column("changed", BigInteger, nullable=False),
)

PLAN_VERSIONS: Final = Table(
    "plan_versions",
    METADATA,
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("text", Text, nullable=False),
    Column("digest", Text, nullable=False, comment="SHA-256 of the text"),
    Column("note", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("based_on", Integer, comment="NULL: the plan's file"),
    Column("published", BigInteger, nullable=False),
)
