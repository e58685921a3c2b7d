"""Child processes of the demonstration: none outlives it, whatever way it ends.

A terminal's Ctrl-C reaches the demonstration alone, so that it can end its children in order. It
knows nothing of what they do.
"""

import os
import shutil
import signal
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from firstline.errors import FailureError

PATIENCE: Final = 3.0
"""Seconds for a process to end before it is killed."""


class Child:
    """One child process."""

    def __init__(
        self,
        command: Sequence[str],
        folder: Path,
        log: Path,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        """Start *command* in *folder*; what it says on standard error goes to the file *log*."""
        if shutil.which(command[0]) is None:
            raise FailureError(f"{command[0]} is not installed.", "Install it, then try again.")
        self.log: Final = log
        with log.open("wb") as told:
            self._process: Final = subprocess.Popen(
                [*_bound_to_us(), *command],
                cwd=folder,
                env={**os.environ, **(environment or {})},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=told,
                start_new_session=True,
            )

    @property
    def pid(self) -> int:
        """Its number."""
        return self._process.pid

    @property
    def is_running(self) -> bool:
        """Whether it has not ended yet."""
        return self._process.poll() is None

    @property
    def status(self) -> int | None:
        """Return how it ended; None while it runs."""
        return self._process.poll()

    def ask(self, what: signal.Signals) -> None:
        """Send it a signal, if it still runs."""
        if self.is_running:
            self._process.send_signal(what)

    def wait(self, seconds: float) -> bool:
        """Return whether it has ended within so many seconds."""
        try:
            self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            return False
        return True

    def end(self, seconds: float = PATIENCE) -> None:
        """Let it end by itself for so long; then kill it."""
        if not self.wait(seconds):
            self._process.kill()
            self._process.wait()

    def said(self) -> str:
        """Return the end of what it said on standard error."""
        return self.log.read_text(encoding="utf-8", errors="replace")[-2000:].strip()


def _bound_to_us() -> list[str]:
    """Return what makes the system end a child whose parent has died."""
    binder = shutil.which("setpriv")  # of util-linux; without it, only a killed parent leaves any
    return [] if binder is None else [binder, "--pdeathsig", "TERM", "--"]
