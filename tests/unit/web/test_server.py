"""uvicorn in our own loop: it takes no signals, says when a port is taken, and stops cleanly."""

import asyncio
import signal

import httpx
import pytest
from starlette.types import Receive, Scope, Send
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed

from firstline.errors import FailureError, InputError
from firstline.web.server import MESSAGE_AT_MOST, Server, listening


async def hello(scope: Scope, receive: Receive, send: Send) -> None:
    """The smallest application."""
    assert scope["type"] == "http"
    await receive()
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"hello"})


def test_it_answers_and_stops_and_leaves_the_signals_alone() -> None:
    async def life() -> None:
        before = signal.getsignal(signal.SIGINT)
        with listening("127.0.0.1", 0) as listener:
            server = Server(hello, listener)
            host, port = server.address
            async with asyncio.timeout(10), asyncio.TaskGroup() as tasks:
                tasks.create_task(server.serve())
                async with httpx.AsyncClient() as client:
                    answer = await client.get(f"http://{host}:{port}/")
                assert signal.getsignal(signal.SIGINT) == before
                server.stop()
        assert answer.text == "hello"
        assert "server" not in answer.headers
        listening(host, port).close()

    asyncio.run(life())


def test_an_answer_is_sent_at_once() -> None:
    async def life() -> None:
        loop = asyncio.get_running_loop()
        with listening("127.0.0.1", 0) as listener:
            server = Server(hello, listener)
            host, port = server.address
            async with asyncio.timeout(10), asyncio.TaskGroup() as tasks:
                tasks.create_task(server.serve())
                async with httpx.AsyncClient() as client:
                    took = []
                    for _ in range(10):
                        began = loop.time()
                        await client.get(f"http://{host}:{port}/")
                        took.append(loop.time() - began)
                server.stop()
        # Head and body are two packets: delayed acknowledgements would hold up each answer.
        assert min(took[1:]) < 0.03

    asyncio.run(life())


def test_a_taken_port_is_said_with_a_remedy() -> None:
    with listening("127.0.0.1", 0) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(FailureError, match=f"port {port} .* taken") as refused:
            listening("127.0.0.1", port)
    assert "--http" in refused.value.remedy


@pytest.mark.parametrize("host", ["192.0.2.1", "no.such.host.invalid"])
def test_an_address_of_another_machine_is_the_users_fault(host: str) -> None:
    with pytest.raises(InputError, match="not an address of this machine"):
        listening(host, 0)


async def echo(scope: Scope, receive: Receive, send: Send) -> None:
    """Send back what comes over a web socket."""
    assert scope["type"] == "websocket"
    await receive()
    await send({"type": "websocket.accept"})
    while (message := await receive())["type"] == "websocket.receive":
        await send({"type": "websocket.send", "text": message["text"]})


def test_a_web_socket_takes_messages_of_bounded_size_and_hears_of_the_end() -> None:
    async def life() -> None:
        with listening("127.0.0.1", 0) as listener:
            server = Server(echo, listener)
            host, port = server.address
            async with asyncio.timeout(20), asyncio.TaskGroup() as tasks:
                tasks.create_task(server.serve())
                async with connect(f"ws://{host}:{port}/") as socket:
                    await socket.send("x" * MESSAGE_AT_MOST)
                    assert await socket.recv() == "x" * MESSAGE_AT_MOST
                    await socket.send("x" * (MESSAGE_AT_MOST + 1))
                    with pytest.raises(ConnectionClosed) as closed:
                        await socket.recv()
                    assert closed.value.rcvd is not None
                    assert closed.value.rcvd.code == 1009
                async with connect(f"ws://{host}:{port}/") as socket:
                    server.stop()
                    with pytest.raises(ConnectionClosed) as closed:
                        await socket.recv()
                    # The page connects again.
                    assert closed.value.rcvd is not None
                    assert closed.value.rcvd.code == 1012

    asyncio.run(life())


@pytest.mark.parametrize(
    ("proxies", "client"),
    [((), "127.0.0.1"), (("127.0.0.0/8",), "198.51.100.9"), (("192.0.2.7/32",), "127.0.0.1")],
)
def test_only_a_named_proxy_is_believed_who_has_come(proxies: tuple[str, ...], client: str) -> None:
    async def who(scope: Scope, receive: Receive, send: Send) -> None:
        await receive()
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": scope["client"][0].encode()})

    async def life() -> str:
        with listening("127.0.0.1", 0) as listener:
            server = Server(who, listener, proxies=proxies)
            host, port = server.address
            assert server.found_at == f"http {host}:{port}"
            async with asyncio.timeout(10), asyncio.TaskGroup() as tasks:
                tasks.create_task(server.serve())
                async with httpx.AsyncClient() as visitor:
                    # The first may be made up; the last is what the nearest proxy has seen.
                    headers = {"X-Forwarded-For": "203.0.113.1, 198.51.100.9"}
                    answer = await visitor.get(f"http://{host}:{port}/", headers=headers)
                server.stop()
        return answer.text

    assert asyncio.run(life()) == client
