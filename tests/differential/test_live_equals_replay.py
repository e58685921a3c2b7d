"""Differential: what was lived on a loop, alarms late or not, is what a replay makes of it."""

import asyncio
import random
from collections.abc import Callable
from contextlib import suppress

from hypothesis import given
from hypothesis import strategies as st

from firstline.journal.entry import Entry, event_of
from firstline.journal.events import RunEnded
from firstline.journal.exchange import Exchange
from firstline.journal.replay import Replay, differences
from firstline.live.runner import Runner
from firstline.switchboard.refusal import Refusal
from kit.autojump import AutojumpLoop, on_time
from kit.journals import START, Traffic, small_bank

STEPS = 150

seeds = st.integers(0, 1_000_000)


def lived(was: list[Entry], lateness: Callable[[], float]) -> list[Entry]:
    """Let the events of a journal happen on a loop, at their instants or a little late."""
    entries: list[Entry] = []

    async def life() -> None:
        loop = asyncio.get_running_loop()
        runner = Runner(Exchange(small_bank(), entries.extend), START)
        for entry in was:
            event = event_of(entry)
            if event is not None:
                await asyncio.sleep((entry.at - START) / 1_000_000 - loop.time())
                # Late, a call may be over that could still be transferred in time.
                with suppress(Refusal):
                    runner.receive(event)

    with asyncio.Runner(loop_factory=lambda: AutojumpLoop(lateness)) as loop:
        loop.run(life())
    return entries


def journal(seed: int) -> list[Entry]:
    """Return a random journal, made without any loop, with a clean end."""
    traffic = Traffic(seed)
    traffic.go_on(STEPS)
    return traffic.desk.on(RunEnded()).entries


@given(seed=seeds)
def test_on_a_punctual_loop_the_same_happens_as_without_one(seed: int) -> None:
    was = journal(seed)
    assert next(differences(was, lived(was, on_time)), None) is None


@given(seed=seeds, late=st.sampled_from([0.01, 0.25, 3.0, 30.0]))
def test_what_was_lived_late_is_replayed_entry_for_entry(seed: int, late: float) -> None:
    draw = random.Random(seed)
    was = lived(journal(seed), lambda: draw.uniform(0, late))
    assert next(differences(was, Replay(small_bank()).run(was)), None) is None
