"""One request or one socket: who has come, and what came of it, for the audit.

It surrounds the application, so that whatever an address does is noted; and it closes the sockets
of a session that is over. Who somebody is, access.py finds out. It knows no address by name.
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
from firstline.web.sessions import Session

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
        "The code with which we have ended a socket; 0: we have not."

    def come(self, grant: Grant, session: Session | None = None) -> None:
        """Take note of who it is."""
        self.grant = grant
        self.session = session


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
        finally:
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
        """Serve a socket, no longer than the session in which it was opened."""
        task = asyncio.current_task()
        assert task is not None
        is_closed = False

        async def send_watched(message: Message) -> None:
            nonlocal is_closed
            is_closed = is_closed or message["type"] == "websocket.close"
            await send(message)

        def close(code: int) -> None:
            if not visit.closed_with:
                visit.closed_with = code
                task.cancel()

        scope[_CLOSER] = close
        try:
            await self._app(scope, receive, send_watched)
        except asyncio.CancelledError:
            if not visit.closed_with:
                raise
            task.uncancel()
            if not is_closed:
                await send({"type": "websocket.close", "code": visit.closed_with, "reason": ""})
        finally:
            if visit.session is not None:
                visit.session.closers.discard(close)


_CLOSER: Final = "firstline.closer"


def visit_of(connection: HTTPConnection) -> Visit:
    """Return what is known about a request or socket."""
    found: Visit = connection.scope[_KEY]
    return found


def keep_to_session(socket: HTTPConnection) -> None:
    """Let *socket* be closed when the session in which it was opened is over."""
    session = visit_of(socket).session
    if session is not None:
        session.closers.add(socket.scope[_CLOSER])


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
