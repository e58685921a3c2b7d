"""firstline user: people are added, listed, given passwords, removed."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from firstline.cli.main import app
from firstline.live.database import open_database, sqlite_url
from firstline.live.people import People

OWN = "purple bicycles sing"


def run(*words: str | Path, given: str = "") -> tuple[int, str]:
    """Run the command line; return status and all that it says."""
    done = CliRunner().invoke(app, ["user", *(str(word) for word in words)], input=given)
    return done.exit_code, done.output


def knows(directory: Path, name: str, password: str) -> bool:
    """Return whether *name* can sign in with *password*."""
    engine = open_database(sqlite_url(directory))
    try:
        return People(engine).verify(name, password) is not None
    finally:
        engine.dispose()


def test_a_one_time_password_is_printed_and_nothing_else(tmp_path: Path) -> None:
    words = ("--role", "agent", "--role", "supervisor", "--agent", "anna", "--data", tmp_path)
    status, said = run("add", "Kati", *words)
    assert status == 0
    assert knows(tmp_path, "kati", said.strip())
    status, listed = run("list", "--data", tmp_path)
    assert status == 0
    for word in ("kati", "agent supervisor", "anna", "one-time password"):
        assert word in listed
    assert said.strip() not in listed


def test_an_own_password_comes_from_standard_input(tmp_path: Path) -> None:
    words = ("--role", "manager", "--password-stdin", "--data", tmp_path)
    assert run("add", "kati", *words, given=f"{OWN}\n") == (0, "")
    assert knows(tmp_path, "kati", OWN)
    other = "eleven quiet lamps"
    given = ("password", "kati", "--password-stdin", "--data", tmp_path)
    assert run(*given, given=f"{other}\n") == (0, "")
    assert knows(tmp_path, "kati", other)


def test_a_forgotten_password_is_replaced_and_who_leaves_is_removed(tmp_path: Path) -> None:
    run("add", "kati", "--role", "manager", "--data", tmp_path)
    status, said = run("password", "KATI", "--data", tmp_path)
    assert status == 0
    assert knows(tmp_path, "kati", said.strip())
    assert run("remove", "kati", "--data", tmp_path)[0] == 0
    assert not knows(tmp_path, "kati", said.strip())


@pytest.mark.parametrize(
    ("words", "given", "status", "says"),
    [
        (["add", "kati", "--role", "king"], "", 1, "Roles"),
        (["add", "a b", "--role", "manager"], "", 1, "no name"),
        (["add", "kati"], "", 2, "--role"),
        (["add", "kati", "--role", "agent"], "", 1, "belong together"),
        (["add", "kati", "--role", "manager", "--password-stdin"], "short\n", 1, "12 to 200"),
        (["add", "kati", "--role", "manager", "--password-stdin"], "", 1, "standard input"),
        (["remove", "zoltan"], "", 1, "nobody called"),
        (["password", "zoltan"], "", 1, "nobody called"),
        (["list", "--data", "/no/such/directory"], "", 1, "--data"),
    ],
)
def test_what_makes_no_sense_is_said(
    tmp_path: Path, words: list[str], given: str, status: int, says: str
) -> None:
    data = [] if "--data" in words else ["--data", str(tmp_path)]
    found, said = run(*words, *data, given=given)
    assert (found, "Traceback" in said) == (status, False)
    assert says in said
