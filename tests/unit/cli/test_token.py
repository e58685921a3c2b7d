"""firstline token: made and printed once, listed without secrets, revoked."""

import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from firstline.cli.main import app
from firstline.web.tokens import Tokens


def run(*words: str | Path) -> tuple[int, str]:
    """Run the command line; return status and all that it says."""
    done = CliRunner().invoke(app, ["token", *(str(word) for word in words)])
    return done.exit_code, done.output


def test_a_token_is_printed_once_and_good(tmp_path: Path) -> None:
    status, said = run("create", "--scope", "agent:anna", "--scope", "reader", "--data", tmp_path)
    assert status == 0
    grant = Tokens(tmp_path).check(said.strip())
    assert grant is not None
    assert grant.acts_for("anna")
    assert grant.may_read()


def test_the_list_shows_everything_but_secrets(tmp_path: Path) -> None:
    token = run("create", "--scope", "reader", "--note", "wallboard", "--data", tmp_path)[1].strip()
    status, said = run("list", "--data", tmp_path)
    assert status == 0
    assert "wallboard" in said
    assert "reader" in said
    assert token.split("_")[1] in said
    assert token.split("_", 2)[2] not in said


def test_a_revoked_token_is_good_no_more(tmp_path: Path) -> None:
    token = run("create", "--scope", "reader", "--data", tmp_path)[1].strip()
    assert run("revoke", token.split("_")[1], "--data", tmp_path)[0] == 0
    assert Tokens(tmp_path).check(token) is None


@pytest.mark.parametrize(
    ("words", "status", "says"),
    [
        (["create", "--scope", "root"], 1, "supervisor"),
        (["create"], 2, "--scope"),
        (["revoke", "deadbeef"], 1, "no token"),
        (["list", "--data", "/no/such/directory"], 1, "--data"),
    ],
)
def test_what_makes_no_sense_is_said(
    tmp_path: Path, words: list[str], status: int, says: str
) -> None:
    data = [] if "--data" in words else ["--data", str(tmp_path)]
    found, said = run(*words, *data)
    assert (found, "Traceback" in said) == (status, False)
    assert says in said
    assert sys.exc_info() == (None, None, None)
