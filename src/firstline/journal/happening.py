"""What every event is: a value that happens on a switchboard, by a call, an agent or both.

It knows no particular event: those are in firstline.journal.events.
"""

from typing import Self

from msgspec import Struct
from typing_extensions import override

from firstline.domain.time import Instant
from firstline.errors import Said
from firstline.switchboard.parties import Agent, Call
from firstline.switchboard.refusal import Refusal
from firstline.switchboard.switchboard import Switchboard


class Happening(
    Struct, frozen=True, tag=True, tag_field="name", forbid_unknown_fields=True, gc=False
):
    """Something that happened outside."""

    def happen(self, board: Switchboard, now: Instant) -> Self | None:
        """Let it happen; return it as it is to be remembered, or None where it had no effect."""
        raise NotImplementedError


class OfCall(Happening, frozen=True):
    """Something that the caller, or the caller's leg, did."""

    call: int

    @override
    def happen(self, board: Switchboard, now: Instant) -> Self | None:
        call = board.call(self.call)
        if call is None:
            return None
        self._on(board, call, now)
        return self

    def _on(self, board: Switchboard, call: Call, now: Instant) -> None:
        raise NotImplementedError


class OfAgent(Happening, frozen=True):
    """Something that an agent, or the agent's phone, did."""

    agent: str

    @override
    def happen(self, board: Switchboard, now: Instant) -> Self | None:
        self._by(board, agent_called(self.agent, board), now)
        return self

    def _by(self, board: Switchboard, agent: Agent, now: Instant) -> None:
        raise NotImplementedError


class ForCall(Happening, frozen=True):
    """What the agent's phone did about a call that was rung for."""

    agent: str
    call: int

    @override
    def happen(self, board: Switchboard, now: Instant) -> Self | None:
        agent, call = board.agent(self.agent), board.call(self.call)
        if agent is None or call is None:
            return None
        self._for(board, agent, call, now)
        return self

    def _for(self, board: Switchboard, agent: Agent, call: Call, now: Instant) -> None:
        raise NotImplementedError


def agent_called(name: str, board: Switchboard) -> Agent:
    """Return the agent called *name*; Refusal where the plan has none."""
    agent = board.agent(name)
    if agent is None:
        raise Refusal(Said("nobody here is called {name}", name=name))
    return agent
