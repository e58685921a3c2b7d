"""A small hotline's day, minute by minute: callers come exactly when a test says so.

Every length is fixed and every share is 0 or 1, unless a test wants another; so what follows can be
told to the microsecond. Times are seconds after the beginning.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from librt.vecs import append, vec
from mypy_extensions import i64

from firstline.domain.call import Outcome
from firstline.domain.hotline import Hotline
from firstline.domain.time import HOUR, NEVER, in_seconds, seconds
from firstline.sim.draws import exponential, stream_key
from firstline.sim.kernel.arrivals import Rates
from firstline.sim.kernel.laws import Fixed, Never
from firstline.sim.kernel.population import (
    ARRIVE,
    Duty,
    Habits,
    Keys,
    Matter,
    Population,
    Redial,
    Source,
    Span,
)
from firstline.sim.kernel.run import Run, new_run
from kit.crowds import Collected
from kit.hotlines import Wish, hotline
from kit.playbook import MONDAY_NOON

NEW, SERVICE, GENERAL = 0, 1, 2
"The streams of the small hotline."
ANA, BEN, EVA = 0, 1, 2
"Its agents; who has no duty is never there."
KEY_TIME: Final = 2
ANSWER: Final = 3
TALK: Final = 100
WRAP_UP: Final = 10
SEED: Final = 7
FIRST_SOURCE: Final = 1 << 56
"Sources are keyed as callers from this one on."
INSTANTS: Final = ("arrived", "queued", "answered", "reached", "ended")
LENGTHS: Final = ("talk", "told", "told_high")

TO_NEW: Final = Keys({"welcome": "1", "cards": "1"})
TO_SERVICE: Final = Keys({"welcome": "1", "cards": "2"})
TO_GENERAL: Final = Keys({"welcome": "2"})
TO_ZERO: Final = Keys({"welcome": "0", "cards": "0"})
WAYS: Final = (TO_NEW, TO_SERVICE, TO_GENERAL)


def matter(stream: int = SERVICE, **changes: Any) -> Matter:
    """Return callers who press the right keys, talk and hang up; pretenders press for new."""
    traits: dict[str, Any] = {
        "patience": Never(),
        "talk": [Fixed(TALK)] * 3,
        "wrap_up": [Fixed(WRAP_UP)] * 3,
        "key_time": Fixed(KEY_TIME),
        "wrong_key": 0.0,
        "gives_up": 0.0,
        "languages": [1.0, 1.0],
        "straight_to_zero": 0.0,
        "pretence": None,
        "handovers": [None, None],
        "balk_over": NEVER,
        "balk_share": 0.0,
        "redial": Redial(0.0, Never(), 0),
        "ways": [[WAYS[stream]] * 2, [TO_NEW] * 2, [TO_ZERO] * 2],
        "specialists": ["", ""],
    }
    return Matter(stream, **(traits | changes))


def coming_at(*times: float, source: int = 0, seed: int = SEED) -> Rates:
    """Return rates at which a source's callers come at these times, one at each.

    Each gets a microsecond in which so many are expected that the next one's number is reached.
    """
    key = stream_key(seed, FIRST_SOURCE + source, 0)
    steps = [exponential(key, number) for number in range(len(times) + 1)]
    starts, per_hour, expected = vec[i64](), vec[float](), 0.0
    for number, time in enumerate(times):
        until = sum(steps[: number + 1]) + steps[number + 1] / 2
        at = MONDAY_NOON + seconds(time)
        for begin, rate in ((at, (until - expected) * float(HOUR)), (at + 1, 0.0)):
            starts, per_hour = append(starts, begin), append(per_hour, rate)
        expected = until
    return Rates(starts, per_hour, MONDAY_NOON + HOUR)


def on_duty(seat: int, *changes: tuple[float, int]) -> Duty:
    """Return an agent's duty: ready from the beginning, or what is to change when."""
    planned = changes or ((0, ARRIVE),)
    at = vec[i64]([MONDAY_NOON + seconds(time) for time, _ in planned])
    return Duty(seat, at, vec[i64]([int(what) for _, what in planned]))


def habits(*, decline: float = 0.0, no_answer: float = 0.0, answer: float = ANSWER) -> Habits:
    """Return what agents do who are rung."""
    return Habits(Fixed(answer), decline=decline, no_answer=no_answer)


@dataclass(frozen=True)
class Scene:
    """An hour at the small hotline."""

    callers: Sequence[tuple[Matter, Sequence[float]]]
    "What they are like, and when they call: a source for each of these."
    wish: Wish = field(default_factory=Wish)
    duties: Sequence[Duty] = (on_duty(ANA),)
    habits: Habits = field(default_factory=habits)
    surges: Sequence[int] = ()
    "The sources whose callers call because of what made many call."
    seed: int = SEED

    def but(self, **changes: Any) -> "Scene":
        """Return the same scene with *changes*."""
        return replace(self, **changes)

    def people(self) -> tuple[Hotline, Population, Span]:
        """Return what a run needs."""
        matters: list[Matter | None] = [None, None, None]
        for one, _ in self.callers:
            matters[one.stream] = one
        sources = [
            Source(
                number,
                one,
                coming_at(*times, source=number, seed=self.seed),
                calling=f"+36{number}",
                is_surge=number in self.surges,
            )
            for number, (one, times) in enumerate(self.callers)
        ]
        languages = [Keys({}), Keys({"welcome": "9"})]
        population = Population(matters=matters, habits=self.habits, language_keys=languages)
        days = Span(MONDAY_NOON, MONDAY_NOON + HOUR, sources=sources, duties=list(self.duties))
        return hotline(self.wish), population, days

    def run(self, sink: Collected) -> Run:
        """Return the run, not begun yet."""
        return new_run(*self.people(), seed=self.seed, sink=sink, interval=HOUR // 4)

    def play(self) -> list["Row"]:
        """Return what became of each call, by caller and attempt."""
        sink = Collected()
        self.run(sink).finish()
        found = sorted(sink.rows, key=lambda row: (row["caller"], row["attempt"]))
        return [Row(row) for row in found]


class Row:
    """A row in seconds: instants after the beginning, and lengths; None where there are none."""

    def __init__(self, row: dict[str, int]) -> None:
        self.outcome: Final = list(Outcome)[row["outcome"]]
        self._row: Final = row

    def __getitem__(self, column: str) -> float | None:
        number = self._row[column]
        if column in INSTANTS and number >= 0:
            return in_seconds(number - MONDAY_NOON)
        if column in LENGTHS and number >= 0:
            return in_seconds(number)
        return number if number >= 0 else None

    def at(self, column: str) -> float:
        """Return what is there for sure."""
        number = self[column]
        assert number is not None
        return number

    def tell(self, *columns: str) -> tuple[object, ...]:
        """Return some columns."""
        return tuple(self[column] for column in columns)
