"""The audience: everybody outside who is told what happens. The feed, the wallboard, the webhooks.

Each is told in its own way and pace, and none can hold up the calls. It knows no HTTP.
"""

import asyncio
from collections.abc import Callable
from functools import partial
from typing import Final

import structlog

from firstline.domain.hotline import Hotline
from firstline.domain.time import Instant
from firstline.journal.entry import Entry
from firstline.live.announcements import Announcements, message_of
from firstline.live.board_watch import BoardWatch
from firstline.live.expectation import NO_DEMAND, Expectation, Forecast
from firstline.live.feed import Feed, Remembered
from firstline.live.labels import Labels
from firstline.live.tally import Tally
from firstline.live.wallboard import Wallboard
from firstline.live.webhooks import Webhooks
from firstline.plan.model import Plan

EXPECT_EVERY_S: Final = 60.0


class Audience:
    """Of one run. Lives on the running loop."""

    def __init__(
        self,
        *,
        plan: Plan,
        hotline: Hotline,
        tally: Tally,
        announcements: Announcements,
        journal: Remembered,
        now: Callable[[], Instant],
    ) -> None:
        """*tally* takes the same entries, before."""
        message = partial(message_of, plan, announcements)
        self.feed: Final = Feed(journal)
        self.wallboard: Final = Wallboard(hotline, tally, Labels(plan), message)
        self.watch: Final = BoardWatch(self.wallboard, now, self._expect)
        self.webhooks: Final = Webhooks(journal.store, journal.edge)
        self._now: Final = now
        self._forecast: Final = Forecast(plan, hotline, journal.store)
        self._expected_at = -EXPECT_EVERY_S
        if not self._forecast.is_possible:
            self.wallboard.why_unexpected = NO_DEMAND

    def begin(self) -> None:
        """Tell the webhooks what they have not been told yet."""
        self.webhooks.begin()

    def take(self, entries: list[Entry]) -> None:
        """Take in what was delivered, in order."""
        self.wallboard.take(entries)
        self.feed.take(entries)
        self.webhooks.wake(self.feed.last)

    async def end(self) -> None:
        """Tell nobody anything more; what webhooks have not been told, they are next time."""
        self.watch.stop()
        await asyncio.to_thread(self.webhooks.end)
        self.feed.close()

    def _expect(self) -> None:
        """See to it that what is expected is not older than a minute."""
        loop = asyncio.get_running_loop()
        if not self._forecast.is_possible or loop.time() < self._expected_at + EXPECT_EVERY_S:
            return
        self._expected_at = loop.time()
        expecting = loop.run_in_executor(
            None, self._forecast.next_hour, self._now(), self.wallboard.on_duty()
        )
        expecting.add_done_callback(self._expected)

    def _expected(self, done: "asyncio.Future[Expectation]") -> None:
        if done.cancelled():
            return
        error = done.exception()
        if error is None:
            self.wallboard.expectation = done.result()
            self.wallboard.is_news = True
        else:
            structlog.get_logger("live").warning("nothing is expected", why=str(error))
