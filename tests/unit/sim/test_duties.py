"""Who is at work when: shifts by the clock on the wall, breaks, nights, and who stays away."""

from datetime import date

from firstline.domain.time import HOUR, MINUTE
from firstline.plan.build import build
from firstline.plan.model import Plan
from firstline.sim.duties import Days, duties
from firstline.sim.kernel.population import ARRIVE, GO_ON, LEAVE, PAUSE, Duty
from firstline.sim.staffed import staffed
from kit.plans import plan

MONDAY = date(2026, 6, 8)
BUDAPEST = "Europe/Budapest"


def made(staff: str) -> Plan:
    demand = f"{{sales: {{per_day: 5}}, staff: {{all: {staff}}}}}"
    return staffed(plan(timezone=BUDAPEST, demand=demand))


def worked(made: Plan, first: date = MONDAY, count: int = 1, seed: int = 1) -> list[Duty]:
    return duties(made, build(made, {}), Days(BUDAPEST, first, count, seed))


def hours(duty: Duty, first: date = MONDAY) -> list[tuple[float, int]]:
    """Return what is done when, in hours from the first midnight."""
    begin = Days(BUDAPEST, first, 1, 0).begin
    return [((at - begin) / int(HOUR), what) for at, what in zip(duty.at, duty.what, strict=True)]


def test_without_shifts_everybody_is_there_from_the_first_midnight_for_good() -> None:
    for staff in ("{agents: 2}", "{agents: 2, shifts: []}"):
        assert [hours(duty) for duty in worked(made(staff))] == [[(0, ARRIVE)]] * 2


def test_agents_beyond_the_number_are_never_there() -> None:
    teams = "{all: {takes: [sales, service], agents: [anna, bence, csilla]}}"
    small = plan(teams=teams, demand="{sales: {per_day: 5}, staff: {all: {agents: 2}}}")
    found = duties(small, build(small, {}), Days("UTC", MONDAY, 1, 1))
    assert [duty.seat for duty in found] == [0, 1]


def test_a_shift_has_its_breaks() -> None:
    (duty,) = worked(
        made('{shifts: [{agents: 1, days: mon, hours: "08:00-16:00", breaks: "12:00-12:30"}]}')
    )
    assert hours(duty)[:4] == [(8, ARRIVE), (12, PAUSE), (12.5, GO_ON), (16, LEAVE)]


def test_a_night_that_began_before_goes_on_at_the_first_midnight() -> None:
    night = '{shifts: [{agents: 1, hours: "22:00-06:00", breaks: ["23:00-23:30", "23:45-00:15"]}]}'
    (duty,) = worked(made(night))
    assert hours(duty)[:5] == [(0, ARRIVE), (0, PAUSE), (0.25, GO_ON), (6, LEAVE), (22, ARRIVE)]


def test_shifts_that_follow_each_other_at_once_are_one() -> None:
    (duty,) = worked(
        made(
            '{shifts: [{agents: 1, days: mon, hours: "16:00-24:00"}, '
            '{agents: 1, days: tue, hours: "00:00-08:00"}]}'
        )
    )
    assert hours(duty)[:3] == [(16, ARRIVE), (32, LEAVE), (184, ARRIVE)]


def test_who_waits_at_the_end_is_served_by_the_next_weeks_shifts() -> None:
    (duty,) = worked(made('{shifts: [{agents: 1, hours: "08:00-16:00"}]}'), count=2)
    assert [at for at, what in hours(duty) if what == ARRIVE] == [8 + 24 * day for day in range(9)]


def test_a_night_is_as_long_as_the_clock_makes_it() -> None:
    spring, autumn = date(2026, 3, 29), date(2026, 10, 25)
    night = made('{shifts: [{agents: 1, hours: "00:00-06:00"}]}')
    for day, length in ((spring, 5), (autumn, 7), (MONDAY, 6)):
        assert hours(worked(night, day)[0], day)[1] == (length, LEAVE)


def test_a_share_of_the_agents_stays_away_each_day_others() -> None:
    days = made('{agents: 500, absent: 10 %, shifts: [{agents: 500, hours: "08:00-16:00"}]}')
    found = worked(days)
    at = Days(BUDAPEST, MONDAY, 1, 0).begin + 8 * HOUR
    there = {duty.seat for duty in found if at in set(duty.at)}
    next_day = {duty.seat for duty in found if at + 24 * HOUR in set(duty.at)}
    assert 425 < len(there) < 475
    assert there != next_day
    other = {duty.seat for duty in worked(days, seed=2) if at in set(duty.at)}
    assert there != other
    assert there == {duty.seat for duty in worked(days) if at in set(duty.at)}


def test_without_shifts_who_is_absent_leaves_at_midnight() -> None:
    found = worked(made("{agents: 200, absent: 30 %}"), count=7)
    steps = [step for duty in found for step in hours(duty)]
    assert {at % 24 for at, what in steps if what == LEAVE} == {0}
    assert len(found) > 190


def test_who_is_absent_by_name_does_not_come() -> None:
    assert [duty.seat for duty in worked(made("{agents: 3, absent: [anna, all-3]}"))] == [1]


def test_the_calendar_of_some_days_ends_at_a_midnight() -> None:
    days = Days(BUDAPEST, date(2026, 3, 28), 2, 1)
    assert days.end - days.begin == 47 * HOUR
    assert [day.day for day in days.within(before=1, after=1)] == [27, 28, 29, 30]
    assert days.begin % MINUTE == 0
