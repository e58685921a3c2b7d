"""Revision 3: since when a webhook fails, so that a restart does not count anew."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the column; what fails now, fails from its next failure on."""
    since = sa.Column("failing_since", sa.BigInteger, comment="the first failure of those in a row")
    op.add_column("webhooks", since)


def downgrade() -> None:
    """Take the column away."""
    op.drop_column("webhooks", "failing_since")
