"""How good an announced wait can be: identities, and the birth-death chain solved step by step."""

from math import exp, factorial, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstline.theory.announcements import (
    by_head_of_line,
    by_queue_length,
    by_queue_length_overtaken,
    delay_history_ratio,
    no_information_error,
    queue_length_error,
)
from firstline.theory.erlang import erlang_c
from firstline.theory.priority import kella_yechiali
from firstline.theory.stability import UnstableError


@given(ahead=st.integers(0, 500), agents=st.integers(1, 500), handle=st.floats(0.1, 1000))
def test_every_caller_ahead_takes_one_departure(ahead: int, agents: int, handle: float) -> None:
    told = by_queue_length(ahead, handle, agents)
    assert told.mean == pytest.approx((ahead + 1) * handle / agents)
    assert told.sd == pytest.approx(sqrt(ahead + 1) * handle / agents)


def test_impatience_ahead_shortens_the_wait() -> None:
    told = by_queue_length(2, handle=1, agents=2, patience=1)
    assert told.mean == pytest.approx(1 / 2 + 1 / 3 + 1 / 4)
    assert told.sd == pytest.approx(sqrt(1 / 4 + 1 / 9 + 1 / 16))
    endless = by_queue_length(2, handle=1, agents=2, patience=1e12)
    assert endless.mean == pytest.approx(by_queue_length(2, 1, 2).mean)


def test_an_empty_first_queue_overtakes_nobody() -> None:
    overtaken = by_queue_length_overtaken(7, 4, 10, first_arrivals=0)
    alone = by_queue_length(7, 4, 10)
    assert (overtaken.mean, overtaken.sd) == pytest.approx((alone.mean, alone.sd))


def test_being_overtaken_on_average_makes_the_second_queues_mean_wait() -> None:
    queue = erlang_c(47, 1, 50)
    shares = [queue.p_wait * (1 - queue.occupancy) * queue.occupancy**q for q in range(2000)]
    told = sum(
        share * by_queue_length_overtaken(q, 1, 50, first_arrivals=14).mean
        for q, share in enumerate(shares)
    )
    assert told == pytest.approx(kella_yechiali([14, 33], 1, 50)[1])


def test_a_first_queue_that_fills_all_agents_makes_no_estimate() -> None:
    with pytest.raises(UnstableError):
        by_queue_length_overtaken(1, 1, 10, first_arrivals=10)


def test_the_head_of_the_line_tells_how_many_came_after_it() -> None:
    # Ahead are a Poisson number of mean 6 and the head itself: mix the gamma waits by hand.
    weights = [exp(-6) * 6**k / factorial(k) for k in range(80)]
    mean = sum(weight * (k + 2) / 10 for k, weight in enumerate(weights))
    square = sum(weight * (k + 2) * (k + 3) / 100 for k, weight in enumerate(weights))
    told = by_head_of_line(waited=2, arrivals=3, handle=1, agents=10)
    assert told.mean == pytest.approx(mean)
    assert told.sd == pytest.approx(sqrt(square - mean**2))


def test_the_error_of_the_queue_length_is_its_variance_on_average() -> None:
    shares = [0.1 * 0.9**q for q in range(2000)]
    variance = sum(share * by_queue_length(q, 1, 10).sd ** 2 for q, share in enumerate(shares))
    assert queue_length_error(0.9, 1, 10) == pytest.approx(variance)


def test_knowing_the_queue_is_worth_more_the_busier_it_is() -> None:
    assert no_information_error(0.9, 1, 10) == pytest.approx(1.0)
    assert no_information_error(0.9, 1, 10) / queue_length_error(0.9, 1, 10) == pytest.approx(10)


def test_a_delay_history_is_twice_as_wrong_for_poisson_callers() -> None:
    assert delay_history_ratio(1) == 2
    assert delay_history_ratio(0) == 1
