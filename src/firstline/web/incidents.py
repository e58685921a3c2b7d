"""Incidents over HTTP: something is wrong that makes many people call; they are told at once.

Texts become speech before the incident is in force, so that the first caller hears it.
"""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Path
from fastapi.responses import Response
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from firstline.domain.time import DAY, NEVER, SECOND, seconds
from firstline.errors import Said
from firstline.live.announcements import Announcement
from firstline.live.desk import Desk
from firstline.live.state import IncidentView
from firstline.web.access import Access
from firstline.web.agents import ANSWERS
from firstline.web.problem import ProblemError

LONGEST_MESSAGE = 600
"""Characters: some forty seconds of speech."""
LONGEST_DAYS = 30

Beginning = Annotated[str, StringConstraints(pattern=r"^\+?[0-9 ]{1,20}$")]
Message = Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_MESSAGE)]
Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}$")]
IncidentName = Annotated[str, StringConstraints(pattern=r"^[\w][\w .-]{0,63}$")]


class NewIncident(BaseModel):
    """An incident to be told of."""

    model_config = ConfigDict(extra="forbid")

    name: IncidentName = Field(examples=["outage-debrecen"])
    message: dict[Language, Message] = Field(
        max_length=20,
        description="What callers are told, in every language of the hotline.",
        examples=[{"hu": "Debrecenben szünetel a szolgáltatás.", "en": "Debrecen is offline."}],
    )
    area: list[Beginning] = Field(
        default_factory=list,
        max_length=200,
        description="Beginnings of calling numbers; none: everybody.",
        examples=[["+3652"]],
    )
    service: Annotated[str, StringConstraints(max_length=64)] = Field(
        "", description="Where no area is given: told to those who choose this service."
    )
    expires_in_s: float | None = Field(
        None,
        gt=0,
        le=LONGEST_DAYS * float(DAY // SECOND),
        description="Over by itself after so many seconds; null: when somebody ends it.",
    )


def incident_routes(desk: Desk, access: Access) -> APIRouter:
    """Return the addresses of incidents."""
    routes = APIRouter(
        prefix="/incidents",
        tags=["incidents"],
        dependencies=[Depends(access.supervisor)],
        responses=ANSWERS,
    )

    @routes.get("")
    async def list_them() -> list[IncidentView]:
        """List the incidents in force."""
        return desk.incidents()

    @routes.post("", status_code=HTTPStatus.CREATED)
    async def declare(new: NewIncident) -> IncidentView:
        """Put an incident in force; one of the same name is replaced."""
        lasts = NEVER if new.expires_in_s is None else seconds(new.expires_in_s)
        announcement = Announcement(
            name=new.name,
            message=new.message,
            area=tuple(beginning.replace(" ", "") for beginning in new.area),
            service=new.service,
        )
        return await desk.declare(announcement, lasts)

    @routes.delete("/{name}", status_code=HTTPStatus.NO_CONTENT)
    async def end(name: Annotated[str, Path(max_length=64)]) -> Response:
        """Take an incident out of force."""
        if all(incident.incident != name for incident in desk.incidents()):
            raise ProblemError(
                HTTPStatus.NOT_FOUND,
                Said("There is no incident {name!r}.", name=name),
                "Look at /incidents.",
            )
        desk.end_incident(name)
        return Response(status_code=HTTPStatus.NO_CONTENT)

    return routes
