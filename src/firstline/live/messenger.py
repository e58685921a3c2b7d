"""The messenger of one webhook: tells it the entries in order, each at least once.

What is not taken is sent again, later and later, until it is or until a day has gone by; then the
webhook is paused, with the reason. How far it came is kept, so that a restart goes on from there.
"""

import asyncio
import secrets
from collections.abc import Callable
from typing import Final

import structlog
from msgspec import Struct
from msgspec.structs import replace

from firstline.domain.time import Instant, seconds
from firstline.errors import FirstlineError
from firstline.live.courier import Answer, Courier
from firstline.live.feed_form import Item
from firstline.live.feed_store import StoredFeed
from firstline.live.runner import wall_clock
from firstline.live.webhook_table import Webhook, WebhookTable

BATCH: Final = 500
"Entries of one delivery."
BYTES: Final = 256 * 1024
"Of one delivery, unless one entry alone is longer."
SPAN: Final = 20_000
"Entries that are looked through at once for those that are wanted."


class Rhythm(Struct, frozen=True, kw_only=True):
    """The messenger's times, in seconds."""

    gather: float = 0.25
    "Between two deliveries: what happens meanwhile goes together."
    first: float = 1.0
    "Pause after a failure; it doubles with each."
    longest: float = 300.0
    "The longest pause before the next try."
    keep: float = 1.0
    "So often at most is kept how far it came."
    give_up: float = 86_400.0
    "Of failures, until it is paused."


class Progress(Struct):
    """How a webhook does."""

    deliveries: int = 0
    failures: int = 0
    in_a_row: int = 0
    "Failures since the last that was taken."
    last: Answer | None = None


class Messenger:
    """Lives on the loop of all webhooks."""

    def __init__(
        self,
        hook: Webhook,
        table: WebhookTable,
        stored: StoredFeed,
        courier: Courier,
        rhythm: Rhythm,
        now: Callable[[], Instant] = wall_clock,
    ) -> None:
        self.hook = hook
        self.progress: Final = Progress()
        self.at = hook.delivered
        "Everything up to this entry was taken, or is not wanted."
        self._until = 0
        "There is something up to this entry."
        self._table: Final = table
        self._stored: Final = stored
        self._courier: Final = courier
        self._rhythm: Final = rhythm
        self._news: Final = asyncio.Event()
        self._kept_at = 0.0
        self._now: Final = now

    def tell(self, last: int) -> None:
        """There is something new, up to entry *last*."""
        self._until = max(self._until, last)
        self._news.set()

    async def run(self) -> None:
        """Tell it everything, for ever."""
        try:
            while True:
                await self._wait_for_news()
                await self._tell_some()
        finally:
            self._keep()

    async def test(self, body: bytes) -> Answer:
        """Send *body*, which is no entry; if it is taken, go on where it was paused."""
        answer = await self._courier.send(self.hook.url, self.hook.secret, body)
        if answer.is_taken and self.hook.paused:
            self._pause("")
            self.progress.in_a_row = 0
        return answer

    async def _wait_for_news(self) -> None:
        while self.hook.paused or self.at >= self._until:
            if self.at > self.hook.delivered:
                self._keep_at_times()
            self._news.clear()
            try:
                async with asyncio.timeout(self._rhythm.keep):
                    await self._news.wait()
            except TimeoutError:
                continue

    async def _tell_some(self) -> None:
        until = min(self._until, self.at + SPAN)
        try:
            items = self._stored.items(self.at, until, BATCH, self.hook.names)
        except FirstlineError as error:
            self._fail(Answer(None, error.message, 0.0))
            await asyncio.sleep(self._pause_s())
            return
        if not items:
            self.at = until
            self._keep_at_times()
            return
        told = _fitting(items)
        body = b"[" + b",".join(item.text.encode() for item in told) + b"]"
        answer = await self._courier.send(self.hook.url, self.hook.secret, body)
        if answer.is_taken:
            self._took(answer, told[-1].seq)
            await asyncio.sleep(self._rhythm.gather)
        else:
            self._fail(answer)
            await asyncio.sleep(self._pause_s())

    def _took(self, answer: Answer, last: int) -> None:
        self.at = last
        self.progress.deliveries += 1
        self.progress.in_a_row = 0
        self.progress.last = answer
        if self.hook.failing_since is None:
            self._keep_at_times()
        else:
            self._fail_since(None)

    def _fail(self, answer: Answer) -> None:
        now = self._now()
        self.progress.failures += 1
        self.progress.in_a_row += 1
        self.progress.last = answer
        if self.hook.failing_since is None:
            self._fail_since(now)
            structlog.get_logger("webhooks").warning(
                "a webhook fails", id=self.hook.id, why=answer.why
            )
        elif now - self.hook.failing_since >= seconds(self._rhythm.give_up):
            self._pause(
                f"it has failed for {self._rhythm.give_up / 3600:g} hours: {answer.why}; "
                "a test that is taken lets it go on"
            )

    def _pause_s(self) -> float:
        """Return how long to wait now: twice as long as before, a half more or less."""
        usual = self._rhythm.first * 2.0 ** min(self.progress.in_a_row - 1, 30)
        return min(usual, self._rhythm.longest) * (0.5 + secrets.randbelow(1_000) / 1_000)

    def _fail_since(self, at: Instant | None) -> None:
        self.hook = replace(self.hook, failing_since=at)
        self._keep()

    def _pause(self, why: str) -> None:
        self.hook = replace(self.hook, paused=why, failing_since=None)
        self._keep()
        self._news.set()
        if why:
            structlog.get_logger("webhooks").error("a webhook is paused", id=self.hook.id, why=why)

    def _keep_at_times(self) -> None:
        if asyncio.get_running_loop().time() >= self._kept_at + self._rhythm.keep:
            self._keep()

    def _keep(self) -> None:
        self._kept_at = asyncio.get_running_loop().time()
        try:
            self._table.keep(replace(self.hook, delivered=self.at))
        except FirstlineError as error:
            # Told again after a restart, and once more now: never too seldom.
            structlog.get_logger("webhooks").warning("not kept", id=self.hook.id, why=str(error))
        else:
            self.hook = replace(self.hook, delivered=self.at)


def _fitting(items: list[Item]) -> list[Item]:
    """Return as many of *items* as fit into one delivery, at least one."""
    size = 0
    for number, item in enumerate(items):
        size += len(item.text)
        if size > BYTES and number:
            return items[:number]
    return items
