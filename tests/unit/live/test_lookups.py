"""Lookups: once for each call, beside the loop, and never for a number that is nobody's."""

import asyncio
from pathlib import Path

from firstline.live.callers_known import KnownCaller
from firstline.live.lookups import NOTHING, REMEMBERED, UNDER_WAY, Lookups
from kit.office import Office, office

EVA = KnownCaller("Kovács Éva")


async def found(place: Office, call: int, calling: str) -> None:
    """Look up, and wait until something was found."""
    done = asyncio.Event()
    place.desk.lookups.look_up(call, calling, done.set)
    async with asyncio.timeout(5):
        await done.wait()


def test_a_caller_is_looked_up_once_until_somebody_tells_more(tmp_path: Path) -> None:
    async def life() -> None:
        async with office(tmp_path) as place:
            lookups = place.desk.lookups
            await found(place, 7, "+361")
            assert lookups.of(7) == NOTHING
            place.desk.callers.tell("+361", EVA, 1)
            lookups.look_up(7, "+361", lambda: None)
            assert lookups.of(7) == NOTHING
            lookups.forget()
            await found(place, 7, "+361")
            assert lookups.of(7).caller == EVA

    asyncio.run(life())


def test_what_was_told_while_looking_is_not_lost(tmp_path: Path) -> None:
    async def life() -> None:
        async with office(tmp_path) as place:
            lookups, done = place.desk.lookups, asyncio.Event()
            lookups.look_up(7, "+361", done.set)
            lookups.forget()
            await asyncio.wait_for(done.wait(), 5)
            assert 7 not in lookups._found

    asyncio.run(life())


def test_numbers_that_stand_for_nobody_are_not_looked_for(tmp_path: Path) -> None:
    async def life() -> None:
        async with office(tmp_path) as place:
            for calling in ("anonymous", "", "web:1f2e", "+3630123xxxx", "Anonymous1"):
                place.desk.lookups.look_up(7, calling, lambda: None)
            assert not place.desk.lookups._under_way

    asyncio.run(life())


def test_not_too_many_at_once_and_not_for_ever(tmp_path: Path) -> None:
    async def life() -> None:
        async with office(tmp_path) as place:
            lookups = place.desk.lookups
            for call in range(1, 500):
                lookups.look_up(call, "+361", lambda: None)
            assert len(lookups._under_way) == UNDER_WAY
            while lookups._under_way:
                await asyncio.sleep(0.01)
            for call in range(REMEMBERED + 10):
                lookups._remember(call, NOTHING)
            assert len(lookups._found) == REMEMBERED

    asyncio.run(life())


def test_a_store_that_fails_leaves_a_caller_without_a_name(tmp_path: Path) -> None:
    async def life() -> None:
        async with office(tmp_path) as place:
            (tmp_path / "firstline.db").rename(tmp_path / "elsewhere.db")
            place.desk.lookups.close()
            await found(place, 7, "+361")
            assert place.desk.lookups.of(7) == NOTHING

    asyncio.run(life())


def test_without_whole_numbers_in_the_records_nothing_earlier_is_shown(tmp_path: Path) -> None:
    async def life() -> None:
        async with office(tmp_path) as place:
            lookups = Lookups(place.desk.callers, None)
            done = asyncio.Event()
            lookups.look_up(7, "+361", done.set)
            await asyncio.wait_for(done.wait(), 5)
            assert lookups.of(7).earlier == ()
            lookups.close()

    asyncio.run(life())
