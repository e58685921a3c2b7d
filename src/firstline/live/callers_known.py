"""Callers that the integrator has told us of: a name for a number, shown to whoever answers.

Kept in the store, and the latest in memory. It reads and writes the store: not from the loop.
"""

import re
from collections import OrderedDict
from threading import Lock
from typing import Final

import msgspec
from msgspec import Struct
from sqlalchemy import delete, insert, select

from firstline.domain.time import Instant
from firstline.live.database import open_database, told
from firstline.live.schema import KNOWN_CALLERS

REMEMBERED: Final = 4_096
"""Numbers whose caller, or lack of one, is kept in memory."""
SIGNS: Final = re.compile(r"[\s()/.-]")
"""What people write between digits."""


class KnownCaller(Struct, frozen=True):
    """Who a number belongs to."""

    name: str
    about: str = ""
    language: str = ""


_decode: Final = msgspec.json.Decoder(KnownCaller).decode


def plain_number(number: str) -> str:
    """Return *number* as it calls, without what people write between digits.

    >>> plain_number("+36 (30) 123-4567")
    '+36301234567'
    """
    return SIGNS.sub("", number)


class KnownCallers:
    """All of them, by number."""

    def __init__(self, url: str) -> None:
        self._url: Final = url
        self._engine: Final = open_database(url)
        self._lock: Final = Lock()
        self._writing: Final = Lock()
        self._cache: Final[OrderedDict[str, KnownCaller | None]] = OrderedDict()
        self._changes = 0

    def find(self, number: str) -> KnownCaller | None:
        """Return who calls from *number*, if anybody has told us."""
        number = plain_number(number)
        with self._lock:
            if number in self._cache:
                self._cache.move_to_end(number)
                return self._cache[number]
            changes = self._changes
        with told(self._url), self._engine.connect() as connection:
            text = connection.scalar(
                select(KNOWN_CALLERS.c.caller).where(KNOWN_CALLERS.c.number == number)
            )
        caller = None if text is None else _decode(text)
        with self._lock:
            if changes == self._changes:  # else what was read may be of before
                self._keep(number, caller)
        return caller

    def tell(self, number: str, caller: KnownCaller, now: Instant) -> None:
        """Let *caller* be known by *number* from now on."""
        number = plain_number(number)
        row = {"number": number, "caller": msgspec.json.encode(caller).decode(), "changed": now}
        with self._writing:  # two who replace the same caller at once would both insert
            with told(self._url), self._engine.begin() as connection:
                connection.execute(delete(KNOWN_CALLERS).where(KNOWN_CALLERS.c.number == number))
                connection.execute(insert(KNOWN_CALLERS).values(row))
            self._changed(number, caller)

    def forget(self, number: str) -> bool:
        """Know nobody by *number* any more; return whether somebody was known."""
        number = plain_number(number)
        with told(self._url), self._engine.begin() as connection:
            done = connection.execute(delete(KNOWN_CALLERS).where(KNOWN_CALLERS.c.number == number))
        self._changed(number, None)
        return bool(done.rowcount)

    def close(self) -> None:
        """Let the store go; it is opened again where it is needed."""
        self._engine.dispose()

    def _changed(self, number: str, caller: KnownCaller | None) -> None:
        with self._lock:
            self._changes += 1
            self._keep(number, caller)

    def _keep(self, number: str, caller: KnownCaller | None) -> None:
        self._cache[number] = caller
        self._cache.move_to_end(number)
        if len(self._cache) > REMEMBERED:
            self._cache.popitem(last=False)
