"""Who works in which shift: the named ones first, then whoever is free."""

from pathlib import Path

from firstline.plan.demand_rota import crew, lacking, rota
from firstline.plan.form import shape
from firstline.plan.model import Plan
from firstline.plan.tree import grow, plain
from kit.plans import FILE, plan, text

TEAMS = "{all: {takes: [sales, service], agents: [anna, bence, all-4]}}"


def made(staff: str) -> Plan:
    """Return a plan that is well-formed, even where it has too few agents."""
    demand = f"{{sales: {{per_day: 5}}, staff: {{all: {staff}}}}}"
    root, _ = grow(text(teams=TEAMS, demand=demand), FILE)
    data = plain(root) if root is not None else None
    assert isinstance(data, dict)
    made = shape(data, Path()).plan
    assert made is not None
    return made


def works(plan: Plan) -> dict[str, int]:
    return {name: len(shifts) for name, shifts in rota(plan, "all").items()}


def test_a_crew_has_the_named_agents_and_then_numbers_that_nobody_has() -> None:
    assert crew(made("{}"), "all") == ("anna", "bence", "all-4")
    assert crew(made("{agents: 5}"), "all") == ("anna", "bence", "all-4", "all-5", "all-6")
    assert crew(made("{agents: 2}"), "all") == ("anna", "bence")
    taken = plan(
        teams="{all: {takes: [sales, service], agents: [all-2]}}",
        demand="{sales: {per_day: 5}, staff: {all: {agents: 3}}}",
    )
    assert crew(taken, "all") == ("all-2", "all-3", "all-4")


def test_a_number_takes_those_who_have_no_other_shift_on_these_days() -> None:
    shifts = """{agents: 5, shifts: [{agents: 2, days: mon-fri, hours: "08:00-16:00"},
        {agents: bence, days: mon-fri, hours: "14:00-22:00"}, {agents: 3, days: "sat,sun",
        hours: "08:00-16:00"}]}"""
    assert works(made(shifts)) == {"anna": 2, "bence": 2, "all-4": 2, "all-5": 0, "all-6": 0}
    assert [shift.hours.start for shift in rota(made(shifts), "all")["bence"]] == [840, 480]


def test_a_night_is_not_followed_by_a_shift_that_begins_before_it_ends() -> None:
    shifts = """{agents: 2, shifts: [{agents: 1, days: mon, hours: "22:00-06:00"},
        {agents: 1, days: tue, hours: "05:00-12:00"}, {agents: 1, days: wed, hours: "22:00-06:00"},
        {agents: 1, days: thu, hours: "06:00-12:00"}]}"""
    assert works(made(shifts)) == {"anna": 3, "bence": 1}


def test_a_night_from_sunday_ends_on_monday() -> None:
    shifts = """{agents: 1, shifts: [{agents: 1, days: sun, hours: "22:00-06:00"},
        {agents: 1, days: mon, hours: "05:00-12:00"}]}"""
    assert lacking(made(shifts), "all") == {1: 1}


def test_who_is_lacking_is_counted_by_shift() -> None:
    shifts = '{shifts: [{agents: 2, hours: "08:00-16:00"}, {agents: 3, hours: "14:00-22:00"}]}'
    assert lacking(made(shifts), "all") == {1: 2}
    assert lacking(made("{agents: 2}"), "all") == {}
