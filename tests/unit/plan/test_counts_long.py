"""Counts with a row per interval: local times, offsets, and what the clock does to them."""

import pytest

from firstline.plan.counts import count

BUDAPEST = "Europe/Budapest"


def rows(*lines: str) -> str:
    return "\n".join(["start,calls", *lines])


def said(*lines: str) -> list[str]:
    return [f"{it.line}: {it.what}" for it in count(rows(*lines), BUDAPEST)[1]]


def sunday(*lines: str) -> dict[int, float]:
    """Return the rates of Sundays, by minute."""
    found, problems = count(rows(*lines), BUDAPEST)
    assert problems == ()
    assert found is not None
    return dict(found.week[6])


def test_a_local_hour_that_comes_twice_may_be_given_twice_or_in_one() -> None:
    around = ["2026-10-25 01:00,5", "2026-10-25 03:00,4"]
    twice = sunday(*around, "2026-10-25 02:00,4", "2026-10-25 02:00,6")
    once = sunday(*around, "2026-10-25 02:00,10")
    assert twice == once
    assert once[120] == 5


def test_offsets_tell_the_two_hours_apart() -> None:
    lines = [
        "2026-10-25T01:00+02:00,1",
        "2026-10-25T02:00+02:00,4",
        "2026-10-25T02:00+01:00,6",
        "2026-10-25T02:00Z,4",
    ]
    assert sunday(*lines)[120] == 5
    assert said(*lines[:2], lines[3]) == ["2: 2026-10-25 02:00 is missing"]


def test_a_third_time_is_a_duplicate() -> None:
    lines = ["2026-10-25 02:00,4", "2026-10-25 02:00,6", "2026-10-25 02:00,1", "2026-10-25 03:00,1"]
    assert said(*lines) == ["4: 2026-10-25 02:00 is given twice, first on line 3"]


def test_an_hour_that_the_clock_leaves_out_need_not_be_there() -> None:
    lines = ["2026-03-29 01:00,1", "2026-03-29 03:00,3"]
    week = ["2026-04-05 01:00,1", "2026-04-05 02:00,2", "2026-04-05 03:00,3"]
    assert sunday(*lines, *week)[120] == 2
    assert sunday(*lines, "2026-03-29 02:00,0", *week)[120] == 2
    assert said(*lines, "2026-03-29 02:00,1", *week) == [
        "4: 2026-03-29 02:00 never was in Europe/Budapest: the clock was put forward"
    ]


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("2026-06-08 09:00,1", "4: 2026-06-08 09:00 is given twice, first on line 3"),
        ("2026-06-08 09:20,1", "4: 09:20 is not where an interval of 60 min begins"),
        ("2026-06-08 10:00", "4: there are 1 values, not two"),
        ("8 o'clock,1", "4: “8 o'clock” is not a date and time, in whole minutes"),
        ("2026-06-08 10:00:30,1", "4: “2026-06-08 10:00:30” is not a date and time"),
        ("2026-06-08 10:00,-1", "4: -1 calls are fewer than none"),
        ("2026-06-15 08:00,1", "4: 2026-06-15 09:00 is missing"),
        ("2026-06-22 08:00,1", "4: 2026-06-15 is missing before this line"),
    ],
)
def test_a_slip_has_its_line(line: str, fault: str) -> None:
    more = ["2026-06-08 10:00,1", "2026-06-08 11:00,1"] if "09:20" in line else []
    found = said("2026-06-08 08:00,1", "2026-06-08 09:00,2", line, *more)
    assert any(it.startswith(fault) for it in found)


def test_one_interval_a_day_says_nothing_about_its_length() -> None:
    assert said("2026-06-08 08:00,1", "2026-06-09 08:00,1") == [
        "1: there are fewer than two intervals a day"
    ]
    assert said() == ["1: there are fewer than two intervals a day"]
