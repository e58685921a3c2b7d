"""Erlang A and finite queues, against published values, limits and each other."""

from math import inf

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firstline.theory.chain import Waiting, erlang_a, finite_queue
from firstline.theory.erlang import erlang_b, erlang_c
from firstline.theory.stability import UnstableError
from kit.markov import mean, stationary


def test_mandelbaum_and_zeltyns_table_with_abandonment() -> None:
    queue = erlang_a(arrivals=48, handle=1, agents=50, patience=2)  # minutes
    assert queue.abandoned == pytest.approx(0.030912, abs=5e-7)
    assert queue.mean_wait * 60 == pytest.approx(3.7095, abs=5e-5)
    assert queue.percentile(0.9) * 60 == pytest.approx(12.445, abs=5e-4)
    assert queue.mean_queue == pytest.approx(2.9676, abs=5e-5)
    assert queue.occupancy == pytest.approx(0.9303, abs=5e-5)


def test_herzogs_value_with_abandonment() -> None:
    queue = erlang_a(arrivals=3.5 / 60, handle=180, agents=13, patience=300)  # seconds
    assert queue.mean_wait == pytest.approx(9.912803, abs=5e-7)


def test_contact_centers_mmc_with_abandonment() -> None:
    queue = erlang_a(arrivals=4.2, handle=2, agents=12, patience=1)  # minutes
    in_time = queue.answered_within(20 / 60)
    gone_in_time = 1 - queue.beyond(20 / 60) - in_time
    assert queue.abandoned == pytest.approx(0.0296789, abs=5e-8)
    assert in_time / (1 - queue.abandoned) == pytest.approx(0.974182, abs=5e-7)
    assert in_time / (1 - gone_in_time) == pytest.approx(0.967872, abs=5e-7)


def test_contact_centers_mmc_with_five_places() -> None:
    queue = finite_queue(arrivals=4.2, handle=2, agents=12, places=5)  # minutes
    assert queue.blocked == pytest.approx(0.0094769, abs=5e-8)
    assert queue.answered_within(20 / 60) == pytest.approx(0.927558, abs=5e-7)


def test_the_anchor_of_the_simulator() -> None:
    queue = erlang_a(arrivals=52, handle=1, agents=50, patience=2)
    assert queue.abandoned == pytest.approx(0.066440187366, abs=5e-13)
    assert queue.mean_wait == pytest.approx(0.132880, abs=5e-7)
    assert queue.p_wait == pytest.approx(0.724365, abs=5e-7)
    assert queue.answered_within(0.1) == pytest.approx(0.482829, abs=5e-7)


def test_a_hundred_erlangs_on_a_hundred_and_five_agents() -> None:
    assert erlang_a(100, 1, 105, patience=2).p_wait == pytest.approx(0.369605, abs=5e-7)


def test_who_never_gives_up_makes_erlang_c() -> None:
    patient, for_ever = erlang_a(45, 1, 50, patience=1e10), erlang_c(45, 1, 50)
    assert patient.mean_wait == pytest.approx(for_ever.mean_wait, rel=1e-8)
    assert patient.mean_wait_served == pytest.approx(for_ever.mean_wait, rel=1e-8)
    assert patient.beyond(0.2) == pytest.approx(for_ever.beyond(0.2), rel=1e-8)
    assert patient.percentile(0.9) == pytest.approx(for_ever.percentile(0.9), rel=1e-8)
    assert patient.abandoned < 1e-9


def test_who_gives_up_at_once_makes_erlang_b() -> None:
    queue = erlang_a(45, 1, 50, patience=1e-9)
    assert queue.abandoned == pytest.approx(erlang_b(45, 50), rel=1e-6)


def test_no_places_make_erlang_b() -> None:
    queue = finite_queue(45, 1, 50, places=0)
    assert queue.blocked == pytest.approx(erlang_b(45, 50), rel=1e-12)
    assert queue.p_wait == queue.mean_wait == queue.mean_wait_served == 0
    assert queue.percentile(0.99) == 0


def test_very_many_places_make_erlang_c() -> None:
    finite, for_ever = finite_queue(45, 1, 50, places=100_000), erlang_c(45, 1, 50)
    assert finite.mean_wait == pytest.approx(for_ever.mean_wait, rel=1e-10)
    assert finite.answered_within(0.3) == pytest.approx(for_ever.within(0.3), rel=1e-10)
    assert finite.blocked == pytest.approx(0, abs=1e-18)


def test_many_places_make_erlang_a() -> None:
    finite, free = finite_queue(52, 1, 50, places=10_000, patience=2), erlang_a(52, 1, 50, 2)
    assert finite.mean_wait == pytest.approx(free.mean_wait, rel=1e-12)


def test_an_overloaded_queue_with_places_loses_the_rest() -> None:
    queue = finite_queue(100, 1, 50, places=200)
    assert queue.blocked == pytest.approx(0.5)
    assert queue.mean_wait == pytest.approx(199 / 50, rel=0.01)


def test_an_overloaded_queue_without_end_is_unstable() -> None:
    with pytest.raises(UnstableError):
        finite_queue(52, 1, 50, places=inf)


def test_two_agents_one_place_by_hand() -> None:
    # lambda = mu = theta = 1: weights 1, 1, 1/2, 1/6 of 0, 1, 2, 3 callers
    queue = finite_queue(1, 1, 2, places=1, patience=1)
    assert queue.blocked == pytest.approx((1 / 6) / (8 / 3))
    assert queue.mean_queue == pytest.approx((1 / 6) / (8 / 3))
    assert queue.p_wait == pytest.approx((1 / 2) / (5 / 2))
    assert queue.abandoned == pytest.approx((1 / 6) / (5 / 2))
    assert queue.mean_wait_served == pytest.approx(0.2 * (2 / 3) * (1 / 3) / (1 - 1 / 15))


queues = st.builds(
    erlang_a,
    arrivals=st.floats(0.01, 300),
    handle=st.just(1.0),
    agents=st.integers(1, 200),
    patience=st.floats(0.01, 100),
)


@given(queue=queues, time=st.floats(0, 10))
def test_every_share_is_a_share(queue: Waiting, time: float) -> None:
    for share in (queue.p_wait, queue.abandoned, queue.occupancy, queue.beyond(time)):
        assert -1e-12 <= share <= 1 + 1e-12
    assert -1e-12 <= queue.answered_within(time) <= 1 - queue.abandoned + 1e-9
    assert queue.answered_within(1e6) == pytest.approx(1 - queue.abandoned, abs=1e-9)


@given(queue=queues)
def test_one_agent_more_never_makes_it_worse(queue: Waiting) -> None:
    more = erlang_a(queue.arrivals, 1, queue.agents + 1, queue.patience)
    assert more.abandoned <= queue.abandoned + 1e-12
    assert more.mean_wait <= queue.mean_wait + 1e-12
    assert more.p_wait <= queue.p_wait + 1e-12


@given(queue=queues)
def test_more_callers_never_make_it_better(queue: Waiting) -> None:
    more = erlang_a(queue.arrivals * 1.1, 1, queue.agents, queue.patience)
    assert more.abandoned >= queue.abandoned - 1e-12
    assert more.mean_wait >= queue.mean_wait - 1e-12


@pytest.mark.parametrize(("arrivals", "patience"), [(48, 2), (60, 0.5), (20, 3)])
def test_the_mean_wait_is_the_integral_of_those_who_wait_longer(
    arrivals: float, patience: float
) -> None:
    queue = erlang_a(arrivals, 1, 50, patience)
    nodes, weights = np.polynomial.legendre.leggauss(100)
    beyond = [queue.beyond(5 * (node + 1) / 2) for node in nodes]
    assert float(weights @ beyond) * 5 / 2 == pytest.approx(queue.mean_wait, rel=1e-6)


@given(
    load=st.floats(0.01, 1e5),
    agents=st.integers(1, 10_000),
    patience=st.floats(0.01, 10),
)
@settings(max_examples=30, deadline=None)
def test_huge_hotlines_are_no_trouble(load: float, agents: int, patience: float) -> None:
    queue = erlang_a(load, 1, agents, patience)
    assert 0 <= queue.p_wait <= 1
    assert queue.occupancy <= 1 + 1e-9
    assert load * (1 - queue.abandoned) <= agents * (1 + 1e-9)
    assert queue.abandoned >= 1 - agents / load - 1e-9


def test_any_solver_of_chains_says_the_same() -> None:
    arrivals, agents, leave, places = 6.0, 5, 0.4, 8

    def moves(there: int) -> list[tuple[float, int]]:
        waiting = max(0, there - agents)
        down = [(min(there, agents) + waiting * leave, there - 1)] if there else []
        return [(arrivals, there + 1), *down] if waiting < places else down

    shares = stationary(0, moves)
    queue = finite_queue(arrivals, 1, agents, places=places, patience=1 / leave)
    waiting = mean(shares, lambda there: max(0, there - agents))
    assert queue.blocked == pytest.approx(shares[agents + places])
    assert queue.mean_queue == pytest.approx(waiting)
    assert queue.mean_wait == pytest.approx(waiting / arrivals / (1 - queue.blocked))
    assert queue.occupancy == pytest.approx(mean(shares, lambda there: min(there, agents)) / agents)
