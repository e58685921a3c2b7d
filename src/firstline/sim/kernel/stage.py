"""What all who act in a simulation share: the doors, the diary, the rows, the seed, the time.

Nothing is decided here.
"""

from typing import Final

from librt.vecs import vec
from mypy_extensions import i64

from firstline.domain.hotline import Hotline, Prompt
from firstline.sim.kernel.doors import Doors
from firstline.sim.kernel.population import Population
from firstline.sim.kernel.rows import Rows
from firstline.switchboard.agenda import Agenda
from firstline.switchboard.switchboard import Switchboard
from firstline.switchboard.timer import Due


class Stage:
    """The common ground of callers and agents. Built once a run."""

    def __init__(self, doors: Doors, population: Population, rows: Rows, seed: i64) -> None:
        self.doors: Final[Doors] = doors
        self.board: Final[Switchboard] = doors.board
        "Behind the doors; here it is only asked what time it is."
        self.hotline: Final[Hotline] = doors.board.room.hotline
        self.population: Final[Population] = population
        self.rows: Final[Rows] = rows
        self.seed: Final[i64] = seed
        self.diary: Final[Agenda] = Agenda()
        "What callers and agents will do; the switchboard has an agenda of its own."
        self.to_come: i64 = 0
        "Callers who are calling, or will call again."
        self.calling: Due | None = None
        "The caller whose call is just coming in."
        self._waits: Final[vec[Prompt]] = vec[Prompt](self.hotline.notices.waits)
        numbers = list(self.hotline.numbers)
        self.number: Final[str] = numbers[0] if numbers else ""
        "What callers dial: the first number of the plan."
        areas = [incident for incident in self.hotline.incidents if incident.area]
        self.asks_for_numbers: Final[bool] = len(areas) > 0
        "Whether every calling number matters; else only those that would call again do."

    def range_in(self, prompts: list[Prompt]) -> i64:
        """Return the index in RANGES of the expected wait that *prompts* tell, or -1."""
        if not prompts:
            return -1
        last = prompts[-1]  # the wait is said last
        waits = self._waits
        index: i64 = len(waits) - 1
        while index >= 0 and waits[index] is not last:
            index -= 1
        return index

    def reason_for_breaks(self) -> str:
        """Return why agents are not ready in a break."""
        reasons = self.hotline.reasons
        return "break" if "break" in reasons or not reasons else reasons[0]
