"""firstline records: the calls, and one call's way through the hotline."""

import json
from pathlib import Path

import pytest

from firstline.journal.events import (
    AgentAnswered,
    CallerHungUp,
    ConferenceAsked,
    ConsultAsked,
    ConsultCompleted,
    SupervisionAsked,
    WrapUpFinished,
)
from kit.command import run
from kit.journals import ANNA, CILI, open_desk
from kit.stores import begun, fill


@pytest.fixture
def data(tmp_path: Path, url: str) -> Path:
    """Return the directory of a hotline that has had three calls; the third is still up."""
    desk = open_desk(ANNA, CILI)
    desk.call("+36301111111", "11")
    desk.after(4).on(AgentAnswered(ANNA, 1), ConsultAsked(ANNA, "team:experts", "limits", "[!]"))
    desk.after(6).on(AgentAnswered(CILI, 1)).after(10).on(ConsultCompleted(ANNA))
    desk.after(60).on(CallerHungUp(1)).after(5).on(WrapUpFinished(CILI, "sold"))
    desk.after(100).call("+36302222222", "12")
    desk.after(9).on(CallerHungUp(2)).call("+36303333333")
    with begun(url) as (store, number):
        fill(store, number, desk.entries)
    return tmp_path


def test_calls_are_listed_with_what_became_of_them(data: Path) -> None:
    done = run("records", "--data", data)
    assert (done.status, done.err) == (0, "")
    header, *lines = done.out.splitlines()
    assert header.split() == [
        "call", "arrived", "from", "keys", "stream", "urgency", "wait", "talk", "agent", "outcome",
    ]  # fmt: skip
    assert lines[0].split() == [
        "1", "2026-01-01", "00:00:00", "+36301111111", "11", "cards-new", "first",
        "0:04", "1:16", "cili", "answered",
    ]  # fmt: skip
    assert lines[1].split()[-2:] == ["0:09", "abandoned"]
    assert lines[2].endswith("(is up)" + " " * (len(lines[2]) - len(lines[2].rstrip())))


def test_calls_can_be_chosen(data: Path) -> None:
    def calls(*options: object) -> list[int]:
        out = run("records", "--data", data, "--json", *options).out
        return [contact["call"] for contact in json.loads(out)["contacts"]]

    assert calls() == [1, 2, 3]
    assert calls("--last", 2) == [2, 3]
    assert calls("--calling", "2222222") == [2]
    assert calls("--stream", "cards-new") == [1]
    assert calls("--stream", "nothing") == []


def test_one_contact_is_shown_as_its_chain_on_a_time_line(data: Path) -> None:
    done = run("records", "--data", data, "--contact", 1)
    assert done.status == 0
    head, facts, _, _, *lines = done.out.splitlines()
    assert head.startswith("Call 1 from +36301111111 to +3612345678, 2026-01-01 00:00:00 UTC")
    assert "keys 11 · stream cards-new · urgency first · wait in line 0:04" in facts
    assert "transfers 1 · wrap-up code sold · ended by caller · recorded yes" in facts
    chain = [line.split()[:5] for line in lines]
    assert [(one[0], one[3], one[4]) for one in chain[2:]] == [
        ("1.3", "talk", "anna"),
        ("1.4", "consult", "cili"),
        ("1.5", "talk", "cili"),
    ]
    assert "from anna: limits · [!]" in lines[-1]
    assert lines[-1].count("█") > 20


def test_one_contact_as_json_has_its_segments(data: Path) -> None:
    document = json.loads(run("records", "--data", data, "--contact", 1, "--json").out)
    assert document["contact"]["talk_s"] == 60.0
    assert document["contact"]["arrived"] == "2026-01-01T00:00:00.000Z"
    assert [one["id"] for one in document["segments"]] == ["1.1", "1.2", "1.3", "1.4", "1.5"]
    assert document["segments"][4]["previous"] == "1.4"


def test_a_contact_that_is_up_can_be_shown(data: Path) -> None:
    done = run("records", "--data", data, "--contact", 3)
    assert done.status == 0
    assert "(is up)" in done.out


def test_a_contact_that_never_was_is_a_fault(data: Path) -> None:
    done = run("records", "--data", data, "--contact", 99)
    assert (done.status, done.out) == (1, "")
    assert "There is no contact 99." in done.err


def test_nobody_called_is_said_so(tmp_path: Path, url: str) -> None:
    with begun(url):
        pass
    done = run("records", "--data", tmp_path)
    assert (done.status, done.out) == (0, "No calls, or none that fits.\n")


def test_a_missing_directory_is_a_fault_with_a_remedy(tmp_path: Path) -> None:
    done = run("records", "--data", tmp_path / "nothing")
    assert (done.status, done.out) == (1, "")
    assert "--data" in done.err


def test_a_file_that_is_no_store_is_a_failure_without_a_traceback(tmp_path: Path) -> None:
    (tmp_path / "firstline.db").write_text("not a database" * 100, encoding="ascii")
    done = run("records", "--data", tmp_path)
    assert done.status == 3
    assert "file is not a database" in done.err
    assert "Traceback" not in done.err


def test_a_conference_a_supervisor_and_a_note_are_told(tmp_path: Path, url: str) -> None:
    desk = open_desk(ANNA, CILI)
    desk.call("+36301111111", "11")
    desk.after(4).on(AgentAnswered(ANNA, 1), SupervisionAsked("kati", ANNA, "listen"))
    desk.on(ConsultAsked(ANNA, "team:experts", "limits", "")).after(2).on(AgentAnswered(CILI, 1))
    desk.after(3).on(ConferenceAsked(ANNA)).after(60).on(CallerHungUp(1))
    desk.on(WrapUpFinished(ANNA, "sold", "call back on Monday"))
    with begun(url) as (store, number):
        fill(store, number, desk.entries)
    out = run("records", "--data", tmp_path, "--contact", 1).out
    facts = " ".join(out.split())
    assert "wrap-up code sold · note call back on Monday" in facts
    assert "supervised by kati" in facts
    assert "conference with the caller" in facts
