"""Who is at work: unknown names, shifts that cannot be filled, breaks at the wrong time."""

import pytest

from kit.plans import faults, plan


@pytest.mark.parametrize(
    ("staff", "fault"),
    [
        ("{al: {agents: 3}}", "there is no team “al”. Did you mean “all”?"),
        ("{all: {absent: [ana]}}", "there is no agent “ana” in this team. Did you mean “anna”?"),
        (
            '{all: {shifts: [{agents: [ana], hours: "08:00-16:00"}]}}',
            "there is no agent “ana” in this team. Did you mean “anna”?",
        ),
        (
            '{all: {agents: 3, shifts: [{agents: 4, hours: "08:00-16:00"}]}}',
            "1 of these agents are not there: team “all” has 3. Write “agents: 4” for the team",
        ),
        (
            '{all: {shifts: [{agents: 1, hours: "08:00-16:00", breaks: "16:00-17:00"}]}}',
            "a break is outside the shift. Write one within its hours.",
        ),
        (
            '{all: {shifts: [{agents: 1, hours: "22:00-06:00", breaks: "07:00-07:30"}]}}',
            "a break is outside the shift. Write one within its hours.",
        ),
        (
            '{all: {shifts: [{agents: anna, hours: "08:00-16:00"}, '
            '{agents: anna, days: tue, hours: "17:00-20:00"}]}}',
            "anna would work in two shifts at once (tue). Each agent has one shift a day.",
        ),
        ("{all: {agents: 6000}}", "“agents” must be at most 5000, not “6000”."),
    ],
)
def test_what_cannot_be_worked_is_one_fault(staff: str, fault: str) -> None:
    found = faults(demand=f"{{sales: {{per_day: 5}}, staff: {staff}}}")
    assert len(found) == 1
    assert found[0].startswith(fault)


def test_there_is_a_limit_to_all_agents_and_to_shifts() -> None:
    teams = "{a: {takes: [sales, service], agents: [anna]}, b: {takes: [sales]}}"
    (found,) = faults(
        teams=teams, demand="{sales: {per_day: 5}, staff: {a: {agents: 3000}, b: {agents: 3000}}}"
    )
    assert found.startswith("6000 agents are more than a hotline may have (5,000).")
    shifts = ", ".join(['{agents: 1, hours: "08:00-09:00"}'] * 101)
    (found,) = faults(demand=f"{{sales: {{per_day: 5}}, staff: {{all: {{shifts: [{shifts}]}}}}}}")
    assert found.startswith("101 shifts are more than a team may have (100).")


def test_agents_cannot_refuse_more_than_everything() -> None:
    found = faults(demand="{sales: {per_day: 5}, agents: {decline: 60 %, no_answer: 50 %}}")
    assert found == [
        "agents decline and do not answer more calls than they are rung for. "
        "Together they are at most 100 %."
    ]


def test_a_break_after_midnight_is_within_a_night() -> None:
    shift = '{agents: 1, hours: "22:00-06:00", breaks: ["23:00-23:30", "02:00-02:30"]}'
    staff = f"{{all: {{shifts: [{shift}]}}}}"
    assert plan(demand=f"{{sales: {{per_day: 5}}, staff: {staff}}}").demand.staff["all"].shifts


def test_who_misses_calls_must_have_a_pause() -> None:
    policy, demand = "{no_answer: {pause: 0 s}}", "{sales: {per_day: 5}, agents: {no_answer: 1 %}}"
    (found,) = faults(policy=policy, demand=demand)
    assert found.startswith("who misses a call is rung again at once, and may miss it again")
