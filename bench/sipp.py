"""SIPp as callers and agents: starts it, waits for it, reads what it counted."""

import csv
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bench.served import HERE, free_port

SCENARIOS: Final = Path(__file__).parent
LATE: Final = 40.0
"Seconds that the last calls may take."


@dataclass(frozen=True, slots=True)
class Counted:
    """What became of the calls that SIPp has made."""

    made: int
    succeeded: int

    @property
    def failed(self) -> int:
        """Calls that did not go as the scenario says, or had not ended when time was up."""
        return self.made - self.succeeded


def command(scenario: str, folder: Path, *options: str) -> list[str]:
    """Return how SIPp is started with *scenario*."""
    return [
        *(_program(), "-sf", str(SCENARIOS / f"{scenario}.xml"), "-i", HERE, "-mi", HERE),
        *("-nostdin", "-trace_err", "-error_file", str(folder / f"{scenario}-errors.log")),
        *options,
    ]


@contextmanager
def running(scenario: str, folder: Path, *options: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run SIPp until the end of the block."""
    process = subprocess.Popen(
        command(scenario, folder, *options),
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def call(folder: Path, port: int, media: int, *, rate: int, calls: int) -> Counted:
    """Make *calls* at so many a second, and return what became of them."""
    counts = folder / f"calls-{rate}.csv"
    options = [
        *(f"{HERE}:{port}", "-s", "3000", "-p", str(free_port()), "-key", "media", str(media)),
        *("-r", str(rate), "-m", str(calls), "-l", "20000"),
        *("-trace_stat", "-stf", str(counts), "-fd", "1"),
    ]
    with running("caller", folder, *options) as process:
        try:
            process.wait(calls / rate + LATE)
        except subprocess.TimeoutExpired:
            process.terminate()
    return _counted(counts, calls)


def _counted(path: Path, calls: int) -> Counted:
    with path.open(encoding="utf-8", newline="") as file:
        *_, last = csv.DictReader(file, delimiter=";")
    return Counted(calls, int(last["SuccessfulCall(C)"]))


def _program() -> str:
    found = shutil.which("sipp")
    if found is None:
        raise RuntimeError("SIPp is not installed: apt-get install sip-tester")
    return found
