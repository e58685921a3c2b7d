"""A reader at a terminal, who types what a page says, in a folder of their own.

The page's ports and places are replaced by ones that are free, everywhere alike. It knows nothing
of what the commands do.
"""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Final, Self

from kit.documents import ROOT

LIMIT: Final = 90.0
"Seconds that one block of commands may take."
READY: Final = re.compile(r"^firstline: ready: .*$", re.MULTILINE)
_BACKGROUND: Final = re.compile(r"PID=\[(\d+)\]")


class Reader:
    """Somebody who follows a page. Use it as a context: nothing of theirs is left running."""

    def __init__(self, folder: Path, instead: Mapping[str, str]) -> None:
        """*instead*: what is typed in the place of some words of the page."""
        self.folder: Final = folder
        self.output = ""
        "What the last block has printed, on either stream."
        self._instead = dict(instead)
        self._serving: subprocess.Popen[bytes] | None = None
        self._left: list[int] = []
        _install(folder / "bin")
        (folder / "examples").symlink_to(ROOT / "examples")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._serving is not None and self._serving.poll() is None:
            self._serving.kill()
            self._serving.wait()
        for pid in self._left:
            if _is_sipp(pid):
                os.kill(pid, signal.SIGKILL)

    def meant(self, text: str) -> str:
        """Return *text* with our own ports and places."""
        for word, ours in self._instead.items():
            text = re.sub(rf"(?<!\d){re.escape(word)}(?!\d)", ours, text)
        return text

    def save(self, name: str, text: str) -> None:
        """Write a file."""
        (self.folder / name).write_text(self.meant(text), encoding="utf-8")

    def type(self, commands: str) -> int:
        """Type *commands*, and return the status; the first that fails ends them."""
        done = subprocess.run(
            ["bash", "-e", "-o", "pipefail", "-c", self.meant(commands)],
            cwd=self.folder,
            env=self._environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=LIMIT,
            check=False,
        )
        self.output = done.stdout.decode(errors="replace")
        self._left += [int(pid) for pid in _BACKGROUND.findall(self.output)]
        return done.returncode

    def serve(self, commands: str) -> str:
        """Type *commands* of which the last goes on; return what it says when it is ready."""
        log = self.folder / "serve.log"
        *before, last = self.meant(commands).strip().splitlines()
        with log.open("wb") as file:
            self._serving = subprocess.Popen(
                ["bash", "-c", "\n".join([*before, f"exec {last}"])],
                cwd=self.folder,
                env=self._environment(),
                stdin=subprocess.DEVNULL,
                stdout=file,
                stderr=subprocess.STDOUT,
            )
        end = time.monotonic() + LIMIT
        while time.monotonic() < end and self._serving.poll() is None:
            self.output = log.read_text(encoding="utf-8", errors="replace")
            if READY.search(self.output):
                return self.output
            time.sleep(0.05)
        raise AssertionError(f"it did not start:\n{self.output[-4000:]}")

    def press_control_c(self) -> int:
        """End what goes on, and return its status."""
        assert self._serving is not None
        self._serving.send_signal(signal.SIGINT)
        return self._serving.wait(30)

    def _environment(self) -> dict[str, str]:
        path = f"{self.folder / 'bin'}{os.pathsep}{os.environ['PATH']}"
        return os.environ | {"PATH": path, "COLUMNS": "200"}


def free_port(kind: socket.SocketKind) -> int:
    """Return a port of this machine that nobody has."""
    with socket.socket(socket.AF_INET, kind) as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def _install(folder: Path) -> None:
    """Put a command `firstline` into *folder*: that of the sources."""
    folder.mkdir()
    command = folder / "firstline"
    code = "from firstline.cli.main import main; main()"
    command.write_text(
        f'#!/bin/sh\nPYTHONPATH="{ROOT / "src"}" exec "{sys.executable}" -c "{code}" "$@"\n',
        encoding="utf-8",
    )
    command.chmod(0o700)


def _is_sipp(pid: int) -> bool:
    try:
        return "sipp" in Path(f"/proc/{pid}/comm").read_text(encoding="utf-8")
    except FileNotFoundError:
        return False
