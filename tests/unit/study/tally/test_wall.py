"""The clock on the wall: intervals of the week, over changes of the clock too."""

from datetime import datetime
from zoneinfo import ZoneInfo

import numpy as np

from firstline.domain.time import DAY, HOUR, MINUTE
from firstline.study.tally.wall import Wall

HALF = 30 * int(MINUTE)
BUDAPEST = "Europe/Budapest"


def instant(text: str, zone: str = BUDAPEST) -> int:
    return round(datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).timestamp()) * 10**6


def intervals(wall: Wall, *texts: str) -> list[int]:
    found: list[int] = wall.intervals(np.array([instant(text) for text in texts])).tolist()
    return found


def test_a_week_has_336_half_hours_from_mondays_midnight_on() -> None:
    begin = instant("2026-01-05 00:00")
    wall = Wall(begin, begin + 7 * int(DAY), BUDAPEST, HALF)
    assert intervals(wall, "2026-01-05 00:00", "2026-01-05 00:29:59") == [0, 0]
    assert intervals(wall, "2026-01-06 14:30", "2026-01-11 23:59") == [77, 335]


def test_a_span_may_begin_on_any_day() -> None:
    begin = instant("2026-01-08 00:00")
    wall = Wall(begin, begin + 2 * int(DAY), BUDAPEST, HALF)
    assert intervals(wall, "2026-01-08 00:10") == [3 * 48]
    assert wall.dates() == {"thu": "2026-01-08", "fri": "2026-01-09"}


def test_what_is_later_than_the_span_counts_in_its_last_interval() -> None:
    begin = instant("2026-01-05 00:00")
    wall = Wall(begin, begin + int(DAY), BUDAPEST, HALF)
    assert intervals(wall, "2026-01-06 00:20") == [47]


def test_when_the_clock_goes_forward_an_hour_of_the_wall_is_missing() -> None:
    begin = instant("2026-03-29 00:00")
    wall = Wall(begin, begin + 23 * int(HOUR), BUDAPEST, HALF)
    sunday = 6 * 48
    assert intervals(wall, "2026-03-29 01:59", "2026-03-29 03:00") == [sunday + 3, sunday + 6]
    assert wall.dates() == {"sun": "2026-03-29"}


def test_when_the_clock_goes_back_an_hour_of_the_wall_comes_twice() -> None:
    begin = instant("2026-10-25 00:00")
    wall = Wall(begin, begin + 25 * int(HOUR), BUDAPEST, HALF)
    twice = begin + 2 * int(HOUR) + np.array([0, int(HOUR)])
    assert wall.intervals(twice).tolist() == [6 * 48 + 4] * 2
    assert intervals(wall, "2026-10-25 23:59") == [6 * 48 + 47]
