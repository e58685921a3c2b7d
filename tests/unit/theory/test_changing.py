"""A queue over a day: against steady states, a queue without limits on agents, and conservation."""

from math import exp, inf

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firstline.theory.chain import erlang_a
from firstline.theory.changing import Period, changing
from firstline.theory.erlang import erlang_c

DAY = [Period(60, arrivals, agents) for arrivals, agents in [(4, 10), (8, 16), (9, 14), (3, 8)]]


def test_steady_rates_end_in_erlang_a() -> None:
    told = changing([Period(60, 48, 50)], 1, patience=2, step=1)
    steady = erlang_a(48, 1, 50, 2)
    assert told.queue[-1] == pytest.approx(steady.mean_queue, rel=1e-9)
    assert told.p_wait[-1] == pytest.approx(steady.p_wait, rel=1e-9)
    assert told.busy[-1] == pytest.approx(50 * steady.occupancy, rel=1e-9)
    assert told.abandoned[-1] / 48 == pytest.approx(steady.abandoned, rel=1e-9)


def test_steady_rates_end_in_erlang_c() -> None:
    told = changing([Period(400, 4.2, 12)], 2, step=10)
    steady = erlang_c(4.2, 2, 12)
    assert told.queue[-1] == pytest.approx(steady.mean_queue, rel=1e-6)
    assert told.p_wait[-1] == pytest.approx(steady.p_wait, rel=1e-6)
    assert told.waited[-1] / told.arrived[-1] == pytest.approx(steady.p_wait, rel=1e-6)
    assert told.abandoned.sum() == 0


def test_contact_centers_day_ends_with_somebody_in_the_queue() -> None:
    # Their example MMCClrQ: 0.433 callers on average, 95 % interval 0.328 to 0.538.
    told = changing([Period(480, 4.2, 12)], 2, step=60)
    assert 0.328 < told.queue[-1] < 0.538


def test_it_begins_empty_and_fills_as_without_limits() -> None:
    # As long as nobody waits, M(t)/M/infinity: the mean busy is lambda / mu (1 - exp(-mu t)).
    told = changing([Period(1, 3, 60)], 2, step=0.25)
    assert told.instants.tolist() == [0, 0.25, 0.5, 0.75, 1]
    assert told.queue.max() < 1e-20
    assert told.busy == pytest.approx([6 * (1 - exp(-t / 2)) for t in told.instants])


def test_agents_who_leave_finish_their_call() -> None:
    # Nobody comes any more, nobody is left on duty: the calls under way end one by one.
    told = changing([Period(100, 10, 30), Period(5, 0, 0)], 1, patience=0.2, step=1)
    evening = told.busy[100:]
    assert evening[0] == pytest.approx(10, rel=0.01)
    assert evening == pytest.approx([evening[0] * exp(-t) for t in range(6)])


def test_agents_who_leave_are_busy_as_often_as_the_others() -> None:
    told = changing([Period(100, 10, 20), Period(1e-9, 0, 10)], 1, step=1)
    assert told.busy[101] == pytest.approx(told.busy[100])
    assert told.queue[101] == pytest.approx(told.queue[100])


def test_what_comes_goes_or_is_still_there() -> None:
    told = changing(DAY, 2, patience=3, step=0.5)
    served = np.trapezoid(told.busy, told.instants) / 2
    there = told.queue[-1] + told.busy[-1]
    # The step at which agents go off duty is seen only after it: hence the loose tolerance.
    assert told.arrived.sum() == pytest.approx(served + told.abandoned.sum() + there, rel=1e-4)


def test_time_in_the_queue_and_abandonment_belong_together() -> None:
    told = changing(DAY, 2, patience=3, step=1)
    assert told.abandoned == pytest.approx(told.waiting / 3)
    assert told.waiting.sum() == pytest.approx(np.trapezoid(told.queue, told.instants), rel=1e-3)


def test_the_step_does_not_change_what_happens() -> None:
    fine, coarse = changing(DAY, 2, step=0.5), changing(DAY, 2, step=30)
    assert coarse.queue == pytest.approx(fine.queue[::60], abs=1e-10)
    assert coarse.waiting.sum() == pytest.approx(fine.waiting.sum())
    assert coarse.waited.sum() == pytest.approx(fine.waited.sum())


def test_a_step_that_does_not_fit_is_shortened() -> None:
    told = changing([Period(10, 1, 3)], 1, step=3)
    assert told.instants.tolist() == [0, 2.5, 5, 7.5, 10]


def test_an_overloaded_hour_needs_a_longer_chain_and_tells_its_error() -> None:
    told = changing([Period(60, 6, 1)], 1, step=10)
    assert told.truncation < 1e-9
    assert told.queue[-1] == pytest.approx(60 * 5, rel=0.02)


def test_nobody_comes() -> None:
    told = changing([Period(10, 0, 0)], 1, step=5)
    assert told.queue.tolist() == [0, 0, 0]
    assert told.p_wait.tolist() == [1, 1, 1]
    assert told.truncation == 0


@given(
    rates=st.lists(st.floats(0, 20), min_size=1, max_size=3),
    agents=st.lists(st.integers(0, 10), min_size=3, max_size=3),
    patience=st.sampled_from([0.5, 5.0, inf]),
)
@settings(max_examples=15, deadline=None)
def test_every_mean_is_possible(rates: list[float], agents: list[int], patience: float) -> None:
    periods = [Period(4, rate, n) for rate, n in zip(rates, agents, strict=False)]
    told = changing(periods, 1, patience=patience, step=1)
    assert np.all(told.queue >= -1e-12)
    assert np.all((told.p_wait >= -1e-12) & (told.p_wait <= 1 + 1e-12))
    assert np.all(told.waited <= told.arrived + 1e-9)
    assert np.all(told.busy <= 30)
    assert told.truncation <= 1e-9
