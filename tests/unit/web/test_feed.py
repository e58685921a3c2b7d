"""The feed over HTTP: what was missed is told first, and then what happens, in both forms."""

import asyncio
import json
from pathlib import Path
from typing import Any

import httpx
import pytest
from websockets.exceptions import ConnectionClosed

from firstline.web.sessions import LOOK_S
from kit.journals import ANNA
from kit.office import office
from kit.sockets import heard, opened
from kit.visitors import visitor


async def events(answer: httpx.Response, many: int) -> list[tuple[str, dict[str, Any]]]:
    """Return the next events: their ids and what they say."""
    found: list[tuple[str, dict[str, Any]]] = []
    name = ""
    async for line in answer.aiter_lines():
        field, _, value = line.partition(": ")
        if field == "id":
            name = value
        elif field == "data":
            found.append((name, json.loads(value)))
        if len(found) == many:
            break
    return found


def test_events_are_told_from_a_number_on_and_as_they_happen(tmp_path: Path) -> None:
    async def life() -> None:
        async with office(tmp_path) as place, place.client("reader") as client:
            place.ready(ANNA)
            await place.stored()
            last = place.desk.audience.feed.last
            async with client.stream("GET", "/feed?after=2") as answer:
                assert answer.headers["content-type"].startswith("text/event-stream")
                assert answer.headers["cache-control"] == "no-store"
                before = await events(answer, last - 2)
            assert [int(name) for name, _ in before] == list(range(3, last + 1))
            assert [told["seq"] for _, told in before] == list(range(3, last + 1))
            async with client.stream("GET", "/feed", headers={"Last-Event-ID": str(last)}) as more:
                place.call("11")
                after = await events(more, 5)
            assert [told["seq"] for _, told in after] == list(range(last + 1, last + 6))
            assert after[0][1]["name"] == "CallArrived"
            assert after[0][1]["kind"] == "event"

    asyncio.run(life())


def test_only_the_wanted_kinds_come(tmp_path: Path) -> None:
    async def life() -> None:
        async with office(tmp_path) as place, place.client("reader") as client:
            place.ready(ANNA)
            place.call("11")
            async with client.stream("GET", "/feed?after=0&names=Queue,%20Ring") as answer:
                told = await events(answer, 2)
            assert [one["name"] for _, one in told] == ["Queue", "Ring"]

    asyncio.run(life())


def test_a_socket_tells_the_same_and_resumes(tmp_path: Path) -> None:
    async def life() -> None:
        async with office(tmp_path) as place:
            place.ready(ANNA)
            place.call("11")
            await place.stored()
            last = place.desk.audience.feed.last
            async with opened(place, "/feed/socket?after=0", "manager") as socket:
                first = [(await heard(socket))["seq"] for _ in range(5)]
            async with opened(place, f"/feed/socket?after={first[-1]}", "manager") as socket:
                rest = [(await heard(socket))["seq"] for _ in range(last - 5)]
                place.call("12")
                news = await heard(socket)
            assert [*first, *rest] == list(range(1, last + 1))
            assert news["seq"] == last + 1
            async with asyncio.timeout(3.0):
                while place.desk.audience.feed.readers:
                    await asyncio.sleep(0.01)

    asyncio.run(life())


@pytest.mark.parametrize(
    "query",
    ["after=-1", "after=x", "names=Nothing", f"names={'x' * 3000}", "after=99999999999999999999"],
)
def test_questions_that_make_no_sense_are_refused(tmp_path: Path, query: str) -> None:
    async def life() -> None:
        async with office(tmp_path) as place, place.client("reader") as client:
            assert (await client.get(f"/feed?{query}")).status_code == 422
            bad = {"Last-Event-ID": "seven"}
            assert (await client.get("/feed", headers=bad)).status_code == 422
            async with opened(place, f"/feed/socket?{query}", "reader") as socket:
                with pytest.raises(ConnectionClosed) as closing:
                    await socket.recv()
            assert closing.value.rcvd is not None
            assert closing.value.rcvd.code == 4422

    asyncio.run(life())


def test_agents_may_not_read_it(tmp_path: Path) -> None:
    async def life() -> None:
        async with office(tmp_path) as place, place.client("agent:anna") as client:
            assert (await client.get("/feed")).status_code == 403
            async with opened(place, "/feed/socket", "agent:anna") as socket:
                with pytest.raises(ConnectionClosed) as closing:
                    await socket.recv()
            assert closing.value.rcvd is not None
            assert closing.value.rcvd.code == 4403

    asyncio.run(life())


def test_twenty_readers_get_every_entry(tmp_path: Path) -> None:
    async def life() -> None:
        async with office(tmp_path) as place, place.client("reader") as client:

            async def read() -> list[int]:
                async with client.stream("GET", "/feed?after=0") as answer:
                    return [told["seq"] for _, told in await events(answer, 200)]

            async with asyncio.TaskGroup() as tasks:
                readers = [tasks.create_task(read()) for _ in range(20)]
                place.ready(ANNA)
                for number in range(40):
                    place.call("12", f"+3630{number:07d}")
                    await asyncio.sleep(0.005)
            for reader in readers:
                assert reader.result() == list(range(1, 201))

    asyncio.run(life())


def test_a_token_that_is_revoked_hears_no_more(tmp_path: Path) -> None:
    async def life() -> None:
        async with office(tmp_path) as place, place.client("reader") as client:
            async with client.stream("GET", "/feed?after=0") as answer:
                assert answer.status_code == 200
                (token,) = place.tokens.all()
                place.tokens.revoke(token.id)  # as the command line does, in another process
                with pytest.raises(httpx.RemoteProtocolError):
                    async with asyncio.timeout(LOOK_S + 2):
                        await events(answer, 10_000)
            assert place.desk.audience.feed.readers == 0

    asyncio.run(life())


def test_a_session_that_is_over_hears_no_more(tmp_path: Path) -> None:
    async def life() -> None:
        async with office(tmp_path) as place, visitor(place, "kati", "manager") as client:
            async with client.stream("GET", "/feed?after=0") as answer:
                assert answer.status_code == 200
                await place.house.sessions.end(place.house.sessions.of("kati"))
                with pytest.raises(httpx.RemoteProtocolError):
                    async with asyncio.timeout(2):
                        await events(answer, 10_000)
            assert place.desk.audience.feed.readers == 0

    asyncio.run(life())
