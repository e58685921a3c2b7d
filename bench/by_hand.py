"""The hand-written programs of limit/: built when they are needed, run on a file of parameters.

They are the yardstick: the same calls, to the last microsecond. What they print is known to those
who ask; where there is no compiler, that is said and nothing is measured.
"""

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Final

SOURCES: Final = Path(__file__).resolve().parent / "limit"
_FLAGS: Final = ("-std=c++17", "-O3", "-march=native", "-ffp-contract=off")
"""As fast as this machine can; but without fused multiply-adds, whose last digit is another."""


class NoCompilerError(Exception):
    """There is no g++."""


@dataclass(frozen=True, slots=True)
class Printed:
    """What a program printed: its CPU seconds, and its numbers by name."""

    seconds: float
    numbers: dict[str, tuple[int, ...]]


def build(name: str, folder: Path) -> Path:
    """Return the program called *name*, built in *folder*."""
    compiler = shutil.which("g++")
    if compiler is None:
        raise NoCompilerError("g++ is missing (on Debian: apt-get install g++)")
    program = folder / name
    source = SOURCES / f"{name}.cpp"
    subprocess.run([compiler, *_FLAGS, "-o", program, source], check=True, timeout=300)
    return program


def run(program: Path, parameters: Path) -> Printed:
    """Run *program* on a file of *parameters*."""
    done = subprocess.run(
        [program, parameters], check=True, capture_output=True, text=True, timeout=300
    )
    words = [line.split() for line in done.stdout.splitlines()]
    numbers = {name: tuple(int(it) for it in rest) for name, *rest in words if name != "seconds"}
    (seconds,) = [float(rest[0]) for name, *rest in words if name == "seconds"]
    return Printed(seconds, numbers)
