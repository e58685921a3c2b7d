"""How waits spread in the first and the second queue under strict priority."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstline.theory.erlang import erlang_c
from firstline.theory.stability import UnstableError
from firstline.theory.two_queues import two_queues


def test_the_anchor_of_the_simulator() -> None:
    hotline = two_queues(14.25, 33.25, handle=1, agents=50)
    assert hotline.first_mean == pytest.approx(0.017597, abs=5e-7)
    assert hotline.second_mean == pytest.approx(0.351941, abs=5e-7)
    assert 1 - hotline.first_beyond(0.1) == pytest.approx(0.982376, abs=5e-7)


def test_the_means_are_the_integrals_of_those_who_wait_longer() -> None:
    hotline = two_queues(14.25, 33.25, handle=1, agents=50)
    nodes, weights = np.polynomial.legendre.leggauss(60)
    for beyond, mean, longest in [
        (hotline.first_beyond, hotline.first_mean, 1.0),
        (hotline.second_beyond, hotline.second_mean, 15.0),
    ]:
        waits = [beyond(longest * (node + 1) / 2) for node in nodes]
        assert float(weights @ waits) * longest / 2 == pytest.approx(mean, rel=2e-5)


def test_an_empty_first_queue_leaves_erlang_c() -> None:
    hotline, queue = two_queues(0, 47.5, 1, 50), erlang_c(47.5, 1, 50)
    for time in (0, 0.01, 0.1, 1, 3):
        assert hotline.second_beyond(time) == pytest.approx(queue.beyond(time), abs=1e-8)
    assert hotline.second_percentile(0.9) == pytest.approx(queue.percentile(0.9), rel=1e-6)


def test_an_empty_second_queue_leaves_erlang_c() -> None:
    hotline, queue = two_queues(47.5, 0, 1, 50), erlang_c(47.5, 1, 50)
    assert hotline.first_beyond(0.2) == pytest.approx(queue.beyond(0.2))
    assert hotline.first_percentile(0.9) == pytest.approx(queue.percentile(0.9))


@given(
    agents=st.integers(1, 100),
    occupancy=st.floats(0.3, 0.98),
    first=st.floats(0, 1),
    time=st.floats(0, 20),
)
def test_the_second_queue_never_waits_less(
    agents: int, occupancy: float, first: float, time: float
) -> None:
    calls = agents * occupancy
    hotline = two_queues(first * calls, (1 - first) * calls, 1, agents)
    assert 0 <= hotline.first_beyond(time) <= hotline.p_wait
    assert hotline.first_beyond(time) - 1e-7 <= hotline.second_beyond(time) <= hotline.p_wait


def test_too_much_is_unstable() -> None:
    with pytest.raises(UnstableError):
        two_queues(10, 40, 1, 50)
