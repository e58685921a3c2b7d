"""The runner: one alarm, at the right instant, never backwards, and late alarms change nothing."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

import pytest

from firstline.domain.time import HOUR, NEVER, SECOND, Instant, in_seconds
from firstline.journal.entry import Entry
from firstline.journal.events import AgentWentReady, CallArrived, PhoneConnected, RunStarted
from firstline.journal.exchange import Exchange
from firstline.live.runner import Runner, wall_clock
from firstline.switchboard.refusal import Refusal
from kit.autojump import AutojumpLoop, on_time
from kit.hotlines import Wish, hotline

EPOCH = 1_700_000_000_000_000


def on_loop(
    life: Callable[[], Coroutine[Any, Any, None]], lateness: Callable[[], float] = on_time
) -> None:
    """Live *life* on a loop whose clock jumps."""
    with asyncio.Runner(loop_factory=lambda: AutojumpLoop(lateness)) as loop:
        loop.run(life())


class Alarm:
    """Something that is due at given instants, and notes when it was told."""

    def __init__(self, *due: Instant) -> None:
        self.due = list(due)
        self.told: list[Instant] = []

    def receive(self, event: object, now: Instant) -> None:
        """Note the instant."""
        self.told.append(now)

    def advance(self, now: Instant) -> None:
        """Note the instant; what was due is not due any more."""
        self.told.append(now)
        self.due = [at for at in self.due if at > now]

    def deadline(self) -> Instant:
        """Return the next."""
        return min(self.due, default=NEVER)


def test_the_alarm_rings_at_each_instant_that_is_due() -> None:
    alarm = Alarm(EPOCH + SECOND, EPOCH + HOUR, EPOCH + 2 * HOUR)

    async def life() -> None:
        Runner(alarm, EPOCH)
        await asyncio.sleep(3 * 3600)

    on_loop(life)
    assert alarm.due == []
    assert [round(in_seconds(at - EPOCH), 3) for at in alarm.told] == [1, 3600, 7200]


def test_an_earlier_wish_moves_the_alarm() -> None:
    alarm = Alarm(EPOCH + HOUR)

    async def life() -> None:
        runner = Runner(alarm, EPOCH)
        alarm.due.append(EPOCH + SECOND)
        runner.receive(PhoneConnected("ana"))
        await asyncio.sleep(10)

    on_loop(life)
    assert alarm.due == [EPOCH + HOUR]


def test_nothing_due_means_no_alarm() -> None:
    alarm = Alarm()

    async def life() -> None:
        Runner(alarm, EPOCH)
        await asyncio.sleep(100 * 86_400)

    on_loop(life)
    assert alarm.told == []


def test_a_stopped_runner_rings_no_more() -> None:
    alarm = Alarm(EPOCH + SECOND)

    async def life() -> None:
        Runner(alarm, EPOCH).stop()
        await asyncio.sleep(10)

    on_loop(life)
    assert alarm.told == []


def test_instants_begin_at_the_epoch_and_follow_the_loop() -> None:
    async def life() -> None:
        runner = Runner(Alarm(), EPOCH)
        assert runner.now() == EPOCH
        await asyncio.sleep(12.5)
        assert abs(in_seconds(runner.now() - EPOCH) - 12.5) < 0.001

    on_loop(life)


def test_a_clock_that_was_set_is_noticed_and_not_followed() -> None:
    async def life() -> None:
        assert -SECOND < Runner(Alarm(), wall_clock()).behind_wall_clock() < 5 * SECOND
        assert Runner(Alarm(), wall_clock() - HOUR).behind_wall_clock() > 59 * 60 * SECOND

    on_loop(life)


def test_a_failing_timer_does_not_stop_the_clock() -> None:
    class Broken(Alarm):
        """Fails at its first instant."""

        def advance(self, now: Instant) -> None:
            super().advance(now)
            if len(self.told) == 1:
                raise RuntimeError("broken")

    alarm = Broken(EPOCH + SECOND, EPOCH + 2 * SECOND)
    faults: list[dict[str, Any]] = []

    async def life() -> None:
        asyncio.get_running_loop().set_exception_handler(lambda _, fault: faults.append(fault))
        Runner(alarm, EPOCH)
        await asyncio.sleep(10)

    on_loop(life)
    assert len(faults) == 1
    assert alarm.due == []


@pytest.mark.parametrize("late", [0.0, 0.25, 7.0])
def test_a_late_alarm_changes_nothing_in_the_journal(late: float) -> None:
    def journal(lateness: Callable[[], float]) -> list[Entry]:
        entries: list[Entry] = []

        async def life() -> None:
            exchange = Exchange(hotline(Wish(ring_time=20)), entries.extend)
            runner = Runner(exchange, EPOCH)
            runner.receive(RunStarted("plan"))
            runner.receive(PhoneConnected("ana"))
            runner.receive(CallArrived("leg", "+3612345678", "100"))
            await asyncio.sleep(300)

        on_loop(life, lateness)
        return entries

    assert journal(lambda: late) == journal(on_time)


def test_a_refusal_comes_back_to_whoever_asked() -> None:
    async def life() -> None:
        runner = Runner(Exchange(hotline(), lambda _: None), EPOCH)
        with pytest.raises(Refusal, match="sign in first"):
            runner.receive(AgentWentReady("ana"))

    on_loop(life)
