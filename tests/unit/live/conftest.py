"""Real databases: a file of SQLite in a new directory, and a PostgreSQL server of one's own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from firstline.live.database import sqlite_url
from kit.postgres import Postgres, without_postgres


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """Return a server that may be stopped and started again."""
    if why := without_postgres():
        pytest.skip(why)
    with Postgres() as server:
        yield server


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Return the URL of an empty database, of one kind and then the other."""
    if request.param == "sqlite":
        return sqlite_url(tmp_path)
    server: Postgres = request.getfixturevalue("postgres")
    return server.new_database()
