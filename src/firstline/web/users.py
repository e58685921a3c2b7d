"""People over HTTP: who may sign in, as what, and a one-time password where one is needed.

For administrators. A password is told once, in the answer that makes it, and never again.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from typing import Annotated, Final, Literal

from fastapi import APIRouter, Depends, Path
from pydantic import BaseModel, ConfigDict, Field

from firstline.errors import InputError, Said
from firstline.live.desk import Desk
from firstline.live.people import Change, Person, UnknownPersonError, new_person, signing_name
from firstline.live.state import moment
from firstline.web.access import Access
from firstline.web.agents import ANSWERS
from firstline.web.house import House
from firstline.web.problem import ProblemError

Role = Literal["agent", "supervisor", "manager", "administrator"]
Language = Annotated[
    Literal["en", "hu", ""], Field(description="Of the pages; empty: the browser's own.")
]
AgentName = Annotated[str, Field(max_length=64, description="An agent of the plan; empty: none.")]
Name = Annotated[str, Path(max_length=64, description="The person's name.")]


class NewUser(BaseModel):
    """Somebody who is to sign in."""

    model_config = ConfigDict(extra="forbid")

    name: str = Field(min_length=1, max_length=64, examples=["kati"])
    roles: list[Role] = Field(min_length=1, max_length=4, examples=[["supervisor"]])
    agent: AgentName = ""
    language: Language = ""


class UserChange(BaseModel):
    """What is to be another; what is not given stays."""

    model_config = ConfigDict(extra="forbid")

    roles: Annotated[list[Role], Field(min_length=1, max_length=4)] | None = None
    agent: AgentName | None = None
    language: Language | None = None
    disabled: bool | None = None


class User(BaseModel):
    """Somebody who may sign in."""

    name: str
    roles: list[str]
    agent: str
    language: str
    must_change: bool = Field(description="Has a one-time password.")
    disabled: bool
    created: str
    sessions: int = Field(description="Browsers in which this person is signed in now.")


class OneTime(BaseModel):
    """A password that is good for nothing but choosing another. It is told only here."""

    password: str


class _Administration:
    """What administrators do with people, one method per address."""

    def __init__(self, desk: Desk, house: House) -> None:
        self._desk: Final = desk
        self._house: Final = house

    async def all(self) -> list[User]:
        """List everybody."""
        everybody = await self._house.clerk.do(self._house.people.all)
        return [self._told(person) for person in everybody]

    async def add(self, new: NewUser) -> OneTime:
        """Add somebody, and tell the one-time password."""
        self._check_agent(new.agent)
        person = new_person(
            new.name, new.roles, agent=new.agent, language=new.language, now=self._house.now()
        )
        password = await self._house.clerk.do(partial(self._house.people.add, person))
        return OneTime(password=password)

    async def change(self, name: Name, change: UserChange) -> User:
        """Change what somebody may do. It holds at once, in sessions that are open, too."""
        self._check_agent(change.agent or "")
        wanted = Change(
            roles=None if change.roles is None else tuple(change.roles),
            agent=change.agent,
            language=change.language,
            disabled=change.disabled,
        )
        with _known_only():
            work = partial(self._house.people.change, signing_name(name), wanted)
            person = await self._house.clerk.do(work)
        self._house.sessions.changed(person)
        return self._told(person)

    async def reset(self, name: Name) -> OneTime:
        """Give somebody a one-time password and tell it; all their sessions end."""
        with _known_only():
            work = partial(self._house.people.reset, signing_name(name))
            password = await self._house.clerk.do(work)
        self._house.sessions.removed(signing_name(name))
        return OneTime(password=password)

    async def remove(self, name: Name) -> None:
        """Forget somebody; all their sessions end."""
        with _known_only():
            await self._house.clerk.do(partial(self._house.people.remove, signing_name(name)))
        self._house.sessions.removed(signing_name(name))

    def _check_agent(self, agent: str) -> None:
        if agent and self._desk.agent(agent) is None:
            raise InputError(
                Said("The plan has no agent {agent!r}.", agent=agent),
                "GET /hotline lists the agents.",
            )

    def _told(self, person: Person) -> User:
        return User(
            name=person.name,
            roles=list(person.roles),
            agent=person.agent,
            language=person.language,
            must_change=person.must_change,
            disabled=person.disabled,
            created=moment(person.created),
            sessions=len(self._house.sessions.of(person.name)),
        )


def user_routes(desk: Desk, access: Access) -> APIRouter:
    """Return the addresses of people."""
    routes = APIRouter(
        prefix="/users",
        tags=["administration"],
        dependencies=[Depends(access.administrator)],
        responses=ANSWERS,
    )
    acts = _Administration(desk, access.house)
    gone = HTTPStatus.NO_CONTENT
    routes.add_api_route("", acts.all, methods=["GET"])
    routes.add_api_route("", acts.add, methods=["POST"], status_code=HTTPStatus.CREATED)
    routes.add_api_route("/{name}", acts.change, methods=["PATCH"])
    routes.add_api_route("/{name}/password", acts.reset, methods=["POST"])
    routes.add_api_route("/{name}", acts.remove, methods=["DELETE"], status_code=gone)
    return routes


@contextmanager
def _known_only() -> Iterator[None]:
    try:
        yield
    except UnknownPersonError as error:
        raise ProblemError(HTTPStatus.NOT_FOUND, error.message, "Look at /users.") from error
