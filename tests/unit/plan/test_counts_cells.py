"""Cells of a file of counts: where they are, and how many days there may be."""

from datetime import date, timedelta

from firstline.plan import limits
from firstline.plan.counts_cells import begin_day, column_of, count_in
from firstline.plan.counts_tally import Tally


def test_columns_count_characters_from_one() -> None:
    assert [column_of(["2026-06-01", "12", "3"], number) for number in range(3)] == [1, 12, 15]


def test_a_count_is_digits_only() -> None:
    tally = Tally("UTC")
    assert count_in(tally, (2, ["", " 12 "]), 1) == 12
    assert count_in(tally, (2, ["", "1e3"]), 1) is None
    assert [problem.what for problem in tally.problems] == ["“1e3” is not a number of calls"]


def test_there_is_a_limit_to_the_days() -> None:
    tally = Tally("UTC")
    days = (date(2000, 1, 1) + timedelta(days=number) for number in range(limits.COUNTED_DAYS + 1))
    taken = [begin_day(tally, line, day) for line, day in enumerate(days)]
    assert taken == [True] * limits.COUNTED_DAYS + [False]
    assert tally.problems[0].what == "there are more than 4,000 days"
