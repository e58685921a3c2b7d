"""`firstline compare`: alternatives in a sentence, a table, a document or a page."""

import json
from pathlib import Path

import pytest

from kit import plans
from kit.command import Done, run
from kit.pages import Page

DEMAND = (
    "{callers: {talk: {exponential: 4 min}, patience: {exponential: 3 min}}, "
    "staff: {all: {agents: 2}}, sales: {per_day: 60}, service: {per_day: 240}}"
)


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    file = tmp_path / "plan.yaml"
    file.write_text(plans.text(demand=DEMAND), encoding="utf-8")
    return file


def compare(*arguments: object) -> Done:
    return run("compare", *arguments, "--days", "28", "--jobs", "1", "--quiet")


def test_a_what_if_is_told_in_a_sentence_and_a_table(plan: Path) -> None:
    done = compare(plan, "--what-if", "agents all +3")
    assert done.status == 0
    name, sentence, *table = done.out.splitlines()
    assert name == "agents all +3"
    assert sentence.startswith("Second-queue callers wait")
    assert sentence.endswith("nobody is noticeably worse off.")
    assert any(line.startswith("second queue") and "±" in line for line in table)
    assert "4 independent units" in done.out


def test_several_plans_and_what_ifs_are_told_one_after_the_other(
    plan: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other.yaml"
    other.write_text(plan.read_text(encoding="utf-8"), encoding="utf-8")
    asked = compare(plan, other, "--what-if", "order strict", "--what-if", "agents all 4", "--json")
    document = json.loads(asked.out)
    names = [each["name"] for each in document["alternatives"]]
    assert names == ["other.yaml", "order strict", "agents all 4"]
    assert document["base"]["name"] == "plan.yaml"


def test_the_document_has_every_difference_with_its_formula(plan: Path) -> None:
    document = json.loads(compare(plan, "--what-if", "agents all +3", "--json").out)
    (alternative,) = document["alternatives"]
    waits = next(
        each
        for each in alternative["differences"]
        if (each["group"], each["metric"]) == ("second", "asa")
    )
    assert waits["unit"] == "seconds"
    assert waits["formula"]
    before, after, difference = (
        waits[key]["value"] for key in ("base", "alternative", "difference")
    )
    assert difference == pytest.approx(after - before)
    assert difference < 0
    assert waits["difference"]["half"] > 0
    assert document["base"]["ran"]["units"] == 4


def test_the_same_seed_gives_the_same_document(plan: Path) -> None:
    told = {compare(plan, "--what-if", "agents all +1", "--json").out for _ in range(2)}
    assert len(told) == 1


def test_a_page_can_be_written(plan: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    done = compare(plan, "--what-if", "agents all +3", "--report", page, "--language", "hu")
    assert done.status == 0
    read = Page(page.read_text(encoding="utf-8"))
    assert not read.fetched()
    assert "agents all +3" in read.text


def test_nothing_to_compare_with_is_a_wrong_use(plan: Path) -> None:
    done = compare(plan)
    assert done.status == 2
    assert "nothing to compare with" in done.err


def test_a_what_if_that_cannot_be_understood_says_what_may_be_written(plan: Path) -> None:
    done = compare(plan, "--what-if", "more agents please")
    assert done.status == 1
    assert "agents TEAM +2" in done.err


def test_everything_that_may_be_asked_can_be_listed() -> None:
    done = compare("--forms")
    assert done.status == 0
    assert "pretend 30 %" in done.out
    assert "surge SERVICE x3 tue 14:00 for 2 h" in done.out


def test_a_plan_without_callers_cannot_be_compared(tmp_path: Path) -> None:
    silent = tmp_path / "silent.yaml"
    silent.write_text(plans.text(), encoding="utf-8")
    done = compare(silent, "--what-if", "agents all +1")
    assert done.status == 1
    assert "demand" in done.err
