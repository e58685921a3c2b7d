"""Which agents work in which shifts: names for those of whom a plan says only how many.

It knows the teams of a plan and the section `demand`, and no dates.
"""

from collections.abc import Mapping
from typing import Final

from firstline.plan.demand import Shift, Staff
from firstline.plan.model import Plan
from firstline.plan.wall import DAY_MINUTES

WEEK_MINUTES: Final = 7 * DAY_MINUTES


def crew(plan: Plan, team: str) -> tuple[str, ...]:
    """Return the agents whom *team* has in a simulation: named ones first, then numbered ones."""
    named = list(plan.teams[team].agents)
    staff = plan.demand.staff.get(team, Staff())
    count = len(named) if staff.agents is None else staff.agents
    taken = {name for other in plan.teams.values() for name in other.agents}
    number = len(named)
    while len(named) < count:
        number += 1
        if (name := f"{team}-{number}") not in taken:
            named.append(name)
    return tuple(named[:count])


def rota(plan: Plan, team: str) -> Mapping[str, tuple[Shift, ...]]:
    """Return the shifts of each agent of *team*; of a team without shifts there is nobody here."""
    return _assigned(plan, team)[0]


def lacking(plan: Plan, team: str) -> Mapping[int, int]:
    """Return how many agents are missing in which shift, where there are not enough."""
    return _assigned(plan, team)[1]


def _assigned(plan: Plan, team: str) -> tuple[dict[str, tuple[Shift, ...]], dict[int, int]]:
    """Give every shift its agents: those it names; else the first who are free then."""
    shifts = plan.demand.staff.get(team, Staff()).shifts
    agents = {
        name: tuple(shift for shift in shifts if _names(shift, name)) for name in crew(plan, team)
    }
    missing: dict[int, int] = {}
    for number, shift in enumerate(shifts):
        lacking = _fill(shift, agents)
        if lacking:
            missing[number] = lacking
    return agents, missing


def _fill(shift: Shift, agents: dict[str, tuple[Shift, ...]]) -> int:
    """Give a shift that says how many the first who are free; return how many are missing."""
    wanted = shift.agents if isinstance(shift.agents, int) else 0
    free = [name for name, own in agents.items() if _is_free(own, shift)]
    for name in free[:wanted]:
        agents[name] = (*agents[name], shift)
    return max(0, wanted - len(free))


def _is_free(own: tuple[Shift, ...], shift: Shift) -> bool:
    return not any(clash(other, shift) for other in own)


def _names(shift: Shift, name: str) -> bool:
    return isinstance(shift.agents, tuple) and name in shift.agents


def clash(one: Shift, other: Shift) -> bool:
    """Whether nobody can work in both shifts: they begin on the same day, or overlap."""
    if set(one.days) & set(other.days):
        return True
    return any(
        (begin - start) % WEEK_MINUTES < length or (start - begin) % WEEK_MINUTES < long
        for start, length in _spans(one)
        for begin, long in _spans(other)
    )


def _spans(shift: Shift) -> list[tuple[int, int]]:
    """Return when in the week a shift begins each time, and how long it is, in minutes."""
    start, end = shift.hours
    return [(day * DAY_MINUTES + start, end - start) for day in shift.days]
