"""`firstline check`: faults with their place, warnings, one JSON document, the right status."""

import json
from pathlib import Path

from typer.testing import CliRunner

from firstline.cli.main import app
from kit.plans import text

RUN = CliRunner()


def check(path: Path, *options: str) -> tuple[int, str, str]:
    done = RUN.invoke(app, ["check", str(path), *options], prog_name="firstline")
    return done.exit_code, done.stdout, done.stderr


def written(folder: Path, **changes: str | None) -> Path:
    path = folder / "plan.yaml"
    path.write_text(text(**changes), encoding="utf-8")
    return path


def test_a_sound_plan_is_status_0(tmp_path: Path) -> None:
    path = written(tmp_path)
    assert check(path) == (0, f"{path}: no faults, no warnings.\n", "")


def test_every_fault_is_a_line_with_its_place_and_the_status_is_1(tmp_path: Path) -> None:
    path = written(tmp_path, operator="servce", limits="{calls: many}")
    status, out, said = check(path)
    assert (status, out) == (1, "")
    assert said.splitlines() == [
        f"{path}:2:11: there is no stream “servce”. Did you mean “service”?",
        f"{path}:6:17: “calls” must be a whole number, not “many”. Write digits only.",
        f"{path}: 2 faults.",
    ]


def test_warnings_do_not_change_the_status(tmp_path: Path) -> None:
    path = written(tmp_path, policy="{order: strict}")
    status, out, said = check(path)
    assert (status, out) == (0, f"{path}: no faults, 1 warning.\n")
    assert said.startswith(f"{path}:6:10: warning: while callers of the first queue wait")


def test_json_is_one_document_and_nothing_else(tmp_path: Path) -> None:
    status, out, said = check(written(tmp_path, operator="servce"), "--json")
    assert (status, said) == (1, "")
    document = json.loads(out)
    assert document["ok"] is False
    assert document["warnings"] == []
    assert document["faults"][0]["line"] == 2
    assert document["faults"][0]["remedy"] == "Did you mean “service”?"


def test_json_holds_the_warnings_of_a_sound_plan(tmp_path: Path) -> None:
    status, out, _ = check(written(tmp_path, policy="{order: strict}"), "--json")
    document = json.loads(out)
    assert (status, document["ok"], document["faults"]) == (0, True, [])
    assert document["warnings"][0]["line"] == 6


def test_a_file_that_is_not_there_is_a_fault_too(tmp_path: Path) -> None:
    status, _, said = check(tmp_path / "absent.yaml")
    assert status == 1
    assert "cannot be read (no such file or directory). Check the path" in said
