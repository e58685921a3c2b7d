"""Who may ask for what: a bearer's token or a browser's session against what an address needs.

Wrong tokens are counted per client, and answered less and less. A page of ours proves itself with
its session's token in a header; a page of another site is refused. It knows nothing of the hotline.
"""

import hmac
from collections.abc import Callable
from http import HTTPStatus
from typing import Annotated, Final
from urllib.parse import urlsplit

import structlog
from fastapi import Depends, Request, WebSocket
from fastapi.security import APIKeyCookie, HTTPAuthorizationCredentials, HTTPBearer
from starlette.requests import HTTPConnection

from firstline.errors import Said
from firstline.live.audit import Audit
from firstline.web.grant import Grant
from firstline.web.house import House
from firstline.web.problem import ProblemError
from firstline.web.sessions import ENDED, Session
from firstline.web.throttle import Throttle
from firstline.web.visit import SAFE, client_of, visit_of

BEARER: Final = HTTPBearer(
    auto_error=False, description="A token made by `firstline token create`."
)
COOKIE: Final = "firstline"
SECURE_COOKIE: Final = "__Host-firstline"
"""A name that browsers keep for this very host and for TLS (RFC 6265bis 4.1.3.2)."""
SESSION: Final = APIKeyCookie(
    name=COOKIE,
    scheme_name="Session",
    auto_error=False,
    description=(
        "The cookie of `POST /session`; by TLS its name is `__Host-firstline`. Whatever changes "
        "something needs the header `X-CSRF-Token`, too, as `GET /session` tells it."
    ),
)
CSRF: Final = "x-csrf-token"

UNKNOWN: Final = ENDED
"Closes a socket of somebody who has not signed in, or no longer is."
FORBIDDEN: Final = 4403
"Closes a socket of somebody whose role is another, or of a page of another site."

LOOPBACK: Final = ("127.", "::1")
FORWARDED: Final = ("forwarded", "x-forwarded-for", "x-real-ip")
"""Who sends one of these speaks for somebody else, who may be anywhere."""


async def shown(
    bearer: Annotated[HTTPAuthorizationCredentials | None, Depends(BEARER)],
    _: Annotated[str | None, Depends(SESSION)],
) -> HTTPAuthorizationCredentials | None:
    """Return the token that a request shows. Sessions are looked for by their cookie's own name."""
    return bearer


Credentials = Annotated[HTTPAuthorizationCredentials | None, Depends(shown)]


class Access:
    """Lets requests in, or not. Its methods are dependencies of FastAPI."""

    def __init__(self, house: House) -> None:
        self.house: Final = house
        self._throttle: Final = Throttle()
        self.audit: Final[Audit] = house.audit
        self.cookie: Final = SECURE_COOKIE if house.site.is_secure else COOKIE
        self.refused = 0
        "Wrong tokens so far."

    async def supervisor(self, request: Request, credentials: Credentials) -> Grant:
        """Let supervisors in."""
        return _checked(self._grant(request, credentials), Grant.may_supervise, "supervisor")

    async def reader(self, request: Request, credentials: Credentials) -> Grant:
        """Let readers, managers and supervisors in."""
        return _checked(self._grant(request, credentials), Grant.may_read, "reader")

    async def manager(self, request: Request, credentials: Credentials) -> Grant:
        """Let managers in."""
        return _checked(self._grant(request, credentials), Grant.may_manage, "manager")

    async def administrator(self, request: Request, credentials: Credentials) -> Grant:
        """Let administrators in."""
        return _checked(self._grant(request, credentials), Grant.may_administer, "administrator")

    async def hearer(self, request: Request, credentials: Credentials) -> Grant:
        """Let those in who may play recordings."""
        return _checked(self._grant(request, credentials), Grant.may_hear, "manager")

    async def anybody(self, request: Request, credentials: Credentials) -> Grant:
        """Let everybody in whom we know."""
        return self._grant(request, credentials)

    async def near_reader(self, request: Request, credentials: Credentials) -> None:
        """Let readers in, and whoever asks from this machine."""
        if credentials is not None or not is_near(request):
            await self.reader(request, credentials)

    async def agent(self, name: str, request: Request, credentials: Credentials) -> Grant:
        """Let the agent called *name* in, and supervisors."""
        grant = self._grant(request, credentials)
        return _checked(grant, lambda bearer: bearer.acts_for(name), f"agent:{name}")

    async def session(self, request: Request, _: Credentials) -> Session:
        """Let in who has signed in, even if all they may do is to choose a new password."""
        return self._session(request)

    async def of_socket(self, socket: WebSocket) -> Grant | None:
        """Return who has opened *socket*, which is still to be accepted.

        None: it is closed already, since it was nobody we know, or a page of another site. When the
        session is over, or the token revoked, the socket is closed and its task cancelled.
        """
        scheme, _, token = socket.headers.get("authorization", "").partition(" ")
        try:
            if scheme.lower() == "bearer":
                grant = self._bearer(socket, token)
                self.keep(socket)
                return grant
            if not is_ours(socket, needs_origin=True):
                await self.close(socket, FORBIDDEN, "This page is not one of ours.")
                return None
            grant = _unchanged(self._session(socket).grant)
        except ProblemError as problem:
            await self.close(socket, UNKNOWN, problem.detail)
            return None
        self.keep(socket)
        return grant

    def keep(self, connection: HTTPConnection) -> None:
        """Let *connection* go on no longer than the session or token is good that opened it."""
        visit = visit_of(connection)
        if visit.session is not None:
            visit.keep_to(visit.session.closers)
        elif visit.grant is not None:
            visit.keep_to(self.house.tokens.closers(visit.grant.token))

    async def close(self, socket: WebSocket, code: int, why: str) -> None:
        """Close a socket that was never accepted, so that a page learns *code*."""
        await socket.accept()
        await socket.close(code, why)

    def _grant(self, request: Request, credentials: HTTPAuthorizationCredentials | None) -> Grant:
        if credentials is not None:
            return self._bearer(request, credentials.credentials)
        return _unchanged(self._session(request).grant)

    def _bearer(self, connection: HTTPConnection, token: str) -> Grant:
        grant = self.house.tokens.check(token)
        if grant is None:
            self._refuse(connection)
            raise unauthorised("This token is not known here.")
        visit_of(connection).come(grant)
        return grant

    def _session(self, connection: HTTPConnection) -> Session:
        """Return the session of a browser, if the page that asks in it is one of ours."""
        secret = connection.cookies.get(self.cookie)
        if secret is None:
            raise unauthorised("This address needs a session, or a token.")
        session = self.house.sessions.find(secret)
        if session is None:
            raise unauthorised("This session is over.")
        visit_of(connection).come(session.grant, session)
        if connection.scope.get("method", "GET") not in SAFE:
            _check_page(connection, session)
        return session

    def _refuse(self, connection: HTTPConnection) -> None:
        """Count a wrong token; after too many, do not even answer whether it was wrong."""
        self.refused += 1
        client = client_of(connection)
        wait = self._throttle.wait(client, self.house.now())
        if wait > 0:
            raise too_many("Too many wrong tokens came from this address.", wait)
        structlog.get_logger("web").warning("wrong token", client=client)


def is_ours(connection: HTTPConnection, *, needs_origin: bool) -> bool:
    """Return whether a page of this very host asks, as far as the browser says.

    Browsers name a page's origin whenever a socket is opened: there it is needed.
    """
    origin = connection.headers.get("origin")
    if origin is None:
        return not needs_origin and connection.headers.get("sec-fetch-site") != "cross-site"
    host = urlsplit(origin).netloc.lower()
    return bool(host) and hmac.compare_digest(
        host.encode(), connection.headers.get("host", "").lower().encode()
    )


def is_near(connection: HTTPConnection) -> bool:
    """Return whether somebody on this machine asks, as far as anybody can tell."""
    client = connection.client
    if client is None or any(header in connection.headers for header in FORWARDED):
        return False
    return client.host.startswith(LOOPBACK)


def too_many(what: str, wait: int) -> ProblemError:
    """Return the refusal of somebody who is to *wait* so many microseconds."""
    seconds = -(-wait // 1_000_000)
    return ProblemError(
        HTTPStatus.TOO_MANY_REQUESTS,
        what,
        Said("Wait {seconds} seconds, then send a right one.", seconds=seconds),
        {"Retry-After": str(seconds)},
    )


def unauthorised(detail: str) -> ProblemError:
    """Return the refusal of somebody whom we do not know."""
    return ProblemError(
        HTTPStatus.UNAUTHORIZED,
        detail,
        "Sign in; or send a token: Authorization: Bearer TOKEN (firstline token create).",
        {"WWW-Authenticate": 'Bearer realm="firstline"'},
    )


def _check_page(connection: HTTPConnection, session: Session) -> None:
    if not is_ours(connection, needs_origin=False):
        raise ProblemError(
            HTTPStatus.FORBIDDEN, "This page is not one of ours.", "Use the hotline's own pages."
        )
    if not session.is_csrf(connection.headers.get(CSRF, "")):
        raise ProblemError(
            HTTPStatus.FORBIDDEN,
            "The request does not prove that a page of ours has made it.",
            "Send the header X-CSRF-Token with what GET /session tells.",
        )


def _unchanged(grant: Grant) -> Grant:
    if grant.must_change:
        raise ProblemError(
            HTTPStatus.FORBIDDEN,
            "Your password was given to you by somebody else.",
            "Choose one of your own first: PUT /session/password.",
        )
    return grant


def _checked(grant: Grant, may: Callable[[Grant], bool], scope: str) -> Grant:
    if may(grant):
        return grant
    if grant.user:
        raise ProblemError(
            HTTPStatus.FORBIDDEN,
            "Your roles do not allow that.",
            Said(
                "Ask an administrator for the role {role}.",
                role="supervisor" if scope == "reader" else scope,
            ),
        )
    raise ProblemError(
        HTTPStatus.FORBIDDEN,
        "This token does not allow that.",
        Said("Make one that does: firstline token create --scope {scope}.", scope=scope),
    )
