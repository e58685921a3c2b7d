"""The simple model: M/M/50+M with two priorities, in numbers that every implementation reads.

A time unit is a minute. What each implementation measured comes back as a Trial; which one it was,
and how it works, is not known here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from bench.laps import Lap

SERVERS: Final = 50
ARRIVALS: Final = 47.5
"Calls a minute."
FIRST_SHARE: Final = 0.3
"Of the calls, to the first queue."
TALK: Final = 1.0
"Mean, in minutes."
PATIENCE: Final = 2.0
"Mean, in minutes."


@dataclass(frozen=True, slots=True)
class Trial:
    """What one run did, and how fast."""

    lap: Lap
    abandoned: int
    waited: float
    "Minutes in line, all calls together."


def same_law(trials: Sequence[Trial]) -> str:
    """Return what must be nearly the same, whoever simulates the model."""
    calls = sum(trial.lap.calls for trial in trials)
    wait = 60.0 * sum(trial.waited for trial in trials) / calls
    abandoned = sum(trial.abandoned for trial in trials) / calls
    return f"mean wait {wait:.2f} s, abandoned {abandoned:.2%} of {calls:,}"
