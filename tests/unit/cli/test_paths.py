"""`firstline paths`: tables and words on standard output, a page, one JSON document."""

import json
from pathlib import Path

import pytest

from kit.command import run
from kit.textbook import text

DEMAND = {"sales": "{per_day: 10}", "service": "{per_day: 20}"}


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    file = tmp_path / "plan.yaml"
    file.write_text(text(demand=DEMAND), encoding="utf-8")
    return file


def test_the_ways_and_what_pretending_comes_to_are_told(plan: Path) -> None:
    done = run("paths", plan, "--about", "goods", "--at", "tue 1:00", "--weeks", 2)
    assert (done.status, done.err) == (0, "")
    assert "Textbook: the ways to a human" in done.out
    assert "ask about its other matters with --about sales" in done.out
    assert "Pretending: to call about “Your contract”" in done.out
    assert "in order of arrival" in done.out


def test_it_is_told_in_hungarian(plan: Path) -> None:
    done = run("paths", plan, "--pretending", "curve", "--weeks", 2, "--language", "hu")
    assert done.status == 0
    assert "Textbook: utak egy emberhez" in done.out
    assert "Színlelés" in done.out


def test_json_is_one_document(plan: Path) -> None:
    done = run("paths", plan, "--pretending", "nothing", "--json")
    assert done.status == 0
    told = json.loads(done.out)
    assert told["matter"] == "service"
    assert told["paths"][0]["computed"]


def test_a_page_is_written(plan: Path, tmp_path: Path) -> None:
    page = tmp_path / "out.html"
    done = run("paths", plan, "--pretending", "curve", "--weeks", 2, "--report", page)
    assert done.status == 0
    assert page.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--speaks", "de"), "does not speak “de”"),
        (("--as", "sails"), "no stream “sails”"),
        (("--at", "noon"), "is not a day and a time"),
        (("--cost", "30"), "is not a length of time"),
    ],
)
def test_wrong_options_are_wrong_usage(plan: Path, options: tuple[str, ...], said: str) -> None:
    done = run("paths", plan, *options)
    assert done.status == 2
    assert said.split(maxsplit=1)[0] in done.err


def test_a_service_that_is_not_there_is_the_inputs_fault(plan: Path) -> None:
    done = run("paths", plan, "--about", "cards")
    assert done.status == 1
    assert "no service and no stream “cards”" in done.err


def test_how_honest_announced_waits_are_can_be_asked(tmp_path: Path) -> None:
    plan = tmp_path / "plan.yaml"
    plan.write_text(text(demand=DEMAND | {"staff": "{all: {agents: 1}}"}), encoding="utf-8")
    options = ("--pretending", "nothing", "--announced", "--weeks", 2)
    assert "callers ahead and agents (announced)" in run("paths", plan, *options).out
    told = json.loads(run("paths", plan, *options, "--json").out)
    assert {line["stream"] for line in told["announced"]} == {"sales", "service"}
