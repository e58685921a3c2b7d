"""The clock on the wall: days of 23, 24 and 25 hours, whose hours are neither lost nor doubled."""

from datetime import date

import pytest

from firstline.domain.time import HOUR
from firstline.plan import wall

BUDAPEST = "Europe/Budapest"
SPRING = date(2026, 3, 29)
AUTUMN = date(2026, 10, 25)


@pytest.mark.parametrize(
    ("day", "hours"), [(SPRING, [2, 21]), (AUTUMN, [3, 22]), (date(2026, 6, 9), [24])]
)
def test_a_day_is_as_long_as_it_really_is(day: date, hours: list[int]) -> None:
    parts = wall.stretches(BUDAPEST, day)
    assert [(part.end - part.begin) // HOUR for part in parts] == hours
    assert wall.is_even(BUDAPEST, day) == (hours == [24])


def test_the_clock_goes_on_where_it_was_put() -> None:
    before, after = wall.stretches(BUDAPEST, SPRING)
    assert (before.minute, before.last, after.minute, after.last) == (0, 120, 180, 1440)
    before, after = wall.stretches(BUDAPEST, AUTUMN)
    assert (before.minute, before.last, after.minute, after.last) == (0, 180, 120, 1440)
    assert before.end == after.begin


def test_an_hour_that_is_left_out_takes_no_time_and_one_that_comes_twice_takes_two() -> None:
    assert wall.length(BUDAPEST, SPRING, 120, 180) == 0
    assert wall.length(BUDAPEST, SPRING, 90, 210) == 60
    assert wall.length(BUDAPEST, AUTUMN, 120, 180) == 120
    assert wall.length(BUDAPEST, AUTUMN, 0, 1440) == 1500


def test_an_instant_is_found_by_what_the_clock_shows() -> None:
    at = wall.instant(BUDAPEST, date(2026, 6, 9), 14 * 60)
    assert wall.shown(BUDAPEST, at).isoformat() == "2026-06-09T14:00:00+02:00"
    assert wall.stretches(BUDAPEST, date(2026, 6, 9))[0].at(14 * 60) == at
    past_midnight = wall.instant(BUDAPEST, date(2026, 6, 9), 30 * 60)
    assert wall.shown(BUDAPEST, past_midnight).isoformat() == "2026-06-10T06:00:00+02:00"


def test_midnight_may_be_left_out_and_a_country_may_skip_a_day() -> None:
    beirut = wall.stretches("Asia/Beirut", date(2026, 3, 29))  # from 00:00 at once to 01:00
    assert sum(part.end - part.begin for part in beirut) == 23 * HOUR
    assert wall.length("Asia/Beirut", date(2026, 3, 29), 0, 60) == 0
    assert wall.stretches("Pacific/Apia", date(2011, 12, 30)) == ()
