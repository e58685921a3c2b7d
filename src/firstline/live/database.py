"""The database: a file of SQLite, or a PostgreSQL server by URL; brought up to date at start.

Knows how each of the two is spoken to, and what their errors mean for people. It knows nothing of
what is stored.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from firstline.errors import FailureError, InputError

FILE: Final = "firstline.db"
"The name of the file in the data directory."
MIGRATIONS: Final = Path(__file__).with_name("migrations")

BUSY_MS: Final = 5_000
"How long SQLite waits for another process that writes."
WAL_BYTES: Final = 64 * 1024 * 1024
"What SQLite's write-ahead log shrinks to when it has grown beyond."
_PRAGMAS: Final = (
    "PRAGMA journal_mode = WAL",
    # A commit outlives this process. That it outlives the machine is seen to every second, not at
    # every commit: Store.sync, docs/decisions/0005.
    "PRAGMA synchronous = NORMAL",
    f"PRAGMA busy_timeout = {BUSY_MS}",
    f"PRAGMA journal_size_limit = {WAL_BYTES}",
    "PRAGMA foreign_keys = ON",
)

PATIENCE_S: Final = 15
"How long a silent PostgreSQL server is waited for."
_POSTGRES_ARGUMENTS: Final = {
    "connect_timeout": 5,
    "options": f"-c statement_timeout={PATIENCE_S}s -c lock_timeout=10s",
    "keepalives_idle": 5,
    "keepalives_interval": 5,
    "keepalives_count": 2,
    "tcp_user_timeout": PATIENCE_S * 1_000,
    "application_name": "firstline",
}


def sqlite_url(directory: Path) -> str:
    """Return the URL of the file in a data directory."""
    return URL.create("sqlite", database=str(directory / FILE)).render_as_string()


def open_database(url: str) -> Engine:
    """Return the way to the database at *url*; nothing is connected yet."""
    address = _address(url)
    if address.get_backend_name() == "sqlite":
        engine = create_engine(address)
        event.listen(engine, "connect", _prepare_sqlite)
        return engine
    return create_engine(address, connect_args=_POSTGRES_ARGUMENTS, pool_pre_ping=True)


def write_ahead_log(engine: Engine) -> str | None:
    """Return the file in which SQLite's commits stand at first; None for a server."""
    if engine.dialect.name != "sqlite":
        return None
    return f"{engine.url.database}-wal"


def bring_up_to_date(connection: Connection) -> None:
    """Run the revisions that the database has not seen yet."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    current = MigrationContext.configure(connection).get_current_revision()
    if current is not None and current not in known:
        raise InputError(
            f"The store is of a newer firstline (revision {current}).",
            "Use that version, or another store.",
        )
    command.upgrade(config, "head")


def is_up_to_date(connection: Connection) -> bool:
    """Return whether the database has the tables of this version."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    head = ScriptDirectory.from_config(config).get_current_head()
    return MigrationContext.configure(connection).get_current_revision() == head


@contextmanager
def told(url: str) -> Iterator[None]:
    """Turn the database's errors into one that a person understands."""
    try:
        yield
    except DBAPIError as error:
        raise FailureError(
            f"The store {_address(url).render_as_string()} cannot be used: {reason(error)}.",
            "See that the disk has room and the database server runs, then start again.",
        ) from error


def reason(error: DBAPIError) -> str:
    """Return the first line of what the database says."""
    said = str(error.orig).strip().splitlines()
    return said[0].rstrip(".") if said else type(error.orig).__name__


def _address(url: str) -> URL:
    try:
        address = make_url(url)
        backend = address.get_backend_name()
        address.get_dialect()
    except (ArgumentError, NoSuchModuleError) as error:
        raise _unknown(url) from error
    if backend == "postgresql":
        return address.set(drivername="postgresql+psycopg")
    if backend == "sqlite" and address.database:
        return address
    raise _unknown(url)


def _unknown(url: str) -> InputError:
    return InputError(
        # The rest may hold a password.
        f"{url.partition(':')[0]}: is not the beginning of a store's URL.",
        "Write postgresql://USER:PASSWORD@HOST/DATABASE, or give a data directory only.",
    )


def _prepare_sqlite(connection: Any, _: object) -> None:
    for pragma in _PRAGMAS:
        connection.execute(pragma)
