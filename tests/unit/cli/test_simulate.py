"""`firstline simulate`: figures, a document, a page, a file of calls; and what it refuses."""

import csv
import json
from pathlib import Path

import pytest

from kit.command import Done, run
from kit.demands import QUIET, patient
from kit.plans import text


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    return written(tmp_path, QUIET)


def written(folder: Path, demand: str | None) -> Path:
    file = folder / "plan.yaml"
    file.write_text(text(demand=demand), encoding="utf-8")
    return file


def simulate(plan: Path, *options: object) -> Done:
    return run("simulate", plan, "--jobs", 1, "--quiet", *options)


def test_it_shows_tables_of_everybody_streams_queues_and_teams(plan: Path) -> None:
    done = simulate(plan, "--days", 1)
    assert (done.status, done.err) == (0, "")
    assert "Test: 1 day from 2026-01-05" in done.out
    for said in ("service level F6T", "sales", "second queue", "occupancy", "no intervals"):
        assert said in done.out


def test_the_same_seed_prints_the_same_document_byte_by_byte(plan: Path) -> None:
    first, again, other = (
        simulate(plan, "--days", 2, "--json", "--seed", seed).out for seed in (7, 7, 8)
    )
    assert first == again != other
    assert json.loads(first)["ran"]["seed"] == 7


def test_replications_bring_intervals(plan: Path) -> None:
    told = json.loads(simulate(plan, "--days", 1, "--replications", 3, "--json").out)
    assert told["ran"]["units"] == 3
    (everybody,) = told["tables"][0]["groups"]
    assert everybody["figures"]["asa"]["half_width"] > 0


def test_it_goes_on_until_it_is_precise(plan: Path) -> None:
    done = simulate(plan, "--days", 1, "--precision", "30%")
    assert "Every headline figure is known within 30 %" in done.out


def test_calls_are_written_to_a_file(plan: Path, tmp_path: Path) -> None:
    file = tmp_path / "calls.csv"
    told = json.loads(simulate(plan, "--days", 1, "--calls", file, "--json").out)
    with file.open(encoding="utf-8") as lines:
        assert len(list(csv.DictReader(lines))) == told["ran"]["calls"]


def test_only_the_tables_that_are_wanted_are_shown(plan: Path) -> None:
    done = simulate(plan, "--days", 1, "--by", "interval", "--language", "hu")
    assert "egy átlagos nap hívásai" in done.out
    assert "foglaltság" not in done.out


def test_more_work_than_agents_is_remarked(tmp_path: Path) -> None:
    plan = written(tmp_path, QUIET.replace("200", "2000"))
    done = run("simulate", plan, "--days", 1, "--jobs", 1)
    assert "More work than agents: the load of all is" in " ".join(done.err.split())


@pytest.mark.parametrize(
    ("demand", "options", "status", "said"),
    [
        (None, [], 1, "does not say who calls"),
        (patient(400), [], 1, "unstable"),
        (QUIET, ["--calls", "calls.xlsx"], 1, "Calls cannot be written"),
        (QUIET, ["--calls", "c.csv", "--precision", "5%"], 2, "--replications"),
        (QUIET, ["--precision", "0%"], 2, "is no precision"),
        (QUIET, ["--from", "soon"], 2, "is not a day"),
        (QUIET, ["--days", "0"], 2, "equal to 1"),
    ],
)
def test_what_cannot_be_simulated_is_refused(
    tmp_path: Path, demand: str | None, options: list[str], status: int, said: str
) -> None:
    done = simulate(written(tmp_path, demand), *options)
    assert done.status == status
    assert said in done.err
    assert done.out == ""


@pytest.mark.slow
def test_a_page_is_written(plan: Path, tmp_path: Path) -> None:
    page = tmp_path / "out.html"
    assert simulate(plan, "--days", 1, "--report", page).status == 0
    assert "<html" in page.read_text(encoding="utf-8")
