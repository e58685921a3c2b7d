"""Whether a hotline can serve its demand for ever: the work that comes in, and who is there for it.

How the work is best shared is a linear programme: every caller goes to some team that takes the
line, who is passed on goes to one that is the goal, and the busiest team's load is made as small
as it can be. Where that is 1 or more, no discipline keeps up: waits grow without end, unless
callers leave. What callers do is flows.py's.
"""

from typing import Final

import numpy as np
from msgspec import Struct

from firstline.domain.hotline import Hotline
from firstline.errors import InputError
from firstline.sim.kernel.population import Matter, Population, Span
from firstline.study.running.flows import STEPS, Amounts, Flow, Times, flows, on_duty

FULL: Final = 1.0


class Load(Struct, frozen=True):
    """How busy the busiest teams are at best; 1 or more cannot go on for ever."""

    load: float
    teams: tuple[str, ...]
    "The busiest."
    work: float = 0.0
    "For them, hours an hour."
    agents: float = 0.0
    "Of them, on duty in the mean."


class Balance:
    """The demand of some days against the agents on duty then."""

    def __init__(self, hotline: Hotline, population: Population, days: Span) -> None:
        self._hotline: Final = hotline
        self._population: Final = population
        self._times: Final = Times(hotline, population)
        self._flows: Final = flows(hotline, population, days)
        self._agents: Final = on_duty(hotline, days)

    def lasting(self) -> Load | None:
        """Return the load of those who never leave, in the mean of all days; None without such."""
        staying = [flow for flow in self._flows if flow.stays]
        return self._load(staying, slice(None)) if staying else None

    def whole(self) -> Load | None:
        """Return the load of everybody, in the mean of all days."""
        return self._load(self._flows, slice(None)) if self._flows else None

    def busiest_day(self) -> tuple[int, Load] | None:
        """Return the day with the highest load of everybody, counted from 0."""
        number = self._agents.shape[1] // STEPS
        if not self._flows or not number:
            return None
        loads = [
            self._load(self._flows, slice(day * STEPS, (day + 1) * STEPS)) for day in range(number)
        ]
        day = max(range(number), key=lambda it: loads[it].load)
        return day, loads[day]

    def _load(self, flows: list[Flow], steps: slice) -> Load:
        programme = _Programme(self._hotline, self._agents[:, steps].mean(axis=1))
        for flow in flows:
            matter = self._population.matters[flow.matter]
            assert matter is not None
            programme.add(self._times, matter, flow, float(flow.per_hour[steps].mean()))
        return programme.solved()


def check_stability(balance: Balance) -> None:
    """Refuse a demand that cannot be served for ever while nobody leaves."""
    load = balance.lasting()
    if load is None or load.load < FULL:
        return
    raise InputError(
        f"The hotline is unstable: {told(load)}, and callers of the plan's demand never leave. "
        "Waits would grow without end; no figure of them would be true.",
        "Give the callers patience, the streams a longest wait (max_wait) or a limit (full_at), "
        "or the teams more agents.",
    )


def told(load: Load) -> str:
    """Return a load in words."""
    who = " and ".join(load.teams) or "nobody"
    if load.load == float("inf"):
        return f"there is work for {who}, but no agent on duty"
    return (
        f"the load of {who} is {load.load:.2f} "
        f"({load.work:.1f} hours of work an hour for {load.agents:.1f} agents on duty)"
    )


class _Programme:
    """One linear programme: its columns are callers an hour from a place to a team."""

    def __init__(self, hotline: Hotline, agents: Amounts) -> None:
        self._hotline: Final = hotline
        self._agents: Final = agents
        self._places: Final[list[float]] = []
        "What comes from outside, by place: a line, or where callers are passed on to."
        self._goals: Final[dict[tuple[int, str], int]] = {}
        self._columns: Final[list[tuple[int, int, float]]] = []
        "By column: from which place, to which team, hours a call."
        self._onward: Final[list[tuple[int, int, float]]] = []
        "Which share of a column comes to a place."

    def add(self, times: Times, matter: Matter, flow: Flow, per_hour: float) -> None:
        """Add callers who come to a line."""
        place = self._place(per_hour)
        for team in self._hotline.teams:
            if team.levels[flow.stream]:
                visit = times.visit(matter, flow.path, team)
                column = self._column(place, team.index, visit.hours)
                if visit.goes_on:
                    onward = self._goal(times, matter, visit.goal)
                    self._onward.append((column, onward, visit.goes_on))

    def solved(self) -> Load:
        """Return the load at best."""
        # Slow to import, and not every command needs it.
        from scipy.optimize import linprog  # noqa: PLC0415

        flow, work = self._flow(), self._work()
        found = linprog(
            np.eye(work.shape[1])[-1],
            A_ub=work,
            b_ub=np.zeros(len(work)),
            A_eq=flow,
            b_eq=np.array(self._places),
        )
        if found.x is None:  # no agent may take what comes
            needed = {team for _, team, _ in self._columns}
            return Load(float("inf"), self._names([it for it in needed if not self._agents[it]]))
        return self._loaded(work[:, :-1] @ found.x[:-1], float(found.x[-1]))

    def _flow(self) -> Amounts:
        """Return, by place and column, how many leave it and how many are passed on to it."""
        flow = np.zeros((len(self._places), len(self._columns) + 1))
        for column, (place, _, _) in enumerate(self._columns):
            flow[place, column] = 1.0
        for column, place, share in self._onward:
            flow[place, column] -= share
        return flow

    def _work(self) -> Amounts:
        """Return, by team and column, the hours of a call; then the agents, to be filled."""
        work = np.zeros((len(self._agents), len(self._columns) + 1))
        for column, (_, team, hours) in enumerate(self._columns):
            work[team, column] = hours
        work[:, -1] = -self._agents
        return work

    def _loaded(self, done: Amounts, load: float) -> Load:
        is_busiest = (self._agents > 0) & (done > (load - 1e-6) * self._agents)
        busiest = np.flatnonzero(is_busiest).tolist()
        work, agents = float(done[busiest].sum()), float(self._agents[busiest].sum())
        return Load(load, self._names(busiest), work, agents)

    def _names(self, teams: list[int]) -> tuple[str, ...]:
        return tuple(self._hotline.teams[team].name for team in teams)

    def _place(self, per_hour: float) -> int:
        self._places.append(per_hour)
        return len(self._places) - 1

    def _column(self, place: int, team: int, hours: float) -> int:
        self._columns.append((place, team, hours))
        return len(self._columns) - 1

    def _goal(self, times: Times, matter: Matter, goal: str) -> int:
        known = self._goals.get((int(matter.stream), goal))
        if known is not None:
            return known
        place = self._goals[int(matter.stream), goal] = self._place(0.0)
        for team in self._teams_of(goal):
            self._column(place, team, times.last(matter, self._hotline.teams[team]).hours)
        return place

    def _teams_of(self, goal: str) -> list[int]:
        kind, _, name = goal.partition(":")
        if kind == "agent":
            return [int(seat.team) for seat in self._hotline.seats if seat.name == name]
        if kind == "team":
            return [team.index for team in self._hotline.teams if team.name == name]
        return self._takers(name)

    def _takers(self, name: str) -> list[int]:
        streams = [stream.name for stream in self._hotline.streams]
        place = streams.index(name)
        return [team.index for team in self._hotline.teams if team.levels[place]]
