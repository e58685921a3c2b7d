"""Every address against every role: none without a guard, and no guard that lets others in."""

import asyncio
from pathlib import Path
from types import MethodType

import pytest
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute, APIWebSocketRoute
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed, InvalidStatus

from firstline.web.access import FORBIDDEN, UNKNOWN, Access
from firstline.web.app import application
from kit.addresses import routes
from kit.office import Office, office
from kit.visitors import cookie, visitor

OPEN = {
    ("GET", "/"),
    ("HEAD", "/"),
    ("GET", "/call"),
    ("HEAD", "/call"),
    ("GET", "/assets/{name}"),
    ("HEAD", "/assets/{name}"),
    ("GET", "/call/hotline"),
    ("GET", "/health"),
    ("POST", "/session"),
}
"""What everybody may ask for, known or not."""
OPEN_SOCKETS = {"/call/socket"}

LETS_IN = {
    "agent": {"agent", "supervisor"},
    "supervisor": {"supervisor"},
    "reader": {"supervisor", "manager"},
    "near_reader": {"supervisor", "manager", "agent", "administrator"},
    "hearer": {"supervisor", "manager"},
    "manager": {"manager"},
    "administrator": {"administrator"},
    "anybody": {"agent", "supervisor", "manager", "administrator"},
    "session": {"agent", "supervisor", "manager", "administrator"},
}
"""The roles that each guard lets in; for this machine's own `near_reader`, everybody."""

NEEDS = {
    "/users": "administrator",
    "/tokens": "administrator",
    "/audit": "administrator",
    "/webhooks": "administrator",
    "/incidents": "supervisor",
    "/agents/{name}/move": "supervisor",
    "/agents/{name}/supervise": "supervisor",
    "/agents": "agent",
    "/calls": "supervisor",
    "/supervision": "supervisor",
    "/callers": "supervisor",
    "/contacts": "reader",
    "/plan": "manager",
    "/what-ifs": "manager",
    "/session": "session",
    "/state": "reader",
    "/hotline": "anybody",
}
"""The guard of what begins so; the longest beginning counts."""
STRICTER = {
    ("reader", "hearer"),
    ("agent", "supervisor"),
    ("anybody", "reader"),
    ("reader", "supervisor"),
}
"""Instead of the first of two, the second may guard an address."""


def guards(dependant: Dependant) -> set[str]:
    """Return the guards that a request must pass."""
    found = {
        inner.call.__name__
        for inner in dependant.dependencies
        if isinstance(inner.call, MethodType) and isinstance(inner.call.__self__, Access)
    }
    return found.union(*(guards(inner) for inner in dependant.dependencies))


def guarded(place: Office) -> list[tuple[str, str, str]]:
    """Return method, path and guard of every address; fail where one has none."""
    rows = []
    for route in routes(application(place.desk, place.house)):
        if not isinstance(route, APIRoute):
            continue
        for method in route.methods or ():
            if (method, route.path) in OPEN:
                continue
            found = guards(route.dependant)
            assert found, f"{method} {route.path} has no guard: add Depends(access. ...)"
            rows.append((method, route.path, strictest(found)))
    return rows


def strictest(found: set[str]) -> str:
    """Return the guard that lets in fewest."""
    return min(found, key=lambda name: len(LETS_IN[name]))


def where(path: str) -> str:
    """Return an address of the form *path*."""
    names = {"name": "anna", "number": "1", "token": "00000000", "call": "1"}
    for part in path.split("/"):
        if part.startswith("{"):
            path = path.replace(part, names.get(part.strip("{}").partition(":")[0], "1"))
    return path


def test_every_address_has_the_guard_that_it_needs(tmp_path: Path) -> None:
    async def life() -> None:
        async with office(tmp_path) as place:
            for method, path, guard in guarded(place):
                beginnings = [begin for begin in NEEDS if path.startswith(begin)]
                if beginnings:
                    needed = NEEDS[max(beginnings, key=len)]
                    assert guard == needed or (needed, guard) in STRICTER, f"{method} {path}"

    asyncio.run(life())


@pytest.mark.parametrize("role", ["agent", "supervisor", "manager", "administrator"])
def test_a_role_gets_nowhere_where_it_does_not_belong(tmp_path: Path, role: str) -> None:
    async def life() -> None:
        agent = "bela" if role == "agent" else ""
        async with office(tmp_path) as place, visitor(place, "kati", role, agent=agent) as page:
            for method, path, guard in guarded(place):
                others_desk = role == "agent" and guard == "agent"
                if role in LETS_IN[guard] and not others_desk:
                    continue
                answer = await page.request(method, where(path), json={})
                assert answer.status_code == 403, f"{role}: {method} {path}"

    asyncio.run(life())


def test_nobody_unknown_gets_anywhere(tmp_path: Path) -> None:
    async def life() -> None:
        async with office(tmp_path) as place, place.client() as stranger:
            for method, path, guard in guarded(place):
                if guard != "near_reader":
                    answer = await stranger.request(method, where(path), json={})
                    assert answer.status_code == 401, f"{method} {path}"

    asyncio.run(life())


async def code(place: Office, path: str, **headers: str) -> int:
    """Return with which code a socket is closed at once; 0: it is not."""
    url = place.url.replace("http", "ws", 1) + where(path)
    try:
        async with asyncio.timeout(5), connect(url, additional_headers=headers) as socket:
            while True:
                await asyncio.wait_for(socket.recv(), 0.5)
    except TimeoutError:
        return 0
    except InvalidStatus as refused:
        return refused.response.status_code
    except ConnectionClosed as closed:
        return closed.rcvd.code if closed.rcvd is not None else 1006


def test_no_socket_opens_for_a_stranger_or_for_another_site(tmp_path: Path) -> None:
    async def life() -> None:
        async with office(tmp_path) as place, visitor(place, "kati", "supervisor") as page:
            for route in routes(application(place.desk, place.house)):
                if not isinstance(route, APIWebSocketRoute) or route.path in OPEN_SOCKETS:
                    continue
                held = {"Cookie": f"firstline={cookie(page)}"}
                assert await code(place, route.path, Origin=place.url) == UNKNOWN, route.path
                assert await code(place, route.path, **held) == FORBIDDEN, route.path
                for origin in ("https://evil.example", "null", f"{place.url}.evil.example"):
                    answer = await code(place, route.path, Origin=origin, **held)
                    assert answer == FORBIDDEN, f"{route.path} {origin}"

    asyncio.run(life())
