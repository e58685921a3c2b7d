"""Opening hours by the clock on the wall, over holidays and changes of the clock."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstline.domain.week import Span, Week, always_open

ZONE = "Europe/Budapest"


def at(text: str, fold: int = 0) -> int:
    """Return the instant of a local time; *fold* 1 is the second of an hour shown twice."""
    local = datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(ZONE), fold=fold)
    return round(local.astimezone(UTC).timestamp()) * 1_000_000


def office_hours(**exceptions: list[Span]) -> Week:
    days = [[Span(480, 720), Span(780, 1020)]] * 5 + [[], []]
    return Week(ZONE, days, {day.replace("_", "-")[1:]: how for day, how in exceptions.items()})


@pytest.mark.parametrize(
    ("moment", "is_open"),
    [
        ("2026-01-05T07:59:59", False),
        ("2026-01-05T08:00:00", True),
        ("2026-01-05T11:59:59", True),
        ("2026-01-05T12:00:00", False),
        ("2026-01-05T13:00:00", True),
        ("2026-01-05T17:00:00", False),
        ("2026-01-10T10:00:00", False),
    ],
)
def test_hours_are_those_of_the_day(moment: str, is_open: bool) -> None:
    assert office_hours().is_open(at(moment)) is is_open


def test_a_holiday_and_a_special_day_go_by_their_own_hours() -> None:
    week = office_hours(_2026_01_05=[], _2026_01_10=[Span(540, 600)])
    assert not week.is_open(at("2026-01-05T10:00"))
    assert week.is_open(at("2026-01-06T10:00"))
    assert week.is_open(at("2026-01-10T09:30"))


def test_hours_stay_those_of_the_wall_when_the_clock_changes() -> None:
    week = Week(ZONE, [[Span(480, 1200)]] * 7, {})
    for day in ("2026-03-28", "2026-03-29", "2026-10-24", "2026-10-25"):
        assert not week.is_open(at(f"{day}T07:59"))
        assert week.is_open(at(f"{day}T08:00"))
        assert week.is_open(at(f"{day}T19:59"))
        assert not week.is_open(at(f"{day}T20:00"))


def test_whoever_closes_in_the_hour_that_comes_twice_closes_once() -> None:
    week = Week(ZONE, [[Span(0, 150)]] * 7, {})
    assert week.is_open(at("2026-10-25T02:15"))
    assert not week.is_open(at("2026-10-25T02:45"))
    assert not week.is_open(at("2026-10-25T02:15", fold=1))


def test_always_is_always() -> None:
    week = always_open(ZONE)
    assert week.is_open(at("2026-03-29T03:00"))
    assert week.is_open(at("2026-12-31T23:59:59"))


spans = st.lists(st.integers(0, 96), min_size=0, max_size=4, unique=True).map(
    lambda quarters: [
        Span(15 * a, 15 * b)
        for a, b in zip(sorted(quarters)[::2], sorted(quarters)[1::2], strict=False)
    ]
)
moments = st.integers(0, 400 * 24 * 12).map(
    lambda steps: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=5 * steps)
)


@given(days=st.lists(spans, min_size=7, max_size=7), asked=st.lists(moments, max_size=8))
def test_an_answer_does_not_depend_on_what_was_asked_before(
    days: list[list[Span]], asked: list[datetime]
) -> None:
    week = Week(ZONE, days, {})
    for moment in asked:
        instant = round(moment.timestamp()) * 1_000_000
        assert week.is_open(instant) is Week(ZONE, days, {}).is_open(instant)


@given(days=st.lists(spans, min_size=7, max_size=7), moment=moments)
def test_on_a_usual_day_the_wall_clock_decides(days: list[list[Span]], moment: datetime) -> None:
    local = moment.astimezone(ZoneInfo(ZONE))
    if (local.month, local.day) in {(3, 29), (10, 25)}:
        return
    minute = local.hour * 60 + local.minute
    expected = any(span.start <= minute < span.end for span in days[local.weekday()])
    assert Week(ZONE, days, {}).is_open(round(moment.timestamp()) * 1_000_000) is expected
