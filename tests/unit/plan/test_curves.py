"""Curves: whatever their weights, a day brings as many calls as the plan says."""

import pytest

from firstline.plan.curves import BUILT_IN, calls, per_hour


@pytest.mark.parametrize("name", BUILT_IN)
def test_a_built_in_curve_makes_the_calls_of_a_day(name: str) -> None:
    steps = per_hour(BUILT_IN[name], 2400)
    assert calls(steps) == pytest.approx(2400)
    assert min(rate for _, rate in steps) >= 0


def test_before_the_first_time_of_a_curve_nobody_calls() -> None:
    assert per_hour({480: 3.0, 720: 0.0}, 240) == ((0, 0.0), (480, 60.0), (720, 0.0))


def test_a_bank_is_busiest_at_ten_and_an_office_is_closed_at_night() -> None:
    bank = per_hour(BUILT_IN["bank-day"], 1)
    assert max(bank, key=lambda step: step[1])[0] == 600
    assert per_hour(BUILT_IN["office-day"], 1)[0] == (0, 0.0)


def test_nobody_calls_where_all_weights_are_nothing() -> None:
    assert calls(per_hour({480: 0.0}, 100)) == 0
