"""The doors of the exchange: how callers and agents act on it. A journal may stand in between.

Knows nobody behind the doors.
"""

from typing import Final

from mypy_extensions import mypyc_attr

from firstline.domain.time import Instant
from firstline.switchboard.parties import Agent, Call
from firstline.switchboard.switchboard import Switchboard


@mypyc_attr(allow_interpreted_subclasses=True)
class Doors:
    """Straight into the switchboard."""

    def __init__(self, board: Switchboard) -> None:
        self.board: Final[Switchboard] = board

    def open(self, now: Instant) -> None:
        """Begin."""
        self.board.open(now)

    def arrive(self, calling: str, dialled: str, now: Instant) -> None:
        """Call."""
        self.board.arrive(calling, dialled, now)

    def press(self, call: Call, key: str, now: Instant) -> None:
        """Press a key."""
        self.board.press(call, key, now)

    def hang_up(self, call: Call, now: Instant) -> None:
        """Hang up, as the caller."""
        self.board.hang_up(call, now)

    def answer(self, agent: Agent, call: Call, now: Instant) -> None:
        """Pick up, as the agent."""
        self.board.agent_answers(agent, call, now)

    def decline(self, agent: Agent, call: Call, why: str, now: Instant) -> None:
        """Do not take the call, as the agent."""
        self.board.agent_declines(agent, call, why, now)

    def transfer(self, agent: Agent, goal: str, now: Instant) -> None:
        """Transfer the agent's caller."""
        self.board.transfer(agent, goal, "", "", now)

    def finish_wrap_up(self, agent: Agent, now: Instant) -> None:
        """End the agent's wrap-up."""
        self.board.finish_wrap_up(agent, "", now)

    def come(self, agent: Agent, now: Instant) -> None:
        """Begin the agent's duty, ready."""
        self.board.sign_in(agent, now)
        self.board.phone_on(agent, now)
        self.board.go_ready(agent, now)

    def pause(self, agent: Agent, reason: str, now: Instant) -> None:
        """Begin a break."""
        self.board.go_not_ready(agent, reason, now)

    def go_on(self, agent: Agent, now: Instant) -> None:
        """End a break."""
        self.board.go_ready(agent, now)

    def leave(self, agent: Agent, now: Instant) -> None:
        """End the agent's duty."""
        self.board.sign_out(agent, now)

    def advance(self, now: Instant) -> None:
        """Let the exchange do what is due by *now*."""
        self.board.advance(now)
