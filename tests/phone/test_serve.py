"""firstline serve: its options, and what it says when it cannot begin."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from firstline.live.directory import DataDirectory
from kit.hotline_process import HotlineProcess
from kit.tone_plan import MENU, NOTICES

PLAN = f"""
hotline: Tones
languages: [en]
menu: {{welcome: {{say: {{file: tone/{MENU}-2s.wav}}, keys: {{1: {{stream: matters}}}}}}}}
streams: {{matters: {{}}}}
teams: {{front: {{takes: matters, agents: {{anna: {{address: "sip:anna@phone"}}}}}}}}
{NOTICES}"""


@pytest.fixture
def stopped(tmp_path: Path) -> Iterator[HotlineProcess]:
    """Return a hotline that has not been started."""
    process = HotlineProcess(PLAN, tmp_path)
    yield process
    process.close()


@contextmanager
def taken(kind: socket.SocketKind) -> Iterator[int]:
    """Occupy a port."""
    with socket.socket(socket.AF_INET, kind) as program:
        program.bind(("127.0.0.1", 0))
        if kind is socket.SOCK_STREAM:
            program.listen()
        yield program.getsockname()[1]


@pytest.mark.parametrize(
    ("option", "kind"), [("--sip", socket.SOCK_DGRAM), ("--http", socket.SOCK_STREAM)]
)
def test_a_port_that_is_taken_is_said_with_a_remedy(
    stopped: HotlineProcess, option: str, kind: socket.SocketKind
) -> None:
    others = {"--sip": f"127.0.0.1:{stopped.sip[1]}", "--http": "127.0.0.1:0"}
    with taken(kind) as port:
        others[option] = f"127.0.0.1:{port}"
        options = [word for pair in others.items() for word in pair]
        status, _, said = stopped.serve_in_vain(*options)
    assert status == 3, said
    assert str(port) in said
    assert option in said
    assert "Traceback" not in said
    # It has left nothing behind that keeps the next one from starting.
    with DataDirectory(stopped.data):
        pass


@pytest.mark.parametrize(
    ("options", "status"),
    [
        (["--sip", "5060"], 2),
        (["--sip", "127.0.0.1:99999"], 2),
        (["--sip", "[::1]:5060"], 2),
        (["--http", "elsewhere:x"], 2),
        (["--http", "192.0.2.1:80"], 1),
        (["--drain", "-1"], 2),
    ],
)
def test_what_makes_no_sense_is_refused_before_anything_runs(
    stopped: HotlineProcess, options: list[str], status: int
) -> None:
    sip = [] if "--sip" in options else ["--sip", f"127.0.0.1:{stopped.sip[1]}"]
    http = [] if "--http" in options else ["--http", "127.0.0.1:0"]
    found, _, said = stopped.command("serve", str(stopped.plan), *sip, *http, *options)
    assert found == status, said
    assert "Traceback" not in said


def test_a_store_of_another_make_is_refused(stopped: HotlineProcess) -> None:
    sip = f"127.0.0.1:{stopped.sip[1]}"
    found, _, said = stopped.serve_in_vain(
        "--sip", sip, "--http", "127.0.0.1:0", "--store", "mongodb://here"
    )
    assert found == 1, said
    assert "Traceback" not in said


def test_a_plan_with_faults_does_not_start(stopped: HotlineProcess) -> None:
    stopped.plan.write_text(PLAN.replace("stream: matters", "stream: maters"), encoding="utf-8")
    sip = f"127.0.0.1:{stopped.sip[1]}"
    status, _, said = stopped.serve_in_vain("--sip", sip, "--http", "127.0.0.1:0")
    assert status == 1
    assert "plan.yaml:" in said
    assert "maters" in said
