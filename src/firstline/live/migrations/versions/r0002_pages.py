"""Revision 2: people who work in the browser, what they did, publish, and write down."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Make the tables."""
    _make_people()
    _make_audit()
    _make_integration()
    _make_plan_versions()
    _add_to_records()


def downgrade() -> None:
    """Take the tables and columns away, with everything in them."""
    _take_from_records()
    for table in ("plan_versions", "known_callers", "webhooks", "audit", "sessions", "users"):
        op.drop_table(table)


def _add_to_records() -> None:
    """Records of before say nothing in the new columns."""
    op.add_column("contacts", _words("note"))
    op.add_column("segments", _words("note"))
    conference = sa.Column("conference", sa.Boolean, nullable=False, server_default=sa.false())
    op.add_column("segments", conference)
    op.add_column("segments", _words("supervisors"))
    op.create_index("contacts_calling", "contacts", ["calling", "call"])


def _take_from_records() -> None:
    op.drop_index("contacts_calling", "contacts")
    for column in ("supervisors", "conference", "note"):
        op.drop_column("segments", column)
    op.drop_column("contacts", "note")


def _words(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False, server_default="")


def _make_people() -> None:
    op.create_table(
        "users",
        sa.Column(
            "name", sa.Text, primary_key=True, comment="in lower case: as which one signs in"
        ),
        sa.Column(
            "roles", sa.Text, nullable=False, comment="JSON: agent, supervisor, manager, ..."
        ),
        sa.Column("agent", sa.Text, nullable=False, comment="the agent of the plan; empty: none"),
        sa.Column("language", sa.Text, nullable=False),
        sa.Column("password", sa.Text, nullable=False, comment="Argon2id, in its own form"),
        sa.Column(
            "must_change", sa.Boolean, nullable=False, comment="a password good for one sign-in"
        ),
        sa.Column("disabled", sa.Boolean, nullable=False),
        sa.Column("created", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "sessions",
        sa.Column("digest", sa.Text, primary_key=True, comment="SHA-256 of what the browser holds"),
        sa.Column("user", sa.Text, sa.ForeignKey("users.name", ondelete="CASCADE"), nullable=False),
        sa.Column("csrf", sa.Text, nullable=False),
        sa.Column("created", sa.BigInteger, nullable=False),
        sa.Column("seen", sa.BigInteger, nullable=False),
    )


def _make_audit() -> None:
    op.create_table(
        "audit",
        sa.Column("id", _NUMBER, primary_key=True),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column(
            "who", sa.Text, nullable=False, comment="user:NAME or token:ID; empty: nobody known"
        ),
        sa.Column("client", sa.Text, nullable=False, comment="the address that asked"),
        sa.Column("act", sa.Text, nullable=False),
        sa.Column("about", sa.Text, nullable=False),
        sa.Column("outcome", sa.Text, nullable=False, comment="done, or why it was refused"),
    )
    op.create_index("audit_at", "audit", ["at"])


def _make_integration() -> None:
    op.create_table(
        "webhooks",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("url", sa.Text, nullable=False),
        sa.Column(
            "secret", sa.Text, nullable=False, comment="signs what is sent; never shown again"
        ),
        sa.Column("kinds", sa.Text, nullable=False, comment="JSON: names of entries; none: all"),
        sa.Column("created", sa.BigInteger, nullable=False),
        sa.Column(
            "delivered", sa.BigInteger, nullable=False, comment="the last entry it was told of"
        ),
        sa.Column("paused", sa.Text, nullable=False, comment="why nothing is sent; empty: it is"),
    )
    op.create_table(
        "known_callers",
        sa.Column("number", sa.Text, primary_key=True, comment="as it calls, without spaces"),
        sa.Column(
            "caller", sa.Text, nullable=False, comment="JSON: what the integrator tells of them"
        ),
        sa.Column("changed", sa.BigInteger, nullable=False),
    )


def _make_plan_versions() -> None:
    op.create_table(
        "plan_versions",
        sa.Column("version", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False, comment="SHA-256 of the text"),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("based_on", sa.Integer, comment="NULL: the plan's file"),
        sa.Column("published", sa.BigInteger, nullable=False),
    )
