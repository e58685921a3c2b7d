"""What agents do over HTTP that a desk phone cannot say: sign in, ready, transfer, wrap up.

Each address is one event. Whether it is possible now is for the switchboard to say: if not, 409.
"""

from collections.abc import Callable
from http import HTTPStatus
from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends, Path
from pydantic import BaseModel, ConfigDict, Field

from firstline.journal.events import (
    NOTE_AT_MOST,
    WORDS_AT_MOST,
    AgentSignedIn,
    AgentSignedOut,
    AgentWentNotReady,
    AgentWentReady,
    ConsultAsked,
    ConsultCancelled,
    ConsultCompleted,
    Event,
    TransferAsked,
    WrapUpFinished,
)
from firstline.live.desk import Desk
from firstline.live.state import AgentView
from firstline.web.access import Access
from firstline.web.problem import Problem, ProblemError

Name = Annotated[str, Path(max_length=64, description="The agent's name in the plan.")]

ANSWERS: Final[dict[int | str, dict[str, object]]] = {
    status: {"model": Problem, "description": what}
    for status, what in {
        401: "No token, or a wrong one",
        403: "The token is another agent's",
        404: "The plan has no such agent",
        409: "Not possible now: `detail` says why, and nothing has changed",
        422: "The request is not of the right form",
        429: "Too many wrong tokens",
        503: "The hotline cannot write its journal",
    }.items()
}


class Reason(BaseModel):
    """Why an agent takes no calls: one of the plan's reasons."""

    model_config = ConfigDict(extra="forbid")

    reason: str = Field(min_length=1, max_length=WORDS_AT_MOST, examples=["break"])


class Handing(BaseModel):
    """To whom a call is to go, and what goes with it."""

    model_config = ConfigDict(extra="forbid")

    to: str = Field(
        min_length=1,
        max_length=WORDS_AT_MOST,
        description="team:NAME, stream:NAME, agent:NAME, a name alone, or an agent's extension.",
        examples=["team:mortgages"],
    )
    reason: str = Field("", max_length=WORDS_AT_MOST)
    note: str = Field("", max_length=NOTE_AT_MOST)


class WrapUp(BaseModel):
    """What the call was about."""

    model_config = ConfigDict(extra="forbid")

    code: str = Field("", max_length=WORDS_AT_MOST, examples=["solved"])


class _Acts:
    """What an agent can do, one method per address."""

    def __init__(self, desk: Desk) -> None:
        self._desk: Final = desk

    async def look(self, name: Name) -> AgentView:
        """Say what the agent is doing, and with which call."""
        return self._known(name)

    async def sign_in(self, name: Name) -> AgentView:
        """Begin the agent's duty: not ready, until asked for."""
        return self._act(name, AgentSignedIn(name))

    async def sign_out(self, name: Name) -> AgentView:
        """End the agent's duty: now, or when the present call is over."""
        return self._act(name, AgentSignedOut(name))

    async def ready(self, name: Name) -> AgentView:
        """Take calls from now on."""
        return self._act(name, AgentWentReady(name))

    async def not_ready(self, name: Name, why: Reason) -> AgentView:
        """Take no calls, for a reason: from now on, or when the present call is over."""
        return self._act(name, AgentWentNotReady(name, why.reason))

    async def transfer(self, name: Name, handing: Handing) -> AgentView:
        """Pass the caller on without asking first."""
        return self._act(name, TransferAsked(name, handing.to, handing.reason, handing.note))

    async def consult(self, name: Name, handing: Handing) -> AgentView:
        """Ask a colleague while the caller is on hold."""
        return self._act(name, ConsultAsked(name, handing.to, handing.reason, handing.note))

    async def complete(self, name: Name) -> AgentView:
        """Hand the caller over to the colleague."""
        return self._act(name, ConsultCompleted(name))

    async def cancel(self, name: Name) -> AgentView:
        """Let the colleague go and keep the caller."""
        return self._act(name, ConsultCancelled(name))

    async def wrap_up(self, name: Name, work: WrapUp) -> AgentView:
        """Note what the call was about, and end the wrap-up."""
        return self._act(name, WrapUpFinished(name, work.code))

    def _act(self, name: str, event: Event) -> AgentView:
        self._known(name)
        self._desk.act(event)
        return self._known(name)

    def _known(self, name: str) -> AgentView:
        view = self._desk.agent(name)
        if view is None:
            raise ProblemError(
                HTTPStatus.NOT_FOUND, f"The plan has no agent {name!r}.", "Look at /state."
            )
        return view


def agent_routes(desk: Desk, access: Access) -> APIRouter:
    """Return the addresses of one agent."""
    routes = APIRouter(
        prefix="/agents/{name}",
        tags=["agents"],
        dependencies=[Depends(access.agent)],
        responses=ANSWERS,
    )
    acts = _Acts(desk)
    routes.add_api_route("", acts.look, methods=["GET"])
    posts: dict[str, Callable[..., Any]] = {
        "/sign-in": acts.sign_in,
        "/sign-out": acts.sign_out,
        "/ready": acts.ready,
        "/not-ready": acts.not_ready,
        "/transfer": acts.transfer,
        "/consult": acts.consult,
        "/consult/complete": acts.complete,
        "/consult/cancel": acts.cancel,
        "/wrap-up": acts.wrap_up,
    }
    for path, act in posts.items():
        routes.add_api_route(path, act, methods=["POST"])
    return routes
