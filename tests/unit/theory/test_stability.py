"""Whether a demand can be served for ever."""

from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstline.errors import InputError
from firstline.theory.checks import BadNumberError
from firstline.theory.stability import (
    UnstableError,
    bottleneck,
    load_per_agent,
    offered_load,
    stable_load,
    verdict,
)


def test_the_load_is_calls_times_handle_time() -> None:
    assert offered_load(arrivals=48, handle=1) == 48
    assert load_per_agent(arrivals=48, handle=1, agents=50) == 0.96


def test_too_much_for_ever_is_unstable_and_says_the_load() -> None:
    with pytest.raises(UnstableError) as caught:
        stable_load(arrivals=60, handle=1, agents=50)
    assert caught.value.load == pytest.approx(1.2)
    assert "1.2 times" in str(caught.value)
    assert isinstance(caught.value, InputError)


def test_a_load_of_exactly_one_is_unstable() -> None:
    with pytest.raises(UnstableError):
        stable_load(arrivals=50, handle=1, agents=50)


def test_whoever_leaves_makes_any_load_stable() -> None:
    assert verdict(1.2).unstable
    assert not verdict(1.2, never_leave=0).unstable
    assert not verdict(1.2, never_leave=0.5).unstable
    assert verdict(2.5, never_leave=0.5).unstable
    assert not verdict(0.99).unstable


def test_one_team_is_as_loaded_as_its_load() -> None:
    assert bottleneck([20, 28], [[1], [1]], [50]) == pytest.approx(0.96)


def test_teams_that_share_no_stream_are_as_loaded_as_the_worse() -> None:
    assert bottleneck([9, 5], [[1, inf], [inf, 1]], [10, 10]) == pytest.approx(0.9)


def test_a_team_that_helps_takes_load_off_the_other() -> None:
    assert bottleneck([12, 4], [[1, 1], [inf, 1]], [10, 10]) == pytest.approx(0.8)


def test_slower_help_counts_as_slower() -> None:
    # rho = (12 - x) / 10 = (4 + 2 x) / 10, so x = 8 / 3
    assert bottleneck([12, 4], [[1, 2], [inf, 1]], [10, 10]) == pytest.approx((12 - 8 / 3) / 10)


def test_a_stream_that_nobody_takes_can_never_be_served() -> None:
    assert bottleneck([1, 1], [[1], [inf]], [10]) == inf
    assert bottleneck([1], [[1]], [0]) == inf
    assert bottleneck([1, 0], [[1], [inf]], [10]) == pytest.approx(0.1)


def test_a_table_of_the_wrong_size_is_refused() -> None:
    with pytest.raises(BadNumberError):
        bottleneck([1, 1], [[1]], [10])


@given(
    arrivals=st.lists(st.floats(0, 100), min_size=3, max_size=3),
    agents=st.lists(st.integers(1, 50), min_size=2, max_size=2),
)
def test_everybody_can_do_everything_is_the_best_case(
    arrivals: list[float], agents: list[int]
) -> None:
    pooled = bottleneck(arrivals, [[1, 1]] * 3, agents)
    split = bottleneck(arrivals, [[1, 1], [1, inf], [inf, 1]], agents)
    assert pooled == pytest.approx(sum(arrivals) / sum(agents), abs=1e-7)
    assert split >= pooled - 1e-7
