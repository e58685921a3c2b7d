"""The clerk: one thing after another, in the background, and no endless queue."""

import asyncio
import os
import threading

import pytest

from firstline.web.clerk import NICE, WAITING_AT_MOST, Clerk
from firstline.web.problem import ProblemError


def test_work_is_done_elsewhere_one_after_another_and_stands_back() -> None:
    async def life() -> None:
        at_once, most = 0, 0

        def work() -> tuple[int, int]:
            nonlocal at_once, most
            at_once += 1
            most = max(most, at_once)
            nice = os.getpriority(os.PRIO_PROCESS, threading.get_native_id())
            at_once -= 1
            return threading.get_ident(), nice

        with Clerk() as clerk:
            found = set(await asyncio.gather(*(clerk.do(work) for _ in range(10))))
        ((thread, nice),) = found
        assert thread != threading.get_ident()
        assert nice == min(19, os.getpriority(os.PRIO_PROCESS, 0) + NICE) or nice == NICE
        assert most == 1

    asyncio.run(life())


def test_what_fails_fails_for_who_asked_and_for_nobody_else() -> None:
    async def life() -> None:
        with Clerk() as clerk:
            with pytest.raises(ZeroDivisionError):
                await clerk.do(lambda: 1 // 0)
            assert await clerk.do(lambda: 7) == 7

    asyncio.run(life())


def test_who_comes_when_too_many_wait_is_asked_to_come_again() -> None:
    async def life() -> None:
        go = threading.Event()
        with Clerk() as clerk:
            async with asyncio.TaskGroup() as tasks:
                for _ in range(WAITING_AT_MOST):
                    tasks.create_task(clerk.do(lambda: go.wait(10)))
                await asyncio.sleep(0.05)
                with pytest.raises(ProblemError) as refused:
                    await clerk.do(lambda: True)
                assert refused.value.status == 503
                go.set()
            assert await clerk.do(lambda: 7) == 7

    asyncio.run(life())
