"""The database is brought up to date, and what is wrong with it is said in words."""

from pathlib import Path

import pytest
from sqlalchemy import text

from firstline.errors import FailureError, InputError
from firstline.live.database import (
    bring_up_to_date,
    is_up_to_date,
    open_database,
    sqlite_url,
    told,
)


def test_a_new_database_gets_its_tables_and_an_old_one_keeps_them(url: str) -> None:
    engine = open_database(url)
    with engine.connect() as connection:
        assert not is_up_to_date(connection)
        for _ in range(2):
            bring_up_to_date(connection)
            connection.commit()
            assert is_up_to_date(connection)
    engine.dispose()


def test_the_store_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    engine = open_database(sqlite_url(tmp_path))
    with engine.connect() as connection:
        bring_up_to_date(connection)
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        with pytest.raises(InputError, match="newer firstline"):
            bring_up_to_date(connection)
    engine.dispose()


def test_sqlite_writes_ahead_and_syncs_apart_from_commits(tmp_path: Path) -> None:
    engine = open_database(sqlite_url(tmp_path))
    with engine.connect() as connection:
        assert connection.scalar(text("PRAGMA journal_mode")) == "wal"
        assert connection.scalar(text("PRAGMA synchronous")) == 1
        assert connection.scalar(text("PRAGMA foreign_keys")) == 1
    engine.dispose()


@pytest.mark.parametrize(
    "wrong", ["", "firstline.db", "mysql://u@h/d", "nonsense://x", "sqlite://", "postgresql"]
)
def test_what_is_no_stores_url_is_refused_with_the_right_form(wrong: str) -> None:
    with pytest.raises(InputError, match="is not the beginning of a store's URL") as error:
        open_database(wrong)
    assert "postgresql://USER" in error.value.remedy


def test_a_password_is_never_shown() -> None:
    with pytest.raises(InputError) as refused:
        open_database("mysql://anna:secret@host/db")
    assert "secret" not in str(refused.value)
    url = "postgresql://anna:secret@127.0.0.1:1/db"
    engine = open_database(url)
    with pytest.raises(FailureError, match="cannot be used") as failed, told(url):
        engine.connect()
    assert "secret" not in str(failed.value)
    assert failed.value.exit_status == 3


def test_a_directory_that_cannot_be_written_is_said_to_be_so(tmp_path: Path) -> None:
    url = sqlite_url(tmp_path / "missing")
    engine = open_database(url)
    with pytest.raises(FailureError, match="unable to open database file"), told(url):
        engine.connect()
