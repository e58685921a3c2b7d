"""Known callers over HTTP: the integrator tells who calls from which number.

Whoever answers is shown it. It decides nothing about calls.
"""

import asyncio
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Path
from fastapi.responses import Response
from pydantic import BaseModel, ConfigDict, Field

from firstline.errors import Said
from firstline.live.callers_known import KnownCaller
from firstline.live.desk import Desk
from firstline.web.access import Access
from firstline.web.agents import ANSWERS
from firstline.web.problem import ProblemError

NUMBER_FORM = r"^\+?[0-9A-Za-z*#][0-9A-Za-z .()/*#_-]{0,62}$"

Number = Annotated[
    str, Path(pattern=NUMBER_FORM, description="As it calls; signs between digits do not count.")
]


class Caller(BaseModel):
    """Who calls from a number."""

    model_config = ConfigDict(extra="forbid")

    name: str = Field(min_length=1, max_length=200, examples=["Kovács Éva"])
    about: str = Field("", max_length=2000, description="What whoever answers should know.")
    language: str = Field("", pattern=r"^([a-z]{2,3})?$", examples=["hu"])


def caller_routes(desk: Desk, access: Access) -> APIRouter:
    """Return the addresses of known callers."""
    routes = APIRouter(
        prefix="/callers/{number}",
        tags=["callers"],
        dependencies=[Depends(access.supervisor)],
        responses=ANSWERS,
    )
    callers = desk.callers

    @routes.get("")
    async def find(number: Number) -> Caller:
        """Tell who calls from a number."""
        known = await asyncio.to_thread(callers.find, number)
        if known is None:
            raise _unknown(number)
        return Caller(name=known.name, about=known.about, language=known.language)

    @routes.put("")
    async def tell(number: Number, caller: Caller) -> Caller:
        """Let a caller be known from now on; what was told before is replaced."""
        known = KnownCaller(caller.name, caller.about, caller.language)
        await asyncio.to_thread(callers.tell, number, known, desk.now())
        desk.look_up_anew()
        return caller

    @routes.delete("", status_code=HTTPStatus.NO_CONTENT)
    async def forget(number: Number) -> Response:
        """Forget who calls from a number."""
        if not await asyncio.to_thread(callers.forget, number):
            raise _unknown(number)
        desk.look_up_anew()
        return Response(status_code=HTTPStatus.NO_CONTENT)

    return routes


def _unknown(number: str) -> ProblemError:
    return ProblemError(
        HTTPStatus.NOT_FOUND,
        Said("Nobody is known by {number}.", number=number),
        "Tell of one: PUT /callers/{number}.",
    )
