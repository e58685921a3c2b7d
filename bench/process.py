"""Measuring phones in a process of their own, so that none of them waits for another.

Such a program says a number when it is ready; then it reads words: "begin" lets it forget what it
measured so far, "tell" lets it write that as a line of JSON. With its input it ends.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from bench.form import ROOT
from bench.wire import Wire

BEGIN: Final = "begin"
TELL: Final = "tell"


class Measuring:
    """One such process, from outside."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process
        self.told: Final = int(self._heard())
        "The number that it said when it was ready."

    def begin(self) -> None:
        """Let it forget what it measured so far."""
        self._say(BEGIN)

    def measured(self) -> list[float]:
        """Return what it has measured since."""
        self._say(TELL)
        values: list[float] = json.loads(self._heard())
        return values

    def _say(self, word: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(f"{word}\n")
        self._process.stdin.flush()

    def _heard(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline()


@contextmanager
def measuring(module: str, *arguments: str) -> Iterator[Measuring]:
    """Run *module* as a program until the end of the block."""
    process = subprocess.Popen(
        [sys.executable, "-m", module, *arguments],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield Measuring(process)
    finally:
        process.kill()
        process.wait()


def obey(wire: Wire, begin: Callable[[], None], tell: Callable[[], list[float]]) -> None:
    """Be such a process: turn *wire* and do what is asked for, until the input ends."""
    ended = False

    def read() -> None:
        nonlocal ended
        words = os.read(0, 4096).decode().split()
        ended = not words
        for word in words:
            if word == BEGIN:
                begin()
            else:
                print(json.dumps(tell()), flush=True)

    wire.watch(0, read)
    while not ended:
        wire.turn()
