"""The one form of every benchmark: figures with a target, what a peer did, on which machine.

It measures nothing.
"""

import json
import os
import platform
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Literal

from firstline import compiled

ROOT: Final = Path(__file__).resolve().parents[1]


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured number; None where it could not be measured, and then the note says why."""

    name: str
    value: float | None
    unit: str
    better: Literal["lower", "higher"]
    target: float | None = None
    peer: Mapping[str, float] = field(default_factory=dict)
    note: str = ""

    @property
    def met(self) -> bool | None:
        """Whether the target is reached; None without a target, or without a value."""
        if self.value is None or self.target is None:
            return None
        return self.value <= self.target if self.better == "lower" else self.value >= self.target

    def written(self) -> dict[str, object]:
        """Return it as it stands in the document."""
        value = self.value if self.value is None else round(self.value, 3)
        return {
            "name": self.name,
            "value": value,
            "unit": self.unit,
            "better": self.better,
            "target": self.target,
            "met": self.met,
            "peer": dict(self.peer),
            "note": self.note,
        }


def document(bench: str, figures: Sequence[Figure]) -> str:
    """Return the JSON document of a benchmark."""
    content = {
        "bench": bench,
        "commit": commit(),
        "machine": machine(),
        "figures": [figure.written() for figure in figures],
    }
    return json.dumps(content, ensure_ascii=False, indent=1)


def commit() -> str:
    """Return the commit that is measured; with a plus where the work tree differs from it."""
    head = _git("rev-parse", "--short", "HEAD")
    return f"{head}+" if head and _git("status", "--porcelain") else head


def machine() -> dict[str, object]:
    """Return what was measured on."""
    return {
        "cpu": _processor(),
        "cores": len(os.sched_getaffinity(0)),
        "python": platform.python_version(),
        "compiled": compiled(),
    }


def percentile(values: Sequence[float], share: float) -> float | None:
    """Return the value below which a *share* of all lies; None of nothing.

    >>> percentile([4.0, 1.0, 3.0, 2.0], 0.5)
    3.0
    """
    if not values:
        return None
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def say(text: str) -> None:
    """Show how far it is; standard output belongs to the document."""
    print(text, file=sys.stderr, flush=True)


def _git(*words: str) -> str:
    done = subprocess.run(
        ["git", *words], cwd=ROOT, capture_output=True, text=True, check=False, timeout=30
    )
    return done.stdout.strip() if done.returncode == 0 else ""


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
        name, _, value = line.partition(":")
        if name.strip() == "model name":
            return value.strip()
    return platform.processor()
