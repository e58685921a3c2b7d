"""Contacts over HTTP: what happened to each caller, segment by segment.

The records go out as the command line tells them, too (journal/told.py). It computes nothing.
"""

import asyncio
from datetime import datetime
from http import HTTPStatus
from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends, Path, Query
from msgspec import Struct
from msgspec.structs import fields
from pydantic import AwareDatetime, BaseModel, create_model

from firstline.journal.events import NUMBER_AT_MOST, WORDS_AT_MOST
from firstline.journal.records import Contact, Segment
from firstline.journal.told import INSTANTS, LENGTHS, told
from firstline.live.archive import Wanted
from firstline.live.desk import Desk
from firstline.web.access import Access
from firstline.web.agents import ANSWERS
from firstline.web.problem import ProblemError

LAST: Final = 2**62
"""Higher than the number of any call."""
ENDS: Final = "How the calling number ends."
PAGE: Final = 50
PAGE_AT_MOST: Final = 500


def _instant(moment: datetime | None) -> int | None:
    return None if moment is None else round(moment.timestamp() * 1_000_000)


def _model(name: str, record: type[Struct]) -> type[BaseModel]:
    """Return the form of a record on the wire, for /openapi.json."""
    form: dict[str, Any] = {}
    for field in fields(record):
        if field.name in LENGTHS:
            form[f"{field.name}_s"] = (float | None, ...)
        elif field.name in INSTANTS:
            form[field.name] = (str | None, ...)
        elif field.type in {int, bool, str}:
            form[field.name] = (field.type, ...)
        else:
            form[field.name] = (str | None, ...)
    return create_model(name, **form)


ContactForm: Final = _model("Contact", Contact)
SegmentForm: Final = _model("Segment", Segment)
WholeContactForm: Final = create_model(
    "WholeContact",
    contact=(ContactForm, ...),
    segments=(list[SegmentForm], ...),  # type: ignore[valid-type]
)


def contact_routes(desk: Desk, access: Access) -> APIRouter:
    """Return the addresses of contacts."""
    routes = APIRouter(
        prefix="/contacts",
        tags=["contacts"],
        dependencies=[Depends(access.reader)],
        responses=ANSWERS,
    )

    @routes.get("", response_model=list[ContactForm])  # type: ignore[valid-type]
    async def contacts(
        calling: Annotated[str | None, Query(max_length=NUMBER_AT_MOST, description=ENDS)] = None,
        stream: Annotated[str | None, Query(max_length=WORDS_AT_MOST)] = None,
        since: AwareDatetime | None = None,
        until: Annotated[AwareDatetime | None, Query(description="Arrived before it.")] = None,
        limit: Annotated[int, Query(ge=1, le=PAGE_AT_MOST)] = PAGE,
    ) -> list[dict[str, object]]:
        """List the newest contacts, in the order of their arrival."""
        wanted = Wanted(
            calling=calling,
            stream=stream,
            since=_instant(since),
            until=_instant(until),
            newest=limit,
        )
        return [told(contact) for contact in await asyncio.to_thread(desk.contacts, wanted)]

    @routes.get("/{number}", response_model=WholeContactForm)
    async def contact(number: Annotated[int, Path(ge=0, le=LAST)]) -> dict[str, object]:
        """Tell everything about one contact, with its chain of segments."""
        found = await asyncio.to_thread(desk.contact, number)
        if found is None:
            raise ProblemError(
                HTTPStatus.NOT_FOUND, f"There is no contact {number}.", "Look at /contacts."
            )
        record, segments = found
        return {"contact": told(record), "segments": [told(segment) for segment in segments]}

    return routes
