"""The outbox: in order, the newest view only, bounded, and never waited for by anybody else."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import pytest
from fastapi import FastAPI
from starlette.websockets import WebSocket
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from firstline.web.outbox import TOO_LARGE, TOO_MUCH, TRY_AGAIN, WAITING_AT_MOST, WELL, Outbox
from firstline.web.server import Server, listening


@asynccontextmanager
async def talk(
    begin: Callable[[Outbox], Callable[[str], None]], every: float = 60.0
) -> AsyncIterator[ClientConnection]:
    """Open a socket whose other end does what *begin* says, and has a pulse."""
    app = FastAPI()

    @app.websocket("/")
    async def serve(socket: WebSocket) -> None:
        await socket.accept()
        outbox = Outbox(socket)
        await outbox.converse(begin(outbox), pulse=lambda: "beat", every=every)

    with listening("127.0.0.1", 0) as listener:
        server = Server(app, listener)
        host, port = server.address
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(server.serve())
            try:
                async with connect(f"ws://{host}:{port}/", proxy=None, max_size=None) as client:
                    yield client
            finally:
                server.stop()


async def all_that_comes(client: ClientConnection) -> tuple[list[str], int]:
    """Return every message until the end, and the code of the end."""
    texts: list[str] = []
    try:
        async with asyncio.timeout(8):
            while True:
                texts.append(str(await client.recv()))
    except ConnectionClosed:
        return texts, client.close_code or 0


def test_messages_come_in_order_and_of_views_the_newest() -> None:
    def begin(outbox: Outbox) -> Callable[[str], None]:
        outbox.show("old")
        outbox.put("one")
        outbox.show("new")
        outbox.put("two")
        outbox.finish()
        return lambda text: None

    async def life() -> None:
        async with talk(begin) as client:
            assert await all_that_comes(client) == (["new", "one", "two"], WELL)

    asyncio.run(life())


def test_what_the_page_says_is_handed_on_and_its_pulse_goes_on() -> None:
    heard: list[str] = []

    def begin(outbox: Outbox) -> Callable[[str], None]:
        def take(text: str) -> None:
            heard.append(text)
            if len(heard) == 3:
                outbox.finish()

        return take

    async def life() -> None:
        async with talk(begin, every=0.05) as client:
            await client.send("a")
            await client.send(b"not text")
            await asyncio.sleep(0.2)
            await client.send("b")
            texts, code = await all_that_comes(client)
            assert (heard, code) == (["a", "", "b"], WELL)
            assert 2 <= texts.count("beat") <= 8

    asyncio.run(life())


def test_a_page_that_does_not_keep_up_is_let_go_and_nothing_grows() -> None:
    sent = json.dumps("x" * 1_000_000)

    def begin(outbox: Outbox) -> Callable[[str], None]:
        async def flood() -> None:
            for _ in range(WAITING_AT_MOST * 2):
                outbox.put(sent)
                await asyncio.sleep(0.001)

        flooding = asyncio.get_running_loop().create_task(flood())

        def take(_: str) -> None:
            flooding.cancel()

        return take

    async def life() -> None:
        async with talk(begin) as client:
            client.transport.pause_reading()
            await asyncio.sleep(1)
            client.transport.resume_reading()
            texts, code = await all_that_comes(client)
            assert len(texts) < WAITING_AT_MOST
            assert code in {TRY_AGAIN, 1006}

    asyncio.run(life())


@pytest.mark.parametrize(
    ("text", "times", "codes"),
    [("x" * 65_537, 1, {TOO_LARGE}), ("x", 200, {TOO_MUCH})],
)
def test_a_page_that_says_too_much_is_let_go(text: str, times: int, codes: set[int]) -> None:
    async def life() -> None:
        async with talk(lambda outbox: lambda text: None) as client:
            for _ in range(times):
                await client.send(text)
            assert (await all_that_comes(client))[1] in codes

    asyncio.run(life())


def test_a_page_that_goes_ends_the_conversation() -> None:
    ended = asyncio.Event()

    def begin(outbox: Outbox) -> Callable[[str], None]:
        asyncio.get_running_loop().call_later(0.3, outbox.put, "late")
        asyncio.get_running_loop().call_later(0.5, ended.set)
        return lambda text: None

    async def life() -> None:
        async with talk(begin) as client:
            client.transport.abort()
            await asyncio.wait_for(ended.wait(), 5)

    asyncio.run(life())


def test_a_message_that_does_not_get_through_in_time_closes_the_socket() -> None:
    async def life() -> None:
        made: list[Outbox] = []
        app = FastAPI()

        @app.websocket("/")
        async def serve(socket: WebSocket) -> None:
            await socket.accept()
            made.append(Outbox(socket, patience_s=0.2))
            await made[0].converse(lambda _: None)

        with listening("127.0.0.1", 0) as listener:
            server = Server(app, listener)
            host, port = server.address
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(server.serve())
                async with connect(f"ws://{host}:{port}/", proxy=None, compression=None) as client:
                    client.transport.pause_reading()
                    for _ in range(20):
                        made[0].put("x" * 1_000_000)
                        await asyncio.sleep(0.05)
                    assert made[0]._code == TRY_AGAIN
                server.stop()

    asyncio.run(life())
