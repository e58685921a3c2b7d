"""What it takes to simulate much: two processes instead of one, and memory.

Both go the way that `firstline simulate` goes, on examples/bank.yaml.
"""

import json
import os
import resource
import subprocess
import sys
import time
from statistics import median
from typing import Final

from bench import full
from bench.form import ROOT, Figure, say
from firstline.study.running import replications
from firstline.study.running.replications import Wanted

SPEEDUP: Final = 1.8
WEEKS: Final = 208
"Enough for two processes to be worth their beginning."
LITTLE: Final = 26
MUCH: Final = 104
"Weeks; with few of them, what grows is what every process needs once."
MEGABYTES: Final = 5.0
_KILO: Final = 1024.0


def speedup(*, rounds: int, weeks: int) -> Figure:
    """Return how much sooner two processes are done than one, by the clock on the wall."""
    name, unit = "sim.parallel.speedup_2_cores", ""
    cores = len(os.sched_getaffinity(0))
    if cores < 2:
        return Figure(name, None, unit, "higher", SPEEDUP, note="this machine has one core")
    busy = os.getloadavg()[0]
    found = []
    for number in range(1, rounds + 1):
        alone, together = _wall(1, weeks), _wall(2, weeks)
        found.append(alone / together)
        say(f"parallel: round {number} of {rounds}, {alone:.1f} s by one, {together:.1f} s by two")
    note = f"{weeks} weeks of the bank, wall clock; load average {busy:.1f} when it began"
    return Figure(name, median(found), unit, "higher", SPEEDUP, note=note)


def _wall(jobs: int, weeks: int) -> float:
    began = time.perf_counter()
    replications.run(full.prepared().plan, Wanted(days=7 * weeks, jobs=jobs))
    return time.perf_counter() - began


def memory() -> Figure:
    """Return how much the memory grows with the calls."""
    little, much = _footprint(LITTLE), _footprint(MUCH)
    grown = (much["kilobytes"] - little["kilobytes"]) / _KILO
    millions = (much["calls"] - little["calls"]) / 1e6
    return Figure(
        "sim.memory_mb_per_million_calls",
        max(0.0, grown / millions),
        "MB",
        "lower",
        MEGABYTES,
        note=f"{much['kilobytes'] / _KILO:.0f} MB at most for {much['calls']:,} calls",
    )


def _footprint(weeks: int) -> dict[str, int]:
    say(f"memory: {weeks} weeks")
    done = subprocess.run(
        [sys.executable, "-m", "bench.several", str(weeks)],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
        timeout=600,
    )
    found: dict[str, int] = json.loads(done.stdout)
    return found


def main() -> int:
    """Simulate so many weeks, and print the calls and the most memory that was used."""
    counted = 0

    def watch(progress: replications.Progress) -> None:
        nonlocal counted
        counted = progress.calls

    replications.run(full.prepared().plan, Wanted(days=7 * int(sys.argv[1])), watch=watch)
    kilobytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(json.dumps({"calls": counted, "kilobytes": kilobytes}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
