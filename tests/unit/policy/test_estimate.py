"""How long it will take."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from firstline.domain.time import HOUR, MINUTE, NEVER
from firstline.domain.wait import RANGES
from firstline.policy.estimate import (
    UNKNOWN,
    expected_wait,
    expected_wait_where_some_leave,
    head_of_line,
    last_to_enter_service,
    upper_wait,
    wait_range,
)


def test_the_mean_wait_is_every_caller_ahead_and_oneself_over_the_agents() -> None:
    assert expected_wait(5, 3, 4 * MINUTE) == 8 * MINUTE


def test_the_spread_grows_with_the_root_of_the_callers_ahead() -> None:
    assert upper_wait(3, 1, MINUTE) == 4 * MINUTE + 2 * MINUTE
    assert upper_wait(8, 3, MINUTE) == 3 * MINUTE + 1 * MINUTE


def test_where_callers_leave_every_step_forward_is_shorter_the_longer_the_line() -> None:
    # Two agents, a minute a call, a patience of a minute: 1/2 + 1/3 + 1/4 of a minute.
    expected = MINUTE // 2 + MINUTE // 3 + MINUTE // 4
    assert expected_wait_where_some_leave(2, 2, MINUTE, MINUTE) == expected


def test_where_nobody_leaves_it_is_the_same_estimate() -> None:
    told = expected_wait(7, 3, 4 * MINUTE)
    assert expected_wait_where_some_leave(7, 3, 4 * MINUTE, NEVER) == told
    assert told - expected_wait_where_some_leave(7, 3, 4 * MINUTE, 10**9 * MINUTE) <= 100


def test_the_wait_of_others_is_an_estimate_too() -> None:
    assert last_to_enter_service(3 * MINUTE, 5 * MINUTE) == 2 * MINUTE
    assert head_of_line(3 * MINUTE, 7 * MINUTE) == 4 * MINUTE


@given(
    ahead=st.integers(0, 300),
    agents=st.integers(1, 100),
    handle=st.integers(1, HOUR),
    patience=st.integers(0, HOUR),
)
def test_those_who_leave_never_make_the_wait_longer(
    ahead: int, agents: int, handle: int, patience: int
) -> None:
    with_leaving = expected_wait_where_some_leave(ahead, agents, handle, patience)
    assert 0 <= with_leaving <= expected_wait(ahead, agents, handle) + 1


def test_without_agents_nothing_is_said() -> None:
    assert expected_wait(0, 0, MINUTE) == NEVER
    assert upper_wait(0, 0, MINUTE) == NEVER
    assert wait_range(0, 0, MINUTE) == UNKNOWN
    assert expected_wait_where_some_leave(0, 0, MINUTE, MINUTE) == NEVER


def test_the_range_holds_the_mean_and_half_a_spread() -> None:
    assert wait_range(0, 7, 4 * MINUTE) == 0
    assert RANGES[wait_range(0, 1, 4 * MINUTE)] == (5 * MINUTE, 8 * MINUTE)


def test_the_ranges_leave_no_gap() -> None:
    assert RANGES[0][0] == 0
    assert RANGES[-1][1] == NEVER
    for (_, high), (low, _) in pairwise(RANGES):
        assert high == low


@given(ahead=st.integers(0, 10_000), agents=st.integers(1, 1000), handle=st.integers(1, HOUR))
def test_who_stands_further_back_is_never_told_less(ahead: int, agents: int, handle: int) -> None:
    nearer = wait_range(ahead, agents, handle)
    assert 0 <= nearer <= wait_range(ahead + 1, agents, handle) < len(RANGES)
    assert wait_range(ahead, agents + 1, handle) <= nearer
