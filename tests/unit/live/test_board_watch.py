"""The ticks: at most four a second, one text for all, none for nobody or where nothing is new."""

import asyncio
import json

from firstline.journal.events import PhoneConnected, PhoneLost
from firstline.live.board_watch import IDLE_S, TICK_S, BoardWatch
from kit.autojump import AutojumpLoop
from kit.boards import Board
from kit.journals import ANNA, open_desk


class Screen:
    """Shows what it is told."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    def put(self, text: str) -> None:
        """Show *text*."""
        self.texts.append(text)


def test_what_happens_between_two_ticks_is_told_at_once_and_to_all_the_same() -> None:
    async def life() -> None:
        desk, board, looks = open_desk(), Board(), []
        board.take(desk.entries)
        watch = BoardWatch(board.wallboard, lambda: desk.now, lambda: looks.append(1))
        screens = [Screen(), Screen()]
        for screen in screens:
            watch.open(screen)
        assert [json.loads(screen.texts[0])["is"] for screen in screens] == ["board", "board"]
        for _ in range(10):
            done = len(desk.entries)
            desk.on(PhoneConnected(ANNA), PhoneLost(ANNA), PhoneConnected(ANNA))
            board.take(desk.entries[done:])
            await asyncio.sleep(TICK_S / 10)
        await asyncio.sleep(TICK_S)
        first, second = (screen.texts[1:] for screen in screens)
        assert first == second
        assert 1 <= len(first) <= 3
        assert json.loads(first[0])["is"] == "changes"
        assert watch.bytes == sum(map(len, first))
        ticks = watch.ticks
        await asyncio.sleep(4 * IDLE_S)
        assert watch.ticks <= ticks + 5
        assert screens[0].texts[1:] == first
        for screen in screens:
            watch.close(screen)
        await asyncio.sleep(1)
        ticks = watch.ticks
        await asyncio.sleep(10)
        assert (watch.ticks, len(watch)) == (ticks, 0)
        assert looks
        watch.stop()

    with asyncio.Runner(loop_factory=AutojumpLoop) as runner:
        runner.run(life())


def test_who_comes_first_again_is_told_nothing_that_the_whole_has_told() -> None:
    async def life() -> None:
        desk, board = open_desk(), Board()
        board.take(desk.entries)
        watch = BoardWatch(board.wallboard, lambda: desk.now, lambda: None)
        screen = Screen()
        watch.open(screen)
        await asyncio.sleep(3 * IDLE_S)
        assert len(screen.texts) == 1
        watch.stop()

    with asyncio.Runner(loop_factory=AutojumpLoop) as runner:
        runner.run(life())
