"""Who takes what: teams by stream, with their levels and from when they help.

It knows the teams and streams of a plan, and nothing of the menu.
"""

import re
from dataclasses import dataclass

from firstline.plan.model import Plan, Take, Team


@dataclass(frozen=True, slots=True)
class Taker:
    """A team that takes a stream."""

    name: str
    team: Team
    level: int
    after: int
    "Only calls that have waited so long, in microseconds."


def takers(plan: Plan, stream: str) -> list[Taker]:
    """Return the teams that take *stream*, first choice first."""
    found = [
        Taker(name, team, team.takes[stream].level, after(plan, team.takes[stream]))
        for name, team in plan.teams.items()
        if stream in team.takes
    ]
    return sorted(found, key=lambda taker: (taker.level, taker.after))


def after(plan: Plan, take: Take) -> int:
    """Return how long a call must have waited before it may be taken so."""
    if take.after is not None:
        return take.after
    if take.level == 1:
        return 0
    return max(
        (wait for name, wait in plan.policy.widen.items() if level(name) == take.level), default=0
    )


def level(written: str) -> int | None:
    """Return the level that a key of policy.widen means.

    >>> level("2"), level("level 3"), level("soon")
    (2, 3, None)
    """
    found = re.fullmatch(r"(?:level ?)?([2-9])", written)
    return int(found[1]) if found else None


def speaks(plan: Plan, team: Team) -> tuple[str, ...]:
    """Return the languages of a team's agents."""
    return plan.languages if team.speaks is None else team.speaks
