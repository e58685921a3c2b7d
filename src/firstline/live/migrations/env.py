"""Runs the revisions on the connection that it is given. Alembic loads this file by its name."""

from alembic import context

from firstline.live.schema import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    # SQLite alters tables only by making them anew.
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
