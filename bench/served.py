"""The hotline under test, as anybody runs it, and what it costs: time and memory.

Of all its processes together: the one that decides, the media engine, the converter.
"""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from bench.form import ROOT

HERE: Final = "127.0.0.1"
READY: Final = re.compile(r"^firstline: ready: sip (\S+):(\d+), https? (\S+)$", re.MULTILINE)
START_LIMIT: Final = 120.0
TICKS: Final = os.sysconf("SC_CLK_TCK")
PAGE: Final = os.sysconf("SC_PAGE_SIZE")


class Served:
    """A running hotline."""

    def __init__(self, plan: str, folder: Path) -> None:
        """Start it by *plan* and wait until it is ready."""
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "plan.yaml").write_text(plan, encoding="utf-8")
        self.port: Final = free_port()
        self.data: Final = folder / "data"
        self._log: Final = folder / "serve.log"
        command = [
            *(sys.executable, "-c", "from firstline.cli.main import main; main()", "serve"),
            *(str(folder / "plan.yaml"), "--sip", f"{HERE}:{self.port}", "--http", f"{HERE}:0"),
            *("--data", str(self.data), "--drain", "0"),
        ]
        paths = os.pathsep.join([str(ROOT / "src"), os.environ.get("PYTHONPATH", "")])
        with self._log.open("wb") as log:
            self._process: Final = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=log,
                env=os.environ | {"PYTHONPATH": paths.rstrip(os.pathsep)},
            )
        self.http: Final = f"http://{self._ready()[3]}"
        self._token: Final = (self.data / "admin-token").read_text(encoding="ascii").strip()

    def _ready(self) -> re.Match[str]:
        def found() -> re.Match[str] | None:
            return READY.search(self._log.read_text(encoding="utf-8", errors="replace"))

        until(lambda: found() is not None or self._process.poll() is not None, START_LIMIT)
        ready = found()
        if ready is None:
            self.stop()
            raise RuntimeError(self._log.read_text(encoding="utf-8", errors="replace"))
        return ready

    def ask(self, method: str, path: str) -> Any:
        """Ask over HTTP, as a supervisor."""
        headers = {"Authorization": f"Bearer {self._token}"}
        request = urllib.request.Request(self.http + path, headers=headers, method=method)
        with urllib.request.urlopen(request, timeout=20) as answer:
            return json.loads(answer.read())

    def waiting(self) -> int:
        """Return how many callers wait."""
        waiting = self.ask("GET", "/state?calls=0")["now"]["waiting"]
        return int(waiting["first"] + waiting["second"])

    def calls_up(self) -> int:
        """Return how many calls there are."""
        return int(self.ask("GET", "/state?calls=0")["now"]["calls_up"])

    def counts(self) -> dict[str, int]:
        """Return what became of all calls so far."""
        counts: dict[str, int] = self.ask("GET", "/state?calls=0")["counts"]
        return counts

    def cpu_seconds(self) -> float:
        """Return the time that all its processes have used so far, the ended ones included."""
        return sum(map(_cpu, self._all()))

    def cpu_by_process(self) -> dict[str, float]:
        """Return the same by what each process does."""
        used: dict[str, float] = {}
        for pid in self._all():
            role = _role(pid)
            used[role] = used.get(role, 0.0) + _cpu(pid)
        return used

    def rss_mb(self) -> float:
        """Return the memory of all its processes, in MB."""
        return sum(map(_rss, self._all())) / 1e6

    def stop(self) -> None:
        """End it."""
        if self._process.poll() is None:
            self._process.send_signal(signal.SIGTERM)
            try:
                self._process.wait(30)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()

    def _all(self) -> list[int]:
        return [self._process.pid, *_below(self._process.pid)]


@contextmanager
def served(plan: str, folder: Path) -> Iterator[Served]:
    """Run a hotline by *plan*."""
    hotline = Served(plan, folder)
    try:
        yield hotline
    finally:
        hotline.stop()


@contextmanager
def sink() -> Iterator[int]:
    """Yield a port where sound may be sent that nobody listens to: no error comes back from it."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as deaf:
        deaf.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 0)
        deaf.bind((HERE, 0))
        yield deaf.getsockname()[1]


def free_port() -> int:
    """Return a UDP port that is free."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.bind((HERE, 0))
        port: int = probe.getsockname()[1]
    return port


def until(condition: Callable[[], bool], within: float, every: float = 0.1) -> bool:
    """Return whether *condition* becomes true in so many seconds."""
    end = time.monotonic() + within
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(every)
    return True


def _below(pid: int) -> Iterator[int]:
    listed = Path(f"/proc/{pid}/task/{pid}/children")
    for child in listed.read_text(encoding="ascii").split():
        yield int(child)
        yield from _below(int(child))


def _stat(pid: int) -> list[str]:
    return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()


def _cpu(pid: int) -> float:
    """Return user and system time, with that of children which have ended."""
    return sum(int(ticks) for ticks in _stat(pid)[11:15]) / TICKS


def _rss(pid: int) -> int:
    return int(_stat(pid)[21]) * PAGE


def _role(pid: int) -> str:
    command = Path(f"/proc/{pid}/cmdline").read_text(encoding="utf-8")
    if "engine.py" in command:
        return "media"
    return "recordings" if "telephony.recording" in command else "exchange"
