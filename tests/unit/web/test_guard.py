"""Every answer carries the headers; no request is larger than allowed."""

import asyncio
from collections.abc import AsyncIterator

import httpx
from fastapi import FastAPI
from pydantic import BaseModel

from firstline.web.guard import BODY_AT_MOST, HEADERS, Guard
from firstline.web.problem import MEDIA_TYPE, answer_with_problems


class Words(BaseModel):
    """A body."""

    text: str


def app() -> Guard:
    """Return a small interface behind the guard."""
    inside = FastAPI()
    answer_with_problems(inside)

    @inside.post("/words")
    async def words(said: Words) -> int:
        return len(said.text)

    return Guard(inside)


def post(path: str, **sent: object) -> httpx.Response:
    """Return the answer to what is sent."""

    async def ask() -> httpx.Response:
        transport = httpx.ASGITransport(app())
        async with httpx.AsyncClient(transport=transport, base_url="http://hotline") as client:
            return await client.request("POST", path, **sent)  # type: ignore[arg-type]

    return asyncio.run(ask())


def test_a_request_of_usual_size_passes_and_its_answer_has_the_headers() -> None:
    answer = post("/words", json={"text": "szia"})
    assert (answer.status_code, answer.json()) == (200, 4)
    assert {name: answer.headers[name] for name in HEADERS} == HEADERS


def test_a_refusal_has_the_headers_too() -> None:
    answer = post("/nowhere")
    assert answer.status_code == 404
    assert answer.headers["content-type"] == MEDIA_TYPE
    assert {name: answer.headers[name] for name in HEADERS} == HEADERS


def test_a_request_that_announces_too_much_is_refused_unread() -> None:
    answer = post("/words", json={"text": "x" * BODY_AT_MOST})
    assert answer.status_code == 413
    assert str(BODY_AT_MOST) in answer.json()["detail"]
    assert answer.headers["content-type"] == MEDIA_TYPE


def test_a_request_that_grows_too_much_is_refused_on_the_way() -> None:
    async def endless() -> AsyncIterator[bytes]:
        while True:
            yield b"x" * 1024

    answer = post("/words", content=endless(), headers={"content-type": "application/json"})
    assert answer.status_code == 413
    assert answer.headers["content-type"] == MEDIA_TYPE


def test_a_length_that_is_no_number_is_refused_by_what_is_sent() -> None:
    answer = post("/words", content=b"{}", headers={"content-length": "many"})
    assert answer.status_code == 422
