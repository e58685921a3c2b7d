"""Supervision: supervisors who listen to an agent's call, whisper to the agent, or join in.

It belongs to an agent and the call that the agent has: it is over when the agent's part is. Who may
supervise is not asked here; nor is anything decided by it.
"""

from typing import Final

from firstline.errors import Said
from firstline.switchboard.limits import SUPERVISORS_AT_MOST
from firstline.switchboard.parties import Agent, Watch
from firstline.switchboard.refusal import Refusal
from firstline.switchboard.switchroom import Switchroom

MODES: Final[list[str]] = ["listen", "whisper", "join"]
"Unheard; heard by the agent only; heard by agent and caller."

ASKED: Final = "asked for"
"Why a supervision ended: the supervisor wanted it, or hung up;"
ANOTHER: Final = "another agent"
"went on to another agent;"
OVER: Final = "call over"
"or the agent's part of the call is over."


class Supervision:
    """Who supervises whom."""

    def __init__(self, room: Switchroom) -> None:
        self._room: Final[Switchroom] = room
        self._watches: Final[dict[str, Watch]] = {}
        "By supervisor: nobody hears two agents at once."

    def ask(self, supervisor: str, agent: Agent, mode: str) -> None:
        """Let *supervisor* take part in the agent's call; again: change how."""
        self._check(supervisor, agent, mode)
        watch = self._watches.get(supervisor)
        if watch is None or watch.agent is not agent:
            self._begin(supervisor, agent, mode)
        elif watch.mode != mode:
            watch.mode = mode
            self._room.world.supervise(watch)

    def end(self, supervisor: str) -> bool:
        """Let *supervisor* hear nobody; return whether that changes anything."""
        watch = self._watches.get(supervisor)
        if watch is None:
            return False
        self._end(watch, ASKED)
        return True

    def leave(self, agent: Agent) -> None:
        """The agent's part of the call is over, and with it all supervision of it."""
        for watch in agent.watches:
            self._end(watch, OVER)

    def _check(self, supervisor: str, agent: Agent, mode: str) -> None:
        if mode not in MODES:
            raise Refusal(Said("say how: {modes}", modes=MODES))
        if agent.call is None or agent.call.agent is not agent:
            raise Refusal(Said("{agent} has no caller now", agent=agent.name))
        others = [watch for watch in agent.watches if watch.supervisor != supervisor]
        if len(others) >= SUPERVISORS_AT_MOST:
            raise Refusal(
                Said(
                    "{agent} has {supervisors} supervisors, which is the limit",
                    agent=agent.name,
                    supervisors=len(others),
                )
            )

    def _begin(self, supervisor: str, agent: Agent, mode: str) -> None:
        before = self._watches.get(supervisor)
        if before is not None:
            self._end(before, ANOTHER)
        assert agent.call is not None
        watch = Watch(supervisor, agent, agent.call, mode)
        self._watches[supervisor] = watch
        agent.watches = [*agent.watches, watch]
        self._room.world.supervise(watch)

    def _end(self, watch: Watch, why: str) -> None:
        del self._watches[watch.supervisor]
        watch.agent.watches = [other for other in watch.agent.watches if other is not watch]
        self._room.world.end_supervision(watch, why)
