"""Whatever goes wrong is answered with a problem that says what to do, and tells no secret."""

import asyncio
from http import HTTPStatus

import httpx
import pytest
from fastapi import FastAPI
from pydantic import BaseModel

from firstline.errors import FailureError, FirstlineError, InputError, Said
from firstline.plan.faults import PlanFaults
from firstline.plan.read import read_text
from firstline.switchboard.refusal import Refusal
from firstline.web.problem import MEDIA_TYPE, ProblemError, answer_with_problems


class Wish(BaseModel):
    """A body."""

    number: int


def ask(
    error: Exception | None, body: bytes = b'{"number": 1}', language: str = "en"
) -> httpx.Response:
    """Return the answer of an interface that raises *error*, in *language*."""
    app = FastAPI()
    answer_with_problems(app)

    @app.post("/")
    async def fail(wish: Wish) -> int:
        if error is not None:
            raise error
        return wish.number

    async def send() -> httpx.Response:
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://hotline") as client:
            headers = {"content-type": "application/json", "accept-language": language}
            return await client.post("/", content=body, headers=headers)

    return asyncio.run(send())


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (Refusal("sign in first"), 409),
        (InputError("Bad words.", "Say others."), 422),
        (FailureError("The disk is full.", "Make room."), 503),
        (FirstlineError("It failed."), 503),
        (ProblemError(HTTPStatus.NOT_FOUND, "There is no agent x.", "See /state."), 404),
        (ZeroDivisionError("secret"), 500),
    ],
)
def test_every_error_becomes_a_problem_of_its_status(error: Exception, status: int) -> None:
    answer = ask(error)
    assert answer.status_code == status
    assert answer.headers["content-type"] == MEDIA_TYPE
    problem = answer.json()
    assert problem["status"] == status
    assert problem["detail"]
    assert "secret" not in answer.text


def test_a_refusal_says_its_reason() -> None:
    assert ask(Refusal("sign in first")).json()["detail"] == "Sign in first."


def test_a_body_of_another_form_is_refused_with_the_place_of_each_fault() -> None:
    problem = ask(None, b'{"number": "many", "password": "hunter2"}').json()
    assert problem["status"] == 422
    assert [fault["where"] for fault in problem["faults"]] == ["body.number"]
    assert "hunter2" not in str(problem)


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"\xff\xfe", b"null", b'"' + b"x" * 5000])
def test_garbage_is_refused_in_the_same_form(body: bytes) -> None:
    answer = ask(None, body)
    assert answer.status_code in {400, 422}
    assert answer.headers["content-type"] == MEDIA_TYPE
    assert len(answer.content) < 2000


def test_a_problem_is_told_in_the_language_asked_for() -> None:
    answer = ask(Refusal(Said("nobody here is called {name}", name="éva")), language="hu-HU,hu")
    assert answer.headers["content-language"] == "hu"
    assert answer.json()["detail"] == "Nincs itt ilyen nevű: éva."
    assert answer.json()["remedy"] == "Semmi nem változott: nézze meg, most mi lehetséges."


def test_faults_are_told_in_the_language_asked_for() -> None:
    answer = ask(None, b"{}", language="hu").json()
    assert answer["detail"] == "Az elküldött adatok nem megfelelők."
    assert answer["faults"] == [{"where": "body.number", "what": "hiányzik"}]


def test_the_faults_of_a_plan_are_told_with_their_places() -> None:
    with pytest.raises(PlanFaults) as found:
        read_text("languages: [", "plan.yaml")
    answer = ask(found.value).json()
    assert answer["detail"] == "The plan has faults: 1."
    assert answer["faults"][0]["where"].startswith("line 1")
