"""How many call in an ordinary week, however the plan says it."""

from pathlib import Path

import pytest

from firstline.plan.curves import calls
from firstline.plan.demand_rates import week
from kit.plans import plan


def test_days_weigh_as_the_plan_says() -> None:
    found = week(
        plan(demand="{sales: {per_day: 240, days: {sat: 40 %, sun: 0 %, mon-tue: 1.5}}}"), "sales"
    )
    assert [round(calls(day)) for day in found] == [360, 360, 240, 240, 240, 96, 0]
    assert found[2] == ((0, 10.0),)


def test_a_plan_may_have_curves_of_its_own() -> None:
    demand = '{sales: {per_day: 90, curve: mine}, curves: {mine: {"08:00": 2, "10:00": 0}}}'
    assert week(plan(demand=demand), "sales")[0] == ((0, 0.0), (480, 45.0), (600, 0.0))


def test_counts_are_scaled(tmp_path: Path) -> None:
    file = tmp_path / "calls.csv"
    file.write_text("date,08:00,08:30\n2026-06-08,10,20\n", encoding="utf-8")
    read = plan(demand=f"{{sales: {{counts: {{file: {file}, scale: 50 %}}}}}}")
    assert calls(week(read, "sales")[0]) == pytest.approx(15)
    assert week(read, "sales")[1] == ()
    file.unlink()
    assert week(read, "sales") == ((),) * 7
