"""The interface as a whole: documented, closed to garbage, and no address without a rule."""

import asyncio
import gc
from pathlib import Path
from weakref import ref

import httpx

from firstline.live.desk import Desk
from firstline.web.guard import HEADERS
from kit.office import office

OPEN = {"/call/hotline", "/health", "/metrics", "/openapi.json"}


def test_every_address_is_documented_and_all_but_a_few_want_a_token(tmp_path: Path) -> None:
    async def life() -> None:
        async with office(tmp_path) as place, place.client() as client:
            schema = (await client.get("/openapi.json")).json()
            assert schema["info"]["title"] == "Firstline"
            for path, methods in schema["paths"].items():
                for method, operation in methods.items():
                    assert operation["description"], f"{method} {path}"
                    where = path.replace("{name}", "anna").replace("{number}", "1")
                    answer = await client.request(method.upper(), where, json={})
                    if path not in OPEN:
                        assert answer.status_code in {401, 422}, f"{method} {path}"
            for path in ("/docs", "/redoc"):
                assert (await client.get(path)).status_code == 404

    asyncio.run(life())


def test_every_answer_has_the_headers_that_browsers_obey(tmp_path: Path) -> None:
    async def life() -> None:
        async with office(tmp_path) as place, place.client("supervisor") as client:
            for path in ("/health", "/state", "/nowhere", "/agents/zoltan", "/openapi.json"):
                answer = await client.get(path)
                assert {name: answer.headers[name] for name in HEADERS} == HEADERS
                assert "server" not in answer.headers

    asyncio.run(life())


GARBAGE = [
    b"\x00\x01\x02\x03\r\n\r\n",
    b"GET / HTTP/9.9\r\n\r\n",
    b"GET /state HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer \xff\xfe\r\n\r\n",
    b"GET /" + b"a" * 70_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n",
    b"POST /incidents HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999\r\n\r\n",
    b"POST /incidents HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n",
    b"POST /incidents HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    b"DELETE /incidents/%ff%00%0a HTTP/1.1\r\nHost: x\r\n\r\n",
    b"GET /agents/..%2f..%2fetc HTTP/1.1\r\nHost: x\r\n\r\n",
    b"OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n",
    b"INVITE sip:hotline@127.0.0.1 SIP/2.0\r\n\r\n",
]


def test_garbage_is_refused_and_the_next_one_is_served(tmp_path: Path) -> None:
    async def life() -> None:
        async with office(tmp_path) as place, place.client() as client:
            for garbage in GARBAGE:
                reader, writer = await asyncio.open_connection(*place.server.address)
                writer.write(garbage)
                writer.write_eof()
                answer = await asyncio.wait_for(reader.read(4096), 8)
                writer.close()
                assert not answer or answer.startswith(b"HTTP/1.1 4"), garbage[:60]
                assert (await client.get("/health")).status_code == 200

    asyncio.run(life())


def test_a_client_that_goes_away_disturbs_nobody(tmp_path: Path) -> None:
    async def life() -> None:
        async with office(tmp_path) as place, place.client("reader") as client:
            for _ in range(20):
                _, writer = await asyncio.open_connection(*place.server.address)
                writer.write(b"POST /incidents HTTP/1.1\r\nHost: x\r\nContent-Length: 50\r\n\r\n{")
                writer.transport.abort()
            answers = await asyncio.gather(*(client.get("/state") for _ in range(20)))
            assert {answer.status_code for answer in answers} == {200}

    asyncio.run(life())


def test_many_at_once_are_bounded(tmp_path: Path) -> None:
    async def life() -> None:
        async with office(tmp_path) as place:
            limits = httpx.Limits(max_connections=400)
            async with httpx.AsyncClient(base_url=place.url, limits=limits, timeout=20) as client:
                answers = await asyncio.gather(*(client.get("/health") for _ in range(400)))
            assert {answer.status_code for answer in answers} <= {200, 503}

    asyncio.run(life())


def test_a_hotline_that_is_over_is_forgotten(tmp_path: Path) -> None:
    """With each plan that is taken up, all that there was is let go, the switchboard included."""

    async def life(number: int) -> "ref[Desk]":
        async with office(tmp_path / str(number)) as place, place.client("reader") as client:
            assert (await client.get("/state")).status_code == 200
            return ref(place.desk)

    desks = []
    for number in range(3):
        (tmp_path / str(number)).mkdir()
        desks.append(asyncio.run(life(number)))
    gc.collect()
    assert [desk() for desk in desks[:-1]] == [None, None]
