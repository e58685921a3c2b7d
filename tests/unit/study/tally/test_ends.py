"""How calls ended: the categories give the same counts as the live report's tally."""

import numpy as np
import pytest

from firstline.analysis.measures import tally
from firstline.analysis.metric import Clock, Thresholds
from firstline.study.tally.ends import CATEGORIES, COUNTS, categories, tally_of
from kit.simulated_rows import LIMITS, contacts, rows

LATE = 2**62


@pytest.mark.parametrize("clock", [Clock.QUEUE, Clock.ARRIVAL])
@pytest.mark.parametrize("short", [0, 5_000_000, 40_000_000])
def test_the_tally_is_that_of_the_live_report(clock: Clock, short: int) -> None:
    limits = Thresholds(within=LIMITS.within, short=short)
    block = rows(2_000)
    counted = np.bincount(categories(block, limits, clock), minlength=CATEGORIES)
    assert tally_of(counted) == tally(contacts(block), limits, LATE, clock)


def test_every_call_arrived_and_has_one_end() -> None:
    counted = np.bincount(categories(rows(500), LIMITS, Clock.QUEUE), minlength=CATEGORIES)
    ends = ("answered", "abandoned", "released", "blocked", "deflected", "left-menu", "gave-up")
    total = {name: int(counted[list(places)].sum()) for name, places in COUNTS.items()}
    assert total["arrived"] == 500
    assert sum(total[name] for name in (*ends, "failed")) == 500
    assert total["queued"] == total["answered"] + total["abandoned"] + total["released"]
