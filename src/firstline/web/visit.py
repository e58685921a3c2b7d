"""One request or one socket: who has come, and what came of it, for the audit.

It surrounds the application, so that whatever an address does is noted; and it ends what goes on
for longer than the session or the token that opened it. Who somebody is, access.py finds out. It
knows no address by name.
"""

import asyncio
from http import HTTPStatus
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Final

from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from firstline.live.audit import DONE, Audit
from firstline.web.grant import Grant
from firstline.web.problem import REFUSAL
from firstline.web.sessions import ENDED, Closers, Session

SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
"""Methods that change nothing (:rfc:`9110` 9.2.1)."""
NETWORK: Final = 64
"""Bits of an IPv6 address that its owner does not choose."""

_KEY: Final = "firstline.visit"


class Visit:
    """What is found out about a request or socket while it is served."""

    def __init__(self, client: str) -> None:
        self.client: Final = client
        "The address it comes from."
        self.grant: Grant | None = None
        self.session: Session | None = None
        self.is_noted = False
        "The address itself has seen to the audit."
        self.closed_with = 0
        "The code with which we have ended it; 0: we have not."
        self._task: Final = asyncio.current_task()
        self._kept_by: Closers | None = None

    def come(self, grant: Grant, session: Session | None = None) -> None:
        """Take note of who it is."""
        self.grant = grant
        self.session = session

    def keep_to(self, closers: Closers) -> None:
        """End with whatever calls its *closers* when it is over."""
        self._kept_by = closers
        closers.add(self.close)

    def close(self, code: int) -> None:
        """End it in the middle: a socket is closed with *code*."""
        if not self.closed_with:
            assert self._task is not None
            self.closed_with = code
            self._task.cancel()

    def may_supervise(self) -> bool:
        """Whether whoever has come may hear others, as far as that is known now."""
        if self.session is None or self.closed_with == ENDED:
            return False
        return self.session.grant.may_supervise()

    def leave(self) -> None:
        """It has come to its end."""
        if self._kept_by is not None:
            self._kept_by.discard(self.close)

    def is_closed(self) -> bool:
        """Whether its task was cancelled by us, and is to go on to its end."""
        if self.closed_with and self._task is not None:
            self._task.uncancel()
        return bool(self.closed_with)


class Visits:
    """Surrounds the application."""

    def __init__(self, app: ASGIApp, audit: Audit) -> None:
        self._app: Final = app
        self._audit: Final = audit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request or socket."""
        visit = scope[_KEY] = Visit(client_of(HTTPConnection(scope)))
        if scope["type"] == "http":
            await self._serve(visit, scope, receive, send)
        else:
            await self._attend(visit, scope, receive, send)

    async def _serve(self, visit: Visit, scope: Scope, receive: Receive, send: Send) -> None:
        status = HTTPStatus.INTERNAL_SERVER_ERROR.value

        async def send_noted(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, send_noted)
        except asyncio.CancelledError:
            # An answer that is cut off in the middle makes the server close the connection.
            if not visit.is_closed():
                raise
        finally:
            visit.leave()
            self._note(visit, scope, status)

    def _note(self, visit: Visit, scope: Scope, status: int) -> None:
        method = scope["method"]
        if visit.grant is None or visit.is_noted:
            return
        refused = status in {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN}
        if method in SAFE and not refused:
            return
        outcome = DONE if status < HTTPStatus.BAD_REQUEST else _words(status, scope)
        self._audit.note(visit.grant, visit.client, method, scope["path"], outcome)

    async def _attend(self, visit: Visit, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a socket, no longer than what it was opened with is good."""
        is_closed = False

        async def send_watched(message: Message) -> None:
            nonlocal is_closed
            is_closed = is_closed or message["type"] == "websocket.close"
            await send(message)

        try:
            await self._app(scope, receive, send_watched)
        except asyncio.CancelledError:
            if not visit.is_closed():
                raise
            if not is_closed:
                await send({"type": "websocket.close", "code": visit.closed_with, "reason": ""})
        finally:
            visit.leave()


def visit_of(connection: HTTPConnection) -> Visit:
    """Return what is known about a request or socket."""
    found: Visit = connection.scope[_KEY]
    return found


def client_of(connection: HTTPConnection) -> str:
    """Return the address that asks, as long as it is not chosen at will."""
    client = connection.client
    if client is None:
        return ""
    try:
        address = ip_address(client.host.partition("%")[0])
    except ValueError:
        return client.host
    if isinstance(address, IPv6Address) and not address.is_loopback:
        return str(ip_network((address, NETWORK), strict=False))
    return str(address)


def _words(status: int, scope: Scope) -> str:
    return f"{status} {scope.get(REFUSAL) or HTTPStatus(status).phrase}"
