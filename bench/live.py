"""How fast the live hotline is: calls a second, CPU a call, waiting callers, free agents.

    make -s bench-live            all of it, some eight minutes
    python -m bench.live --quick  the same in short, to see that it works

Prints one JSON document; says on standard error how far it is. Real SIP and RTP on loopback, SIPp
and our own raw phones as callers and agents, all on the same machine.
"""

import sys
import tempfile
from pathlib import Path

from bench import load, waiting
from bench.form import document

QUICK = "--quick"


def main() -> int:
    """Measure, and print."""
    quick = QUICK in sys.argv[1:]
    with tempfile.TemporaryDirectory(prefix="firstline-bench-") as folder:
        figures = [
            *load.measure(Path(folder) / "load", 4 if quick else load.SECONDS),
            *waiting.measure(Path(folder) / "waiting", 10.0 if quick else waiting.SERVE),
        ]
    print(document("live", figures))
    return 0


if __name__ == "__main__":
    sys.exit(main())
