"""Problem details: every refusal over HTTP says what is wrong and what to do, as one asked for it.

:rfc:`9457`, :rfc:`9110` 12.5.4. No answer tells how the program is built: a fault of ours goes to
the log.
"""

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Final

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from pydantic import BaseModel, Field
from sqlalchemy.exc import DataError
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import Scope

from firstline.errors import FirstlineError, InputError, Said
from firstline.plan.faults import PlanFaults
from firstline.switchboard.refusal import Refusal
from firstline.web.tongues import asked_for, fault_worded, worded

MEDIA_TYPE: Final = "application/problem+json"
NOTHING_CHANGED: Final = "Nothing was changed: look at what is possible now."
FAULTS_AT_MOST: Final = 20
"""Faults told of one request."""

REFUSAL: Final = "firstline.refusal"
"""Where in a request's scope it stands why it was refused, for the audit."""

REMEDIES: Final = {
    HTTPStatus.NOT_FOUND: "Look for the address in /openapi.json.",
    HTTPStatus.METHOD_NOT_ALLOWED: "Look for the methods of this address in /openapi.json.",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "Send less in one request.",
}


class Fault(BaseModel):
    """One thing that is wrong with what was sent."""

    where: str = Field(description="The place in the request: body.to, path.name.")
    what: str


class Problem(BaseModel):
    """What is wrong, and what to do about it (RFC 9457)."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    remedy: str = ""
    faults: list[Fault] = Field(default_factory=list)


class ProblemError(Exception):
    """Ends a request with a problem."""

    def __init__(
        self,
        status: HTTPStatus,
        detail: str,
        remedy: str = "",
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.remedy = remedy
        self.headers = headers


def problem_answer(
    status: int,
    detail: str,
    remedy: str = "",
    *,
    scope: Scope,
    faults: Sequence[Fault] = (),
    headers: Mapping[str, str] | None = None,
) -> Response:
    """Return a problem as an answer to the request of *scope*, in its language."""
    language = language_of(scope)
    problem = Problem(
        title=HTTPStatus(status).phrase,
        status=status,
        detail=sentence(worded(detail, language)),
        remedy=worded(remedy, language),
        faults=list(faults),
    )
    return Response(
        problem.model_dump_json(),
        status_code=status,
        media_type=MEDIA_TYPE,
        headers={**(headers or {}), "Content-Language": language},
    )


def language_of(scope: Scope) -> str:
    """Return in which language a request wants to be answered."""
    return asked_for(Headers(scope=scope).get("accept-language", ""))


def sentence(text: str) -> str:
    """Return *text* as a sentence."""
    return f"{text[:1].upper()}{text[1:].rstrip('.')}."


def answer_with_problems(app: FastAPI) -> None:
    """Let *app* answer everything that goes wrong with a problem."""
    app.add_exception_handler(ProblemError, _on_problem)
    app.add_exception_handler(Refusal, _on_refusal)
    app.add_exception_handler(PlanFaults, _on_plan_faults)
    app.add_exception_handler(FirstlineError, _on_error)
    app.add_exception_handler(DataError, _on_unfit)
    app.add_exception_handler(RequestValidationError, _on_invalid)
    app.add_exception_handler(HTTPException, _on_http)
    app.add_exception_handler(Exception, _on_fault)


async def _on_problem(request: Request, error: Exception) -> Response:
    assert isinstance(error, ProblemError)
    _tell_why(request, error.detail)
    return problem_answer(
        error.status, error.detail, error.remedy, scope=request.scope, headers=error.headers
    )


async def _on_refusal(request: Request, error: Exception) -> Response:
    assert isinstance(error, Refusal)
    _tell_why(request, error.reason)
    return problem_answer(HTTPStatus.CONFLICT, error.reason, NOTHING_CHANGED, scope=request.scope)


def _tell_why(request: Request, why: str) -> None:
    request.scope[REFUSAL] = str(why)


async def _on_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, FirstlineError)
    if isinstance(error.__cause__, DataError):
        return await _on_unfit(request, error.__cause__)
    _tell_why(request, error.message)
    if isinstance(error, InputError):
        return problem_answer(
            HTTPStatus.UNPROCESSABLE_ENTITY, error.message, error.remedy, scope=request.scope
        )
    structlog.get_logger("web").error("failed", error=error.message, remedy=error.remedy)
    return problem_answer(
        HTTPStatus.SERVICE_UNAVAILABLE, error.message, error.remedy, scope=request.scope
    )


async def _on_plan_faults(request: Request, error: Exception) -> Response:
    assert isinstance(error, PlanFaults)
    told = [
        Fault(where=f"line {one.line}, column {one.column}", what=f"{one.what}. {one.remedy}")
        for one in error.faults[:FAULTS_AT_MOST]
    ]
    return problem_answer(
        HTTPStatus.UNPROCESSABLE_ENTITY,
        Said("The plan has faults: {count}.", count=len(error.faults)),
        "Put them right; /plan/check tells all of them.",
        scope=request.scope,
        faults=told,
    )


async def _on_unfit(request: Request, _: Exception) -> Response:
    # PostgreSQL's texts cannot hold NUL: the fault is in what was sent, and the store is well.
    detail = "What was sent holds a character that cannot be in a text."
    _tell_why(request, detail)
    return problem_answer(
        HTTPStatus.UNPROCESSABLE_ENTITY,
        detail,
        "Leave out NUL and other control characters.",
        scope=request.scope,
    )


async def _on_invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    language = language_of(request.scope)
    faults = [
        # What was sent is not sent back: it may be long, or hold a secret.
        Fault(
            where=".".join(str(part) for part in found["loc"]), what=fault_worded(found, language)
        )
        for found in error.errors()[:FAULTS_AT_MOST]
    ]
    return problem_answer(
        HTTPStatus.UNPROCESSABLE_ENTITY,
        "What was sent is not what this address takes.",
        "Put the faults right; /openapi.json says what is taken.",
        scope=request.scope,
        faults=faults,
    )


async def _on_http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    remedy = REMEDIES.get(HTTPStatus(error.status_code), "")
    return problem_answer(
        error.status_code, error.detail, remedy, scope=request.scope, headers=error.headers
    )


async def _on_fault(request: Request, _: Exception) -> Response:
    # Starlette raises it again after this answer: the server logs it, once, with its traceback.
    return problem_answer(
        HTTPStatus.INTERNAL_SERVER_ERROR,
        "Firstline failed to carry this out.",
        "The log of the hotline says why. Please report it.",
        scope=request.scope,
    )
