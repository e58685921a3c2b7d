"""The board over a socket: the whole for who comes, changes within a second, nothing for nobody."""

import asyncio
from pathlib import Path

import pytest
from websockets.exceptions import ConnectionClosed

from firstline.journal.events import AgentWentNotReady, CallerHungUp
from kit.boards import in_order, on_the_wire, shown
from kit.journals import ANNA, BELA
from kit.office import Office, office
from kit.sockets import heard, opened


def test_who_watches_gets_the_whole_and_then_what_changes(tmp_path: Path) -> None:
    async def life() -> None:
        async with office(tmp_path) as place, opened(place, "/board/socket", "reader") as socket:
            page = await heard(socket)
            assert page["is"] == "board"
            assert page["hotline"] == "Small Bank"
            assert page["expectation"] is None
            assert "demand" in page["why_unexpected"]["en"]
            place.ready(ANNA)
            number = place.call("11")
            place.call("12", "+36302222222")
            async with asyncio.timeout(1.0):
                while not any(row["state"] == "reserved" for row in page["agents"]):
                    changes = await heard(socket)
                    assert changes["is"] == "changes"
                    page = shown(page, changes)
            place.on(CallerHungUp(number), AgentWentNotReady(ANNA, "lunch"))
            await place.stored()
            async with asyncio.timeout(2.0):
                while page["seq"] < place.desk.audience.wallboard.seq:
                    page = shown(page, await heard(socket))
            whole = on_the_wire(place.desk.audience.wallboard.whole(place.desk.now()))
            assert in_order({**page, "at": ""}) == in_order({**whole, "at": ""})

    asyncio.run(life())


def test_a_late_joiner_gets_the_whole_and_everybody_the_same_changes(tmp_path: Path) -> None:
    async def life() -> None:
        async with office(tmp_path) as place, opened(place, "/board/socket", "manager") as one:
            await heard(one)
            place.ready(BELA)
            await heard(one)
            async with opened(place, "/board/socket", "supervisor") as other:
                page = await heard(other)
                states = {row["agent"]: row["state"] for row in page["agents"]}
                assert states[BELA] == "ready"
                place.on(AgentWentNotReady(BELA, "lunch"))
                async with asyncio.timeout(2.0):
                    first, second = await heard(one), await heard(other)
                while first["seq"] != second["seq"]:
                    first = await heard(one)
                assert first == second

    asyncio.run(life())


def test_nothing_is_computed_while_nobody_watches(tmp_path: Path) -> None:
    async def life() -> None:
        async with office(tmp_path) as place:
            place.ready(ANNA)
            await asyncio.sleep(0.6)
            assert place.desk.audience.watch.ticks == 0
            async with opened(place, "/board/socket", "reader") as socket:
                await heard(socket)
                place.call("11")
                await heard(socket)
            ticks = place.desk.audience.watch.ticks
            assert ticks > 0
            await closed(place)
            place.call("11")
            await asyncio.sleep(0.6)
            assert place.desk.audience.watch.ticks == ticks

    asyncio.run(life())


async def closed(place: Office) -> None:
    """Wait until nobody watches."""
    async with asyncio.timeout(3.0):
        while len(place.desk.audience.watch):
            await asyncio.sleep(0.01)


@pytest.mark.parametrize(("scopes", "code"), [((), 4401), (("agent:anna",), 4403)])
def test_who_may_not_look_is_told_so(tmp_path: Path, scopes: tuple[str, ...], code: int) -> None:
    async def life() -> None:
        async with office(tmp_path) as place, opened(place, "/board/socket", *scopes) as socket:
            with pytest.raises(ConnectionClosed) as closing:
                await socket.recv()
            assert closing.value.rcvd is not None
            assert closing.value.rcvd.code in {code, 4403}

    asyncio.run(life())


def test_a_board_that_does_not_read_is_let_go_and_disturbs_nobody(tmp_path: Path) -> None:
    async def life() -> None:
        async with office(tmp_path) as place, opened(place, "/board/socket", "reader") as stuck:
            await heard(stuck)
            stuck.transport.pause_reading()
            watch = place.desk.audience.watch
            unread = next(iter(watch._watchers))
            async with opened(place, "/board/socket", "reader") as socket:
                await heard(socket)
                # More than the system and we ourselves keep for a socket that is not read.
                for _ in range(60):
                    unread.put('{"is":"changes"}' + " " * 400_000)
                    await asyncio.sleep(0.005)
                async with asyncio.timeout(5.0):
                    while len(watch) == 2:
                        await asyncio.sleep(0.02)
                place.ready(ANNA)
                async with asyncio.timeout(2.0):
                    assert (await heard(socket))["is"] == "changes"

    asyncio.run(life())
