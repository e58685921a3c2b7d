"""Who looks for somebody since the last match: agents for a call, places for an agent.

There are few at a time, and the room for them stays: a match makes no list. Nothing is decided
here.
"""

from librt.vecs import append, vec
from mypy_extensions import i64

from firstline.switchboard.parties import NO_PLACE, Agent, Place


class Freed:
    """Agents who have become ready and look for a call."""

    def __init__(self) -> None:
        self.count: i64 = 0
        self.agents: vec[Agent] = vec[Agent]()
        "Only the first `count` still look."

    def add(self, agent: Agent) -> None:
        """Let *agent* look for a call."""
        if self.count == len(self.agents):
            self.agents = append(self.agents, agent)
        else:
            self.agents[self.count] = agent
        self.count += 1

    def clear(self) -> None:
        """Nobody looks any more."""
        self.count = 0


class Arrivals:
    """Places that have entered a line, or may be served by more teams, and look for an agent."""

    def __init__(self) -> None:
        self.count: i64 = 0
        self.places: vec[Place] = vec[Place]()

    def add(self, place: Place) -> None:
        """Let *place* look for an agent."""
        if self.count == len(self.places):
            self.places = append(self.places, place)
        else:
            self.places[self.count] = place
        self.count += 1

    def clear(self) -> None:
        """None looks any more."""
        while self.count > 0:
            self.count -= 1
            self.places[self.count] = NO_PLACE
