"""The times of a demand: days, times of day, shifts past midnight, weekly moments."""

from datetime import datetime

import pytest
from pydantic_core import PydanticCustomError

from firstline.plan.demand_times import Weekly, read_time, read_weekdays, read_when, read_work


def test_shifts_may_go_past_midnight() -> None:
    assert read_work("08:00-16:00") == (480, 960)
    assert read_work("22:00-06:00") == (1320, 1800)
    assert read_work("16:00-24:00") == (960, 1440)


def test_days_of_the_week_are_a_text_or_a_list() -> None:
    assert read_weekdays("mon-fri") == (0, 1, 2, 3, 4)
    assert read_weekdays(["sat", "sun"]) == (5, 6)
    assert read_weekdays("sat,sun") == (5, 6)


def test_a_moment_is_weekly_or_of_the_calendar() -> None:
    assert read_when("tue 14:00") == Weekly(1, 840)
    assert read_when("Tuesday 14:00") == Weekly(1, 840)
    assert read_when("2026-06-09 14:00") == datetime(2026, 6, 9, 14)  # noqa: DTZ001


@pytest.mark.parametrize("written", ["tue", "14:00", "someday 14:00", "9 June", "", None])
def test_what_is_no_moment_is_refused(written: object) -> None:
    with pytest.raises(PydanticCustomError):
        read_when(written)


@pytest.mark.parametrize("written", ["8", "24:00", "08:60", "-1:00", "", None, []])
def test_what_is_no_time_of_day_is_refused(written: object) -> None:
    with pytest.raises(PydanticCustomError):
        read_time(written)


@pytest.mark.parametrize("written", ["8-16", "24:00-25:00", "08:00-16:60", "", None, []])
def test_what_are_no_working_hours_is_refused(written: object) -> None:
    with pytest.raises(PydanticCustomError):
        read_work(written)


@pytest.mark.parametrize("written", ["moon", "fri-mon", "", None, [], ["mon"] * 8, {"mon": 1}])
def test_what_are_no_days_is_refused(written: object) -> None:
    with pytest.raises(PydanticCustomError):
        read_weekdays(written)
