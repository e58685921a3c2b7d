"""Rows of calls made by numpy, as the simulator would hand them over; and the same as contacts.

No switchboard is in it: rows are possible, but follow no plan.
"""

from collections.abc import Mapping
from typing import Final

import numpy as np
from numpy.typing import NDArray

from firstline.analysis.metric import Thresholds
from firstline.domain.call import Outcome
from firstline.domain.time import DAY, MINUTE, SECOND
from firstline.journal.records import Contact
from firstline.sim.kernel.rows import COLUMNS
from firstline.study.tally.counts import Scheme
from firstline.study.tally.wall import Wall

Block = Mapping[str, NDArray[np.int64]]

MONDAY: Final = 1_767_571_200_000_000
"2026-01-05T00:00 UTC."
LIMITS: Final = Thresholds(within=20 * int(SECOND), short=5 * int(SECOND))
SCHEME: Final = Scheme(("new", "old", "lost"), ("desk", "back"), 30 * int(MINUTE), LIMITS)
OUTCOMES: Final = list(Outcome)
NEVER_QUEUED: Final = [
    Outcome.LEFT_MENU,
    Outcome.BLOCKED,
    Outcome.DEFLECTED,
    Outcome.GAVE_UP,
    Outcome.FAILED,
]


def wall(days: int = 7, begin: int = MONDAY, zone: str = "UTC") -> Wall:
    """Return the clock on the wall over some days."""
    return Wall(begin, begin + days * int(DAY), zone, SCHEME.interval)


def rows(number: int, seed: int = 1) -> Block:
    """Return *number* rows of a week: some never in a line, some answered, some not."""
    draws = np.random.default_rng(seed)
    none = np.full(number, -1)
    is_queued = draws.random(number) < 0.9
    is_answered = is_queued & (draws.random(number) < 0.75)
    is_released = is_queued & ~is_answered & (draws.random(number) < 0.2)
    arrived = MONDAY + draws.integers(0, 7 * int(DAY), number)
    queued = arrived + draws.integers(0, 40 * int(SECOND), number)
    over = queued + draws.exponential(30e6, number).astype(np.int64)
    talk = np.where(is_answered, draws.exponential(200e6, number).astype(np.int64) + 1, 0)
    is_transferred = is_answered & (draws.random(number) < 0.2)
    left = draws.choice([OUTCOMES.index(it) for it in NEVER_QUEUED], number)
    unanswered = np.where(is_released, OUTCOMES.index(Outcome.GAVE_UP), 1)
    made = {
        "caller": np.arange(number),
        "attempt": (draws.random(number) < 0.1).astype(np.int64),
        "matter": draws.integers(0, 3, number),
        "path": draws.choice([0, 0, 0, 1, 2], number),
        "source": np.zeros(number),
        "arrived": arrived,
        "first_stream": np.where(is_queued, draws.integers(0, 3, number), none),
        "urgency": np.where(is_queued, draws.integers(0, 2, number), none),
        "queued": np.where(is_queued, queued, none),
        "answered": np.where(is_answered, over, none),
        "reached": np.where(is_answered, over + is_transferred * int(MINUTE), none),
        "ended": over + talk,
        "outcome": np.where(is_queued, np.where(is_answered, 0, unanswered), left),
        "transfers": is_transferred,
        "offers": is_answered,
        "talk": talk,
        "agent": np.where(is_answered, draws.integers(0, 4, number), none),
        "told": none,
        "told_high": none,
        "ahead": none,
        "servers": none,
        "level": np.where(is_answered, draws.integers(1, 4, number), 0),
    }
    made["stream"] = made["first_stream"]
    return {name: np.asarray(made[name], dtype=np.int64) for name in COLUMNS}


def some(block: Block, chosen: NDArray[np.bool_]) -> Block:
    """Return some of the rows."""
    return {name: column[chosen] for name, column in block.items()}


def contacts(block: Block) -> list[Contact]:
    """Return the same calls as records of a live hotline."""
    return [_contact({name: int(column[n]) for name, column in block.items()}) for n in _all(block)]


def _all(block: Block) -> range:
    return range(len(block["caller"]))


def _contact(row: Mapping[str, int]) -> Contact:
    stream = row["first_stream"] if row["first_stream"] >= 0 else row["matter"]
    return Contact(
        call=row["caller"],
        seq=row["caller"],
        calling="",
        dialled="",
        stream=SCHEME.streams[stream],
        urgency=("", "first", "second")[row["urgency"] + 1],
        arrived=row["arrived"],
        queued=_told(row["queued"]),
        answered=_told(row["answered"]),
        ended=row["ended"],
        outcome=OUTCOMES[row["outcome"]],
        transfers=row["transfers"],
        talk=row["talk"],
    )


def _told(instant: int) -> int | None:
    return None if instant < 0 else instant
