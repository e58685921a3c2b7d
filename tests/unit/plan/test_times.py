"""The times of a plan: what can be written, and what is refused with a remedy."""

from collections.abc import Callable
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from firstline.domain.time import NEVER
from firstline.plan.times import (
    OpenSpan,
    read_date,
    read_days,
    read_hours,
    read_length,
    read_length_or_never,
    read_moment,
    read_timezone,
    say_length,
)


@pytest.mark.parametrize(
    ("written", "microseconds"),
    [
        ("20 s", 20_000_000),
        ("20s", 20_000_000),
        ("0.5 s", 500_000),
        ("250 ms", 250_000),
        ("5 min", 300_000_000),
        ("1 h 30 min", 5_400_000_000),
        ("2 days", 172_800_000_000),
        ("  1   minute ", 60_000_000),
    ],
)
def test_a_length_is_a_number_with_its_unit(written: str, microseconds: int) -> None:
    assert read_length(written) == microseconds


@pytest.mark.parametrize(
    "written", ["soon", "", "-5 s", "5 parsecs", "s 5", "5 s 5", "never", None, ["5 s"], "9" * 90]
)
def test_what_is_not_a_length_is_refused(written: object) -> None:
    with pytest.raises(PydanticCustomError):
        read_length(written)


def test_a_plain_number_is_refused_with_units_to_choose_from() -> None:
    with pytest.raises(PydanticCustomError) as refused:
        read_length("20")
    assert (refused.value.context or {})["remedy"] == "Write the unit: “20 s” or “20 min”."


def test_no_length_is_longer_than_a_century() -> None:
    with pytest.raises(PydanticCustomError, match="100 years"):
        read_length("999999999 d")


def test_never_is_a_length_where_it_may_be() -> None:
    assert read_length_or_never("never") == NEVER
    assert read_length_or_never("1 s") == 1_000_000
    assert say_length(NEVER) == "never"


@given(st.integers(0, 3_000_000_000).map(lambda ms: ms * 1_000))
def test_a_length_is_said_as_it_may_be_written(length: int) -> None:
    assert read_length(say_length(length)) == length


def test_hours_are_parts_of_a_day_in_order() -> None:
    assert read_hours("08:00-20:00") == (OpenSpan(480, 1200),)
    assert read_hours(["13:00 - 17:00", "8:00–12:00"]) == (OpenSpan(480, 720), OpenSpan(780, 1020))
    assert read_hours("closed") == ()
    assert read_hours("always") == (OpenSpan(0, 1440),)


@pytest.mark.parametrize(
    "written", ["20:00-08:00", "08:00-08:00", "8-20", "08:61-09:00", "23:00-25:00", None]
)
def test_impossible_hours_are_refused(written: object) -> None:
    with pytest.raises(PydanticCustomError):
        read_hours(written)


@pytest.mark.parametrize(
    ("written", "days"),
    [
        ("mon", [0]),
        ("Monday", [0]),
        ("mon-fri", [0, 1, 2, 3, 4]),
        ("sat, sun", [5, 6]),
        ("mon-tue,sun", [0, 1, 6]),
        ("fri-mon", None),
        ("mon-tue-wed", None),
        ("someday", None),
        ("", None),
    ],
)
def test_days_of_the_week_can_be_ranges_and_lists(written: str, days: list[int] | None) -> None:
    assert read_days(written) == days


def test_dates_and_moments_are_read() -> None:
    assert read_date("2026-12-24") == date(2026, 12, 24)
    assert read_moment("2026-12-24 18:00") == datetime(2026, 12, 24, 18)  # noqa: DTZ001 - local


@pytest.mark.parametrize("read", [read_date, read_moment])
@pytest.mark.parametrize("written", ["24.12.2026", "2026-13-01", "", None, []])
def test_what_is_no_date_is_refused(read: Callable[[object], object], written: object) -> None:
    with pytest.raises(PydanticCustomError):
        read(written)


def test_a_timezone_is_known_or_the_nearest_is_suggested() -> None:
    assert read_timezone("Europe/Budapest") == "Europe/Budapest"
    with pytest.raises(PydanticCustomError) as refused:
        read_timezone("Europe/Budapset")
    assert (refused.value.context or {})["remedy"] == "Did you mean “Europe/Budapest”?"
