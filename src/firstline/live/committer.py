"""The committer: the thread that brings entries into the store, batch by batch.

While one batch is committed the next one grows: the busier the hotline, the more entries share a
commit. A batch that the store does not take is tried again until it does. Knows no asyncio.
"""

import threading
from collections.abc import Callable
from time import monotonic
from typing import Final, Protocol

import structlog
from msgspec import Struct

from firstline.journal.entry import Entry
from firstline.journal.events import RunEnded
from firstline.journal.recorder import Recorder
from firstline.journal.state import HotlineState
from firstline.live.store import Batch, Store, StoreFailedError

NEVER: Final = float("inf")


class Pace(Struct, frozen=True, kw_only=True):
    """The committer's times and limits."""

    batch: int = 5_000
    "Entries in one commit, about."
    records_s: float = 0.05
    "Records may be so much behind the entries: they are written together, which is cheaper."
    sync_s: float = 1.0
    "How much may be lost with the machine's power; nothing of it with this process."
    retry_s: float = 0.1
    "First pause before the store is tried again; it doubles."
    retry_at_most_s: float = 5.0


class Listener(Protocol):
    """Who is told. All of it is called in the committer's thread."""

    def committed(self, lists: int, entries: int, seconds: float) -> None:
        """So many lists are stored, and how long it took."""

    def failed(self, why: str) -> None:
        """The store did not take a batch; it will be tried again."""

    def mended(self) -> None:
        """The store takes batches again."""

    def broke(self, why: str) -> None:
        """The committer itself has failed: nothing more will be stored."""


class Committer:
    """One thread for one run of the hotline."""

    def __init__(
        self,
        store: Store,
        run: int,
        listener: Listener,
        *,
        edge: Callable[[Entry], Entry] | None,
        pace: Pace,
    ) -> None:
        self._log: Final = structlog.get_logger("store")
        self._store: Final = store
        self._run: Final = run
        self._listener: Final = listener
        self._edge: Final = edge
        self._pace: Final = pace
        self._recorder: Final = Recorder()
        self._last: Entry | None = None
        self._records_due = NEVER
        self._sync_due = NEVER
        self._is_unsynced = False
        "The last attempt to sync has failed."
        self._todo: list[list[Entry]] = []
        self._state: HotlineState | None = None
        self._ends = False
        self._change: Final = threading.Condition()
        "Guards the three above."
        self._given_up: Final = threading.Event()
        self._thread: Final = threading.Thread(target=self._work, name="store", daemon=True)
        self._thread.start()

    def put(self, entries: list[Entry]) -> None:
        """Have *entries* stored."""
        with self._change:
            self._todo.append(entries)
            self._change.notify()

    def keep(self, state: HotlineState) -> None:
        """Store *state* with the next batch."""
        with self._change:
            self._state = state

    def end(self, seconds: float) -> bool:
        """Wait until all is stored, not longer than *seconds*; return whether it is."""
        with self._change:
            self._ends = True
            self._change.notify()
        self._thread.join(seconds)
        if self._thread.is_alive():
            self._given_up.set()
            self._thread.join(seconds)
        return not self._given_up.is_set()

    def _work(self) -> None:
        try:
            while not self._given_up.is_set() and self._step():
                pass
        except Exception as error:  # noqa: BLE001 - whatever it is, the owner must hear of it
            self._log.error("the committer has failed", exc_info=error)
            self._listener.broke(f"{type(error).__name__}: {error}")

    def _step(self) -> bool:
        """Store what there is, and do what is due; return whether there may be more."""
        self._wait()
        lists = self._taken()
        if lists:
            self._store_lists(lists)
        is_over = self._ends and not lists
        now = NEVER if is_over else monotonic()
        if now >= self._records_due:
            self._bring_up_records()
        if now >= self._sync_due:
            self._sync()
        return not is_over

    def _wait(self) -> None:
        """Wait until there is something to store, something else is due, or the end."""
        with self._change:
            while not self._todo and not self._ends:
                if not self._change.wait(self._pause()):
                    return

    def _pause(self) -> float | None:
        due = min(self._records_due, self._sync_due)
        return None if due >= NEVER else max(0.0, due - monotonic())

    def _taken(self) -> list[list[Entry]]:
        """Return what is to be stored next; nothing when something else is due, or at the end."""
        with self._change:
            count = size = 0
            while count < len(self._todo) and size < self._pace.batch:
                size += len(self._todo[count])
                count += 1
            lists = self._todo[:count]
            del self._todo[:count]
        return lists

    def _store_lists(self, lists: list[list[Entry]]) -> None:
        began = monotonic()
        entries = [entry for part in lists for entry in part]
        if self._edge is not None:
            entries = [self._edge(entry) for entry in entries]
        if self._commit(self._batch(entries, began)):
            self._listener.committed(len(lists), len(entries), monotonic() - began)

    def _batch(self, entries: list[Entry], now: float) -> Batch:
        for entry in entries:
            self._recorder.take(entry)
        self._last = entries[-1]
        with self._change:
            state, self._state = self._state, None
        if now >= self._records_due or isinstance(self._last.what, RunEnded):
            self._records_due = NEVER
            return Batch.of(entries, self._recorder.changes(), state)
        self._records_due = min(self._records_due, now + self._pace.records_s)
        return Batch.of(entries, state=state)

    def _bring_up_records(self) -> None:
        self._records_due = NEVER
        if self._last is not None:
            self._commit(Batch.of_records(self._last, self._recorder.changes()))

    def _sync(self) -> None:
        self._sync_due = NEVER
        try:
            self._store.sync()
        except StoreFailedError as error:
            self._sync_due = monotonic() + self._pace.sync_s
            self._is_unsynced = True
            self._listener.failed(error.why)
        else:
            if self._is_unsynced:
                self._listener.mended()
            self._is_unsynced = False

    def _commit(self, batch: Batch) -> bool:
        """Commit *batch*, however long it takes; return False if it was given up."""
        try:
            self._store.append(self._run, batch)
        except StoreFailedError as error:
            self._listener.failed(error.why)
            if not self._commit_in_the_end(batch):
                return False
        self._sync_due = min(self._sync_due, monotonic() + self._pace.sync_s)
        return True

    def _commit_in_the_end(self, batch: Batch) -> bool:
        pause = self._pace.retry_s
        while not self._given_up.wait(pause):
            try:
                self._store.mend(self._run, batch)
            except StoreFailedError as error:
                self._listener.failed(error.why)
                pause = min(pause * 2, self._pace.retry_at_most_s)
            else:
                self._listener.mended()
                return True
        return False
