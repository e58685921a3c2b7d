"""Child processes: none is left, whatever way their parent ends."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from firstline.demo.processes import Child
from firstline.errors import FailureError


def lives(pid: int) -> bool:
    """Return whether a process runs."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8")
    except FileNotFoundError:
        return False
    return stat.rpartition(")")[2].split()[0] != "Z"


def test_a_child_says_its_last_words_into_its_log(tmp_path: Path) -> None:
    child = Child(["sh", "-c", "echo oops >&2; exit 7"], tmp_path, tmp_path / "log")
    child.end()
    assert (child.status, child.said(), child.is_running) == (7, "oops", False)


def test_a_child_that_does_not_end_is_killed(tmp_path: Path) -> None:
    child = Child(["sh", "-c", "trap '' TERM; echo on >&2; sleep 60"], tmp_path, tmp_path / "log")
    while not child.said():
        time.sleep(0.01)
    child.ask(signal.SIGTERM)
    assert not child.wait(0.3)
    child.end(0.1)
    assert child.status == -signal.SIGKILL
    child.ask(signal.SIGTERM)  # nothing to ask any more


def test_a_child_has_the_environment_that_it_is_given(tmp_path: Path) -> None:
    child = Child(["sh", "-c", "echo $COLOUR >&2"], tmp_path, tmp_path / "log", {"COLOUR": "blue"})
    child.end()
    assert child.said() == "blue"


def test_ctrl_c_reaches_the_parent_only(tmp_path: Path) -> None:
    child = Child(["sleep", "60"], tmp_path, tmp_path / "log")
    assert os.getpgid(child.pid) != os.getpgid(0)
    child.end(0)


def test_a_program_that_is_not_there_is_said_with_a_remedy(tmp_path: Path) -> None:
    with pytest.raises(FailureError, match="no-such-program"):
        Child(["no-such-program"], tmp_path, tmp_path / "log")


def test_a_killed_parent_leaves_no_child_behind(tmp_path: Path) -> None:
    parent = (
        "import sys, time; from pathlib import Path; "
        "from firstline.demo.processes import Child; "
        "child = Child(['sleep', '60'], Path(sys.argv[1]), Path(sys.argv[1]) / 'log'); "
        "print(child.pid, flush=True); time.sleep(60)"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", parent, tmp_path],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        stdout=subprocess.PIPE,
    )
    assert process.stdout is not None
    with process.stdout:
        child = int(process.stdout.readline())
    comm = Path(f"/proc/{child}/comm")
    while comm.read_text(encoding="ascii").strip() != "sleep":
        time.sleep(0.01)  # on its way: the binding is made just before
    process.kill()
    process.wait()
    for _ in range(100):
        if not lives(child):
            return
        time.sleep(0.05)
    pytest.fail("the child outlives its parent")
