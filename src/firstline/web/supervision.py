"""What supervisors do over HTTP: move an agent, hasten a caller, listen, whisper, join in.

Each address is one event. Whether it is possible now is for the switchboard to say: if not, 409.
"""

from http import HTTPStatus
from typing import Annotated, Final, Literal

from fastapi import APIRouter, Depends, Path
from fastapi.responses import Response
from pydantic import BaseModel, ConfigDict, Field

from firstline.errors import Said
from firstline.journal.events import (
    WORDS_AT_MOST,
    AgentMoved,
    SupervisionAsked,
    SupervisionEnded,
    UrgencyChanged,
)
from firstline.live.desk import Desk
from firstline.live.state import AgentView
from firstline.web.access import Access
from firstline.web.agents import ANSWERS, Name
from firstline.web.grant import Grant
from firstline.web.owner import owner_of, supervisor_of
from firstline.web.problem import ProblemError

LAST_CALL: Final = 2**62
"""Higher than the number of any call."""


class Move(BaseModel):
    """Where an agent is to work."""

    model_config = ConfigDict(extra="forbid")

    team: str = Field(min_length=1, max_length=WORDS_AT_MOST, examples=["mortgages"])


class Hasten(BaseModel):
    """In which queue a caller is to wait."""

    model_config = ConfigDict(extra="forbid")

    urgency: Literal["first", "second"]


class Take(BaseModel):
    """How a supervisor takes part in a call."""

    model_config = ConfigDict(extra="forbid")

    mode: Literal["listen", "whisper", "join"] = Field(
        description="Heard by nobody, by the agent alone, or by agent and caller."
    )


def supervision_routes(desk: Desk, access: Access) -> APIRouter:
    """Return the addresses of what supervisors do."""
    routes = APIRouter(
        tags=["supervision"], dependencies=[Depends(access.supervisor)], responses=ANSWERS
    )
    supervisor = Annotated[Grant, Depends(access.supervisor)]

    @routes.post("/agents/{name}/move")
    async def move(name: Name, to: Move) -> AgentView:
        """Let an agent work in another team from now on; a call that is up goes on."""
        _known(desk, name)
        desk.act(AgentMoved(name, to.team))
        return _known(desk, name)

    @routes.post("/calls/{call}/urgency", status_code=HTTPStatus.NO_CONTENT)
    async def hasten(call: Annotated[int, Path(ge=1, le=LAST_CALL)], to: Hasten) -> Response:
        """Let a waiting caller wait in the other queue, with the wait so far."""
        desk.act(UrgencyChanged(call, to.urgency))
        return Response(status_code=HTTPStatus.NO_CONTENT)

    @routes.post("/agents/{name}/supervise")
    async def supervise(name: Name, how: Take, grant: supervisor) -> AgentView:
        """Hear an agent and the caller, with one's own telephone; again: in another way."""
        _known(desk, name)
        owner = owner_of(desk, grant)
        if desk.phones is None or not desk.phones.has(owner):
            raise ProblemError(
                HTTPStatus.CONFLICT,
                "You have no telephone in a browser to listen with.",
                "Open the desk and take the telephone there, then ask again.",
            )
        desk.act(SupervisionAsked(supervisor_of(owner), name, how.mode))
        return _known(desk, name)

    @routes.delete("/supervision", status_code=HTTPStatus.NO_CONTENT)
    async def leave(grant: supervisor) -> Response:
        """Hear nobody any more."""
        desk.act(SupervisionEnded(supervisor_of(owner_of(desk, grant))))
        return Response(status_code=HTTPStatus.NO_CONTENT)

    return routes


def _known(desk: Desk, name: str) -> AgentView:
    view = desk.agent(name)
    if view is None:
        raise ProblemError(
            HTTPStatus.NOT_FOUND,
            Said("The plan has no agent {agent!r}.", agent=name),
            "Look at /state.",
        )
    return view
