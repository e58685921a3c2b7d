"""Counts with a row per day: every slip has its line and column."""

import pytest

from firstline.plan.counts import count

BUDAPEST = "Europe/Budapest"
HEADER = "date,01:00,02:00,03:00\n"


def said(text: str) -> list[str]:
    """Return what is wrong, with line and column."""
    return [f"{it.line}:{it.column} {it.what}" for it in count(text, BUDAPEST)[1]]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (HEADER + "2026-06-01,1,,3\n", "2:14 there is no count"),
        (HEADER + "2026-06-01,1,-2,3\n", "2:14 -2 calls are fewer than none"),
        (HEADER + "2026-06-01,1,2.5,3\n", "2:14 2.5 is not a whole number of calls"),
        (HEADER + "2026-06-01,1,x,3\n", "2:14 “x” is not a number of calls"),
        (HEADER + "2026-06-01,1,99999999,3\n", "2:14 99999999 calls are too many"),
        (HEADER + "2026-06-01,1,2\n", "2:1 there are 2 counts, but 3 intervals in the header"),
        (HEADER + "1.6.2026,1,2,3\n", "2:1 “1.6.2026” is not a date"),
        (
            HEADER + "2026-06-01,1,2,3\n2026-06-01,1,2,3\n",
            "3:1 2026-06-01 is given twice, first on line 2",
        ),
        (
            HEADER + "".join(f"2026-06-{day:02},1,2,3\n" for day in (1, 2, 8)) + "2026-06-16,1,2,3",
            "5:1 2026-06-09 and 1 more are missing before this line",
        ),
        ("date,01:00,02:00,02:30\n", "1:18 02:00 is followed by 02:30"),
        ("date,01:00,1 pm\n", "1:12 “1 pm” is not the time at which an interval begins"),
        ("date,01:00\n", "1:1 there are fewer than two intervals a day"),
        (HEADER, "1:1 there are no counts"),
    ],
)
def test_a_slip_has_its_place(text: str, fault: str) -> None:
    assert fault in said(text)


def test_all_slips_are_found_at_once() -> None:
    assert len(said(HEADER + "2026-06-01,x,-2,3.5\n2026-06-02,1,,3\nyesterday,1,2,3\n")) == 5


def test_a_weekday_that_never_occurs_is_no_gap() -> None:
    rows = "".join(f"2026-06-{day:02},1,2,3\n" for day in (1, 2, 3, 4, 5, 8, 9, 10, 11, 12))
    found, problems = count(HEADER + rows, BUDAPEST)
    assert problems == ()
    assert found is not None
    assert [bool(steps) for steps in found.week] == [True] * 5 + [False] * 2


@pytest.mark.parametrize("cell", ["", "0"])
def test_an_hour_that_the_clock_leaves_out_is_no_gap_and_lowers_no_mean(cell: str) -> None:
    text = HEADER + f"2026-03-29,4,{cell},4\n2026-04-05,4,8,4\n"
    found, problems = count(text, BUDAPEST)
    assert problems == ()
    assert found is not None
    assert dict(found.week[6])[120] == 8


def test_calls_in_an_hour_that_never_was_are_a_fault() -> None:
    assert said(HEADER + "2026-03-29,4,7,4\n") == [
        "2:14 2026-03-29 02:00 never was in Europe/Budapest: the clock was put forward"
    ]


def test_an_hour_that_the_clock_shows_twice_counts_as_two() -> None:
    found, _ = count(HEADER + "2026-10-25,4,16,4\n2026-11-01,4,8,4\n", BUDAPEST)
    assert found is not None
    assert dict(found.week[6])[120] == 8
