"""An office for clients that wait for each answer: its hotline runs in a thread of its own."""

import asyncio
import threading
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, TypeVar

from kit.office import Office, office

Result = TypeVar("Result")
LIMIT_S: Final = 30.0


class OpenOffice:
    """The office, as seen from the thread of a test."""

    def __init__(self, place: Office, loop: asyncio.AbstractEventLoop) -> None:
        self.place: Final = place
        self._loop: Final = loop

    @property
    def url(self) -> str:
        """Return where the interface is."""
        return self.place.url

    def do(self, what: Callable[[Office], Awaitable[Result]]) -> Result:
        """Do something in the hotline's own loop, and return what comes of it."""

        async def done() -> Result:
            return await what(self.place)

        return asyncio.run_coroutine_threadsafe(done(), self._loop).result(LIMIT_S)


@contextmanager
def open_office(directory: Path) -> Iterator[OpenOffice]:
    """Run a hotline for the time of a `with`."""
    opened: list[OpenOffice] = []
    is_open, is_over = threading.Event(), asyncio.Event()

    async def life() -> None:
        async with office(directory) as place:
            opened.append(OpenOffice(place, asyncio.get_running_loop()))
            is_open.set()
            await is_over.wait()
            await place.plans.what_ifs.close()

    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_until_complete, args=(life(),), name="office")
    thread.start()
    try:
        assert is_open.wait(LIMIT_S)
        yield opened[0]
    finally:
        loop.call_soon_threadsafe(is_over.set)
        thread.join(LIMIT_S)
        loop.close()
