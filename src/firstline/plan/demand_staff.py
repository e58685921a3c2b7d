"""What is impossible about who is at work: agents, shifts, absence.

It knows the section `demand` and the teams, and nothing of callers.
"""

from collections.abc import Iterator
from itertools import combinations

from firstline.plan import limits
from firstline.plan.demand import Shift, Staff
from firstline.plan.demand_rota import clash, crew, lacking
from firstline.plan.faults import Path, Remark, listed, short, suggest
from firstline.plan.model import Plan
from firstline.plan.times import WEEKDAYS
from firstline.plan.wall import DAY_MINUTES


def remarks(plan: Plan) -> Iterator[Remark]:
    """Yield what is impossible about the staff of *plan*."""
    habits = plan.demand.agents
    if habits.decline + habits.no_answer > 1 + 1e-9:
        what = "agents decline and do not answer more calls than they are rung for"
        yield Remark(("demand", "agents"), what, "Together they are at most 100 %.", True)
    if plan.policy.no_answer.pause == 0 and habits.decline + habits.no_answer > 0:
        what = "who misses a call is rung again at once, and may miss it again for ever"
        remedy = "Write a “pause” in policy.no_answer, or let agents answer every call here."
        yield Remark(("demand", "agents"), what, remedy, about_name=True)
    for name, staff in plan.demand.staff.items():
        path: Path = ("demand", "staff", name)
        if name in plan.teams:
            yield from _team(plan, path, name, staff)
        else:
            what = f"there is no team “{short(name)}”"
            yield Remark(path, what, suggest(name, plan.teams, "Teams"), about_name=True)
    yield from _too_many(plan)


def _too_many(plan: Plan) -> Iterator[Remark]:
    count = 0
    for name, team in plan.teams.items():
        staff = plan.demand.staff.get(name, Staff())
        count += max(len(team.agents), staff.agents or 0)
    if count > limits.AGENTS:
        what = f"{count} agents are more than a hotline may have ({limits.AGENTS:,})"
        yield Remark(("demand", "staff"), what, "Simulate a part of it.", about_name=True)


def _team(plan: Plan, path: Path, name: str, staff: Staff) -> Iterator[Remark]:
    members = crew(plan, name)
    if isinstance(staff.absent, tuple):
        yield from _unknown(members, (*path, "absent"), staff.absent)
    if len(staff.shifts) > limits.SHIFTS:
        what = f"{len(staff.shifts)} shifts are more than a team may have ({limits.SHIFTS})"
        yield Remark((*path, "shifts"), what, "Let agents share them.", about_name=True)
        return
    for number, shift in enumerate(staff.shifts):
        at: Path = (*path, "shifts", number)
        if isinstance(shift.agents, tuple):
            yield from _unknown(members, (*at, "agents"), shift.agents)
        yield from _breaks((*at, "breaks"), shift)
    yield from _twice(path, staff)
    for number, count in lacking(plan, name).items():
        what = f"{count} of these agents are not there: team “{name}” has {len(members)}"
        remedy = f"Write “agents: {len(members) + count}” for the team, or smaller shifts."
        yield Remark((*path, "shifts", number, "agents"), what, remedy)


def _unknown(members: tuple[str, ...], path: Path, names: tuple[str, ...]) -> Iterator[Remark]:
    for name in names:
        if name not in members:
            what = f"there is no agent “{short(name)}” in this team"
            yield Remark((*path, name), what, suggest(name, members, "Agents"))


def _breaks(path: Path, shift: Shift) -> Iterator[Remark]:
    start, end = shift.hours
    for begin, stop in shift.breaks:
        later = DAY_MINUTES if begin < start else 0
        if not start <= begin + later < stop + later <= end:
            yield Remark(path, "a break is outside the shift", "Write one within its hours.", True)


def _twice(path: Path, staff: Staff) -> Iterator[Remark]:
    """Find agents who are to work in two shifts at once."""
    named = [
        (number, shift)
        for number, shift in enumerate(staff.shifts)
        if isinstance(shift.agents, tuple)
    ]
    for (_, one), (number, other) in combinations(named, 2):
        both = sorted(set(_names(one)) & set(_names(other)))
        if both and clash(one, other):
            days = listed([WEEKDAYS[day] for day in other.days])
            what = f"{listed(both)} would work in two shifts at once ({days})"
            remedy = "Each agent has one shift a day."
            yield Remark((*path, "shifts", number, "agents"), what, remedy)


def _names(shift: Shift) -> tuple[str, ...]:
    return shift.agents if isinstance(shift.agents, tuple) else ()
