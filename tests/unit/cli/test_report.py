"""firstline report: every number with its formula, in both languages, or as one document."""

import json
from pathlib import Path

import pytest

from firstline.analysis.service import MEASURES
from firstline.journal.events import AgentAnswered, CallerHungUp
from kit.command import run
from kit.journals import ANNA, open_desk
from kit.stores import begun, fill


@pytest.fixture
def data(tmp_path: Path, url: str) -> Path:
    """Return the directory of a hotline: answered after 4 s, answered after 52 s, waiting."""
    desk = open_desk(ANNA)
    desk.call("+361", "11")
    desk.after(4).on(AgentAnswered(ANNA, 1)).call("+362", "12")
    desk.after(20).on(CallerHungUp(1)).after(30).call("+363", "12")
    desk.after(2).on(AgentAnswered(ANNA, 2))
    desk.after(1_800).on(CallerHungUp(2)).after(60)
    with begun(url) as (store, number):
        fill(store, number, desk.entries)
    return tmp_path


def document(data: Path, *options: object) -> dict[str, dict[str, float | None]]:
    """Return the values by group."""
    done = run("report", "--data", data, "--json", *options)
    assert (done.status, done.err) == (0, "")
    return {group["group"]: group["values"] for group in json.loads(done.out)["groups"]}


def test_everything_is_told_with_formula_thresholds_and_clock(data: Path) -> None:
    done = run("report", "--data", data)
    assert (done.status, done.err) == (0, "")
    assert "T = 20 s, S = 5 s" in done.out
    for measure in MEASURES:
        assert measure.metric.name.en in done.out
        assert measure.metric.formula.en in done.out
    assert "Queue clock: from the entry into the first line." in done.out


def test_the_report_can_be_had_in_hungarian(data: Path) -> None:
    done = run("report", "--data", data, "--language", "hu", "--by", "stream")
    assert done.status == 0
    assert "kiszolgálási szint F6T" in done.out
    assert "(fogadott<=T) / (fogadott + feladott>S" in done.out


def test_the_document_has_every_metric_of_every_group(data: Path) -> None:
    found = document(data, "--by", "stream")
    assert set(found) == {"cards-new", "cards-service", ""}
    assert found["cards-new"]["answered"] == 1
    assert found["cards-new"]["asa"] == 4.0
    assert found[""]["F6T"] == pytest.approx(1 / 3)
    assert set(found[""]) == {measure.metric.id for measure in MEASURES}


def test_thresholds_are_the_askers(data: Path) -> None:
    assert document(data, "--within", "1 min")[""]["F2"] == 1.0
    assert document(data, "--within", "1s")[""]["F2"] == 0.0
    assert document(data, "--within", "1s", "--short", "0 s")[""]["F2"] == 0.0


def test_a_time_can_be_chosen(data: Path) -> None:
    assert document(data, "--from", "2026-01-01 00:00:30")[""]["arrived"] == 1
    assert document(data, "--to", "2026-01-01 00:00:30")[""]["arrived"] == 2
    assert document(data, "--from", "2026-01-02") == {}


def test_groups_are_shown_side_by_side_with_their_formulas_below(data: Path) -> None:
    for by, group in {
        "urgency": "second",
        "interval": "2026-01-01 00:00",
        "team": "front",
        "agent": "anna",
    }.items():
        done = run("report", "--data", data, "--by", by)
        assert done.status == 0
        lines = done.out.splitlines()
        assert any(line.startswith(group) for line in lines), by
        assert any(line.startswith("all ") for line in lines), by
    assert "(talking + holding + wrap-up) / (these + reserved + ready)" in done.out


def test_intervals_are_told_by_their_beginning(data: Path) -> None:
    found = document(data, "--by", "interval", "--interval", "15")
    assert set(found) == {"2026-01-01T00:00:00.000Z", ""}


def test_nothing_is_said_to_be_nothing(data: Path) -> None:
    done = run("report", "--data", data, "--from", "2026-02-01")
    assert (done.status, done.out) == (0, "No calls in this time.\n")


@pytest.mark.parametrize(
    "wrong", [("--within", "soon"), ("--from", "yesteryear"), ("--by", "colour")]
)
def test_wrong_options_are_usage_faults(data: Path, wrong: tuple[str, str]) -> None:
    done = run("report", "--data", data, *wrong)
    assert (done.status, done.out) == (2, "")
