"""The audience: what is expected is asked for once a minute, and only where it can be known."""

import asyncio
from pathlib import Path

from firstline.domain.time import DAY
from firstline.live.expectation import NO_DEMAND
from firstline.plan.build import build
from firstline.plan.model import Plan
from firstline.plan.read import read_text
from kit.office import office
from unit.live.test_expectation import DEMAND, TEXT

PLAN = read_text(TEXT.replace('open: {mon-fri: "08:00-20:00"}', "") + DEMAND, "plan.yaml")


class Screen:
    """Shows what it is told."""

    def put(self, text: str) -> None:
        """Show *text*."""


def test_the_next_hour_is_expected_as_soon_as_somebody_watches(tmp_path: Path) -> None:
    async def life() -> None:
        async with office(tmp_path, build(PLAN, {}), PLAN) as place:
            audience = place.desk.audience
            board = audience.wallboard
            assert (board.expectation, board.why_unexpected) == (None, None)
            audience.watch.open(Screen())
            async with asyncio.timeout(5):
                while board.expectation is None:
                    await asyncio.sleep(0.01)
            page = board.whole(place.desk.now() + int(DAY))
            assert page["expectation"] is board.expectation

    asyncio.run(life())


def test_a_plan_without_demand_says_why_nothing_is_expected(tmp_path: Path) -> None:
    async def life() -> None:
        async with office(tmp_path, plan=Plan()) as place:
            board = place.desk.audience.wallboard
            place.desk.audience.watch.open(Screen())
            assert (board.expectation, board.why_unexpected) == (None, NO_DEMAND)

    asyncio.run(life())


def test_what_is_delivered_reaches_board_and_feed(tmp_path: Path) -> None:
    async def life() -> None:
        async with office(tmp_path) as place:
            place.call("11")
            await place.stored()
            audience = place.desk.audience
            assert audience.feed.last == audience.wallboard.seq == place.writer.stored

    asyncio.run(life())
