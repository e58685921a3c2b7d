"""What agents do over HTTP that a desk phone cannot say: sign in, ready, transfer, wrap up.

Each act of acts.py is an address. What is not possible now is answered with 409.
"""

from collections.abc import Callable, Coroutine
from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends, Path
from pydantic import BaseModel

from firstline.live.desk import Desk
from firstline.live.state import AgentView
from firstline.web.access import Access
from firstline.web.acts import ACTS, Act, Nothing, known
from firstline.web.problem import Problem

Name = Annotated[str, Path(max_length=64, description="The agent's name in the plan.")]

ANSWERS: Final[dict[int | str, dict[str, object]]] = {
    status: {"model": Problem, "description": what}
    for status, what in {
        401: "Neither a session nor a token, or a wrong one",
        403: "The roles or the token do not allow it, or no page of ours has asked",
        404: "There is no such agent, call, contact, person or thing",
        409: "Not possible now: `detail` says why, and nothing has changed",
        422: "The request is not of the right form: `faults` says where",
        429: "Too many wrong tokens or passwords, or too much work at once",
        503: "The hotline cannot do its work just now: /health says why",
    }.items()
}


def agent_routes(desk: Desk, access: Access) -> APIRouter:
    """Return the addresses of one agent."""
    routes = APIRouter(
        prefix="/agents/{name}",
        tags=["agents"],
        dependencies=[Depends(access.agent)],
        responses=ANSWERS,
    )

    @routes.get("")
    async def look(name: Name) -> AgentView:
        """Say what the agent is doing, and with which call."""
        return known(desk, name)

    for called, act in ACTS.items():
        routes.add_api_route(
            act.path, _endpoint(desk, act), methods=["POST"], name=called, description=act.says
        )
    return routes


def _endpoint(desk: Desk, act: Act) -> Callable[..., Coroutine[Any, Any, AgentView]]:
    """Return what does *act* when its address is asked for."""

    def done(name: str, form: BaseModel) -> AgentView:
        known(desk, name)
        act.do(desk, name, form)
        return known(desk, name)

    async def without_words(name: Name) -> AgentView:
        return done(name, Nothing())

    async def in_words(name: Name, said: act.form) -> AgentView:  # type: ignore[name-defined]
        return done(name, said)

    return without_words if act.form is Nothing else in_words
