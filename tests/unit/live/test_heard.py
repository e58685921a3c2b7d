"""What a caller from a page is told: once, in order, again when the page is back, to the end."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from firstline.domain.time import NEVER
from firstline.journal.events import (
    AgentAnswered,
    AgentDeclined,
    CallArrived,
    CallerHungUp,
    ClosingAsked,
    KeyPressed,
)
from firstline.live import heard
from firstline.live.heard import Hearings, Told
from firstline.live.script import Script
from kit.journals import ANNA
from kit.office import Office, office


class Listening:
    """A page."""

    def __init__(self) -> None:
        self.told: list[Told] = []

    def hear(self, told: Told) -> None:
        self.told.append(told)

    @property
    def kinds(self) -> list[object]:
        """Return what it was told, by kind."""
        return [told["is"] for told in self.told]


class Booth:
    """The hearings of one office, and the numbers that the telephony knows."""

    def __init__(self, place: Office) -> None:
        self.place = place
        self.numbers: dict[str, int] = {}
        desk, board = place.desk, place.exchange.board
        script = Script(desk.plan, desk.hotline, desk.labels, lambda *_: "")
        self.hearings = Hearings(
            board, desk.labels, script, lambda it: self.numbers.get(it, 0), desk.now
        )
        desk.hearers.append(self.hearings.take)

    async def call(self, ticket: str = "t") -> tuple[int, Listening]:
        """Let somebody call, and press a key for a queue."""
        page = Listening()
        self.hearings.begin(ticket, page)
        self.place.on(CallArrived("web1", "web:1", ""))
        number = max(self.place.exchange.board.room.calls, default=0)
        self.numbers.setdefault(ticket, number)
        await self.place.stored()
        return number, page


def run(life: Any, directory: Path) -> None:
    """Let *life* happen."""

    async def all_of_it() -> None:
        async with office(directory) as place:
            await life(place, Booth(place))

    asyncio.run(all_of_it())


def test_a_phone_that_rings_in_vain_leaves_the_caller_waiting(tmp_path: Path) -> None:
    async def life(place: Office, booth: Booth) -> None:
        place.ready(ANNA)
        number, page = await booth.call()
        place.on(KeyPressed(number, "0"))
        await place.stored()
        assert page.kinds == ["heard", "waiting", "ringing"]
        place.on(AgentDeclined(ANNA, number, "declined"))
        await place.stored()
        assert "waiting" in page.kinds[3:]
        place.on(CallerHungUp(number))
        await place.stored()
        assert page.told[-1] == {"is": "over", "outcome": "abandoned"}
        assert not len(booth.hearings)

    run(life, tmp_path)


def test_a_page_that_is_back_is_told_where_it_is(tmp_path: Path) -> None:
    async def life(place: Office, booth: Booth) -> None:
        number, page = await booth.call()
        place.on(KeyPressed(number, "0"))
        await place.stored()
        booth.hearings.leave("t", Listening())
        booth.hearings.leave("t", page)
        place.ready(ANNA)
        place.on(AgentAnswered(ANNA, number))
        await place.stored()
        assert "talking" not in page.kinds
        back = Listening()
        assert booth.hearings.back("t", back)
        assert back.kinds == ["talking"]
        assert not booth.hearings.back("another", back)
        place.on(CallerHungUp(number))
        await place.stored()
        assert back.kinds == ["talking", "over"]

    run(life, tmp_path)


@pytest.mark.slow
def test_the_place_in_line_is_told_again_when_it_changes(tmp_path: Path) -> None:
    async def life(place: Office, booth: Booth) -> None:
        before = place.call("0", "+361")
        number, page = await booth.call()
        place.on(KeyPressed(number, "0"))
        await place.stored()
        place.on(CallerHungUp(before))
        await asyncio.sleep(heard.EVERY + 0.3)
        waiting = [told["position"] for told in page.told if told["is"] == "waiting"]
        assert waiting == [2, 1]

    run(life, tmp_path)


def test_a_refusal_says_when_to_try_again(tmp_path: Path) -> None:
    async def life(place: Office, booth: Booth) -> None:
        place.on(ClosingAsked())
        booth.numbers["t"] = 1
        _, page = await booth.call()
        assert page.kinds == ["refused", "over"]
        assert page.told[-1]["outcome"] == "blocked"
        late = Listening()
        booth.hearings.begin("u", late)
        booth.hearings.lost("u", "too many calls")
        booth.hearings.lost("u", "too many calls")
        assert late.kinds == ["refused", "over"]

    run(life, tmp_path)


def test_who_is_gone_before_the_call_has_come_is_forgotten_in_time(tmp_path: Path) -> None:
    async def life(place: Office, booth: Booth) -> None:
        page = Listening()
        booth.hearings.begin("t", page)
        booth.hearings.leave("t", page)
        assert booth.hearings.knows("t")
        (hearing,) = booth.hearings._tickets.values()
        booth.hearings._give_up(hearing)
        assert not booth.hearings.knows("t")

    run(life, tmp_path)


def test_a_wait_without_an_end_has_none() -> None:
    assert heard._seconds(60_000_000) == 60.0
    assert heard._seconds(NEVER) is None
