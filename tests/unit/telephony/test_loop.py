"""sippy's timers on asyncio ring in time and in order, and cost nothing once cancelled."""

import asyncio
import sys
from collections.abc import Awaitable, Callable

import pytest

from firstline.telephony.loop import FEW, REPLACED, Dispatcher, install
from kit.autojump import AutojumpLoop

Story = Callable[[Dispatcher, list[str]], Awaitable[None]]


def _run(story: Story) -> list[str]:
    heard: list[str] = []

    async def whole() -> None:
        dispatcher = Dispatcher()
        dispatcher.attach(asyncio.get_running_loop())
        await story(dispatcher, heard)

    with asyncio.Runner(loop_factory=AutojumpLoop) as runner:
        runner.run(whole())
    return heard


def test_timers_ring_in_the_order_of_their_instants_and_equal_ones_as_they_were_set() -> None:
    async def story(dispatcher: Dispatcher, heard: list[str]) -> None:
        for name, wait in [("c", 3.0), ("a", 1.0), ("b", 2.0), ("b2", 2.0)]:
            dispatcher.regTimer(heard.append, wait, 1, False, name).go()
        await asyncio.sleep(5)

    assert _run(story) == ["a", "b", "b2", "c"]


def test_a_cancelled_timer_never_rings() -> None:
    async def story(dispatcher: Dispatcher, heard: list[str]) -> None:
        first = dispatcher.regTimer(heard.append, 1.0, 1, False, "first")
        first.go()
        second = dispatcher.regTimer(heard.append, 2.0, 1, False, "second")
        second.go()
        first.cancel()
        first.cancel()
        assert len(dispatcher) == 1
        await asyncio.sleep(3)
        second.cancel()

    assert _run(story) == ["second"]


def test_a_periodic_timer_rings_until_it_is_cancelled_even_by_itself() -> None:
    async def story(dispatcher: Dispatcher, heard: list[str]) -> None:
        def ring() -> None:
            heard.append("ring")
            if heard.count("ring") == 3:
                endless.cancel()

        endless = dispatcher.regTimer(ring, 1.0, -1)
        endless.go()
        dispatcher.regTimer(heard.append, 0.5, 2, False, "twice").go()
        await asyncio.sleep(10)
        assert len(dispatcher) == 0

    assert sorted(_run(story)) == ["ring", "ring", "ring", "twice", "twice"]


def test_a_timer_set_while_another_rings_is_not_forgotten() -> None:
    async def story(dispatcher: Dispatcher, heard: list[str]) -> None:
        def ring() -> None:
            heard.append("first")
            dispatcher.regTimer(heard.append, 0.0, 1, False, "at once").go()
            dispatcher.regTimer(heard.append, 1.0, 1, False, "later").go()

        dispatcher.regTimer(ring, 1.0).go()
        await asyncio.sleep(5)

    assert _run(story) == ["first", "at once", "later"]


def test_one_broken_timer_does_not_stop_the_others_and_is_told() -> None:
    async def story(dispatcher: Dispatcher, heard: list[str]) -> None:
        def breaks() -> None:
            raise RuntimeError("broken")

        dispatcher.on_fault = lambda fault: heard.append(str(fault))
        dispatcher.regTimer(breaks, 1.0).go()
        dispatcher.regTimer(heard.append, 1.0, 1, False, "rings").go()
        await asyncio.sleep(2)

    assert _run(story) == ["broken", "rings"]


def test_a_fault_that_nobody_listens_for_goes_to_the_loop() -> None:
    async def story(dispatcher: Dispatcher, heard: list[str]) -> None:
        def breaks() -> None:
            raise RuntimeError("broken")

        loop = asyncio.get_running_loop()
        loop.set_exception_handler(lambda _, context: heard.append(str(context["exception"])))
        dispatcher.regTimer(breaks, 1.0).go()
        await asyncio.sleep(2)

    assert _run(story) == ["broken"]


def test_cancelled_timers_are_swept_before_they_are_due() -> None:
    async def story(dispatcher: Dispatcher, _heard: list[str]) -> None:
        kept = dispatcher.regTimer(print, 1000.0)
        kept.go()
        for _ in range(10 * FEW):
            timer = dispatcher.regTimer(print, 1000.0)
            timer.go()
            timer.cancel()
        assert len(dispatcher._heap) <= FEW + 2
        assert len(dispatcher) == 1

    _run(story)


def test_another_threads_call_runs_in_the_loop() -> None:
    heard: list[str] = []

    async def story() -> None:
        dispatcher = Dispatcher()
        dispatcher.attach(asyncio.get_running_loop())
        await asyncio.to_thread(dispatcher.callFromThread, heard.append, "here")
        await asyncio.sleep(0.01)

    asyncio.run(story())
    assert heard == ["here"]


def test_timers_of_a_loop_that_is_gone_are_gone() -> None:
    dispatcher, heard = Dispatcher(), list[str]()

    async def sets() -> None:
        dispatcher.attach(asyncio.get_running_loop())
        dispatcher.regTimer(heard.append, 0.01, 1, False, "old").go()

    async def waits() -> None:
        dispatcher.attach(asyncio.get_running_loop())
        await asyncio.sleep(0.03)

    asyncio.run(sets())
    asyncio.run(waits())
    assert heard == []


def test_our_dispatcher_stands_where_sippy_looks_for_its_own() -> None:
    dispatcher = install()
    assert vars(sys.modules[REPLACED])["ED2"] is dispatcher
    assert install() is dispatcher


def test_an_instant_is_refused_because_nobody_asks_for_one() -> None:
    with pytest.raises(NotImplementedError):
        Dispatcher().regTimer(print, 1.0, 1, True)
