"""How calls ended, in one number each: the categories of which service levels are made.

The rules are those of firstline.analysis.measures, here for millions of rows at once.
"""

from collections.abc import Mapping
from typing import Final

import numpy as np

from firstline.analysis.measures import Tally
from firstline.analysis.metric import Clock, Thresholds
from firstline.domain.call import Outcome
from firstline.study.tally.histogram import Integers

OUTCOMES: Final = tuple(Outcome)
"A row's outcome is an index here; so is the category of a call that never came to a line."
_ANSWERED: Final = len(OUTCOMES)
"In time; then late."
_ABANDONED: Final = _ANSWERED + 2
"Neither within S nor within T; within T only; within S only; within both."
_RELEASED: Final = _ABANDONED + 4
"Within T; later."
CATEGORIES: Final = 16

COUNTS: Final[Mapping[str, tuple[int, ...]]] = {
    "arrived": tuple(range(_RELEASED + 2)),
    "queued": tuple(range(_ANSWERED, _RELEASED + 2)),
    "answered": (_ANSWERED, _ANSWERED + 1),
    "answered_in_time": (_ANSWERED,),
    "answered_late": (_ANSWERED + 1,),
    "abandoned": tuple(range(_ABANDONED, _RELEASED)),
    "abandoned_short": (_ABANDONED + 2, _ABANDONED + 3),
    "abandoned_in_time": (_ABANDONED + 1, _ABANDONED + 3),
    "released": (_RELEASED, _RELEASED + 1),
    "released_late": (_RELEASED + 1,),
    "blocked": (OUTCOMES.index(Outcome.BLOCKED),),
    "deflected": (OUTCOMES.index(Outcome.DEFLECTED),),
    "left-menu": (OUTCOMES.index(Outcome.LEFT_MENU),),
    "gave-up": (OUTCOMES.index(Outcome.GAVE_UP),),
    "failed": (OUTCOMES.index(Outcome.FAILED),),
}
"What is counted, and which categories make it up."


_COUNTED: Final = tuple(name for name in Tally.__struct_fields__ if name != "waiting_late")


def categories(block: Mapping[str, Integers], limits: Thresholds, clock: Clock) -> Integers:
    """Return each call's category."""
    begin = block["arrived"] if clock is Clock.ARRIVAL else block["queued"]
    has_answer = block["answered"] >= 0
    waited = np.where(has_answer, block["answered"], block["ended"]) - begin
    late, in_time = waited > limits.within, waited <= limits.within
    abandoned = _ABANDONED + in_time + 2 * (waited <= limits.short)
    left = np.where(
        block["outcome"] == OUTCOMES.index(Outcome.ABANDONED), abandoned, _RELEASED + late
    )
    queued = np.where(has_answer, _ANSWERED + late, left)
    found: Integers = np.where(block["queued"] >= 0, queued, block["outcome"])
    return found


def tally_of(counted: Integers) -> Tally:
    """Return the counts of which service levels are computed, from the sums by category."""
    known = counted.tolist()
    return Tally(
        waiting_late=0,  # a unit is simulated to the end of its last call
        **{name: sum([known[place] for place in COUNTS[name]]) for name in _COUNTED},
    )
