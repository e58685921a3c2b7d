"""How fast the simulator is: calls per CPU-second, beside SimPy, Ciw, and a program by hand.

    make -s bench-sim            all of it, some three minutes
    python -m bench.sim --quick  the same in short, to see that it works

Prints one JSON document; says on standard error how far it is. CPU time of one core; those that are
compared run in turn, and medians count, so that a busy machine does little harm.
"""

import sys
import tempfile
from pathlib import Path

from bench import full, several, simple
from bench.form import document

QUICK = "--quick"


def main() -> int:
    """Measure, and print."""
    quick = QUICK in sys.argv[1:]
    laps = 3 if quick else 15
    with tempfile.TemporaryDirectory(prefix="firstline-bench-") as folder:
        figures = [
            *full.measure(Path(folder), laps=laps),
            *simple.measure(Path(folder), laps=laps),
            several.speedup(rounds=1 if quick else 3, weeks=8 if quick else several.WEEKS),
            several.memory(),
        ]
    print(document("sim", figures))
    return 0


if __name__ == "__main__":
    sys.exit(main())
