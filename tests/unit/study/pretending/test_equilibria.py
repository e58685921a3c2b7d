"""Shares of pretenders at rest."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstline.study.pretending.equilibria import Gain, equilibria
from firstline.theory.pretending import game

SHARES = [n / 20 for n in range(21)]


def curve(*gains: float, half: float = 0.0) -> list[Gain]:
    last = len(gains) - 1
    return [Gain(n / last, seconds, half) for n, seconds in enumerate(gains)]


def test_where_it_never_pays_nobody_pretends() -> None:
    (rest,) = equilibria(curve(-5, -1, 3), cost=10)
    assert (rest.share, rest.is_stable) == (0, True)


def test_where_it_always_pays_everybody_does() -> None:
    (rest,) = equilibria(curve(15, 20, 30), cost=10)
    assert (rest.share, rest.is_stable) == (1, True)


def test_where_it_pays_more_the_more_do_it_there_are_two_stable_ends_and_a_brink() -> None:
    nobody, brink, everybody = equilibria(curve(0, 20), cost=10)
    assert [nobody.share, brink.share, everybody.share] == [0, 0.5, 1]
    assert [nobody.is_stable, brink.is_stable, everybody.is_stable] == [True, False, True]


def test_where_it_pays_less_the_more_do_it_some_do() -> None:
    (rest,) = equilibria(curve(30, 10, 0), cost=15)
    assert rest.share == pytest.approx(0.375)
    assert rest.is_stable


def test_the_interval_of_the_curve_is_that_of_the_share() -> None:
    (rest,) = equilibria(curve(30, 0, half=3), cost=15)
    assert (rest.low, rest.share, rest.high) == pytest.approx((0.4, 0.5, 0.6))
    assert rest.is_sure


def test_a_crossing_that_chance_may_have_made_is_not_sure() -> None:
    for rest in equilibria(curve(9, 11, half=3), cost=10):
        assert not rest.is_sure
    (low, *_) = equilibria(curve(9, 11, half=3), cost=10)
    assert low.low == low.high == 0


def test_on_the_textbook_curve_they_are_those_of_theory() -> None:
    hotline = game(prospects=10, customers=35, handle=1, agents=50)
    gains = [Gain(share, hotline.gain(share)) for share in SHARES]
    for cost in (0.0, (gains[0].seconds + gains[-1].seconds) / 2, 2 * gains[-1].seconds):
        found, exact = equilibria(gains, cost), hotline.equilibria(cost)
        assert [rest.share for rest in found] == pytest.approx(
            [rest.share for rest in exact], abs=0.01
        )
        assert [rest.is_stable for rest in found] == [rest.stable for rest in exact]


@given(st.lists(st.floats(-100, 100), min_size=2, max_size=12), st.floats(-100, 100))
def test_there_is_always_a_stable_one_and_brinks_lie_between(
    gains: list[float], cost: float
) -> None:
    found = equilibria(curve(*gains), cost)
    assert sum(rest.is_stable for rest in found) == sum(not rest.is_stable for rest in found) + 1
    stabilities = [rest.is_stable for rest in found]
    assert stabilities == [n % 2 == 0 for n in range(len(found))]
    assert [rest.share for rest in found] == sorted(rest.share for rest in found)
