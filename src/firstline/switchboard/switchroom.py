"""What all parts of the switchboard share: the hotline, the world, the agenda, who is here.

Nothing is decided here. After every event and timer the switchboard looks at the lists
`freed`, `arrivals`, `bounced` and `departed` and brings waiting calls and ready agents together.
"""

from typing import Final

from librt.vecs import vec
from mypy_extensions import i64

from firstline.domain.call import CallState
from firstline.domain.hotline import Hotline, Stream
from firstline.domain.time import Duration, Instant
from firstline.switchboard.agenda import Agenda
from firstline.switchboard.calls_up import CallsUp
from firstline.switchboard.parties import Agent, Bench, Call, Place
from firstline.switchboard.seekers import Arrivals, Freed
from firstline.switchboard.timer import NOBODY, Due, Timer
from firstline.switchboard.world import World


class Switchroom:
    """The common ground. Built once."""

    def __init__(self, hotline: Hotline, world: World) -> None:
        self.hotline: Final[Hotline] = hotline
        self.world: Final[World] = world
        self.agenda: Final[Agenda] = Agenda()
        self.calls: Final[CallsUp] = CallsUp()
        self.longest: Final[Timer] = Timer(NOBODY, 0)
        "One timer for all calls: the first to come is the first to have lasted too long."
        self.benches: Final[list[Bench]] = [Bench(team) for team in hotline.teams]
        self.agents: Final[list[Agent]] = [
            Agent(seat, self.benches[seat.team]) for seat in hotline.seats
        ]
        self.by_name: Final[dict[str, Agent]] = {agent.name: agent for agent in self.agents}
        self.handle_times: Final[vec[i64]] = vec[i64](
            [stream.expected_handle for stream in hotline.streams]
        )
        "Running mean of talk + hold + wrap-up per stream, for expected waits."
        self.closing: bool = False
        "Draining: no new calls."
        self.freed: Final[Freed] = Freed()
        self.arrivals: Final[Arrivals] = Arrivals()
        self.is_settled: bool = True
        "Whether both of these are empty:"
        self.bounced: list[Place] = []
        "Places whose only agent did not take them."
        self.departed: list[Agent] = []
        "Agents who have signed out; nobody may go on waiting for them."

    def bench(self, team: str) -> Bench | None:
        """Return the team called *team* at work, if the plan has it."""
        for bench in self.benches:
            if bench.team.name == team:
                return bench
        return None

    def bounce(self, place: Place) -> None:
        """The only agent for *place* has not taken it."""
        self.bounced.append(place)
        self.is_settled = False

    def depart(self, agent: Agent) -> None:
        """The agent has signed out."""
        self.departed.append(agent)
        self.is_settled = False

    def later(
        self,
        owner: Due,
        kind: i64,
        at: Instant,
        call: Call | None,
        agent: Agent | None,
    ) -> Timer:
        """Set a new timer for the instant *at*."""
        timer = Timer(owner, kind, call, agent)
        self.agenda.set(timer, at)
        return timer

    def set(self, timer: Timer, owner: Due, kind: i64, at: Instant) -> None:
        """Set *timer* anew, whatever it was set for before."""
        timer.owner = owner
        timer.kind = kind
        self.agenda.set(timer, at)

    def quiet(self, call: Call) -> None:
        """Take back what the call's message or announcement was to lead to."""
        self.agenda.cancel(call.step_timer)

    def stop_timers(self, call: Call) -> None:
        """Take back all that was to happen to *call* later."""
        self.quiet(call)
        if call.widen_timer is not None:
            self.agenda.cancel(call.widen_timer)
            call.widen_timer = None
        if call.wait_timer is not None:
            self.agenda.cancel(call.wait_timer)
            call.wait_timer = None
        if call.return_timer is not None:
            self.agenda.cancel(call.return_timer)
            call.return_timer = None

    def learn_handle_time(self, stream: Stream, length: Duration) -> None:
        """Let one finished call weigh a tenth in the stream's running mean."""
        known = self.handle_times[stream.index]
        self.handle_times[stream.index] = known + (length - known) // 10


def is_waiting(call: Call) -> bool:
    """Whether the caller waits for an agent, rung or not."""
    return call.state == CallState.WAITING or call.state == CallState.OFFERED
