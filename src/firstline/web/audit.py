"""The audit over HTTP: who did what, the newest first. For administrators. It changes nothing."""

import asyncio
from typing import Annotated, Final

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel, Field

from firstline.live.desk import Desk
from firstline.live.state import moment
from firstline.web.access import Access
from firstline.web.agents import ANSWERS

PAGE: Final = 100
PAGE_AT_MOST: Final = 1000
LAST: Final = 2**62


class Act(BaseModel):
    """What somebody did, or was refused."""

    id: int
    at: str
    who: str = Field(description="user:NAME or token:ID; empty: nobody known.")
    client: str = Field(description="The address that asked.")
    act: str
    about: str
    outcome: str = Field(description="`done`, or why it was refused.")


def audit_routes(desk: Desk, access: Access) -> APIRouter:
    """Return the address of the audit."""
    del desk
    routes = APIRouter(
        tags=["administration"],
        dependencies=[Depends(access.administrator)],
        responses=ANSWERS,
    )

    @routes.get("/audit")
    async def audit(
        before: Annotated[
            int | None, Query(ge=0, le=LAST, description="Older than that id.")
        ] = None,
        limit: Annotated[int, Query(ge=1, le=PAGE_AT_MOST)] = PAGE,
    ) -> list[Act]:
        """List what people and programs did, the newest first."""
        notes = await asyncio.to_thread(access.audit.page, before, limit)
        return [
            Act(
                id=note.id,
                at=moment(note.at),
                who=note.who,
                client=note.client,
                act=note.act,
                about=note.about,
                outcome=note.outcome,
            )
            for note in notes
        ]

    return routes
