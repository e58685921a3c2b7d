"""What is looked up about a caller while the phone rings: a name, and earlier contacts.

Looked up in a thread, once for each call, and remembered for the latest calls. A number that is
hidden, masked in the records, or made up for a call from a page is never looked for there.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Callable
from typing import Final

import structlog
from msgspec import Struct

from firstline.errors import FirstlineError
from firstline.live.callers_known import KnownCaller, KnownCallers
from firstline.live.earlier import EarlierContact, EarlierContacts

REMEMBERED: Final = 2_048
"""Calls whose caller was looked up."""
UNDER_WAY: Final = 64
"""Calls being looked up at once; what comes beyond is shown without."""
FROM_A_PAGE: Final = "web:"
"""How the calling number of a call from a page begins."""
NOBODY: Final = KnownCaller("")


class Found(Struct, frozen=True):
    """What is known of a caller."""

    caller: KnownCaller = NOBODY
    earlier: tuple[EarlierContact, ...] = ()


NOTHING: Final = Found()


class Lookups:
    """Looks callers up, on the running loop and beside it."""

    def __init__(self, known: KnownCallers, earlier: EarlierContacts | None) -> None:
        """*earlier* is None where the records hold no whole numbers."""
        self._known: Final = known
        self._earlier: Final = earlier
        self._found: Final[OrderedDict[int, Found]] = OrderedDict()
        self._under_way: Final[set[int]] = set()
        self._times_forgotten = 0

    def of(self, call: int) -> Found:
        """Return what was found of the caller of *call* so far."""
        return self._found.get(call, NOTHING)

    def look_up(self, call: int, calling: str, when_found: Callable[[], None]) -> None:
        """Find out who calls, unless that was done; *when_found* hears of it, on the loop."""
        if call in self._found or call in self._under_way or not is_whole(calling):
            return
        if len(self._under_way) >= UNDER_WAY:
            return
        self._under_way.add(call)
        times = self._times_forgotten

        def found(done: asyncio.Future[Found]) -> None:
            self._under_way.discard(call)
            if done.cancelled():
                return  # the loop is at its end
            if times == self._times_forgotten:
                self._remember(call, done.result())
            when_found()

        loop = asyncio.get_running_loop()
        loop.run_in_executor(None, self._look, calling, call).add_done_callback(found)

    def forget(self) -> None:
        """Look everybody up anew: somebody has told us of callers."""
        self._times_forgotten += 1
        self._found.clear()

    def close(self) -> None:
        """Let the store go."""
        self._known.close()
        if self._earlier is not None:
            self._earlier.close()

    def _look(self, calling: str, call: int) -> Found:
        try:
            caller = self._known.find(calling) or NOBODY
            earlier = () if self._earlier is None else self._earlier.of(calling, call)
        except FirstlineError as error:
            structlog.get_logger("live").warning("a caller was not looked up", why=error.message)
            return NOTHING
        return Found(caller, earlier)

    def _remember(self, call: int, found: Found) -> None:
        self._found[call] = found
        if len(self._found) > REMEMBERED:
            self._found.popitem(last=False)


def is_whole(calling: str) -> bool:
    """Return whether *calling* stands for one caller, today and earlier.

    >>> [is_whole(it) for it in ("+36301234567", "anonymous", "web:1f", "+3630123xxxx")]
    [True, False, False, False]
    """
    return any(sign.isdigit() for sign in calling) and not (
        calling.startswith(FROM_A_PAGE) or calling.lower().startswith("anonymous") or "x" in calling
    )
