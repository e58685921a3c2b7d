"""A plan with all the agents whom its demand has at work, not only those it names.

It knows plans; what the agents do when is said in duties.py.
"""

from firstline.plan.demand_rota import crew
from firstline.plan.model import Agent, Plan, Team


def staffed(plan: Plan) -> Plan:
    """Return *plan* with numbered agents in addition (cards-5, …); nobody it names is left out."""
    teams = {name: _filled(team, crew(plan, name)) for name, team in plan.teams.items()}
    return plan.model_copy(update={"teams": teams})


def _filled(team: Team, crew: tuple[str, ...]) -> Team:
    more = {name: Agent() for name in crew if name not in team.agents}
    return team.model_copy(update={"agents": {**team.agents, **more}})
