"""Whole microseconds."""

from hypothesis import given
from hypothesis import strategies as st

from firstline.domain.time import DAY, HOUR, MINUTE, NEVER, SECOND, in_seconds, seconds


def test_the_units_belong_together() -> None:
    assert (DAY, HOUR, MINUTE) == (24 * HOUR, 60 * MINUTE, 60 * SECOND)
    assert seconds(1) == SECOND


def test_never_is_later_than_any_wait_from_any_instant_and_still_a_machine_word() -> None:
    year_2200 = 230 * 366 * DAY
    assert year_2200 < NEVER < NEVER + year_2200 < 2**63


@given(st.integers(0, 10**15))
def test_seconds_and_back_is_the_same(length: int) -> None:
    assert seconds(in_seconds(length)) == length
