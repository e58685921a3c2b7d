"""What all parts of the switchboard share: the hotline, the world, the agenda, who is here.

Nothing is decided here. After every event and timer the switchboard looks at the lists
`freed`, `arrivals`, `bounced` and `departed` and brings waiting calls and ready agents together.
"""

from typing import Final

from mypy_extensions import i64

from firstline.domain.call import CallState
from firstline.domain.hotline import Hotline, Stream
from firstline.domain.time import Duration, Instant
from firstline.switchboard.agenda import Agenda, Due, Timer
from firstline.switchboard.parties import Agent, Bench, Call, Place
from firstline.switchboard.world import World


class Switchroom:
    """The common ground. Built once."""

    def __init__(self, hotline: Hotline, world: World) -> None:
        self.hotline: Final[Hotline] = hotline
        self.world: Final[World] = world
        self.agenda: Final[Agenda] = Agenda()
        self.calls: Final[dict[int, Call]] = {}
        "Calls that are up, by number."
        self.benches: Final[list[Bench]] = [Bench(team) for team in hotline.teams]
        self.agents: Final[list[Agent]] = [
            Agent(seat, self.benches[seat.team]) for seat in hotline.seats
        ]
        self.by_name: Final[dict[str, Agent]] = {agent.name: agent for agent in self.agents}
        self.handle_times: Final[list[i64]] = [stream.expected_handle for stream in hotline.streams]
        "Running mean of talk + hold + wrap-up per stream, for expected waits."
        self.closing: bool = False
        "Draining: no new calls."
        self.freed: list[Agent] = []
        "Agents who have become ready and look for a call."
        self.arrivals: list[Place] = []
        "Places that have entered a line, or may be served by more teams, and look for an agent."
        self.bounced: list[Place] = []
        "Places whose only agent did not take them."
        self.departed: list[Agent] = []
        "Agents who have signed out; nobody may go on waiting for them."

    def later(
        self,
        owner: Due,
        kind: i64,
        at: Instant,
        call: Call | None,
        agent: Agent | None,
    ) -> Timer:
        """Set a timer for the instant *at*."""
        return self.agenda.add(Timer(at, owner, kind, call, agent))

    def quiet(self, call: Call) -> None:
        """Take back what the call's message or announcement was to lead to."""
        self.agenda.cancel(call.step_timer)
        call.step_timer = None

    def learn_handle_time(self, stream: Stream, length: Duration) -> None:
        """Let one finished call weigh a tenth in the stream's running mean."""
        known = self.handle_times[int(stream.index)]
        self.handle_times[int(stream.index)] = known + (length - known) // 10


def is_waiting(call: Call) -> bool:
    """Whether the caller waits for an agent, rung or not."""
    return call.state is CallState.WAITING or call.state is CallState.OFFERED
