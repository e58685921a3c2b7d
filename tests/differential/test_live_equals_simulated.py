"""Differential: the same people, live on a loop and simulated, make the same journal."""

import asyncio
import random

from hypothesis import given, settings
from hypothesis import strategies as st
from typing_extensions import override

from firstline.domain.hotline import Hotline
from firstline.domain.time import MINUTE, Instant
from firstline.journal.entry import Entry
from firstline.journal.events import Event
from firstline.journal.exchange import Exchange
from firstline.journal.replay import differences
from firstline.live.runner import Runner
from firstline.sim.journalled import ExchangeDoors, journalled_run
from firstline.sim.kernel.population import Population, Span
from firstline.sim.kernel.run import Run, new_run
from firstline.sim.kernel.world import SimulatedWorld
from kit.autojump import AutojumpLoop
from kit.crowds import Collected, any_crowd
from kit.weather import any_hotline

seeds = st.integers(0, 1_000_000)


class LiveDoors(ExchangeDoors):
    """Callers and agents who act on a running hotline; its own alarms are the runner's affair."""

    def __init__(self, exchange: Exchange, epoch: Instant) -> None:
        super().__init__(exchange)
        self._runner = Runner(exchange, epoch)

    @override
    def _receive(self, event: Event, now: Instant) -> None:
        assert self._runner.now() == now
        self._runner.receive(event)


def world_of(seed: int) -> tuple[Hotline, Population, Span]:
    draw = random.Random(seed)
    hotline = any_hotline(draw)
    return hotline, *any_crowd(draw, hotline)


def simulated(seed: int) -> tuple[list[Entry], Collected]:
    entries: list[Entry] = []
    rows = Collected()
    run = journalled_run(
        *world_of(seed), seed=seed, sink=rows, interval=15 * MINUTE, on_entries=entries.extend
    )
    run.finish()
    return entries, rows


def lived(seed: int) -> list[Entry]:
    """Let the same happen on a loop: who acts waits for the instant, as people do."""
    entries: list[Entry] = []

    async def life() -> None:
        loop = asyncio.get_running_loop()
        hotline, population, span = world_of(seed)
        world = SimulatedWorld()
        doors = LiveDoors(Exchange(hotline, entries.extend, beside=world), span.begin)
        run = Run(world, doors, population, span, seed=seed, sink=Collected(), interval=15 * MINUTE)
        while True:
            # What the hotline does by itself may bring forward what people do.
            until = min(run.next_act(), doors.board.deadline())
            if run.is_over() and until > span.end:
                return
            await asyncio.sleep((until - span.begin) / 1_000_000 - loop.time())
            if doors.board.deadline() > until == run.next_act():
                run.act()

    with asyncio.Runner(loop_factory=AutojumpLoop) as loop:
        loop.run(life())
    return entries


@settings(max_examples=40)
@given(seed=seeds)
def test_the_journals_of_a_live_and_a_simulated_hour_agree(seed: int) -> None:
    was, _ = simulated(seed)
    assert next(differences(was, lived(seed)), None) is None


@settings(max_examples=40)
@given(seed=seeds)
def test_a_run_without_a_journal_has_the_same_rows(seed: int) -> None:
    rows = Collected()
    new_run(*world_of(seed), seed=seed, sink=rows, interval=15 * MINUTE).finish()
    assert rows.rows == simulated(seed)[1].rows


def test_the_crowds_do_everything() -> None:
    seen: set[str] = set()
    for seed in range(30):
        entries, _ = simulated(seed)
        seen |= {type(entry.what).__name__ for entry in entries}
    assert {"TransferAsked", "AgentDeclined", "Refuse", "WrapUpFinished", "ReportLimit"} <= seen
    assert {"AgentSignedOut", "AgentWentNotReady", "StopRinging", "Connect", "Play"} <= seen
