"""The audit: who did what, when, from where, and whether it was done.

Noted from anywhere without waiting; a thread writes what has gathered. A queue that is full loses
what comes next and counts it: no act on a call waits for its note. It is told names, never secrets.
"""

import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Protocol

import structlog
from sqlalchemy import Engine, delete, insert, select
from sqlalchemy.exc import DBAPIError

from firstline.domain.time import DAY, Duration, Instant
from firstline.live.database import reason
from firstline.live.schema import AUDIT

WAITING_AT_MOST: Final = 10_000
"""Notes that are not written yet."""
AT_ONCE: Final = 500
"""Notes in one transaction."""
PAUSE_S: Final = 0.25
"""Between two transactions, so that notes gather."""
AGAIN_S: Final = 2.0
"""After a failure of the store."""
LAST_S: Final = 5.0
"""How long the end waits for the last notes."""
WORDS_AT_MOST: Final = 300
"""Characters of each part of a note."""
KEPT: Final[Duration] = 400 * DAY
"""What is older is forgotten: a year can be looked back upon, with a margin."""

DONE: Final = "done"


class Somebody(Protocol):
    """Who acts."""

    @property
    def who(self) -> str:
        """user:NAME or token:ID."""


@dataclass(frozen=True, slots=True)
class Note:
    """One act."""

    at: Instant
    who: str
    "Empty: nobody known."
    client: str
    "The address that asked."
    act: str
    about: str
    outcome: str
    "Done, or why it was refused."


@dataclass(frozen=True, slots=True)
class Noted(Note):
    """One act, as it is stored."""

    id: int


class Audit:
    """Use it as a context: the notes of the end are written when it is left."""

    def __init__(self, engine: Engine, now: Callable[[], Instant]) -> None:
        self._engine: Final = engine
        self._now: Final = now
        self._waiting: Final[queue.Queue[Note]] = queue.Queue(WAITING_AT_MOST)
        self._ends: Final = threading.Event()
        self._thread: Final = threading.Thread(target=self._work, name="audit", daemon=True)
        self._log: Final = structlog.get_logger("live")
        self._failed = False
        self._forget_at: Instant = 0
        self.lost = 0
        "Notes that found no room, or no store at the end."

    def __enter__(self) -> "Audit":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ends.set()
        self._thread.join(LAST_S)

    def note(
        self, who: Somebody | None, client: str, act: str, about: str, outcome: str = DONE
    ) -> None:
        """Note an act. Costs no more than a few microseconds, whatever the store does."""
        known = "" if who is None else who.who
        note = Note(self._now(), *map(_plain, (known, client, act, about, outcome)))
        try:
            self._waiting.put_nowait(note)
        except queue.Full:
            self.lost += 1

    def page(self, before: int | None, at_most: int) -> list[Noted]:
        """Return the newest notes, or those *before* one. Reads the store: not from the loop."""
        wanted = select(AUDIT).order_by(AUDIT.c.id.desc()).limit(at_most)
        if before is not None:
            wanted = wanted.where(AUDIT.c.id < before)
        with self._engine.connect() as connection:
            return [Noted(**row._mapping) for row in connection.execute(wanted)]

    def _work(self) -> None:
        batch: list[Note] = []
        while not (self._ends.is_set() and not batch and self._waiting.empty()):
            self._ends.wait(AGAIN_S if self._failed else PAUSE_S)
            self._gather(batch)
            self._try_to_write(batch)
            if self._ends.is_set() and self._failed:
                self.lost += len(batch) + self._waiting.qsize()
                return

    def _gather(self, batch: list[Note]) -> None:
        while len(batch) < AT_ONCE and not self._waiting.empty():
            batch.append(self._waiting.get_nowait())

    def _try_to_write(self, batch: list[Note]) -> None:
        """Write *batch* and empty it, or leave it for the next time."""
        try:
            self._write(batch)
        except DBAPIError as error:
            if not self._failed:
                self._log.error("the audit cannot be written", why=reason(error))
            self._failed = True
        else:
            self._failed = False
            batch.clear()

    def _write(self, batch: list[Note]) -> None:
        now = self._now()
        if now >= self._forget_at:
            with self._engine.begin() as connection:
                connection.execute(delete(AUDIT).where(AUDIT.c.at < now - KEPT))
            self._forget_at = now + DAY
        if batch:
            rows = [{name: getattr(note, name) for name in Note.__slots__} for note in batch]
            with self._engine.begin() as connection:
                connection.execute(insert(AUDIT), rows)


def _plain(text: str) -> str:
    """Return *text* on one line, not too long: it may come from outside."""
    return "".join(sign if sign.isprintable() else "\ufffd" for sign in text[:WORDS_AT_MOST])
