"""Opening hours: impossible ones are faults, the others make a week."""

from datetime import UTC, datetime

import pytest

from firstline.domain.time import Instant
from firstline.plan.opening import public_holidays, week
from kit.plans import faults, plan


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        ('{moon: "08:00-20:00"}', "“moon” is neither a day nor days of the week."),
        ('{mon-fri: "08:00-20:00", wed: "09:00-10:00"}', "wed is in “mon-fri” and in “wed”."),
        ('{mon: "20:00-08:00"}', "“20:00-08:00” ends before it begins."),
        ('{mon: ["08:00-12:00", "11:00-13:00"]}', "these hours overlap."),
        ('{mon: "08:00-20:00", holidays: XX}', "there are no public holidays for “XX”."),
        ('{mon: "08:00-20:00", holidays: DE-XX}', "“DE” has no part “XX”."),
        ("{holidays: HU}", "the hotline is never open."),
        ("{mon: closed}", "the hotline is never open."),
        ('{mon: "08:00-20:00", closed: 24.12.2026}', "“24.12.2026” is not a date."),
        (
            '{mon: "08:00-20:00", closed: 2026-12-24, special: {2026-12-24: "08:00-09:00"}}',
            "2026-12-24 is also in “closed”.",
        ),
    ],
)
def test_impossible_hours_are_faults(written: str, fault: str) -> None:
    found = faults(open=written)
    assert len(found) == 1
    assert found[0].startswith(fault)


def at(year: int, month: int, day: int, hour: int, minute: int = 0) -> Instant:
    moment = datetime(year, month, day, hour, minute, tzinfo=UTC)
    return round(moment.timestamp()) * 1_000_000


def test_a_week_is_open_when_the_plan_says_so() -> None:
    made = week(
        plan(
            timezone="Europe/Budapest",
            open='{mon-fri: "08:00-20:00", sat: ["09:00-12:00", "13:00-14:00"], holidays: HU, '
            'closed: 2026-11-23, special: {2026-11-22: "10:00-11:00"}}',
        )
    )
    assert made.is_open(at(2026, 11, 20, 7))  # Friday, 8 o'clock in Budapest
    assert not made.is_open(at(2026, 11, 20, 6, 59))
    assert not made.is_open(at(2026, 11, 20, 19))
    assert made.is_open(at(2026, 11, 21, 8, 30))
    assert not made.is_open(at(2026, 11, 21, 11, 30))
    assert made.is_open(at(2026, 11, 22, 9, 30))  # a Sunday with hours of its own
    assert not made.is_open(at(2026, 11, 23, 10))  # closed
    assert not made.is_open(at(2026, 10, 23, 10))  # a public holiday in Hungary


def test_without_hours_the_hotline_never_closes() -> None:
    assert week(plan()).is_open(at(2026, 12, 25, 3))


def test_public_holidays_reach_years_ahead() -> None:
    days = public_holidays("HU")
    assert {day.year for day in days} == set(range(2020, 2061))
