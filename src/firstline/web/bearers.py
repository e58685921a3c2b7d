"""Tokens over HTTP: made, listed and revoked by administrators.

A token is told once, in the answer that makes it. What a token is, tokens.py knows.
"""

from functools import partial
from http import HTTPStatus
from typing import Annotated, Final

from fastapi import APIRouter, Depends, Path
from pydantic import BaseModel, ConfigDict, Field

from firstline.errors import InputError
from firstline.live.desk import Desk
from firstline.live.state import moment
from firstline.web.access import Access
from firstline.web.agents import ANSWERS
from firstline.web.house import House
from firstline.web.problem import ProblemError

SCOPES_AT_MOST: Final = 100
Scope = Annotated[str, Field(max_length=80)]


class NewToken(BaseModel):
    """A token to be made."""

    model_config = ConfigDict(extra="forbid")

    scopes: list[Scope] = Field(
        min_length=1,
        max_length=SCOPES_AT_MOST,
        description="supervisor, manager, administrator, reader, agent:NAME.",
        examples=[["reader"]],
    )
    note: str = Field("", max_length=200, description="Whose it is, or what for.")


class MadeToken(BaseModel):
    """A token, told once."""

    token: str


class KnownToken(BaseModel):
    """A token, without its secret."""

    id: str
    scopes: list[str]
    created: str
    note: str


def bearer_routes(desk: Desk, access: Access) -> APIRouter:
    """Return the addresses of tokens."""
    del desk
    house: House = access.house
    routes = APIRouter(
        prefix="/tokens",
        tags=["administration"],
        dependencies=[Depends(access.administrator)],
        responses=ANSWERS,
    )

    @routes.get("")
    async def list_them() -> list[KnownToken]:
        """List all tokens, without their secrets."""
        return [
            KnownToken(
                id=token.id, scopes=token.scopes, created=moment(token.created), note=token.note
            )
            for token in house.tokens.all()
        ]

    @routes.post("", status_code=HTTPStatus.CREATED)
    async def make(new: NewToken) -> MadeToken:
        """Make a token. It is good at once."""
        work = partial(house.tokens.create, new.scopes, house.now(), new.note)
        return MadeToken(token=await house.clerk.do(work))

    @routes.delete("/{token}", status_code=HTTPStatus.NO_CONTENT)
    async def revoke(token: Annotated[str, Path(max_length=16, description="Its id.")]) -> None:
        """Forget a token: whoever bears it is refused at once, and what is open is closed."""
        try:
            await house.clerk.do(partial(house.tokens.revoke, token))
            house.tokens.close_revoked()
        except InputError as error:
            raise ProblemError(HTTPStatus.NOT_FOUND, error.message, "Look at /tokens.") from error

    return routes
