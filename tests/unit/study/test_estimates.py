"""The errors of announced waits, on lines that are simulated here in the plainest way."""

from itertools import pairwise

import numpy as np
import pytest

from firstline.domain.time import MINUTE, NEVER, SECOND
from firstline.sim.draws import keyed
from firstline.study.estimates import (
    NAMES,
    Waited,
    errors,
    head_of_lines,
    last_to_enter,
    told,
)

NONE = -1


def whole(*values: int) -> np.ndarray[tuple[int, ...], np.dtype[np.int64]]:
    return np.array(values, dtype=np.int64)


def line(queued: list[int], answered: list[int], **others: list[int]) -> Waited:
    """Return calls of a line with one agent, where nobody leaves, unless *others* say so."""
    columns = {
        "queued": queued,
        "answered": answered,
        "ended": answered,
        "ahead": [0] * len(queued),
        "servers": [1] * len(queued),
        "told": [NONE] * len(queued),
        "told_high": [NONE] * len(queued),
        **others,
    }
    return Waited(**{name: whole(*values) for name, values in columns.items()})


def single_agent(calls: int, between: list[float]) -> Waited:
    """Return M/M/1 or D/M/1 at 0.95 of its capacity, by Lindley's recursion; service mean 1 s."""
    service = [-np.log(keyed(7, n)) for n in range(calls)]
    come = np.cumsum(between)
    begin, free = [], 0.0
    for at, work in zip(come, service, strict=True):
        begin.append(max(at, free))
        free = begin[-1] + work
    queued = (come * 1e6).astype(np.int64)
    answered = np.maximum((np.array(begin) * 1e6).astype(np.int64), queued)
    done = np.array(begin) + np.array(service)
    in_system = np.arange(calls) - np.searchsorted(np.maximum.accumulate(done), come)
    return Waited(
        queued,
        answered,
        answered,
        np.maximum(in_system - 1, 0).astype(np.int64),
        np.ones(calls, dtype=np.int64),
        np.full(calls, NONE),
        np.full(calls, NONE),
    )


def test_the_last_to_enter_service_is_the_latest_answered_before() -> None:
    calls = line([0, 10, 20, 40], [5, 30, 35, 50])
    assert last_to_enter(calls).tolist() == [NONE, 5, 5, 15]


def test_the_head_of_the_line_is_the_earliest_still_there() -> None:
    calls = line([0, 10, 20, 40, 60], [15, 45, 50, 55, 60])
    assert head_of_lines(calls).tolist() == [0, 10, 10, 30, 0]


def test_who_has_given_up_is_not_the_head_of_the_line() -> None:
    calls = line([0, 10, 20, 40], [15, NONE, 50, 55], ended=[15, 35, 50, 55])
    assert head_of_lines(calls).tolist() == [0, 10, 10, 20]


def test_who_never_stood_in_line_is_told_nothing() -> None:
    calls = line([NONE, 10], [NONE, 12], ended=[3, 12])
    assert head_of_lines(calls).tolist() == [NONE, 0]
    assert last_to_enter(calls).tolist() == [NONE, NONE]
    assert errors(calls, SECOND)["QL"].count == 0


def test_a_range_counts_from_when_it_was_said() -> None:
    waits = [40 * SECOND, 2 * MINUTE, 10 * MINUTE]
    calls = line([0, 0, 0], waits, told=[0, 0, MINUTE], told_high=[MINUTE] * 2 + [2 * MINUTE])
    fared = told(calls, 30 * SECOND)
    assert (fared.count, fared.sooner) == (3, 0)
    assert (fared.inside, fared.later) == pytest.approx((1 / 3, 2 / 3))


def test_a_line_whose_waits_grow_evenly_is_told_exactly_by_its_length() -> None:
    """One agent, calls of exactly a minute, all there from the start: QL is right every time."""
    number = 20
    answered = [n * MINUTE for n in range(number)]
    calls = line([0] + [1] * (number - 1), answered, ahead=[max(n - 1, 0) for n in range(number)])
    said = errors(calls, MINUTE)["QL"]
    assert said.count == number - 2  # the first two found nobody in line
    assert said.mean_absolute < 1e-5


@pytest.mark.slow
def test_the_delay_of_others_errs_as_theory_says() -> None:
    """Squared error of LES over that of QL: c_a squared + 1 (Ibrahim and Whitt 2009)."""
    calls, load = 150_000, 0.95
    poisson = [-np.log(keyed(3, n)) / load for n in range(calls)]
    regular = [1 / load] * calls
    found = [errors(single_agent(calls, between), SECOND) for between in (poisson, regular)]
    assert found[0]["LES"].over_ql == pytest.approx(2.0, rel=0.12)
    assert found[1]["LES"].over_ql == pytest.approx(1.0, rel=0.2)
    for one in found:
        assert set(one) == set(NAMES)
        assert one["HOL"].over_ql == pytest.approx(one["LES"].over_ql, rel=0.15)
        assert one["QL"].bias == pytest.approx(0, abs=0.2)
        assert one["QL"] == one["QL with patience"]


def test_patience_shortens_what_is_said() -> None:
    calls = line([0] + [1] * 9, [n * MINUTE for n in range(10)], ahead=[0, *range(9)])
    endless, leaving = (
        errors(calls, MINUTE, patience)["QL with patience"].bias for patience in (NEVER, MINUTE)
    )
    assert leaving < endless


def test_the_estimates_are_listed_from_the_one_that_is_told_on() -> None:
    assert next(iter(NAMES)) == "QL"
    assert all(len(name) for pair in pairwise(NAMES.items()) for name in pair[0])
