"""The messenger's deliveries: not too large, and later and later after failures."""

import asyncio
from pathlib import Path

from firstline.domain.time import SECOND
from firstline.live.courier import Answer, Courier
from firstline.live.database import sqlite_url
from firstline.live.feed_form import Item
from firstline.live.feed_store import StoredFeed
from firstline.live.messenger import BYTES, Messenger, Rhythm, _fitting
from firstline.live.webhook_table import Webhook, WebhookTable
from kit.journals import START
from kit.receiver import receiver
from kit.stores import begun


def test_a_delivery_is_no_larger_than_it_may_be_but_for_one_entry() -> None:
    small = [Item(number, "Play", "x" * (BYTES // 4)) for number in range(10)]
    assert [item.seq for item in _fitting(small)] == [0, 1, 2, 3]
    large = [Item(1, "RunStarted", "x" * (2 * BYTES)), *small]
    assert [item.seq for item in _fitting(large)] == [1]
    assert _fitting(small[:2]) == small[:2]


def test_pauses_double_up_to_a_limit_and_are_never_the_same(tmp_path: Path) -> None:
    url = sqlite_url(tmp_path)

    async def life() -> list[list[float]]:
        with begun(url):
            table, stored = WebhookTable(url), StoredFeed(url, None)
            hook = table.add("http://127.0.0.1:9/", (), START, 0)
            async with Courier() as courier:
                messenger = Messenger(hook, table, stored, courier, Rhythm(first=1, longest=60))
                pauses = []
                for failures in (1, 2, 3, 7, 1_000):
                    messenger.progress.in_a_row = failures
                    pauses.append([messenger._pause_s() for _ in range(50)])
            table.close()
            stored.close()
        return pauses

    for pauses, usual in zip(asyncio.run(life()), (1, 2, 4, 60, 60), strict=True):
        assert all(0.5 * usual <= pause <= 1.5 * usual for pause in pauses)
        assert len(set(pauses)) > 10


def test_a_store_that_is_away_is_waited_for(tmp_path: Path) -> None:
    url = sqlite_url(tmp_path)

    async def life() -> int:
        with begun(url), receiver() as other:
            table = WebhookTable(url)
            hook = table.add(other.url, (), START, 0)
            nowhere = StoredFeed(sqlite_url(tmp_path / "nowhere"), None)
            async with Courier() as courier:
                messenger = Messenger(hook, table, nowhere, courier, Rhythm(first=0.01))
                messenger.tell(5)
                async with asyncio.TaskGroup() as tasks:
                    running = tasks.create_task(messenger.run())
                    await asyncio.sleep(0.2)
                    running.cancel()
            table.close()
            nowhere.close()
            assert not other.posts
        return messenger.progress.failures

    assert asyncio.run(life()) > 1


def test_a_restart_does_not_begin_anew_to_count_until_it_gives_up(tmp_path: Path) -> None:
    url = sqlite_url(tmp_path)
    day = 86_400 * SECOND
    clock = [START]

    async def fail_at(table: WebhookTable, stored: StoredFeed, now: int) -> Webhook:
        """Be started, fail once at *now*, and be stopped."""
        clock[0] = now
        (hook,) = table.all()
        async with Courier() as courier:
            messenger = Messenger(hook, table, stored, courier, Rhythm(), lambda: clock[0])
            messenger._fail(Answer(503, "HTTP status 503", 0.0))
        return table.all()[0]

    async def life() -> None:
        with begun(url):
            table, stored = WebhookTable(url), StoredFeed(url, None)
            table.add("http://127.0.0.1:9/", (), START, 0)
            first = await fail_at(table, stored, START + 5)
            assert (first.failing_since, first.paused) == (START + 5, "")
            later = await fail_at(table, stored, START + day)
            assert (later.failing_since, later.paused) == (START + 5, "")
            last = await fail_at(table, stored, START + 5 + day)
            assert "failed for 24 hours" in last.paused
            table.close()
            stored.close()

    asyncio.run(life())
