"""The simulator against the Kolmogorov equations: a day whose rates and agents change by the hour.

A unit is the mean handle time of 4 minutes. In the morning there are too few agents, at noon many
go off duty at once, in the evening too many are there.
"""

from itertools import pairwise

import numpy as np
import pytest
from numpy.typing import NDArray

from firstline.theory.changing import Changing, Period, changing
from kit.queues import Calls, Queue, exponential, play
from kit.sampling import Sample

pytestmark = pytest.mark.slow

HOUR = 15.0
"Units."
RATES = [6.0, 14.0, 20.0, 17.0, 12.0, 10.0, 12.0, 17.0, 15.0, 9.0, 4.0, 0.5]
AGENTS = [6, 12, 18, 18, 12, 12, 12, 16, 16, 12, 8, 4]
PATIENCE = 0.5
DAYS = 200
QUEUE = Queue(
    agents=AGENTS[0],
    arrivals=(0, RATES[0]),
    patience=exponential(PATIENCE),
    changes=tuple((HOUR * hour, RATES[hour], AGENTS[hour]) for hour in range(12)),
)
EDGES = HOUR * np.arange(13)

Numbers = NDArray[np.float64]


def by_hour(instants: Numbers) -> Numbers:
    return np.histogram(instants, EDGES)[0].astype(float)


def in_queue(calls: Calls) -> Numbers:
    """Return the time that all callers together spent in the queue, hour by hour."""
    entered, left = calls.arrived, calls.arrived + calls.waited
    return np.array(
        [
            np.clip(np.minimum(left, end) - np.maximum(entered, begin), 0, None).sum()
            for begin, end in pairwise(EDGES)
        ]
    )


def measured(calls: Calls) -> Numbers:
    """Return the rows: arrived, waited, time in the queue, abandoned; by hour."""
    gone = calls.kept(~calls.answered)
    return np.array(
        [
            by_hour(calls.arrived),
            by_hour(calls.arrived[calls.waited > 0]),
            in_queue(calls),
            by_hour(gone.ended),
        ]
    )


def hourly(told: Changing) -> Numbers:
    rows = np.array([told.arrived, told.waited, told.waiting, told.abandoned])
    steps = rows.shape[1] // 12
    return np.asarray(rows.reshape(4, 12, steps).sum(axis=2))


def test_every_hour_of_the_day_is_as_the_equations_say() -> None:
    periods = [Period(HOUR, rate, agents) for rate, agents in zip(RATES, AGENTS, strict=True)]
    told = changing(periods, 1, patience=PATIENCE, step=1)
    assert told.truncation < 1e-9
    exact = hourly(told)
    days = np.array([measured(play(QUEUE, 12 * HOUR, seed)) for seed in range(DAYS)])
    samples = [
        (Sample(days[:, row, hour]), exact[row, hour]) for row in range(4) for hour in range(12)
    ]
    off = np.array([sample.errors_off(value) for sample, value in samples])
    whole = [
        Sample(days[:, row].sum(axis=1)).errors_off(float(exact[row].sum())) for row in range(4)
    ]
    assert np.abs(whole).max() <= 3, whole
    # 48 numbers: the largest of so many errors is allowed to be larger.
    assert np.abs(off).max() <= 4, off.reshape(4, 12)
    covered = sum(sample.covers(value) for sample, value in samples)
    assert covered >= 40, f"Only {covered} of 48 intervals hold the exact value."
