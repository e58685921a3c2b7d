"""Contacts over HTTP: what happened to each caller, segment by segment, and what was recorded.

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

from firstline.domain.call import Outcome
from firstline.errors import Said
from firstline.journal.events import NUMBER_AT_MOST, WORDS_AT_MOST
from firstline.journal.records import Contact, Segment
from firstline.journal.told import INSTANTS, LENGTHS, iso, told
from firstline.live.archive import Wanted
from firstline.live.desk import Desk
from firstline.live.recordings import Recorded, Recordings
from firstline.web.access import Access
from firstline.web.agents import ANSWERS
from firstline.web.grant import Grant
from firstline.web.problem import ProblemError

LAST: Final = 2**62
"""Higher than the number of any call."""
ENDS: Final = "How the calling number ends."
BEFORE: Final = (
    "Only calls with a lower number, the newest first: the last one of a page begins the next. "
    "Begin with a number higher than any."
)
PAGE: Final = 50
PAGE_AT_MOST: Final = 500
"""Contacts of one answer."""


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
RecordingForm: Final = create_model(
    "Recording", name=(str, ...), began=(str, ...), duration_s=(float, ...), href=(str, ...)
)
WholeContactForm: Final = create_model(
    "WholeContact",
    contact=(ContactForm, ...),
    segments=(list[SegmentForm], ...),  # type: ignore[valid-type]
    recordings=(list[RecordingForm], ...),  # type: ignore[valid-type]
)


def _recording(call: int, recorded: Recorded) -> dict[str, object]:
    return {
        "name": recorded.name,
        "began": iso(recorded.began),
        "duration_s": recorded.duration_s,
        "href": f"/contacts/{call}/recordings/{recorded.name}",
    }


def contact_routes(desk: Desk, access: Access) -> APIRouter:
    """Return the addresses of contacts."""
    routes = APIRouter(
        prefix="/contacts",
        tags=["contacts"],
        dependencies=[Depends(access.reader)],
        responses=ANSWERS,
    )
    recordings = Recordings(desk.recordings)

    @routes.get("", response_model=list[ContactForm])  # type: ignore[valid-type]
    async def contacts(
        calling: Annotated[str | None, Query(max_length=NUMBER_AT_MOST, description=ENDS)] = None,
        stream: Annotated[str | None, Query(max_length=WORDS_AT_MOST)] = None,
        agent: Annotated[
            str | None, Query(max_length=WORDS_AT_MOST, description="Talked with the caller.")
        ] = None,
        outcome: Outcome | None = None,
        since: AwareDatetime | None = None,
        until: Annotated[AwareDatetime | None, Query(description="Arrived before it.")] = None,
        before: Annotated[int | None, Query(ge=0, le=LAST, description=BEFORE)] = None,
        limit: Annotated[int, Query(ge=1, le=PAGE_AT_MOST)] = PAGE,
    ) -> list[dict[str, object]]:
        """List the newest contacts, in the order of their arrival; with `before`, backwards."""
        wanted = Wanted(
            calling=calling,
            stream=stream,
            agent=agent,
            outcome=outcome,
            before=before,
            since=_instant(since),
            until=_instant(until),
            newest=limit,
        )
        found = await asyncio.to_thread(desk.contacts, wanted)
        return [told(contact) for contact in (found if before is None else reversed(found))]

    @routes.get("/{number}", response_model=WholeContactForm)
    async def contact(
        number: Annotated[int, Path(ge=0, le=LAST)],
        grant: Annotated[Grant, Depends(access.reader)],
    ) -> dict[str, object]:
        """Tell everything about one contact: its chain of segments, and what may be heard of it."""
        found = await asyncio.to_thread(desk.contact, number)
        if found is None:
            raise ProblemError(
                HTTPStatus.NOT_FOUND,
                Said("There is no contact {number}.", number=number),
                "Look at /contacts.",
            )
        record, segments = found
        heard = await asyncio.to_thread(recordings.of, number) if grant.may_hear() else []
        return {
            "contact": told(record),
            "segments": [told(segment) for segment in segments],
            "recordings": [_recording(number, one) for one in heard],
        }

    return routes
