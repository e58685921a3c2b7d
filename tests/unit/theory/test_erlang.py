"""Erlang B and C, against published values and limits."""

from math import exp

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstline.theory.erlang import erlang_b, erlang_c, waiting_share
from firstline.theory.stability import UnstableError


@pytest.mark.parametrize(
    ("load", "agents", "blocked"),
    [(1, 1, 0.5), (2, 2, 0.4), (10, 10, 0.214582), (0, 0, 1.0), (0, 3, 0.0), (5, 0, 1.0)],
)
def test_erlang_b_has_its_tabled_values(load: float, agents: int, blocked: float) -> None:
    assert erlang_b(load, agents) == pytest.approx(blocked, abs=5e-7)


def test_mandelbaum_and_zeltyns_table_without_abandonment() -> None:
    queue = erlang_c(arrivals=48, handle=1, agents=50)  # minutes
    assert queue.mean_wait * 60 == pytest.approx(20.834, abs=5e-4)
    assert queue.percentile(0.9) * 60 == pytest.approx(58.139, abs=5e-4)
    assert queue.mean_queue == pytest.approx(16.667, abs=5e-4)
    assert queue.occupancy == pytest.approx(0.96)


def test_herzogs_value_without_abandonment() -> None:
    queue = erlang_c(arrivals=3.5 / 60, handle=180, agents=13)  # seconds
    assert queue.mean_wait == pytest.approx(26.55689, abs=5e-6)


def test_contact_centers_mmc() -> None:
    queue = erlang_c(arrivals=4.2, handle=2, agents=12)  # minutes
    assert queue.within(20 / 60) == pytest.approx(0.899080, abs=5e-7)
    assert queue.mean_wait == pytest.approx(0.102160, abs=5e-7)
    assert queue.occupancy == pytest.approx(0.7)


def test_pyworkforces_values() -> None:
    queue = erlang_c(arrivals=100 / 1800, handle=180, agents=14)  # seconds
    assert queue.within(20) == pytest.approx(0.8883500, abs=5e-8)
    assert queue.occupancy == pytest.approx(0.7142857, abs=5e-8)
    assert queue.p_wait == pytest.approx(0.1741319, abs=5e-8)


@pytest.mark.parametrize(
    ("calls", "agents", "level", "wait"),
    [(25, 5, 0.901248, 9.387), (100, 14, 0.888350, 7.836), (400, 45, 0.804519, 12.265)],
)
def test_the_80_20_staffing_table(calls: int, agents: int, level: float, wait: float) -> None:
    enough = erlang_c(calls / 1800, 180, agents)
    assert enough.within(20) == pytest.approx(level, abs=5e-7)
    assert enough.mean_wait == pytest.approx(wait, abs=5e-4)
    assert erlang_c(calls / 1800, 180, agents - 1).within(20) < 0.8


def test_the_anchor_of_the_simulator() -> None:
    queue = erlang_c(arrivals=47.5, handle=1, agents=50)
    assert queue.mean_wait == pytest.approx(0.251638, abs=5e-7)
    assert queue.p_wait == pytest.approx(0.629095, abs=5e-7)
    assert queue.within(0.1) == pytest.approx(0.510061, abs=5e-7)


def test_one_agent_is_m_m_1() -> None:
    queue = erlang_c(arrivals=0.8, handle=1, agents=1)
    assert queue.p_wait == pytest.approx(0.8)
    assert queue.mean_wait == pytest.approx(0.8 / 0.2)
    assert queue.beyond(3) == pytest.approx(0.8 * exp(-0.2 * 3))


def test_an_overloaded_queue_is_unstable_and_never_a_number() -> None:
    with pytest.raises(UnstableError) as caught:
        erlang_c(arrivals=52, handle=1, agents=50)
    assert caught.value.load == pytest.approx(1.04)
    with pytest.raises(UnstableError):
        waiting_share(load=3, agents=3)


@given(load=st.floats(0.01, 1e5), agents=st.integers(0, 10_000))
def test_erlang_b_is_a_share_and_falls_with_every_agent(load: float, agents: int) -> None:
    blocked = erlang_b(load, agents)
    assert 0 <= blocked <= 1
    one_more = erlang_b(load, agents + 1)
    assert one_more < blocked or one_more == blocked == 0
    assert blocked >= 1 - agents / load - 1e-12


@given(agents=st.integers(1, 10_000), occupancy=st.floats(0.01, 0.9999))
def test_erlang_c_is_a_share_above_erlang_b(agents: int, occupancy: float) -> None:
    load = agents * occupancy
    waits = waiting_share(load, agents)
    assert erlang_b(load, agents) <= waits <= 1
    assert waiting_share(load * 0.99, agents) <= waits


@given(
    agents=st.integers(1, 300),
    occupancy=st.floats(0.05, 0.99),
    share=st.floats(0.01, 0.999),
)
def test_the_percentile_is_where_the_service_level_is_the_share(
    agents: int, occupancy: float, share: float
) -> None:
    queue = erlang_c(agents * occupancy, 1, agents)
    time = queue.percentile(share)
    assert queue.within(time) == pytest.approx(max(share, 1 - queue.p_wait))


@given(scale=st.floats(1e-3, 1e3))
def test_the_unit_of_time_does_not_matter(scale: float) -> None:
    queue = erlang_c(47.5 / scale, scale, 50)
    assert queue.mean_wait == pytest.approx(0.2516378 * scale, rel=1e-6)
