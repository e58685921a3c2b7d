"""Mean waits under a priority: known values, limits, and the law of conservation."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstline.theory.erlang import erlang_c
from firstline.theory.priority import (
    Callers,
    accumulating,
    accumulating_single,
    cobham,
    kella_yechiali,
    mean_of_all,
)
from firstline.theory.stability import UnstableError

loads = st.lists(st.floats(0.01, 0.3), min_size=1, max_size=3)


def test_cobham_by_hand() -> None:
    # W0 = (0.2 x 2 + 0.5 x 1) / 2 = 0.45
    waits = cobham([Callers(0.2, 1, 1), Callers(0.5, 1, 0)])
    assert waits == pytest.approx([0.45 / 0.8, 0.45 / (0.8 * 0.3)])


def test_one_class_waits_as_pollaczek_and_khinchine_say() -> None:
    assert cobham([Callers(0.8, 1, 0)]) == pytest.approx([0.8 / (2 * 0.2)])


def test_many_agents_match_the_anchor_of_the_simulator() -> None:
    first, second = kella_yechiali([14.25, 33.25], handle=1, agents=50)
    assert first == pytest.approx(0.017597, abs=5e-7)
    assert second == pytest.approx(0.351941, abs=5e-7)


def test_one_agent_with_exponential_service_is_both_cobham_and_kella_yechiali() -> None:
    by_moments = cobham([Callers(0.3, 1, 1), Callers(0.5, 1, 1)])
    assert by_moments == pytest.approx(kella_yechiali([0.3, 0.5], 1, 1))


def test_equal_rates_of_priority_are_first_come_first_served() -> None:
    waits = accumulating([14, 33], 1, 50, rates=[2, 2])
    assert waits == pytest.approx([erlang_c(47, 1, 50).mean_wait] * 2)


def test_no_gain_by_waiting_is_strict_priority() -> None:
    strict = kella_yechiali([14, 33], 1, 50)
    assert accumulating([14, 33], 1, 50, rates=[1, 0]) == pytest.approx(strict)
    assert accumulating([14, 33], 1, 50, rates=[1, 1e-9]) == pytest.approx(strict, rel=1e-6)


def test_a_faster_gain_lies_between() -> None:
    even = erlang_c(47, 1, 50).mean_wait
    strict = kella_yechiali([14, 33], 1, 50)
    first, second = accumulating([14, 33], 1, 50, rates=[2, 1])
    assert strict[0] < first < even < second < strict[1]


def test_the_order_of_the_classes_does_not_matter() -> None:
    waits = accumulating([5, 10, 30], 1, 50, rates=[3, 2, 1])
    assert accumulating([30, 5, 10], 1, 50, rates=[1, 3, 2]) == pytest.approx(
        [waits[2], waits[0], waits[1]]
    )


@given(loads=loads, rates=st.lists(st.floats(0, 10), min_size=3, max_size=3))
def test_the_mean_wait_of_all_is_conserved(loads: list[float], rates: list[float]) -> None:
    agents = 10
    arrivals = [load * agents for load in loads]
    even = erlang_c(sum(arrivals), 1, agents).mean_wait
    strict = kella_yechiali(arrivals, 1, agents)
    gaining = accumulating(arrivals, 1, agents, rates[: len(loads)])
    assert mean_of_all(strict, arrivals) == pytest.approx(even)
    assert mean_of_all(gaining, arrivals) == pytest.approx(even)
    assert strict == sorted(strict)


@given(loads=loads, rates=st.lists(st.floats(0, 10), min_size=3, max_size=3))
def test_any_service_of_one_mean_conserves_too(loads: list[float], rates: list[float]) -> None:
    classes = [Callers(load, 1, 0.5) for load in loads]
    strict = cobham(classes)
    gaining = accumulating_single(classes, rates[: len(loads)])
    assert mean_of_all(strict, loads) == pytest.approx(mean_of_all(gaining, loads))


def test_too_much_is_unstable() -> None:
    with pytest.raises(UnstableError):
        cobham([Callers(0.5, 1, 1), Callers(0.5, 1, 1)])
    with pytest.raises(UnstableError):
        kella_yechiali([30, 20], 1, 50)
    with pytest.raises(UnstableError):
        accumulating([30, 20], 1, 50, [1, 1])
    with pytest.raises(UnstableError):
        accumulating_single([Callers(1, 1, 1)], [1])
