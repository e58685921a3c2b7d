"""A comparison in a process of its own: it says how far it is, and what is wrong, by the line."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from kit import textbook

SRC = Path(__file__).parents[4] / "src"


def said(**changes: Any) -> list[dict[str, Any]]:
    """Return what is said of a job."""
    job = {
        "text": textbook.text(),
        "file": "/nowhere/plan.yaml",
        "everything": False,
        "known": [],
        "closed": [],
        "what_if": ["agents all +1"],
        "days": 1,
        "seed": 1,
    }
    done = subprocess.run(
        [sys.executable, "-m", "firstline.study.comparing.job"],
        input=json.dumps(job | changes).encode() + b"\n",
        capture_output=True,
        timeout=100,
        check=True,
        env=os.environ | {"PYTHONPATH": str(SRC)},
    )
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_it_says_how_far_it_is_and_at_last_what_came_of_it() -> None:
    *progress, last = said()
    assert progress[0] == {"of": 20, "now": progress[0]["now"]}
    assert [line.get("done", 0) for line in progress] == list(range(21))
    assert {line["now"] for line in progress} == {progress[0]["now"], "agents all +1"}
    (other,) = last["result"]["alternatives"]
    assert other["sentence"]["hu"]
    assert last["result"]["base"]["ran"]["units"] == 10


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        ({"what_if": ["agents nobody +1"]}, "there is no team"),
        ({"what_if": ["more people"]}, "cannot be understood"),
        ({"what_if": ["set notices.closed.file /etc/passwd"]}, "out of reach"),
        ({"text": "hotline: x"}, "there is not even"),
        ({"text": textbook.text().partition("demand:")[0]}, "nothing to simulate"),
        ({"days": 3_000_000}, "at most"),
    ],
)
def test_what_cannot_be_compared_is_said(changes: dict[str, Any], what: str) -> None:
    *_, last = said(**changes)
    assert what in last["wrong"]
