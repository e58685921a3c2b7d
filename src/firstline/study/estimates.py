"""How honest announced waits are: the errors of each way to estimate a wait, measured.

Every caller who found others in line and was answered is compared with what each estimate would
have said on entering it: whoever is rung for at once is told nothing. Numbers in, numbers out: how
the calls were simulated is not known here.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from firstline.domain.time import NEVER, Duration
from firstline.policy.estimate import expected_wait, expected_wait_where_some_leave

Whole = NDArray[np.int64]
Seconds = NDArray[np.float64]

MICROSECONDS: Final = 1e6
NAMES: Final = {
    "QL": "callers ahead and agents",
    "QL with patience": "the same, where some of those ahead leave",
    "LES": "the wait of the caller who was answered last",
    "HOL": "the wait so far of the caller who is next",
}
"In words, what each estimate is made of."


@dataclass(frozen=True)
class Waited:
    """The calls of one line: instants and lengths in microseconds, -1 where there was none."""

    queued: Whole
    answered: Whole
    ended: Whole
    ahead: Whole
    servers: Whole
    told: Whole
    told_high: Whole


@dataclass(frozen=True, slots=True)
class Error:
    """How far an estimate is off the wait that came, in seconds."""

    count: int
    bias: float
    "Mean of what was said less what came: above 0, callers are told too much."
    mean_absolute: float
    root_mean_square: float
    over_ql: float
    "Mean squared error, as a multiple of that of QL for the same callers."


@dataclass(frozen=True, slots=True)
class Told:
    """How the ranges fared that callers were really told."""

    count: int
    inside: float
    "Share of the told whose wait was in the range,"
    sooner: float
    "was over before it,"
    later: float
    "went on beyond it."


def errors(calls: Waited, handle: Duration, patience: Duration = NEVER) -> dict[str, Error]:
    """Return the error of each estimate, for the callers for whom all of them say something.

    *handle* is the mean time that a call keeps an agent, *patience* the mean one; both are given
    to QL as a hotline gives what it has measured.
    """
    waits = calls.answered - calls.queued
    last, head = last_to_enter(calls), head_of_lines(calls)
    asked = (calls.queued >= 0) & (calls.answered >= 0)
    asked &= (calls.servers > 0) & (calls.ahead > 0) & (last >= 0) & (head >= 0)
    pairs, places = np.unique(
        np.column_stack((calls.ahead[asked], calls.servers[asked])), axis=0, return_inverse=True
    )
    by_count = [expected_wait(int(q), int(n), handle) for q, n in pairs]
    leaving = [expected_wait_where_some_leave(int(q), int(n), handle, patience) for q, n in pairs]
    said = {
        "QL": np.array(by_count, dtype=np.int64)[places.ravel()],
        "QL with patience": np.array(leaving, dtype=np.int64)[places.ravel()],
        "LES": last[asked],
        "HOL": head[asked],
    }
    off = {name: (it - waits[asked]) / MICROSECONDS for name, it in said.items()}
    return {name: _error(it, off["QL"]) for name, it in off.items()}


def _error(off: Seconds, by_count: Seconds) -> Error:
    if not len(off):
        return Error(0, np.nan, np.nan, np.nan, np.nan)
    squared, reference = float((off**2).mean()), float((by_count**2).mean())
    return Error(
        len(off),
        float(off.mean()),
        float(np.abs(off).mean()),
        squared**0.5,
        squared / reference if reference else np.nan,
    )


def last_to_enter(calls: Waited) -> Whole:
    """Return, for each call, the wait of the one that was answered last before it; -1 if none."""
    served = np.flatnonzero(calls.answered >= 0)
    order = served[np.argsort(calls.answered[served], kind="stable")]
    place = np.searchsorted(calls.answered[order], calls.queued, side="left") - 1
    found = np.full(len(calls.queued), -1, dtype=np.int64)
    known = (place >= 0) & (calls.queued >= 0)
    before = order[place[known]]
    found[known] = calls.answered[before] - calls.queued[before]
    return found


def head_of_lines(calls: Waited) -> Whole:
    """Return, for each call, for how long the first in line had waited when it came.

    Where nobody stood in line: 0, it is next itself. A line is in order of arrival, so the head is
    the earliest caller who is still there: the first at which the latest leaving so far is later
    than now.
    """
    found = np.full(len(calls.queued), -1, dtype=np.int64)
    there = np.flatnonzero(calls.queued >= 0)
    order = there[np.argsort(calls.queued[there], kind="stable")]
    queued = calls.queued[order]
    left = np.where(calls.answered[order] >= 0, calls.answered[order], calls.ended[order])
    latest = np.maximum.accumulate(left)
    head = np.minimum(np.searchsorted(latest, queued, side="right"), np.arange(len(order)))
    found[order] = queued - queued[head]
    return found


def told(calls: Waited, after: Duration) -> Told:
    """Return how the ranges fared, for those who were told one and answered.

    A range is said so long *after* the caller has entered the line, and counts from then on.
    """
    known = (calls.told >= 0) & (calls.answered >= 0)
    waits = (calls.answered - calls.queued)[known] - after
    low, high = calls.told[known], calls.told_high[known]
    if not len(waits):
        return Told(0, np.nan, np.nan, np.nan)
    sooner, later = float((waits < low).mean()), float((waits >= high).mean())
    return Told(len(waits), 1 - sooner - later, sooner, later)
