"""The people of a demonstration: agents whom no robot plays, and the calls that come to them.

Whoever tries the hotline wants their own call to ring in their own browser. So, where the plan
allows it, some agents of one team sit apart in the copy: what only their team takes comes to them
first, and no robot asks for it. It knows no robot and no browser.
"""

from collections.abc import Iterator, MutableMapping
from dataclasses import dataclass
from typing import Any, Final

from firstline.plan import ways
from firstline.plan.model import Plan, Team

TEAM: Final = "people"
LABEL: Final = {"hu": "Emberek", "en": "People"}
HELPED_AFTER: Final = "1 min"
"""The robots of the team help out with calls that have waited for so long."""
FIRST_CHOICE: Final = 1


@dataclass(frozen=True, slots=True)
class Apart:
    """Agents who sit apart from their team."""

    team: str
    "From which they come."
    agents: tuple[str, ...]
    streams: frozenset[str]
    "What comes to them first."


def apart(plan: Plan) -> Apart | None:
    """Return who is to sit apart; None where robots would have nobody left to ask for."""
    possible = (_apart_from(plan, team) for team in plan.teams if TEAM not in plan.teams)
    return next((people for people in possible if people is not None), None)


def _apart_from(plan: Plan, team: str) -> Apart | None:
    """Return those of one team whose phones register, and a colleague, so that calls can move."""
    agents = plan.teams[team].agents
    own = [agent for agent, seat in agents.items() if seat.phone is not None]
    streams = frozenset(_only_theirs(plan, team))
    if not (own and streams and _wanted(plan) - streams):
        return None
    others = [agent for agent in agents if agent not in own]
    return Apart(team, (*own, *others[:1]), streams)


def seat_apart(written: MutableMapping[str, Any], plan: Plan, people: Apart) -> None:
    """Put *people* apart in the plan as *written*; their calls are recorded where any may be."""
    team = plan.teams[people.team]
    teams = written["teams"]
    seats = teams[people.team]["agents"]
    agents = {agent: _without_address(seats.pop(agent)) for agent in people.agents}
    teams[people.team]["takes"] = {
        stream: _takes(team, stream, helps=stream in people.streams) for stream in team.takes
    }
    teams[TEAM] = {
        "label": {language: LABEL.get(language, TEAM) for language in plan.languages},
        "takes": sorted(people.streams),
        "agents": agents,
    }
    if team.transfers_to is not None:
        teams[TEAM]["transfers_to"] = [TEAM, *team.transfers_to]  # to each other, too
    if plan.recording.say is not None:
        for stream in people.streams:
            written["streams"][stream]["record"] = True


def _only_theirs(plan: Plan, team: str) -> Iterator[str]:
    """Yield the streams for which no other team is the first choice."""
    for stream, take in plan.teams[team].takes.items():
        rivals = (other.takes.get(stream) for name, other in plan.teams.items() if name != team)
        if take.level == FIRST_CHOICE and all(
            rival is None or rival.level > FIRST_CHOICE for rival in rivals
        ):
            yield stream


def _wanted(plan: Plan) -> set[str]:
    """Return the streams that a caller can choose."""
    found = ways.explore(plan, ways.entries(plan)[0])
    return {way.target.stream for way in found if way.target.stream is not None}


def _without_address(seat: MutableMapping[str, Any] | None) -> dict[str, Any]:
    """Return a seat with no phone but the browser's, or one that registers."""
    kept = {"phone", "extension"}
    return {key: value for key, value in (seat or {}).items() if key in kept}


def _takes(team: Team, stream: str, *, helps: bool) -> dict[str, Any]:
    if helps:
        return {"level": FIRST_CHOICE + 1, "after": HELPED_AFTER}
    take = team.takes[stream]
    after = {} if take.after is None else {"after": f"{take.after // 1_000_000} s"}
    return {"level": take.level, **after}
