"""The simulator against the theory of announced waits: by queue length, and by others' delays."""

from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray

from firstline.domain.hotline import SECOND, STRICT, Order
from firstline.theory.announcements import (
    by_head_of_line,
    by_queue_length_overtaken,
    delay_history_ratio,
    queue_length_error,
)
from kit.queues import Calls, Queue
from kit.sampling import assert_agree, sampled

pytestmark = pytest.mark.slow

Numbers = NDArray[np.float64]

AGENTS, ARRIVALS = 10, 9.0
QUEUE = Queue(AGENTS, (0, ARRIVALS))


def ahead_of(calls: Calls) -> Numbers:
    """Return for each call how many were waiting when it came; calls as they came."""
    left = np.sort(calls.arrived + calls.waited)
    gone = np.searchsorted(left, calls.arrived, side="right")
    return np.asarray(np.arange(len(left)) - gone, dtype=np.float64)


def in_order(calls: Calls) -> Calls:
    """Return the calls as they came."""
    return calls.kept(np.argsort(calls.arrived, kind="stable").astype(np.int64))


def squared_error(told: Callable[[Calls], Numbers]) -> Callable[[Calls], float]:
    """Return what measures the mean squared error over those who wait, first come first served."""

    def measure(calls: Calls) -> float:
        ordered = in_order(calls)
        off = ordered.waited - told(ordered)
        return float((off[ordered.waited > 0] ** 2).mean())

    return measure


def by_queue_length(calls: Calls) -> Numbers:
    return (ahead_of(calls) + 1) / AGENTS


def by_last_to_enter(calls: Calls) -> Numbers:
    """Return the wait of the last who was answered after a wait, before each call came."""
    answered = calls.arrived + calls.waited
    return np.asarray(calls.waited[np.searchsorted(answered, calls.arrived) - 1])


def head_delay(calls: Calls) -> Numbers:
    """Return how long the head of the line had waited when each call came; 0 without one."""
    head = np.searchsorted(calls.arrived + calls.waited, calls.arrived, side="right")
    return calls.arrived - calls.arrived[np.minimum(head, np.arange(len(head)))]


def test_the_queue_length_errs_as_whitt_says() -> None:
    assert_agree(
        sampled(QUEUE, {"ql": squared_error(by_queue_length)}, units=1500, warm_up=200),
        {"ql": queue_length_error(ARRIVALS / AGENTS, 1, AGENTS)},
    )


def test_a_delay_history_errs_about_twice_as_much() -> None:
    measures = {
        "les": squared_error(by_last_to_enter),
        "hol": squared_error(head_delay),
    }
    exact = queue_length_error(ARRIVALS / AGENTS, 1, AGENTS)
    measured = sampled(QUEUE, measures, units=1500, warm_up=200)
    limit = delay_history_ratio(1)
    assert measured["les"].mean / exact == pytest.approx(2.164, rel=0.05)
    assert measured["hol"].mean / exact == pytest.approx(limit, rel=0.05)
    assert measured["hol"].mean < measured["les"].mean


def test_the_head_of_the_line_tells_as_much_as_ibrahim_and_whitt_say() -> None:
    def bias(calls: Calls) -> float:
        ordered, heads = with_heads(calls)
        return float((ordered.waited - (ARRIVALS * heads + 2) / AGENTS).mean())

    def spread(calls: Calls) -> float:
        ordered, heads = with_heads(calls)
        off = ordered.waited - (ARRIVALS * heads + 2) / AGENTS
        return float((off**2 - (2 * ARRIVALS * heads + 2) / AGENTS**2).mean())

    told = by_head_of_line(0.5, ARRIVALS, 1, AGENTS)
    assert (told.mean, told.sd**2) == pytest.approx((0.65, 0.11))
    assert_agree(
        sampled(QUEUE, {"bias": bias, "spread": spread}, units=1500, warm_up=200),
        {"bias": 0, "spread": 0},
    )


def with_heads(calls: Calls) -> tuple[Calls, Numbers]:
    """Return the calls who found somebody waiting, and how long the head had waited."""
    ordered = in_order(calls)
    heads = head_delay(ordered)
    return ordered.kept(heads > 0), heads[heads > 0]


def test_the_second_queue_is_overtaken_as_a_busy_period_says() -> None:
    first = 2.5

    def off(calls: Calls) -> tuple[Numbers, Numbers]:
        ordered = in_order(calls)
        second = (ordered.urgency == SECOND) & (ordered.waited > 0)
        steps = ahead_of(ordered)[second] + 1
        one = by_queue_length_overtaken(0, 1, AGENTS, first)
        return ordered.waited[second] - steps * one.mean, steps * one.sd**2

    def bias(calls: Calls) -> float:
        return float(off(calls)[0].mean())

    def spread(calls: Calls) -> float:
        errors, variances = off(calls)
        return float((errors**2 - variances).mean())

    queue = Queue(AGENTS, (first, 6.0), order=Order(STRICT, rates=[1.0, 1.0]))
    assert_agree(
        sampled(queue, {"bias": bias, "spread": spread}, units=1500, warm_up=150),
        {"bias": 0, "spread": 0},
    )
