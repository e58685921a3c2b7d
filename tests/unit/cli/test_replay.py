"""firstline replay: the same events make the same journal, or the first difference is shown."""

from pathlib import Path

import pytest

from firstline.journal.events import (
    AgentAnswered,
    AgentSignedIn,
    AgentWentReady,
    CallerHungUp,
    PhoneConnected,
    RunEnded,
    RunStarted,
)
from firstline.journal.plan import PlanCopy, hotline_of
from firstline.journal.state import HotlineState
from kit.command import run
from kit.journals import Desk
from kit.plans import text
from kit.stores import fill, opened

COPY = PlanCopy(text(), {"welcome": (1_500_000,)})


def a_run(before: Desk | None = None) -> Desk:
    """Return the journal of a short run, that goes on from the one *before*."""
    state = None
    if before is None:
        desk = Desk(hotline_of(COPY))
    else:
        desk = Desk(hotline_of(COPY), first_seq=before.exchange.next_seq)
        desk.now = before.now
        state = HotlineState.of(before.exchange.board.snapshot())
    desk.on(RunStarted(COPY.digest(), state), PhoneConnected("anna"))
    desk.on(AgentSignedIn("anna"), AgentWentReady("anna"))
    number = desk.call(keys="1")
    desk.after(3).on(AgentAnswered("anna", number)).after(9).on(CallerHungUp(number))
    return desk.after(100)


@pytest.fixture
def data(tmp_path: Path, url: str) -> Path:
    """Return the directory of a hotline that has run twice."""
    first = a_run().on(RunEnded())
    second = a_run(first)
    with opened(url) as store:
        for desk in (first, second):
            fill(store, store.begin(COPY, None, desk.now, "test"), desk.entries)
    return tmp_path


def test_every_run_is_made_again_and_is_the_same(data: Path) -> None:
    done = run("replay", "--data", data)
    assert (done.status, done.err) == (0, "")
    first, second = done.out.splitlines()
    assert first.startswith("run 1: same ")
    assert second.startswith("run 2: same ")


def test_one_run_can_be_chosen(data: Path) -> None:
    assert run("replay", "--data", data, "--run", 2).out.startswith("run 2: same ")
    missing = run("replay", "--data", data, "--run", 9)
    assert missing.status == 1
    assert "Runs: 1, 2." in missing.err


def test_a_journal_survives_as_text(data: Path, tmp_path: Path) -> None:
    file = tmp_path / "journal.jsonl"
    saved = run("replay", "--data", data, "--save", file)
    assert (saved.status, saved.err) == (0, "")
    assert "entries of 2 runs" in saved.out
    done = run("replay", "--file", file)
    assert (done.status, done.out.count("same")) == (0, 2)


def test_the_first_difference_is_shown_with_status_1(data: Path, tmp_path: Path) -> None:
    file = tmp_path / "journal.jsonl"
    run("replay", "--data", data, "--save", file)
    written = file.read_text(encoding="utf-8")
    file.write_text(written.replace('"agent":"anna","team":"all"', '"agent":"anna","team":"no"', 1))
    done = run("replay", "--file", file)
    assert done.status == 1
    verdict, was, now = done.out.splitlines()
    assert verdict == "run 1: differs"
    assert '"team":"no"' in was
    assert '"team":"all"' in now


def test_a_corrupt_file_is_a_fault_with_its_line(data: Path, tmp_path: Path) -> None:
    file = tmp_path / "journal.jsonl"
    run("replay", "--data", data, "--save", file)
    lines = file.read_bytes().splitlines(keepends=True)
    file.write_bytes(b"".join([*lines[:5], b"{\n", *lines[6:]]))
    done = run("replay", "--file", file)
    assert done.status == 1
    assert "Line 6 of the journal is corrupt" in done.err


def test_a_file_without_its_plan_or_its_beginning_is_a_fault(data: Path, tmp_path: Path) -> None:
    file = tmp_path / "journal.jsonl"
    run("replay", "--data", data, "--save", file)
    lines = file.read_bytes().splitlines(keepends=True)
    file.write_bytes(b"".join(lines[1:]))
    assert "The plan of the run is not in the file" in run("replay", "--file", file).err
    file.write_bytes(b"".join([lines[0], *lines[2:]]))
    assert "begins in the middle of a run" in run("replay", "--file", file).err


def test_files_that_cannot_be_read_or_written_are_faults(data: Path, tmp_path: Path) -> None:
    missing = run("replay", "--file", tmp_path / "no")
    assert missing.status == 1
    assert "cannot be read" in missing.err
    unwritable = run("replay", "--data", data, "--save", tmp_path / "no" / "file")
    assert unwritable.status == 1
    assert "cannot be written" in unwritable.err


def test_an_empty_journal_and_an_empty_run_are_said_to_be_so(tmp_path: Path, url: str) -> None:
    with opened(url) as store:
        empty = run("replay", "--data", tmp_path)
        assert empty.status == 1
        assert "The journal is empty" in empty.err
        store.begin(COPY, None, 1, "test")
        assert run("replay", "--data", tmp_path).out == "run 1: no entries\n"


def test_a_run_that_goes_on_can_be_replayed(tmp_path: Path, url: str) -> None:
    desk = a_run()
    desk.call()
    with opened(url) as store:
        fill(store, store.begin(COPY, None, 1, "test"), desk.entries)
        assert "same" in run("replay", "--data", tmp_path).out
