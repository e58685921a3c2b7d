"""People at an office's pages: they have a name, a password, and a browser that has signed in."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from typing import Final

import httpx

from firstline.live.people import Person, new_person
from kit.journals import START
from kit.office import Office

PASSWORD: Final = "purple bicycles sing at dawn"
OTHER_PASSWORD: Final = "eleven quiet lamps by the river"


def person(name: str, *roles: str, agent: str = "") -> Person:
    """Return a person who can be added."""
    return new_person(name, roles, agent=agent, now=START)


async def known(place: Office, name: str, *roles: str, agent: str = "") -> None:
    """Let *name* be known, with PASSWORD."""
    work = partial(place.house.people.add, person(name, *roles, agent=agent), PASSWORD)
    await asyncio.to_thread(work)


async def sign_in(client: httpx.AsyncClient, name: str, password: str = PASSWORD) -> httpx.Response:
    """Sign in; from then on, the client is a page of that session."""
    answer = await client.post("/session", json={"name": name, "password": password})
    if answer.status_code == 200:
        client.headers["X-CSRF-Token"] = answer.json()["csrf"]
    return answer


@asynccontextmanager
async def visitor(
    place: Office, name: str, *roles: str, agent: str = ""
) -> AsyncIterator[httpx.AsyncClient]:
    """Make *name* known, if not yet, and yield a browser in which they have signed in."""
    if await asyncio.to_thread(place.house.people.find, name) is None:
        await known(place, name, *roles, agent=agent)
    async with place.client() as client:
        answer = await sign_in(client, name)
        assert answer.status_code == 200, answer.text
        yield client


def cookie(client: httpx.AsyncClient) -> str:
    """Return what the browser holds."""
    (held,) = client.cookies.jar
    assert held.value is not None
    return held.value
