"""Two days of the bank, for the compiler to see which ways through the core are taken often.

setup.py runs it with a core that counts, and compiles again with what was counted. Nothing is
printed, and no result depends on it.
"""

from datetime import date
from pathlib import Path

from firstline.domain.time import HOUR
from firstline.sim.kernel.rows import Sink
from firstline.sim.unit import Setup, Unit, days_of, prepare, simulate

BANK = Path(__file__).resolve().parents[1] / "examples" / "bank.yaml"
TWO_DAYS = Unit(0, date(2026, 1, 5), 2)
"A quiet Monday, and a Tuesday with an outage."
SEED = 1


def main() -> None:
    """Simulate."""
    bank = prepare(Setup(BANK.read_text(encoding="utf-8"), str(BANK)))
    days = days_of(bank, TWO_DAYS, SEED)
    simulate(bank, TWO_DAYS, days, SEED, sink=Sink(), interval=HOUR)


if __name__ == "__main__":
    main()
