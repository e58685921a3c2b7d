"""The simulator against Erlang: B, C, A, and places that run out."""

import pytest

from firstline.theory.chain import Waiting, erlang_a, finite_queue
from firstline.theory.erlang import erlang_b, erlang_c
from kit.queues import Queue, exponential
from kit.sampling import (
    ONE_QUEUE,
    answered_within,
    assert_agree,
    mean_wait,
    sampled,
    share_abandoned,
    share_blocked,
    share_waiting,
)

pytestmark = pytest.mark.slow

WITHIN = 0.1


def test_erlang_b_where_every_line_takes_an_agent() -> None:
    queue = Queue(agents=20, arrivals=(0, 20), max_calls=20)
    assert_agree(
        sampled(queue, {"blocked": share_blocked, "wait": mean_wait}, units=1000, warm_up=10),
        {"blocked": erlang_b(20, 20), "wait": 0},
    )


def test_erlang_c_on_the_staffing_table() -> None:
    # 100 calls in 30 minutes of 3 minutes each, 14 agents, 20 seconds
    queue, exact = Queue(agents=14, arrivals=(0, 10)), erlang_c(10, 1, 14)
    measures = {"wait": mean_wait, "waiting": share_waiting, "level": answered_within(1 / 9)}
    assert_agree(
        sampled(queue, measures, units=2500, warm_up=40),
        {"wait": exact.mean_wait, "waiting": exact.p_wait, "level": exact.within(1 / 9)},
    )


def test_erlang_c_near_its_limit() -> None:
    # Mandelbaum and Zeltyn: 48 calls a minute of 1 minute, 50 agents: 20.834 seconds
    queue, exact = Queue(agents=50, arrivals=(0, 48)), erlang_c(48, 1, 50)
    assert_agree(
        sampled(queue, {"wait": mean_wait, "waiting": share_waiting}, units=700, warm_up=300),
        {"wait": exact.mean_wait, "waiting": exact.p_wait},
    )


def agrees_with_erlang_a(agents: int, arrivals: float, patience: float, units: float) -> None:
    queue = Queue(agents, (arrivals / 4, 3 * arrivals / 4), patience=exponential(patience))
    measures = {**ONE_QUEUE, "level": answered_within(WITHIN)}
    assert_agree(
        sampled(queue, measures, units=units, warm_up=20),
        told(erlang_a(arrivals, 1, agents, patience)),
    )


def told(exact: Waiting) -> dict[str, float]:
    return {
        "wait": exact.mean_wait,
        "waiting": exact.p_wait,
        "abandoned": exact.abandoned,
        "level": exact.answered_within(WITHIN),
    }


def test_erlang_a_under_overload() -> None:
    agrees_with_erlang_a(agents=50, arrivals=52, patience=2, units=400)


def test_erlang_a_of_mandelbaum_and_zeltyn() -> None:
    agrees_with_erlang_a(agents=50, arrivals=48, patience=2, units=400)


def test_erlang_a_of_herzog() -> None:
    # 3.5 calls a minute of 3 minutes, 13 agents, patience 5 minutes
    agrees_with_erlang_a(agents=13, arrivals=10.5, patience=5 / 3, units=1500)


def test_places_that_run_out() -> None:
    queue = Queue(agents=12, arrivals=(0, 8.4), full_at=5)
    exact = finite_queue(8.4, 1, 12, places=5)
    everybody = sampled(queue, {"blocked": share_blocked}, units=1500, warm_up=20)
    assert_agree(everybody, {"blocked": exact.blocked})
    measures = {
        "wait": lambda calls: mean_wait(calls.let_in()),
        "waiting": lambda calls: share_waiting(calls.let_in()),
        "abandoned": lambda calls: share_abandoned(calls.let_in()),
        "level": lambda calls: answered_within(WITHIN)(calls.let_in()),
    }
    let_in = sampled(queue, measures, units=1500, warm_up=20)
    assert let_in.pop("abandoned").mean == 0
    expected = told(exact)
    del expected["abandoned"]
    assert_agree(let_in, expected)


def test_places_that_run_out_on_callers_who_give_up() -> None:
    queue = Queue(agents=10, arrivals=(0, 14), max_calls=16, patience=exponential(0.5))
    exact = finite_queue(14, 1, 10, places=6, patience=0.5)
    measures = {
        "blocked": share_blocked,
        "wait": lambda calls: mean_wait(calls.let_in()),
        "abandoned": lambda calls: share_abandoned(calls.let_in()),
    }
    assert_agree(
        sampled(queue, measures, units=1000, warm_up=10),
        {"blocked": exact.blocked, "wait": exact.mean_wait, "abandoned": exact.abandoned},
    )
