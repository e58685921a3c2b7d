"""Webhooks: programs elsewhere that are told the journal's entries over HTTP, signed.

They are told by a thread with a loop of its own, from the store: however slow somebody is, neither
calls nor screens wait. Who may add one is not known here.
"""

import asyncio
import threading
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from contextlib import suppress
from typing import Final

import structlog
from msgspec import Struct

from firstline.domain.time import Instant
from firstline.errors import FailureError, FirstlineError
from firstline.journal.entry import Entry
from firstline.journal.told import exact
from firstline.live.courier import TIMEOUT_S, Answer, Courier
from firstline.live.feed_store import StoredFeed
from firstline.live.messenger import Messenger, Progress, Rhythm
from firstline.live.webhook_table import Webhook, WebhookTable

END_S: Final = 5.0
"For what is under way when the hotline ends; then it is told again next time."


class Figures(Struct, frozen=True):
    """Of all webhooks together."""

    webhooks: int
    paused: int
    deliveries: int
    failures: int
    behind: int
    "Entries that the one furthest behind has not been told yet."


class Webhooks:
    """All of them. `begin`, `wake` and `test` belong to the hotline's loop; the rest waits."""

    def __init__(
        self,
        url: str,
        edge: Callable[[Entry], Entry] | None = None,
        rhythm: Rhythm | None = None,
        timeout_s: float = TIMEOUT_S,
    ) -> None:
        """*url* is the store's; *edge* masks what nobody outside may read."""
        self._table: Final = WebhookTable(url)
        self._stored: Final = StoredFeed(url, edge)
        self._rhythm: Final = rhythm or Rhythm()
        self._timeout_s: Final = timeout_s
        self._messengers: Final[dict[str, Messenger]] = {}
        self._running: Final[dict[str, asyncio.Task[None]]] = {}
        self._last = 0
        self._is_woken = False
        self._loop: asyncio.AbstractEventLoop | None = None
        self._over: asyncio.Event | None = None
        self._courier: Courier | None = None
        self._is_up: Final = threading.Event()
        self._thread: Final = threading.Thread(target=self._work, name="webhooks", daemon=True)

    @property
    def figures(self) -> Figures:
        """How they do."""
        each = list(self._messengers.values())
        return Figures(
            len(each),
            sum(bool(messenger.hook.paused) for messenger in each),
            sum(messenger.progress.deliveries for messenger in each),
            sum(messenger.progress.failures for messenger in each),
            max((max(0, self._last - messenger.at) for messenger in each), default=0),
        )

    def begin(self) -> None:
        """Go on where the run before ended."""
        self._thread.start()

    def wake(self, last: int) -> None:
        """Everything up to entry *last* is stored and may be told."""
        self._last = last
        if self._messengers and not self._is_woken and self._loop is not None:
            self._is_woken = True
            self._loop.call_soon_threadsafe(self._ring)

    def end(self) -> None:
        """Tell nobody anything more, and keep how far everybody was told."""
        if self._thread.is_alive() and self._is_up.wait(END_S):
            assert self._loop is not None
            assert self._over is not None
            self._loop.call_soon_threadsafe(self._over.set)
            self._thread.join(END_S)
        self._stored.close()
        self._table.close()

    def all(self) -> list[tuple[Webhook, Progress]]:
        """Return every webhook and how it does, the oldest first."""
        return [
            (
                hook,
                self._messengers[hook.id].progress if hook.id in self._messengers else Progress(),
            )
            for hook in self._table.all()
        ]

    def add(self, url: str, names: Iterable[str], now: Instant) -> Webhook:
        """Tell *url* of the entries that are called so, of all without names, from now on."""
        hook = self._table.add(url, names, now, self._last)
        self._do(lambda: self._begin_one(hook)).result(END_S)
        return hook

    def remove(self, hook_id: str) -> bool:
        """Tell a webhook nothing more; return whether there was one."""
        found = self._table.remove(hook_id)
        self._do(lambda: self._end_one(hook_id)).result(END_S)
        return found

    async def test(self, hook_id: str, now: Instant) -> Answer | None:
        """Send a webhook something that is no entry; None where there is no such webhook."""
        messenger = self._messengers.get(hook_id)
        if messenger is None or self._loop is None:
            return None
        body = f'[{{"seq":0,"at":"{exact(now)}","kind":"test","name":"Test"}}]'.encode()
        sent = asyncio.run_coroutine_threadsafe(messenger.test(body), self._loop)
        return await asyncio.wrap_future(sent)

    def _do(self, act: Callable[[], None]) -> "Future[None]":
        """Let *act* be done on the webhooks' own loop."""
        if self._loop is None or not self._thread.is_alive():
            raise FailureError("Nobody is told anything now.", "Try again in a moment.")
        done: Future[None] = Future()

        def do() -> None:
            try:
                act()
            except Exception as error:  # noqa: BLE001 - raised where the result is taken
                done.set_exception(error)
            else:
                done.set_result(None)

        self._loop.call_soon_threadsafe(do)
        return done

    def _work(self) -> None:
        try:
            asyncio.run(self._live())
        except Exception as error:  # noqa: BLE001 - no fault of it may cost a call
            structlog.get_logger("webhooks").error("webhooks have failed", exc_info=error)

    async def _live(self) -> None:
        self._loop, self._over = asyncio.get_running_loop(), asyncio.Event()
        async with Courier(self._timeout_s) as self._courier:
            self._is_up.set()
            for hook in await self._stored_hooks(self._over):
                self._begin_one(hook)
            self._ring()
            await self._over.wait()
            tasks = list(self._running.values())
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def _stored_hooks(self, over: asyncio.Event) -> list[Webhook]:
        """Return all there are, as soon as the store is there; none if the end comes before."""
        while not over.is_set():
            try:
                hooks = self._table.all()
                self._last = max(self._last, self._stored.last())
            except FirstlineError as error:
                structlog.get_logger("webhooks").warning("the store is away", why=str(error))
                with suppress(TimeoutError):
                    await asyncio.wait_for(over.wait(), self._rhythm.first)
            else:
                return hooks
        return []

    def _begin_one(self, hook: Webhook) -> None:
        if hook.id in self._messengers:  # added just when the stored ones were read
            return
        assert self._courier is not None
        messenger = Messenger(hook, self._table, self._stored, self._courier, self._rhythm)
        self._messengers[hook.id] = messenger
        self._running[hook.id] = asyncio.get_running_loop().create_task(messenger.run())

    def _end_one(self, hook_id: str) -> None:
        self._messengers.pop(hook_id, None)
        task = self._running.pop(hook_id, None)
        if task is not None:
            task.cancel()

    def _ring(self) -> None:
        self._is_woken = False
        for messenger in self._messengers.values():
            messenger.tell(self._last)
