"""Advice on the section `demand`: what is possible, and hardly meant."""

from pathlib import Path

from kit.plans import plan, warnings


def about_demand(demand: str, **changes: str) -> list[str]:
    without = set(warnings(**changes))
    return [warning for warning in warnings(demand=demand, **changes) if warning not in without]


def test_a_wrap_up_that_is_ended_before_it_is_done_is_told() -> None:
    demand = "{sales: {per_day: 5, wrap_up: 30 s}}"
    assert about_demand(demand) == ["wrap-up takes longer than the 20 s after which it is ended"]
    assert about_demand(demand, policy="{wrap_up: 1 min}") == []
    longer = "{sales: {caller: prospect, service: goods, wrap_up: 1 min}, service: {}}"
    assert about_demand(demand, streams=longer) == []


def test_nobody_leaves_on_hearing_what_is_not_said() -> None:
    demand = "{sales: {per_day: 5, balk: {over: 5 min, share: 40 %}}}"
    assert about_demand(demand) == []
    assert about_demand(demand, policy="{announce: {wait: false}}") == [
        "nobody leaves on hearing the expected wait: it is not said"
    ]


def test_days_that_were_never_counted_are_told(tmp_path: Path) -> None:
    file = tmp_path / "calls.csv"
    rows = "".join(f"2026-06-{day:02},1,2\n" for day in range(8, 14))
    file.write_text("date,08:00,08:30\n" + rows, encoding="utf-8")
    assert about_demand(f"{{sales: {{counts: {{file: {file}}}}}}}") == [
        "no sun was counted: nobody calls then"
    ]


def test_callers_without_a_key_press_zero() -> None:
    streams = "{sales: {caller: prospect}, service: {}, expert: {}}"
    teams = "{all: {takes: [sales, service, expert], transfers_to: [all]}}"
    demand = "{expert: {per_day: 5}}"
    assert about_demand(demand, streams=streams, teams=teams) == [
        "no key leads to stream “expert”: its callers press 0"
    ]


def test_staff_without_callers_is_told() -> None:
    assert about_demand("{staff: {all: {agents: 3}}}") == ["nobody calls: “demand” names no stream"]
    assert plan(demand="{staff: {all: {agents: 3}}}").demand.streams == {}


def test_agents_who_would_never_come_back_are_told() -> None:
    demand = "{sales: {per_day: 5}, agents: {no_answer: 1 %}}"
    assert about_demand(demand, policy="{no_answer: {pause: never}}") == [
        "who misses one call takes no more: nobody asks to be ready again here"
    ]
