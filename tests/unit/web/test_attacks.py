"""Attacks that everybody tries: forged requests, stolen cookies, other sites, others' doors."""

import asyncio
import json
from pathlib import Path

import pytest
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from firstline.live.audit import Noted
from firstline.web.guard import BODY_AT_MOST, PLAN_AT_MOST
from firstline.web.sessions import CHANGED, ENDED
from kit.journals import START
from kit.office import Office, office
from kit.visitors import OTHER_PASSWORD, PASSWORD, cookie, visitor

DECLARE = {"name": "outage", "message": {"en": "A mast is down.", "hu": "Egy torony ledőlt."}}


@pytest.mark.parametrize("token", [None, "", "x", "Ω", "x" * 10_000])
def test_without_the_pages_token_a_session_changes_nothing(
    tmp_path: Path, token: str | None
) -> None:
    async def life() -> None:
        async with office(tmp_path) as place, visitor(place, "kati", "supervisor") as page:
            del page.headers["X-CSRF-Token"]
            headers = {} if token is None else {"X-CSRF-Token": token.encode()}
            for method, path in (
                ("POST", "/incidents"),
                ("POST", "/agents/anna/sign-in"),
                ("DELETE", "/session"),
                ("PUT", "/session/password"),
                ("PATCH", "/users/kati"),
            ):
                answer = await page.request(method, path, json=DECLARE, headers=headers)  # type: ignore[arg-type]
                assert answer.status_code == 403, f"{method} {path}"
            assert (await page.get("/incidents")).json() == []
            assert (await page.get("/session")).status_code == 200

    asyncio.run(life())


def test_the_token_of_another_session_is_no_good(tmp_path: Path) -> None:
    async def life() -> None:
        async with (
            office(tmp_path) as place,
            visitor(place, "kati", "supervisor") as page,
            visitor(place, "mallory", "supervisor") as thief,
        ):
            page.headers["X-CSRF-Token"] = thief.headers["X-CSRF-Token"]
            assert (await page.post("/agents/anna/sign-in")).status_code == 403

    asyncio.run(life())


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1:1"])
def test_a_page_of_another_site_changes_nothing_even_with_the_token(
    tmp_path: Path, origin: str
) -> None:
    async def life() -> None:
        async with office(tmp_path) as place, visitor(place, "kati", "supervisor") as page:
            answer = await page.post("/agents/anna/sign-in", headers={"Origin": origin})
            assert answer.status_code == 403
            sign_in = {"name": "kati", "password": PASSWORD}
            answer = await page.post("/session", json=sign_in, headers={"Origin": origin})
            assert answer.status_code == 403
            ours = await page.post("/agents/anna/sign-in", headers={"Origin": place.url})
            assert ours.status_code == 200

    asyncio.run(life())


def test_a_form_of_another_site_cannot_sign_anybody_in(tmp_path: Path) -> None:
    async def life() -> None:
        async with office(tmp_path) as place, visitor(place, "kati", "supervisor") as page:
            body = json.dumps({"name": "kati", "password": PASSWORD}).encode()
            for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data"):
                headers = {"Content-Type": kind}
                answer = await page.post("/session", content=body, headers=headers)
                assert answer.status_code == 422, kind

    asyncio.run(life())


def test_a_token_needs_no_proof_and_works_as_before(tmp_path: Path) -> None:
    async def life() -> None:
        async with office(tmp_path) as place, place.client("agent:anna") as program:
            assert (await program.post("/agents/anna/sign-in")).status_code == 200

    asyncio.run(life())


async def board(place: Office, held: str) -> ClientConnection:
    """Open a socket in the session of a cookie."""
    url = place.url.replace("http", "ws", 1) + "/board/socket"
    headers = {"Cookie": f"firstline={held}"}
    return await connect(url, origin=place.url, additional_headers=headers)  # type: ignore[arg-type]


async def closing(socket: ClientConnection) -> int:
    """Return with which code *socket* is closed."""
    try:
        async with asyncio.timeout(10):
            while True:
                await socket.recv()
    except ConnectionClosed as closed:
        return 1006 if closed.rcvd is None else closed.rcvd.code


def test_signing_out_closes_the_sockets_of_the_session(tmp_path: Path) -> None:
    async def life() -> None:
        async with office(tmp_path) as place, visitor(place, "kati", "supervisor") as page:
            socket = await board(place, cookie(page))
            await socket.recv()
            await page.delete("/session")
            assert await closing(socket) == ENDED

    asyncio.run(life())


def test_who_may_less_than_before_has_no_open_socket_left(tmp_path: Path) -> None:
    async def life() -> None:
        async with (
            office(tmp_path) as place,
            visitor(place, "kati", "supervisor") as page,
            visitor(place, "root", "administrator") as root,
        ):
            socket = await board(place, cookie(page))
            await socket.recv()
            assert (await page.get("/incidents")).status_code == 200
            answer = await root.patch("/users/kati", json={"roles": ["manager"]})
            assert answer.status_code == 200
            assert await closing(socket) == CHANGED
            assert (await page.get("/incidents")).status_code == 403
            await root.patch("/users/kati", json={"disabled": True})
            assert (await page.get("/session")).status_code == 401

    asyncio.run(life())


def test_a_new_password_does_not_disturb_ones_own_open_page(tmp_path: Path) -> None:
    async def life() -> None:
        async with office(tmp_path) as place, visitor(place, "kati", "supervisor") as page:
            socket = await board(place, cookie(page))
            await socket.recv()
            chosen = {"old": PASSWORD, "new": OTHER_PASSWORD}
            changed = await page.put("/session/password", json=chosen)
            page.headers["X-CSRF-Token"] = changed.json()["csrf"]
            with pytest.raises(TimeoutError):
                async with asyncio.timeout(0.3):
                    await closing(socket)
            await page.delete("/session")
            assert await closing(socket) == ENDED

    asyncio.run(life())


PATHS = [
    "/assets/../index.html",
    "/assets/..%2findex.html",
    "/assets/%2e%2e/index.html",
    "/assets/%2e%2e%2f%2e%2e%2fhouse.py",
    "/assets/....//house.py",
    "/assets//etc/passwd",
    "/assets/%2fetc%2fpasswd",
    "/assets/.env.js",
    "/assets/a%00.js",
    "/assets/a%0a.js",
    "/assets/",
    "/assets/house.py",
    "/index.html",
    "/../../etc/passwd",
]


@pytest.mark.parametrize("path", PATHS)
def test_no_path_leads_out_of_the_assets(tmp_path: Path, path: str) -> None:
    async def life() -> None:
        async with office(tmp_path) as place:
            reader, writer = await asyncio.open_connection(*place.server.address)
            asked = f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
            writer.write(asked.encode())
            answer = await asyncio.wait_for(reader.read(), 8)
            writer.close()
            assert answer.startswith(b"HTTP/1.1 4"), answer[:200]
            assert b"root:" not in answer

    asyncio.run(life())


def test_only_the_text_of_a_plan_may_be_large(tmp_path: Path) -> None:
    async def life() -> None:
        async with office(tmp_path) as place, visitor(place, "kati", "manager") as page:
            large = {"name": "x" * BODY_AT_MOST, "password": "x"}
            assert (await page.post("/session", json=large)).status_code == 413
            text = {"text": "#" * BODY_AT_MOST * 2}
            assert (await page.post("/plan/check", json=text)).status_code != 413
            text = {"text": "#" * PLAN_AT_MOST}
            assert (await page.post("/plan/check", json=text)).status_code == 413

    asyncio.run(life())


async def audited(place: Office) -> list[Noted]:
    """Return what has been noted so far, once it is written."""
    await asyncio.sleep(0.6)
    return await asyncio.to_thread(place.house.audit.page, None, 100)


def test_every_act_and_every_refusal_is_noted_and_no_secret_is(tmp_path: Path) -> None:
    async def life() -> None:
        async with office(tmp_path) as place, visitor(place, "kati", "supervisor") as page:
            await page.post("/agents/anna/sign-in")
            await page.post("/agents/anna/transfer", json={"to": "team:cards"})
            await page.get("/users")
            await page.get("/state")
            wrong = {"name": "secret typed into the wrong field", "password": OTHER_PASSWORD}
            await page.post("/session", json=wrong)
            token = place.tokens.create(["reader"], START)
            async with place.client() as program:
                headers = {"Authorization": f"Bearer {token}"}
                await program.post("/incidents", json=DECLARE, headers=headers)
            notes = {(note.who[:10], note.act, note.about): note for note in await audited(place)}
            assert notes["user:kati", "sign-in", "user:kati"].outcome == "done"
            assert notes["user:kati", "POST", "/agents/anna/sign-in"].outcome == "done"
            assert "409" in notes["user:kati", "POST", "/agents/anna/transfer"].outcome
            assert "403 Your roles" in notes["user:kati", "GET", "/users"].outcome
            assert ("user:kati", "GET", "/state") not in notes
            assert ("", "sign-in", "somebody unknown") in notes
            assert "403" in notes[f"token:{token.split('_')[1]}"[:10], "POST", "/incidents"].outcome
            told = "".join(repr(note) for note in notes.values())
            for secret in (PASSWORD, OTHER_PASSWORD, wrong["name"], cookie(page), token):
                assert secret not in told

    asyncio.run(life())
