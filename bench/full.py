"""The full model: the hotline of examples/bank.yaml, by our simulator and by hand.

The two must agree about every column of every row, and about what every agent did; else the
comparison is worth nothing, and that is said. There is no such model in SimPy or Ciw: neither
routes calls between teams of several skills.
"""

from datetime import date, timedelta
from pathlib import Path
from statistics import median
from typing import Final

from bench import by_hand, parameters
from bench.form import ROOT, Figure, say
from bench.laps import Lap, ratio, speed
from bench.simulated import INTERVAL, Simulated, simulate
from firstline.sim.build import span
from firstline.sim.unit import LONGEST, Prepared, Setup, prepare

PLAN: Final = ROOT / "examples" / "bank.yaml"
FIRST_DAY: Final = date(2026, 1, 5)
"A Monday."
CALLS_PER_SECOND: Final = 600_000.0
TO_THE_LIMIT: Final = 0.4
EXAMPLE: Final = "examples/bank.yaml, a week at a time"


def prepared() -> Prepared:
    """Return the bank, ready to be simulated."""
    return prepare(Setup(PLAN.read_text(encoding="utf-8"), str(PLAN)))


def measure(folder: Path, *, laps: int) -> list[Figure]:
    """Simulate week after week, by both in turn."""
    both = _Both(folder)
    for number in range(laps + 1):
        both.simulate_week(number)
        say(f"full: week {number} of {laps}, {speed(both.ours):,.0f} calls/s")
    # The first week warms everything up.
    return _figures(both.ours[1:], both.limit[1:])


class _Both:
    """Our simulator and the program by hand, side by side."""

    def __init__(self, folder: Path) -> None:
        self._bank: Final = prepared()
        self._file: Final = folder / "week.txt"
        self.ours: Final[list[Lap]] = []
        self.limit: Final[list[Lap]] = []
        self._program: Path | None = None
        try:
            self._program = by_hand.build("full", folder)
        except by_hand.NoCompilerError as missing:
            say(str(missing))

    def simulate_week(self, number: int) -> None:
        """Simulate one week; its number is its seed."""
        bank = self._bank
        first_day = FIRST_DAY + timedelta(days=LONGEST * number)
        days = span(bank.plan, bank.hotline, bank.population, first_day, LONGEST, number)
        result = simulate(bank.hotline, bank.population, days, number)
        self.ours.append(Lap(result.totals.rows, result.seconds))
        if self._program is not None:
            parameters.write(
                self._file, bank.hotline, bank.population, days, seed=number, interval=INTERVAL
            )
            printed = by_hand.run(self._program, self._file)
            _compare(printed, result)
            self.limit.append(Lap(result.totals.rows, printed.seconds))


def _compare(printed: by_hand.Printed, result: Simulated) -> None:
    """Raise ArithmeticError where the two have not done the same."""
    expected = {
        "rows": (result.totals.rows,),
        "sums": tuple(int(total) for total in result.totals.sums),
        "staff": result.staff,
    }
    for name, numbers in expected.items():
        if printed.numbers[name] != numbers:
            raise ArithmeticError(f"limit/full.cpp and the simulator disagree about the {name}")


def _figures(ours: list[Lap], limit: list[Lap]) -> list[Figure]:
    peer = {"c++": round(speed(limit))} if limit else {}
    weekly = median(lap.calls for lap in ours)
    return [
        Figure(
            "sim.full.calls_per_cpu_s",
            speed(ours),
            "calls/s",
            "higher",
            CALLS_PER_SECOND,
            peer,
            f"{EXAMPLE}, {weekly:,.0f} calls",
        ),
        Figure(
            "sim.full.ratio_to_limit",
            ratio(ours, limit),
            "",
            "higher",
            TO_THE_LIMIT,
            note="every column's sum is that of the C++ program" if limit else "no g++",
        ),
        Figure(
            "sim.full.ratio_to_simpy",
            None,
            "",
            "higher",
            note="not written: SimPy does not route calls between teams of several skills",
        ),
    ]
