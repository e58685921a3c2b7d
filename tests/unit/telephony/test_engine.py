"""The engine process starts, says why it cannot, and never outlives its parent."""

import os
import resource
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from firstline.telephony import media

ENGINE = Path(media.__file__).with_name("engine.py")


def command(recordings: Path, ports: tuple[int, int], commands: int, keys: int) -> list[str]:
    return [
        *(sys.executable, "-P", str(ENGINE), "--address", "127.0.0.1"),
        *("--ports", str(ports[0]), str(ports[1]), "--recordings", str(recordings)),
        *("--commands", str(commands), "--keys", str(keys)),
    ]


@contextmanager
def an_engine(
    directory: Path, ports: tuple[int, int] = (34000, 34998)
) -> Iterator[tuple[subprocess.Popen[bytes], socket.socket]]:
    ours, theirs = socket.socketpair()
    keys, their_keys = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    ours.settimeout(5)
    process = subprocess.Popen(
        command(directory, ports, theirs.fileno(), their_keys.fileno()),
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        pass_fds=(theirs.fileno(), their_keys.fileno()),
    )
    theirs.close()
    their_keys.close()
    try:
        yield process, ours
    finally:
        process.kill()
        process.communicate()
        ours.close()
        keys.close()


def asked(line: socket.socket, text: str) -> str:
    line.sendall(text.encode() + b"\n")
    return line.recv(4096).decode()


def test_it_answers_and_ends_when_the_parent_lets_go(tmp_path: Path) -> None:
    with an_engine(tmp_path) as (process, line):
        assert asked(line, "V") == "20040107\n"
        assert process.stdin is not None
        process.stdin.close()
        assert process.wait(3) == 0
        process.stdin = None


def test_signals_to_the_group_are_left_to_the_parent(tmp_path: Path) -> None:
    with an_engine(tmp_path) as (process, line):
        asked(line, "V")
        for ending in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            process.send_signal(ending)
        time.sleep(0.1)
        assert asked(line, "V") == "20040107\n"


def test_it_may_open_as_many_files_as_the_machine_allows(tmp_path: Path) -> None:
    with an_engine(tmp_path) as (process, line):
        asked(line, "V")
        soft, hard = resource.prlimit(process.pid, resource.RLIMIT_NOFILE)
        assert soft == hard


def test_it_leaves_no_core_dump_that_would_hold_its_ports(tmp_path: Path) -> None:
    with an_engine(tmp_path) as (process, line):
        asked(line, "V")
        until = time.monotonic() + 3
        while resource.prlimit(process.pid, resource.RLIMIT_CORE) != (0, 0):
            assert time.monotonic() < until
            time.sleep(0.01)


def test_an_impossible_range_of_ports_ends_it_with_a_reason(tmp_path: Path) -> None:
    with an_engine(tmp_path, ports=(35000, 34000)) as (process, _):
        _, said = process.communicate(timeout=5)
        assert process.returncode == 3
        assert b"port_min should be less than port_max" in said


def test_it_dies_with_a_parent_that_is_killed(tmp_path: Path) -> None:
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT, *command(tmp_path, (34000, 34998), 0, 0)[:-4]],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert parent.stdout is not None
    with parent.stdout as told:
        engine = int(told.readline())
    assert (Path("/proc") / str(engine)).exists()
    parent.kill()
    parent.wait()
    until = time.monotonic() + 3
    while _runs(engine) and time.monotonic() < until:
        time.sleep(0.02)
    assert not _runs(engine)


PARENT = """
import socket, subprocess, sys, time
ours, theirs = socket.socketpair()
numbers = ["--commands", str(theirs.fileno()), "--keys", str(theirs.fileno())]
engine = subprocess.Popen(
    [*sys.argv[1:], *numbers], stdin=subprocess.PIPE, pass_fds=[theirs.fileno()]
)
ours.sendall(b"V\\n")
ours.recv(64)
print(engine.pid, flush=True)
time.sleep(60)
"""


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
        state = (Path("/proc") / str(process) / "stat").read_text().rpartition(")")[2].split()[0]
    except (ProcessLookupError, FileNotFoundError):
        return False
    return state != "Z"
