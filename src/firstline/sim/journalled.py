"""A run that writes a journal: callers and agents act on an exchange, as they would live.

The same callers do the same as straight on the switchboard; only every event and command is an
entry as well. Where the entries go is not known here.
"""

from collections.abc import Callable
from typing import Final

from typing_extensions import override

from firstline.domain.hotline import Hotline
from firstline.domain.time import Duration, Instant
from firstline.journal.entry import Entry
from firstline.journal.events import (
    AgentAnswered,
    AgentDeclined,
    AgentSignedIn,
    AgentSignedOut,
    AgentWentNotReady,
    AgentWentReady,
    CallArrived,
    CallerHungUp,
    Event,
    KeyPressed,
    PhoneConnected,
    RunStarted,
    TransferAsked,
    WrapUpFinished,
)
from firstline.journal.exchange import Exchange
from firstline.sim.kernel.doors import Doors
from firstline.sim.kernel.population import Population, Span
from firstline.sim.kernel.rows import Sink
from firstline.sim.kernel.run import Run
from firstline.sim.kernel.world import SimulatedWorld
from firstline.switchboard.parties import Agent, Call

LEG: Final = "simulated"
"What the telephony would have called a caller's leg."


class ExchangeDoors(Doors):
    """Into the switchboard by way of an exchange, which writes down what happens."""

    def __init__(self, exchange: Exchange) -> None:
        super().__init__(exchange.board)
        self._exchange: Final = exchange

    def _receive(self, event: Event, now: Instant) -> None:
        self._exchange.receive(event, now)

    @override
    def open(self, now: Instant) -> None:
        self._receive(RunStarted(""), now)

    @override
    def arrive(self, calling: str, dialled: str, now: Instant) -> None:
        self._receive(CallArrived(LEG, calling, dialled), now)

    @override
    def press(self, call: Call, key: str, now: Instant) -> None:
        self._receive(KeyPressed(call.number, key), now)

    @override
    def hang_up(self, call: Call, now: Instant) -> None:
        self._receive(CallerHungUp(call.number), now)

    @override
    def answer(self, agent: Agent, call: Call, now: Instant) -> None:
        self._receive(AgentAnswered(agent.name, call.number), now)

    @override
    def decline(self, agent: Agent, call: Call, why: str, now: Instant) -> None:
        self._receive(AgentDeclined(agent.name, call.number, why), now)

    @override
    def transfer(self, agent: Agent, goal: str, now: Instant) -> None:
        self._receive(TransferAsked(agent.name, goal, "", ""), now)

    @override
    def finish_wrap_up(self, agent: Agent, now: Instant) -> None:
        self._receive(WrapUpFinished(agent.name, ""), now)

    @override
    def come(self, agent: Agent, now: Instant) -> None:
        for event in (AgentSignedIn, PhoneConnected, AgentWentReady):
            self._receive(event(agent.name), now)

    @override
    def pause(self, agent: Agent, reason: str, now: Instant) -> None:
        self._receive(AgentWentNotReady(agent.name, reason), now)

    @override
    def go_on(self, agent: Agent, now: Instant) -> None:
        self._receive(AgentWentReady(agent.name), now)

    @override
    def leave(self, agent: Agent, now: Instant) -> None:
        self._receive(AgentSignedOut(agent.name), now)

    @override
    def advance(self, now: Instant) -> None:
        self._exchange.advance(now)


def journalled_run(
    hotline: Hotline,
    population: Population,
    span: Span,
    *,
    seed: int,
    sink: Sink,
    interval: Duration,
    on_entries: Callable[[list[Entry]], None],
) -> Run:
    """Return a run whose journal goes to *on_entries*."""
    world = SimulatedWorld()
    doors = ExchangeDoors(Exchange(hotline, on_entries, beside=world))
    return Run(world, doors, population, span, seed=seed, sink=sink, interval=interval)
