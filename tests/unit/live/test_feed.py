"""The feed: no gap, nothing twice, nothing that is not durable, from whatever number on."""

import asyncio
import json
import random
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from firstline.journal.entry import Entry
from firstline.journal.privacy import masked
from firstline.live import feed as feeds
from firstline.live.database import sqlite_url
from firstline.live.feed import Feed, Remembered, SlowReaderError
from firstline.live.feed_form import KINDS
from kit.journals import Traffic
from kit.stores import begun, fill


class Kept:
    """A journal of which more and more is stored, and a feed that is told of it."""

    def __init__(self, url: str, kept: int, edge: Callable[[Entry], Entry] | None = None) -> None:
        self.entries = Traffic(1).go_on(400)
        self.stored = 0
        self.told = 0
        self.feed = Feed(Remembered(url, 0, lambda: self.stored, edge), kept)

    def deliver(self, many: int) -> None:
        """Deliver so many entries more; what is stored is somebody else's matter."""
        entries = self.entries[self.told : self.told + many]
        self.told += len(entries)
        if entries:
            self.feed.take(entries)

    def store_all(self) -> None:
        """Everything that was delivered is durable now."""
        self.stored = self.told


async def read(feed: Feed, after: int, until: int) -> list[int]:
    """Return the numbers of the entries as a reader sees them who begins again when too slow."""
    found: list[int] = []
    while after < until:
        with feed.reader(after) as reader, suppress(SlowReaderError):
            while reader.at < until:
                items = await reader.next(1.0)
                assert items, f"nothing after {reader.at}"
                found += [item.seq for item in items]
            # As after a cut: the last one that has come is named.
        after = found[-1] if found else after
    return found


@pytest.mark.parametrize("seed", range(8))
def test_whoever_begins_anywhere_reads_every_entry_once(tmp_path: Path, seed: int) -> None:
    async def life() -> None:
        url, draw = sqlite_url(tmp_path), random.Random(seed)
        with begun(url) as (store, run):
            kept = Kept(url, kept=draw.choice([50, 300, 10_000]))
            fill(store, run, kept.entries)
            whole = len(kept.entries)
            begin = draw.randrange(0, whole - 400)
            kept.deliver(draw.randrange(begin, whole - 300))
            kept.store_all()

            async def go_on() -> None:
                while kept.told < whole:
                    await asyncio.sleep(0.002)
                    kept.deliver(draw.randrange(1, 20))
                    kept.store_all()

            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(go_on())
                found = tasks.create_task(read(kept.feed, begin, whole))
            assert found.result() == list(range(begin + 1, whole + 1))
            kept.feed.close()

    asyncio.run(life())


def test_what_is_delivered_but_not_stored_is_told_when_it_is(tmp_path: Path) -> None:
    async def life() -> None:
        url = sqlite_url(tmp_path)
        with begun(url):
            kept = Kept(url, kept=1_000)
            kept.deliver(10)
            with kept.feed.reader(0) as reader:
                assert await reader.next(0.01) == []
                kept.stored = 4
                assert [item.seq for item in await reader.next(0.1)] == [1, 2, 3, 4]
                kept.deliver(1)
                kept.store_all()
                assert [item.seq for item in await reader.next(1.0)] == list(range(5, 12))
                assert reader.behind == 0
            kept.feed.close()

    asyncio.run(life())


def test_only_the_kinds_that_are_wanted_are_told_and_the_place_goes_on(tmp_path: Path) -> None:
    async def life() -> None:
        url = sqlite_url(tmp_path)
        with begun(url) as (store, run):
            kept = Kept(url, kept=200)
            fill(store, run, kept.entries)
            kept.deliver(len(kept.entries))
            kept.store_all()
            wanted = frozenset({"Connect", "HangUp"})
            expected = [entry.seq for entry in kept.entries if type(entry.what).__name__ in wanted]
            found: list[int] = []
            with kept.feed.reader(0, wanted) as reader:
                while items := await reader.next(0.05):
                    assert {item.name for item in items} <= wanted
                    found += [item.seq for item in items]
                assert reader.at == len(kept.entries)
            assert found == expected
            kept.feed.close()

    asyncio.run(life())


def test_a_reader_that_falls_behind_what_is_at_hand_is_told_to_begin_again(tmp_path: Path) -> None:
    async def life() -> None:
        url = sqlite_url(tmp_path)
        with begun(url) as (store, run):
            kept = Kept(url, kept=30)
            fill(store, run, kept.entries)
            kept.deliver(20)
            kept.store_all()
            with kept.feed.reader(0) as reader:
                assert len(await reader.next(1.0)) == 20
                kept.deliver(300)
                kept.store_all()
                with pytest.raises(SlowReaderError):
                    await reader.next(1.0)
                place = reader.at
            with kept.feed.reader(place) as again:
                assert (await again.next(1.0))[0].seq == 21
            assert kept.feed.readers == 0
            kept.feed.close()

    asyncio.run(life())


def test_an_entry_is_told_the_same_from_memory_and_from_the_store(tmp_path: Path) -> None:
    async def life(edge: Callable[[Entry], Entry] | None) -> list[str]:
        url = sqlite_url(tmp_path / ("masked" if edge else "whole"))
        (tmp_path / ("masked" if edge else "whole")).mkdir()
        with begun(url) as (store, run):
            kept = Kept(url, kept=100_000, edge=edge)
            fill(store, run, kept.entries)
            kept.deliver(len(kept.entries))
            kept.store_all()
            near = [item for at in range(0, kept.told, feeds.STEP) for item in kept.feed.recent(at)]
            far = kept.feed._stored.items(0, kept.told, 100_000)
            assert near == far
            kept.feed.close()
        return [item.text for item in near]

    whole, hidden = asyncio.run(life(None)), asyncio.run(life(masked))
    numbers = [json.loads(text).get("calling", "") for text in hidden]
    assert all(number.endswith("xxxx") for number in numbers if number)
    assert any(numbers)
    first = json.loads(whole[0])
    assert (first["seq"], first["kind"], first["name"]) == (1, "event", "RunStarted")
    assert first["at"] == "2026-01-01T00:00:00.000000Z"
    assert {json.loads(text)["name"] for text in whole} <= KINDS.keys()


def test_a_number_that_does_not_exist_yet_means_the_next_entry(tmp_path: Path) -> None:
    async def life() -> None:
        url = sqlite_url(tmp_path)
        with begun(url):
            kept = Kept(url, kept=100)
            kept.deliver(5)
            kept.store_all()
            with kept.feed.reader(10**9) as reader:
                kept.deliver(1)
                kept.store_all()
                assert [item.seq for item in await reader.next(1.0)] == [6]
            kept.feed.close()

    asyncio.run(life())
