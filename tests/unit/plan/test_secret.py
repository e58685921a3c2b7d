"""Passwords: where they are found, and that nothing shows them."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from firstline.plan.secret import Secret


def secret(written: object, folder: Path = Path()) -> Secret:
    return Secret.model_validate(written, context={"folder": str(folder)})


def test_a_password_comes_from_the_environment() -> None:
    assert secret({"env": "ANNA"}).reveal({"ANNA": "x1"}) == "x1"
    assert secret({"env": "ANNA"}).reveal({"ANNA": ""}) is None
    assert secret({"env": "ANNA"}).reveal({}) is None


def test_a_password_comes_from_the_first_line_of_a_file(tmp_path: Path) -> None:
    (tmp_path / "anna").write_text("x2\nmore\n", encoding="utf-8")
    assert secret({"file": "anna"}, tmp_path).reveal({}) == "x2"
    assert secret({"file": "absent"}, tmp_path).reveal({}) is None


def test_a_file_that_is_no_text_holds_no_password(tmp_path: Path) -> None:
    (tmp_path / "bytes").write_bytes(b"\xff\xfe")
    assert secret({"file": "bytes"}, tmp_path).reveal({}) is None
    assert secret({"file": "."}, tmp_path).reveal({}) is None


def test_a_password_in_the_plan_is_never_shown() -> None:
    written = secret("hunter2")
    assert written.reveal({}) == "hunter2"
    assert "hunter2" not in repr(written) + str(written) + written.model_dump_json()


def test_the_name_of_a_variable_is_checked() -> None:
    with pytest.raises(ValidationError):
        secret({"env": "A B"})
