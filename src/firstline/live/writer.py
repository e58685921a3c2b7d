"""The writer: lets commands leave only once they are remembered.

When the store fails, entries are handed on without waiting (whoever talks goes on talking) and kept
in a bounded backlog until the store is back; the owner is told, and takes no new calls. A backlog
that is full ends the journal of this run: what is stored stays a whole beginning of it.
"""

import asyncio
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from enum import Enum
from typing import Final, TypeVarTuple, Unpack

from msgspec import Struct

from firstline.journal.entry import Entry
from firstline.journal.state import HotlineState
from firstline.live.committer import Committer, Pace
from firstline.live.store import Store


class StoreState(Enum):
    """How the store does."""

    WORKING = "working"
    FAILED = "failed"
    "Entries are kept in memory until it works again. Take no new calls."
    LOST = "lost"
    "Entries are remembered no more until the hotline is started again. Take no new calls."


class StoreReport(Struct, frozen=True):
    """The store's state, and for people what is wrong."""

    state: StoreState
    why: str = ""


class Patience(Struct, frozen=True, kw_only=True):
    """The writer's times and limits."""

    backlog: int = 200_000
    "Entries that wait for the store at most; each takes some hundred bytes."
    calm: int = 500
    "Entries that may be behind when a store that is back counts as working."
    answer_s: float = 2.0
    "A commit that takes longer counts as a failure: nothing waits for it any more."
    close_s: float = 10.0
    "How long the last commits may take."


class Writer:
    """Takes lists of entries, and delivers them in order, each once. Lives on the running loop."""

    def __init__(
        self,
        store: Store,
        run: int,
        *,
        deliver: Callable[[list[Entry]], None],
        on_state: Callable[[StoreReport], None],
        edge: Callable[[Entry], Entry] | None = None,
        patience: Patience | None = None,
        pace: Pace | None = None,
    ) -> None:
        self.report = StoreReport(StoreState.WORKING)
        self.behind = 0
        "Entries that are not stored yet."
        self.stored = 0
        self.commits = 0
        self.commit_s = 0.0
        "Time spent in commits."
        self._deliver: Final = deliver
        self._on_state: Final = on_state
        self._patience: Final = patience or Patience()
        self._loop: Final = asyncio.get_running_loop()
        self._waiting: Final[deque[tuple[float, list[Entry]]]] = deque()
        "Lists that are not delivered yet, and when they came."
        self._early = 0
        "Lists that were delivered before they were stored."
        self._is_failing = False
        self._alarm: asyncio.TimerHandle | None = None
        self._committer: Final = Committer(
            store, run, _Line(self, self._loop), edge=edge, pace=pace or Pace()
        )

    def submit(self, entries: list[Entry]) -> None:
        """Have *entries* stored and then delivered; without waiting where the store fails."""
        self._waiting.append((self._loop.time(), entries))
        if self.report.state is StoreState.LOST:
            self._loop.call_soon(self._deliver_early)
            return
        self.behind += len(entries)
        if self.behind > self._patience.backlog:
            why = self.report.why or "it does not keep up"
            self._change(StoreState.LOST, f"{self.behind} entries wait for it: {why}")
            self._loop.call_soon(self._deliver_early)
            return
        self._committer.put(entries)
        if self.report.state is StoreState.FAILED:
            self._loop.call_soon(self._deliver_early)
        elif self._alarm is None:
            self._alarm = self._loop.call_later(self._patience.answer_s, self._look)

    def keep(self, state: HotlineState) -> None:
        """Store *state* with the next entries: what to begin with if all else is lost."""
        self._committer.keep(state)

    async def close(self) -> bool:
        """Wait for the last commits; return whether everything is stored."""
        ended = await self._loop.run_in_executor(None, self._committer.end, self._patience.close_s)
        if self._alarm is not None:
            self._alarm.cancel()
        self._deliver_early()
        return ended and self.report.state is not StoreState.LOST

    def on_committed(self, lists: int, entries: int, seconds: float) -> None:
        """Deliver what is stored now."""
        self.behind -= entries
        self.stored += entries
        self.commits += 1
        self.commit_s += seconds
        early = min(self._early, lists)
        self._early -= early
        for _ in range(lists - early):
            self._hand_on()
        is_back = self.report.state is StoreState.FAILED and not self._is_failing
        if is_back and self.behind <= self._patience.calm:
            self._change(StoreState.WORKING, "")

    def on_failed(self, why: str) -> None:
        """Wait for the store no more."""
        self._is_failing = True
        if self.report.state is not StoreState.LOST:
            self._change(StoreState.FAILED, why)
        self._deliver_early()

    def on_mended(self) -> None:
        """The store is back; what is behind is still to be stored."""
        self._is_failing = False

    def on_broken(self, why: str) -> None:
        """Nothing will be stored any more."""
        self._change(StoreState.LOST, why)
        self._deliver_early()

    def _look(self) -> None:
        """Give up waiting where the oldest list has waited for too long."""
        self._alarm = None
        if not self._waiting:
            return
        due = self._waiting[0][0] + self._patience.answer_s
        if due > self._loop.time():
            self._alarm = self._loop.call_at(due, self._look)
        elif self.report.state is StoreState.WORKING:
            self._change(StoreState.FAILED, f"it has not answered for {self._patience.answer_s} s")
            self._deliver_early()

    def _deliver_early(self) -> None:
        while self._waiting:
            self._early += 1
            self._hand_on()

    def _hand_on(self) -> None:
        """Deliver the oldest list; a fault in what is done about it must not hold up the next."""
        entries = self._waiting.popleft()[1]
        try:
            self._deliver(entries)
        except Exception as error:  # noqa: BLE001 - told to whoever hears of the loop's faults
            fault = {"message": f"entry {entries[0].seq} was not delivered", "exception": error}
            self._loop.call_exception_handler(fault)

    def _change(self, state: StoreState, why: str) -> None:
        report = StoreReport(state, why)
        if report != self.report:
            self.report = report
            self._on_state(report)


_Said = TypeVarTuple("_Said")


class _Line:
    """Brings what the committer says from its thread onto the loop."""

    def __init__(self, writer: Writer, loop: asyncio.AbstractEventLoop) -> None:
        self._writer: Final = writer
        self._loop: Final = loop

    def committed(self, lists: int, entries: int, seconds: float) -> None:
        self._tell(self._writer.on_committed, lists, entries, seconds)

    def failed(self, why: str) -> None:
        self._tell(self._writer.on_failed, why)

    def mended(self) -> None:
        self._tell(self._writer.on_mended)

    def broke(self, why: str) -> None:
        self._tell(self._writer.on_broken, why)

    def _tell(self, hear: Callable[[Unpack[_Said]], None], *said: *_Said) -> None:
        # A loop that is gone has nobody left to be told; what is in hand is still stored.
        with suppress(RuntimeError):
            self._loop.call_soon_threadsafe(hear, *said)
