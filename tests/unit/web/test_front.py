"""The front: one server follows another on a socket that stays open."""

import asyncio
import ssl
from pathlib import Path

import httpx

from firstline.live.database import sqlite_url
from firstline.live.runner import wall_clock
from firstline.web.certificate import self_signed
from firstline.web.front import Front
from firstline.web.house import House
from firstline.web.server import listening
from kit.office import office


def test_nobody_is_refused_while_one_server_follows_another(tmp_path: Path) -> None:
    async def life() -> None:
        welcomed: list[House] = []
        async with office(tmp_path) as place:
            front = Front(
                listening("127.0.0.1", 0),
                lambda: None,
                lambda: House(tmp_path, sqlite_url(tmp_path), place.desk.now),
                welcomed.append,
            )
            with front:
                first = front.serve(place.desk)
                host, port = first.address
                url = f"http://{host}:{port}/health"
                async with asyncio.timeout(30), asyncio.TaskGroup() as tasks:
                    tasks.create_task(first.serve())
                    asking = tasks.create_task(asked(url, 60))
                    await asyncio.sleep(0.1)
                    second = front.serve(place.desk)
                    tasks.create_task(second.serve())
                    first.stop()
                    answers = await asking
                    second.stop()
            assert set(answers) == {200}
            assert len(welcomed) == 1

    asyncio.run(life())


async def asked(url: str, times: int) -> list[int]:
    """Return the answers to requests on new connections, one every 10 ms."""
    found = []
    for _ in range(times):
        async with httpx.AsyncClient(timeout=10) as client:
            found.append((await client.get(url)).status_code)
        await asyncio.sleep(0.01)
    return found


def test_a_certificate_is_read_for_each_server(tmp_path: Path) -> None:
    async def life() -> None:
        async with office(tmp_path) as place:
            front = Front(
                listening("127.0.0.1", 0),
                lambda: self_signed(tmp_path, "127.0.0.1", wall_clock()).context(),
                lambda: House(tmp_path, sqlite_url(tmp_path), place.desk.now),
                lambda house: None,
            )
            with front:
                server = front.serve(place.desk)
                host, port = server.address
                trust = ssl.create_default_context(cafile=str(tmp_path / "tls-certificate.pem"))
                async with asyncio.timeout(20), asyncio.TaskGroup() as tasks:
                    tasks.create_task(server.serve())
                    async with httpx.AsyncClient(verify=trust) as client:
                        answer = await client.get(f"https://{host}:{port}/health")
                    server.stop()
            assert answer.status_code == 200

    asyncio.run(life())
