"""Tokens: shown once, kept as a digest, refused when wrong or revoked."""

import stat
from pathlib import Path

import pytest

from firstline.errors import FailureError, InputError
from firstline.web.tokens import FIRST, TOKENS, Tokens

NOW = 1_700_000_000_000_000


def test_a_token_is_good_for_its_scopes_only(tmp_path: Path) -> None:
    tokens = Tokens(tmp_path)
    grant = tokens.check(tokens.create(["agent:anna"], NOW))
    assert grant is not None
    assert grant.acts_for("anna")
    assert not grant.acts_for("bela")
    assert not grant.may_read()
    assert not grant.may_supervise()


def test_a_reader_reads_and_does_nothing_else(tmp_path: Path) -> None:
    tokens = Tokens(tmp_path)
    grant = tokens.check(tokens.create(["reader"], NOW))
    assert grant is not None
    assert grant.may_read()
    assert not grant.may_supervise()
    assert not grant.acts_for("anna")


def test_a_supervisor_may_do_everything(tmp_path: Path) -> None:
    tokens = Tokens(tmp_path)
    grant = tokens.check(tokens.create(["supervisor"], NOW))
    assert grant is not None
    assert grant.may_read()
    assert grant.may_supervise()
    assert grant.acts_for("anna")


@pytest.mark.parametrize(
    ("scope", "may"), [("manager", "may_manage"), ("administrator", "may_administer")]
)
def test_managers_and_administrators_have_tokens_of_their_own(
    tmp_path: Path, scope: str, may: str
) -> None:
    tokens = Tokens(tmp_path)
    grant = tokens.check(tokens.create([scope], NOW))
    assert grant is not None
    assert getattr(grant, may)()
    assert not grant.may_supervise()


@pytest.mark.parametrize("scope", ["", "agent:", "root", "agent", "Supervisor"])
def test_a_scope_that_does_not_exist_is_refused_with_those_that_do(
    tmp_path: Path, scope: str
) -> None:
    with pytest.raises(InputError) as refused:
        Tokens(tmp_path).create([scope], NOW)
    assert "supervisor" in refused.value.remedy


def test_the_secret_is_nowhere_in_the_file(tmp_path: Path) -> None:
    token = Tokens(tmp_path).create(["reader"], NOW)
    kept = (tmp_path / TOKENS).read_text(encoding="utf-8")
    assert token.split("_", 2)[2] not in kept
    assert stat.S_IMODE((tmp_path / TOKENS).stat().st_mode) == 0o600


@pytest.mark.parametrize("change", ["", "x", "fl", "fl__", "fl_00000000_", "Ω", "fl_Ω_Ω", "_" * 99])
def test_what_is_no_token_is_refused(tmp_path: Path, change: str) -> None:
    tokens = Tokens(tmp_path)
    tokens.create(["supervisor"], NOW)
    assert tokens.check(change) is None


def test_a_token_with_one_letter_changed_is_refused(tmp_path: Path) -> None:
    tokens = Tokens(tmp_path)
    token = tokens.create(["supervisor"], NOW)
    for place in range(len(token)):
        wrong = token[:place] + ("A" if token[place] != "A" else "B") + token[place + 1 :]
        assert tokens.check(wrong) is None
    assert tokens.check(token) is not None


def test_a_token_made_by_another_process_is_good_at_once(tmp_path: Path) -> None:
    running = Tokens(tmp_path)
    assert running.all() == []
    token = Tokens(tmp_path).create(["reader"], NOW)
    assert running.check(token) is not None


def test_a_revoked_token_is_refused_at_once(tmp_path: Path) -> None:
    running = Tokens(tmp_path)
    token = running.create(["reader"], NOW)
    other = running.create(["reader"], NOW)
    Tokens(tmp_path).revoke(running.all()[0].id)
    assert running.check(token) is None
    assert running.check(other) is not None


def test_a_token_that_is_not_there_cannot_be_revoked(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no token"):
        Tokens(tmp_path).revoke("deadbeef")


def test_the_first_start_writes_a_token_that_only_we_can_read(tmp_path: Path) -> None:
    tokens = Tokens(tmp_path)
    path = tokens.create_first(NOW)
    assert path == tmp_path / FIRST
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    grant = tokens.check(path.read_text(encoding="utf-8").strip())
    assert grant is not None
    assert grant.may_supervise()


def test_the_second_start_makes_no_further_token(tmp_path: Path) -> None:
    Tokens(tmp_path).create_first(NOW)
    assert Tokens(tmp_path).create_first(NOW) is None
    assert len(Tokens(tmp_path).all()) == 1


@pytest.mark.parametrize("text", ["", "{", "[1]", '[{"id": "a"}]', "\udcff"])
def test_a_broken_file_is_said_with_a_remedy(tmp_path: Path, text: str) -> None:
    (tmp_path / TOKENS).write_bytes(text.encode(errors="surrogateescape"))
    with pytest.raises(FailureError, match="cannot be read"):
        Tokens(tmp_path).all()
