"""Lines are tried: computed where exact, else simulated, and on which day."""

from datetime import date, datetime

import pytest

from firstline.plan.demand_times import Weekly
from firstline.study.paths.exact_waits import Obstacle
from firstline.study.paths.trying import (
    Line,
    Visit,
    busiest,
    day_for,
    lines_of,
    try_all,
    usual_week,
)
from firstline.study.paths.ways_through import Kind, ways_to_humans
from kit.textbook import textbook

PLAN = textbook()
LINES = lines_of(PLAN, ways_to_humans(PLAN, "service", "en"), "en")
NIGHT = Visit(matter="service", language=0, day=date(2026, 1, 6), minute=60, seed=1)


def test_every_line_is_tried_once_with_the_shortest_keys() -> None:
    assert {line.stream: line for line in LINES} == {
        "service": Line("service", Kind.TRUTHFUL, {"welcome": "2"}),
        "sales": Line("sales", Kind.PRETENDING, {"welcome": "1"}),
    }


def test_what_theory_has_solved_is_computed() -> None:
    tried = try_all(PLAN, NIGHT, LINES, days=5)
    assert (tried.days, tried.probes, tried.why_not) == (0, 0, {})
    assert tried.meetings["service"].human.exact
    assert tried.meetings["service"].right.mean() > tried.meetings["sales"].right.mean()


def test_what_it_has_not_is_simulated_and_it_is_said_why() -> None:
    plan = textbook(callers={"gives_up": "1 %"})
    days: list[int] = []
    tried = try_all(plan, NIGHT, LINES, days=6, watch=days.append)
    assert tried.why_not == {"service": Obstacle.CALLERS, "sales": Obstacle.CALLERS}
    assert (tried.days, days) == (6, [1, 2, 3, 4, 5, 6])
    assert set(tried.meetings) == {"service", "sales"}
    assert not tried.meetings["sales"].human.exact


@pytest.mark.parametrize(
    "demand",
    [
        {"busyness": "{sd: 10 %}"},
        {"service": "{per_day: 500, pretend: {as: sales, share: 0 %, recognised: 10 %}}"},
    ],
)
def test_unequal_days_and_agents_who_see_through_pretenders_are_not_computed(
    demand: dict[str, str],
) -> None:
    tried = try_all(textbook(demand=demand), NIGHT, LINES, days=2)
    assert "sales" in tried.why_not


def test_who_does_not_solve_the_matter_makes_the_wait_inexact() -> None:
    plan = textbook(
        sections={
            "teams": "{a: {takes: [sales], agents: [anna]}, b: {takes: [service], agents: [bea]}}"
        },
        demand={
            "staff": "{a: {agents: 2}, b: {agents: 2}}",
            "sales": "{per_day: 100}",
            "service": "{per_day: 100}",
        },
    )
    tried = try_all(plan, NIGHT, LINES, days=4)
    assert tried.why_not == {"sales": Obstacle.CALLERS}
    assert tried.meetings["service"].human.exact
    sales = tried.meetings["sales"]
    assert sales.transfers == 1
    assert sales.right.mean() > sales.human.mean()


@pytest.mark.slow
def test_the_number_of_processes_changes_nothing() -> None:
    plan = textbook(callers={"gives_up": "1 %"})
    one, two = (try_all(plan, NIGHT, LINES, days=4, jobs=jobs) for jobs in (1, 2))
    assert one.meetings["service"].human.mean() == two.meetings["service"].human.mean()


def test_the_busiest_hour_is_found() -> None:
    plan = textbook(
        demand={
            "curves": '{morning: {"08:00": 1, "09:00": 5, "10:00": 1}}',
            "service": "{per_day: 300, curve: morning, days: {mon: 10 %, wed: 200 %}}",
        }
    )
    assert busiest(usual_week(plan)[1]) == Weekly(2, 9 * 60 + 30)


def test_a_weekday_is_the_first_one_on_which_the_hotline_is_open() -> None:
    closed = {date(2026, 1, 6)}
    opened: list[int] = []

    def is_open(at: int) -> bool:
        opened.append(at)
        return datetime.fromtimestamp(at / 1e6).date() not in closed  # noqa: DTZ006 - UTC there

    assert day_for(PLAN, Weekly(1, 720), is_open) == date(2026, 1, 13)
    assert len(opened) == 2
    assert day_for(PLAN, Weekly(1, 720), lambda at: False) is None


def test_a_date_is_itself() -> None:
    moment = datetime(2026, 6, 9, 10)  # noqa: DTZ001 - by the hotline's clock
    assert day_for(PLAN, moment, lambda at: True) == date(2026, 6, 9)
    assert day_for(PLAN, moment, lambda at: False) is None
