"""Means of counts: calls by the time in which they were counted."""

from datetime import date

from firstline.plan.counts_tally import Tally

MONDAY = date(2026, 6, 8)


def test_a_mean_is_calls_an_hour_over_all_days_of_the_same_name() -> None:
    tally = Tally("UTC", slot=30)
    tally.dates = {MONDAY: 2, date(2026, 6, 15): 3}
    tally.add(MONDAY, 480, 4)
    tally.add(date(2026, 6, 15), 480, 8)
    counted = tally.counted()
    assert counted.week[0] == ((0, 0.0), (480, 12.0), (510, 0.0))
    assert (counted.first, counted.last, counted.calls) == (MONDAY, date(2026, 6, 15), 12)


def test_gaps_are_dates_of_weekdays_that_occur() -> None:
    tally = Tally("UTC", slot=30)
    tally.dates = {MONDAY: 2, date(2026, 6, 9): 3, date(2026, 6, 22): 4}
    assert [day.day for day, _ in tally.missing_dates()] == [15, 16]
    assert {following.day for _, following in tally.missing_dates()} == {22}
