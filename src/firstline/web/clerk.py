"""The clerk: does what takes its time with people, one thing after another, and never in the loop.

A password's check takes a core for a while. The clerk's thread stands back behind the threads that
carry calls, and at most one check is under way, however many ask. It knows nothing of what it does.
"""

import asyncio
import os
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from typing import Final, TypeVar

from firstline.errors import Said
from firstline.web.problem import ProblemError

WAITING_AT_MOST: Final = 32
"""Who comes later is asked to come again."""
AGAIN_S: Final = 5
NICE: Final = 10
"""How far it stands back, as nice(1) has it."""

Result = TypeVar("Result")


class Clerk:
    """Use it as a context."""

    def __init__(self) -> None:
        self._thread: Final = ThreadPoolExecutor(1, "clerk", _stand_back)
        self._waiting = 0

    def __enter__(self) -> "Clerk":
        return self

    def __exit__(self, *_: object) -> None:
        self._thread.shutdown(cancel_futures=True)

    async def do(self, work: Callable[[], Result]) -> Result:
        """Return what *work* returns."""
        if self._waiting >= WAITING_AT_MOST:
            raise ProblemError(
                HTTPStatus.SERVICE_UNAVAILABLE,
                "Too many people sign in at once.",
                Said("Try again in {seconds} seconds.", seconds=AGAIN_S),
                {"Retry-After": str(AGAIN_S)},
            )
        self._waiting += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._thread, work)
        finally:
            self._waiting -= 1


def _stand_back() -> None:
    # Linux: a thread has a niceness of its own, by its own number.
    os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), NICE)
