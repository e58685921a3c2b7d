"""Numbers with their unit, their interval and no digit too many, in both languages."""

import doctest

import pytest

from firstline.analysis.metric import Unit
from firstline.study.page import numbers as page_numbers
from firstline.study.page.numbers import (
    TIED,
    difference_of,
    length_of,
    number,
    shown,
    time_of_day,
    value_of,
)
from firstline.study.results import Estimate

SECOND = 1_000_000.0


def read(text: str) -> str:
    return text.replace(TIED, " ").replace("\N{NARROW NO-BREAK SPACE}", " ")


def test_the_examples_hold() -> None:
    assert doctest.testmod(page_numbers).failed == 0


@pytest.mark.parametrize(
    ("value", "half", "unit", "said"),
    [
        (1_234_567.0, 3_456.0, Unit.COUNT, "1,234,567 ± 3,456"),
        (0.8301, 0.0042, Unit.SHARE, "83.0 ± 0.4 %"),
        (12.34, 0.12, Unit.COUNT, "12.34 ± 0.12"),
        (12.34, 0.36, Unit.COUNT, "12.3 ± 0.4"),
        (12.34 * SECOND, 0.36 * SECOND, Unit.DURATION, "12.3 ± 0.4 s"),
        (672 * SECOND, 48 * SECOND, Unit.DURATION, "11.2 ± 0.8 min"),
        (36_000 * SECOND, 3_600 * SECOND, Unit.DURATION, "10.0 ± 1.0 h"),
        (5 * SECOND, None, Unit.DURATION, "5 s"),
        (0.0, 0.0, Unit.COUNT, "0"),
        (-0.2, 3.0, Unit.COUNT, "0 ± 3"),
        (None, None, Unit.COUNT, "–"),
    ],
)
def test_a_figure_is_told_as_exactly_as_it_is_known(
    value: float | None, half: float | None, unit: Unit, said: str
) -> None:
    assert read(shown(Estimate(value, half), unit, "en")) == said


def test_hungarian_has_a_comma_and_its_own_units() -> None:
    assert read(shown(Estimate(1.5 * 60 * SECOND * 2, 6 * SECOND), Unit.DURATION, "hu")) == (
        "3,00 ± 0,10 perc"
    )
    assert read(value_of(12_345.0, Unit.COUNT, "hu")) == "12 345"


def test_a_figure_is_never_broken_over_two_lines() -> None:
    assert " " not in shown(Estimate(672 * SECOND, 48 * SECOND), Unit.DURATION, "en")


def test_a_difference_has_its_sign_and_a_share_its_points() -> None:
    assert read(difference_of(Estimate(0.02, 0.003), Unit.SHARE, "en")) == "+2.0 ± 0.3 pp"
    assert read(difference_of(Estimate(-0.02, 0.003), Unit.SHARE, "hu")) == "−2,0 ± 0,3 %-pont"
    assert read(difference_of(Estimate(0.0, 0.0), Unit.COUNT, "en")) == "0"


def test_a_time_of_day_goes_to_midnight() -> None:
    assert time_of_day(0) == "0:00"
    assert time_of_day(24 * 3_600_000_000) == "24:00"


def test_a_length_that_was_asked_for_is_told_as_it_was() -> None:
    assert length_of(20_000_000, "en") == "20 s"
    assert length_of(20_000_000, "hu") == "20 mp"


def test_zero_has_no_minus() -> None:
    assert number(-0.001, 1, "en") == "0.0"
