"""Revision 1: runs and their plans, the journal, and the records folded from it."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Make all tables."""
    _make_runs()
    _make_journal()
    _make_contacts()
    _make_segments()
    _make_stints()


def downgrade() -> None:
    """Take all tables away, with everything in them."""
    for table in ("stints", "segments", "contacts", "journal", "runs", "plans"):
        op.drop_table(table)


def _make_runs() -> None:
    op.create_table(
        "plans",
        sa.Column("digest", sa.Text, primary_key=True),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("lengths", sa.Text, nullable=False, comment="JSON: by prompt, per language"),
        sa.Column("folder", sa.Text, nullable=False, comment="where paths in it start from"),
    )
    op.create_table(
        "runs",
        sa.Column("run", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("plan", sa.Text, sa.ForeignKey("plans.digest"), nullable=False),
        sa.Column("version", sa.Text, nullable=False, comment="of the program that ran"),
        sa.Column("first_seq", sa.BigInteger, nullable=False, comment="of its first entry"),
        sa.Column(
            "folded", sa.BigInteger, nullable=False, comment="the records know the entries so far"
        ),
        sa.Column("started", sa.BigInteger, nullable=False),
        sa.Column("ended", sa.BigInteger, comment="NULL: it runs, or was cut off"),
        sa.Column("clean", sa.Boolean, nullable=False, comment="whether it ended as it should"),
        sa.Column(
            "state", sa.Text, comment="JSON: what it would keep over a restart, as known last"
        ),
    )


def _make_journal() -> None:
    op.create_table(
        "journal",
        sa.Column("seq", _NUMBER, primary_key=True, autoincrement=False),
        sa.Column("run", sa.Integer, sa.ForeignKey("runs.run"), nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("call", sa.BigInteger, comment="the call that it is about, if it is about one"),
        sa.Column("body", sa.Text, nullable=False, comment="JSON: the event or command"),
        sa.CheckConstraint("kind IN ('event', 'command')", name="journal_kind"),
    )


def _make_contacts() -> None:
    op.create_table(
        "contacts",
        sa.Column("run", sa.Integer, nullable=False),
        sa.Column("call", _NUMBER, primary_key=True, autoincrement=False),
        _instant("seq"),
        _words("calling"),
        _words("dialled"),
        _instant("arrived"),
        *(_words(name) for name in ("language", "keys", "stream", "service", "urgency")),
        *(_maybe(name) for name in ("queued", "answered", "reached", "ended")),
        sa.Column("outcome", sa.Text),
        _words("ended_by"),
        _words("refused"),
        *(_flag(name) for name in ("ringing_at_end", "redial_kept", "recorded")),
        *(_instant(name) for name in ("transfers", "returns", "consults", "offers", "missed")),
        _words("agent"),
        _words("team"),
        *(_maybe(name) for name in ("wait", "wait_from_arrival", "to_right_human")),
        *(_instant(name) for name in ("talk", "hold", "wrap_up")),
        _words("wrap_up_code"),
    )
    op.create_index("contacts_arrived", "contacts", ["arrived"])


def _make_segments() -> None:
    op.create_table(
        "segments",
        _words("id"),
        sa.Column("call", _NUMBER, primary_key=True, autoincrement=False),
        sa.Column("ordinal", _NUMBER, primary_key=True, autoincrement=False),
        *(_words(name) for name in ("kind", "holder", "team", "stream", "urgency")),
        _instant("began"),
        _maybe("ended"),
        *(_words(name) for name in ("end", "initial", "previous", "next")),
        *(_instant(name) for name in ("offers", "missed", "ringing", "talk", "hold", "wrap_up")),
        *(_words(name) for name in ("wrap_up_code", "slip_by", "slip_reason", "slip_note")),
        sqlite_with_rowid=False,
    )


def _make_stints() -> None:
    op.create_table(
        "stints",
        sa.Column("agent", sa.Text, primary_key=True),
        sa.Column("began", _NUMBER, primary_key=True, autoincrement=False),
        _maybe("ended"),
        *(_words(name) for name in ("team", "state", "reason")),
        sqlite_with_rowid=False,
    )


def _words(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False)


def _instant(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger, nullable=False)


def _maybe(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger)


def _flag(name: str) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean, nullable=False)
