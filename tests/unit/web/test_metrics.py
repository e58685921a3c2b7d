"""Every count of the hotline is a metric, under one name and no other."""

import asyncio
from dataclasses import fields
from pathlib import Path

from firstline.live.tally import Counts
from firstline.web.metrics import ENDED, OTHERS
from kit.journals import ANNA
from kit.office import office
from kit.receiver import receiver
from kit.sockets import heard, opened


def test_every_count_is_told_once() -> None:
    told = [*ENDED, *OTHERS]
    assert sorted(told) == sorted(field.name for field in fields(Counts))


def test_who_watches_and_what_is_told_elsewhere_is_counted(tmp_path: Path) -> None:
    async def life() -> None:
        with receiver() as other:
            async with office(tmp_path) as place, place.client("administrator", "reader") as client:
                await client.post("/webhooks", json={"url": other.url})
                async with opened(place, "/board/socket", "reader") as board:
                    await heard(board)
                    place.ready(ANNA)
                    await heard(board)
                    await asyncio.to_thread(other.wait_until, lambda: bool(other.taken))
                    text = (await client.get("/metrics")).text
        for line in (
            'firstline_open_sockets{kind="board"} 1.0',
            'firstline_open_sockets{kind="feed"} 0.0',
            'firstline_webhooks{state="working"} 1.0',
            'firstline_webhook_deliveries_total{outcome="failed"} 0.0',
            "firstline_feed_behind_entries 0.0",
        ):
            assert line in text, line
        assert "firstline_board_tick_seconds_count" in text

    asyncio.run(life())
