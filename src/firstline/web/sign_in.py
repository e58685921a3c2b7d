"""Signing in and out over HTTP, and one's own password and language.

Guessing is held up by address and by name; an unknown name takes as long as a known one. What is
sent here is never logged. It knows nothing of what a role allows.
"""

from collections import OrderedDict
from functools import partial
from http import HTTPStatus
from typing import Annotated, Final, Literal

import structlog
from fastapi import APIRouter, Depends, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from firstline.domain.time import SECOND
from firstline.errors import InputError
from firstline.live.audit import DONE
from firstline.live.desk import Desk
from firstline.live.people import Change, Person, signing_name
from firstline.web.access import Access, is_ours, too_many, unauthorised
from firstline.web.agents import ANSWERS
from firstline.web.house import House
from firstline.web.problem import ProblemError
from firstline.web.sessions import LONGEST, Session
from firstline.web.throttle import Throttle
from firstline.web.visit import visit_of

TYPED_AT_MOST: Final = 1000
"""Characters of a password as it is sent; what is allowed is less."""
NAME_BURST: Final = 10
"""Wrong passwords for one name that are answered one by one."""
NAME_PAUSE: Final = 30 * SECOND
"""For one name, from wherever: after so many wrong passwords one in each of these is answered."""
FRIENDS: Final = 1024
"""Pairs of address and name that are remembered to have signed in."""

WRONG: Final = "Name and password do not belong together."


class SignIn(BaseModel):
    """Who wants to sign in."""

    model_config = ConfigDict(extra="forbid")

    name: str = Field(min_length=1, max_length=200, examples=["kati"])
    password: str = Field(min_length=1, max_length=TYPED_AT_MOST)


class NewPassword(BaseModel):
    """One password for another."""

    model_config = ConfigDict(extra="forbid")

    old: str = Field(min_length=1, max_length=TYPED_AT_MOST)
    new: str = Field(min_length=1, max_length=TYPED_AT_MOST)


class Language(BaseModel):
    """In which the pages speak."""

    model_config = ConfigDict(extra="forbid")

    language: Literal["en", "hu"]


class Oneself(BaseModel):
    """The person who has signed in."""

    name: str
    roles: list[str]
    agent: str = Field(description="The agent of the plan whom this person is; empty: none.")
    language: str
    must_change: bool = Field(description="Nothing is allowed but to choose a new password.")


class Opened(BaseModel):
    """A session, as its page needs to know it."""

    user: Oneself
    csrf: str = Field(description="To be sent as X-CSRF-Token with whatever changes something.")


class Doorkeeper:
    """Holds up those who guess passwords: by their address, and by the name that they guess at.

    Somebody who has signed in from an address before is not held up there by guesses at their name
    from elsewhere; otherwise, anybody could keep anybody out.
    """

    def __init__(self, house: House) -> None:
        self._house: Final = house
        self._by_client: Final = Throttle()
        self._by_name: Final = Throttle(NAME_BURST, NAME_PAUSE)
        self._friends: Final[OrderedDict[tuple[str, str], None]] = OrderedDict()

    async def check(self, client: str, name: str, password: str) -> Person | None:
        """Return who that is, if it is the password; refuse where too many were wrong.

        A guess counts from its beginning: many at once are no way around.
        """
        self._count(client, name)
        person = await self._house.clerk.do(partial(self._house.people.verify, name, password))
        if person is not None:
            self._by_client.take_back(client)
            self._by_name.take_back(name)
            self._befriend(client, name)
        return person

    def _count(self, client: str, name: str) -> None:
        now = self._house.now()
        wait = self._by_client.wait(client, now)
        if not wait and (client, name) not in self._friends:
            wait = self._by_name.wait(name, now)
        if wait:
            structlog.get_logger("web").warning("guesses are held up", client=client)
            raise too_many("Too many wrong passwords.", wait)

    def _befriend(self, client: str, name: str) -> None:
        self._friends[client, name] = None
        self._friends.move_to_end((client, name))
        if len(self._friends) > FRIENDS:
            self._friends.popitem(last=False)


class _SignedIn:
    """What one does with one's own session, one method per address."""

    def __init__(self, house: House, access: Access) -> None:
        self._house: Final = house
        self._access: Final = access
        self._door: Final = Doorkeeper(house)

    async def sign_in(self, request: Request, response: Response, who: SignIn) -> Opened:
        """Begin a session: the answer sets its cookie, which no script can read."""
        visit = visit_of(request)
        if not is_ours(request, needs_origin=False):
            raise ProblemError(
                HTTPStatus.FORBIDDEN, "This page is not one of ours.", "Sign in at the hotline's."
            )
        name = signing_name(who.name)
        person = await self._door.check(visit.client, name, who.password)
        if person is None:
            known = await self._house.clerk.do(partial(self._house.people.find, name))
            # What is no name may be a password in the wrong place.
            about = "somebody unknown" if known is None else f"user:{name}"
            self._house.audit.note(None, visit.client, "sign-in", about, WRONG)
            raise unauthorised(WRONG)
        await self._end_present(request)
        secret, session = await self._house.sessions.begin(person)
        visit.is_noted = True
        self._house.audit.note(session.grant, visit.client, "sign-in", f"user:{name}", DONE)
        return self._told(response, secret, session)

    async def sign_out(self, session: Session, response: Response) -> None:
        """End the session."""
        await self._house.sessions.end([session])
        self._forget_cookie(response)

    async def choose_password(
        self, request: Request, response: Response, session: Session, chosen: NewPassword
    ) -> Opened:
        """Choose another password: all other sessions end, and this one goes on anew."""
        name = session.person.name
        if await self._door.check(visit_of(request).client, name, chosen.old) is None:
            raise ProblemError(HTTPStatus.FORBIDDEN, "The old password is wrong.", "Type it again.")
        if chosen.new == chosen.old:
            raise InputError("The new password is the old one.", "Choose another.")
        await self._house.clerk.do(partial(self._house.people.choose, name, chosen.new))
        person = await self._house.clerk.do(partial(self._house.people.find, name))
        if person is None:
            raise unauthorised("This session is over.")
        secret, renewed = await self._house.sessions.renew(session, person)
        return self._told(response, secret, renewed)

    async def choose_language(self, session: Session, chosen: Language) -> Opened:
        """Choose in which language the pages speak."""
        change = Change(language=chosen.language)
        work = partial(self._house.people.change, session.person.name, change)
        self._house.sessions.changed(await self._house.clerk.do(work))
        return _opened(session)

    async def _end_present(self, request: Request) -> None:
        """End the session that this browser has so far: it does not become somebody else's."""
        present = self._house.sessions.find(request.cookies.get(self._access.cookie, ""))
        if present is not None:
            await self._house.sessions.end([present])

    def _told(self, response: Response, secret: str, session: Session) -> Opened:
        response.set_cookie(
            self._access.cookie,
            secret,
            max_age=int(LONGEST // SECOND),
            path="/",
            secure=self._house.site.is_secure,
            httponly=True,
            samesite="strict",
        )
        return _opened(session)

    def _forget_cookie(self, response: Response) -> None:
        response.delete_cookie(
            self._access.cookie,
            path="/",
            secure=self._house.site.is_secure,
            httponly=True,
            samesite="strict",
        )


def session_routes(desk: Desk, access: Access) -> APIRouter:
    """Return the addresses of one's own session."""
    del desk
    routes = APIRouter(prefix="/session", tags=["session"], responses=ANSWERS)
    acts = _SignedIn(access.house, access)
    Own = Annotated[Session, Depends(access.session)]  # noqa: N806 - a type
    routes.add_api_route("", acts.sign_in, methods=["POST"])

    @routes.get("")
    async def look(session: Own) -> Opened:
        """Say who has signed in, and what the session's page needs."""
        return _opened(session)

    @routes.delete("", status_code=HTTPStatus.NO_CONTENT)
    async def sign_out(session: Own, response: Response) -> None:
        """End the session: whoever has its cookie can do nothing with it any more."""
        await acts.sign_out(session, response)

    @routes.put("/password")
    async def choose_password(
        request: Request, response: Response, session: Own, chosen: NewPassword
    ) -> Opened:
        """Choose another password: all other sessions end, and this one goes on anew."""
        return await acts.choose_password(request, response, session, chosen)

    @routes.put("/language")
    async def choose_language(session: Own, chosen: Language) -> Opened:
        """Choose in which language the pages speak."""
        return await acts.choose_language(session, chosen)

    return routes


def _opened(session: Session) -> Opened:
    person = session.person
    return Opened(
        user=Oneself(
            name=person.name,
            roles=list(person.roles),
            agent=session.grant.agent,
            language=person.language,
            must_change=person.must_change,
        ),
        csrf=session.csrf,
    )
