"""The demonstration as anybody would run it: calls flow, it ends when asked, nothing is left."""

import json
import os
import re
import signal
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kit.hotline_process import FIRSTLINE, children, comes_true, free_port, share_prompts

pytestmark = pytest.mark.timeout(180)

PLAN = """
hotline: Small
languages: [hu, en]
open: {mon: "03:00-03:01"}
menu:
  welcome:
    say: {hu: "Jó napot.", en: "Good day."}
    keys:
      1: {label: {hu: "régi ügyek", en: "old matters"}, stream: old}
      2: {label: {hu: "új ügyek", en: "new matters"}, stream: new}
      9: {language: en}
streams: {old: {}, new: {caller: prospect}}
teams:
  front:
    takes: [old, new]
    agents:
      anna: {address: "sip:anna@127.0.0.1:5101", ready_from_start: true}
      bela: {address: "sip:bela@127.0.0.1:5102"}
      cili: {phone: {password: {env: CILI_PASSWORD}}}
policy: {wrap_up: 1 s}
"""


class Shown:
    """A demonstration that runs."""

    def __init__(self, folder: Path, *options: str) -> None:
        plan = folder / "small.yaml"
        plan.write_text(PLAN, encoding="utf-8")
        self.data = folder / "data"
        if not self.data.exists():
            share_prompts(self.data, folder.parent / "prompts")
        self._said = folder / "said.txt"
        words = ["demo", str(plan), "--data", str(self.data), "--calls-per-minute", "120"]
        free = ["--sip-port", str(free_port())]
        with self._said.open("wb") as told:
            self.process = subprocess.Popen(
                [*FIRSTLINE, *words, *free, *options],
                stdin=subprocess.DEVNULL,
                stdout=told,
                stderr=told,
                env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[2] / "src")},
            )

    def said(self) -> str:
        """Return what it has said so far."""
        return self._said.read_text(encoding="utf-8", errors="replace")

    def flows(self) -> bool:
        """Return whether an agent has answered a caller."""
        return re.search(r"answered [1-9]", self.said()) is not None

    def descendants(self) -> list[int]:
        """Return the processes that it has started, and those that these have."""
        found = children(self.process.pid)
        return found + [below for child in found for below in children(child)]


@contextmanager
def shown(folder: Path, *options: str) -> Iterator[Shown]:
    """Run a demonstration; in the end nothing of it may be left."""
    show = Shown(folder, *options)
    try:
        assert comes_true(lambda: show.flows() or show.process.poll() is not None, 60), show.said()
        started = show.descendants()
        assert len(started) >= 3 or show.process.poll() is not None
        yield show
        assert show.process.wait(40) == 0, show.said()
        assert comes_true(lambda: not any(Path(f"/proc/{pid}").exists() for pid in started), 10)
        assert "Traceback" not in show.said() + (show.data / "serve.log").read_text("utf-8")
    finally:
        if show.process.poll() is None:
            show.process.kill()
            show.process.wait()


def told(data: Path, *words: str) -> str:
    """Return what another command tells of the same data."""
    done = subprocess.run(
        [*FIRSTLINE, *words, "--data", str(data)],
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[2] / "src")},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    return done.stdout


def contacts(data: Path) -> list[dict[str, str]]:
    """Return the records of all contacts."""
    listed: list[dict[str, str]] = json.loads(told(data, "records", "--last", "1000", "--json"))[
        "contacts"
    ]
    return listed


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_calls_flow_until_it_is_asked_to_end(tmp_path: Path, how: signal.Signals) -> None:
    with shown(tmp_path) as show:
        # Anna is there from the start; Bela had to sign in.
        assert comes_true(lambda: "talking 2" in show.said(), 30), show.said()
        show.process.send_signal(how)
    last = show.said().strip().splitlines()[-1]
    assert "up 0  waiting 0+0" in last
    records = contacts(show.data)
    assert {contact["outcome"] for contact in records} <= {"answered", "abandoned", "left menu"}
    assert {contact["stream"] for contact in records} > {"old", "new"}
    assert {contact["language"] for contact in records} == {"hu", "en"}
    assert {contact["agent"] for contact in records} >= {"anna", "bela"}
    assert "same" in told(show.data, "replay")


def test_it_says_where_it_is_if_ports_are_taken_too_how_to_call_and_ends_by_itself(
    tmp_path: Path,
) -> None:
    with taken_ports() as (sip, http):
        taken = ["--sip-port", str(sip), "--http-port", str(http)]
        with shown(tmp_path, "--seconds", "30", *taken) as show:
            said = show.said()
        assert f"SIP port {sip} is taken" in said
        assert f"HTTP port {http} is taken" in said
        assert re.search(r"softphone: sip:hotline@127\.0\.0\.1:\d+$", said, re.MULTILINE)
        assert re.search(r"be cili with a softphone: .* as cili, password \w{8}\.", said)
        assert re.search(r"Call in a browser: http://127\.0\.0\.1:\d+/call$", said, re.MULTILINE)
        assert re.search(r"http://127\.0\.0\.1:\d+/ as cili, password \w{12}$", said, re.MULTILINE)
        assert re.search(r"Supervise: http\S+ as vera, password \w{12}$", said, re.MULTILINE)
        assert "firstline records --data" in said
    ends = {contact["ended_by"] for contact in contacts(show.data)}
    assert {"agent", "caller"} <= ends <= {"agent", "caller", ""}


@contextmanager
def taken_ports() -> Iterator[tuple[int, int]]:
    """Have a port of each kind that nobody else can have meanwhile."""
    with (
        socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sip,
        socket.socket(socket.AF_INET, socket.SOCK_STREAM) as http,
    ):
        sip.bind(("127.0.0.1", 0))
        http.bind(("127.0.0.1", 0))
        http.listen()
        yield sip.getsockname()[1], http.getsockname()[1]


def test_a_hotline_that_does_not_start_is_said_with_what_it_says(tmp_path: Path) -> None:
    show = Shown(tmp_path)
    show.process.kill()
    show.process.wait()
    (tmp_path / "data").mkdir(exist_ok=True)
    (tmp_path / "data" / "tokens.json").write_text("{", encoding="utf-8")
    again = Shown(tmp_path)
    assert again.process.wait(60) == 3
    assert "did not start" in again.said()
    assert "tokens.json" in again.said()
    assert "Traceback" not in again.said()
