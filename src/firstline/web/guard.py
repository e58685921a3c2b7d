"""What holds for every request and answer: a largest body, and headers that browsers obey.

It knows no address and no token.
"""

from http import HTTPStatus
from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from firstline.web.problem import problem_answer

BODY_AT_MOST: Final = 64 * 1024
"""Bytes in one request."""

HEADERS: Final = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
"""Nothing that this interface answers is for showing in a page, keeping, or guessing at."""


class Guard:
    """Stands before the application."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, bounded, and its answer back, with our headers."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        if _announced(scope) > BODY_AT_MOST:
            refusal = problem_answer(
                HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
                f"A request may have at most {BODY_AT_MOST} bytes.",
                headers={"Connection": "close"},
            )
            await refusal(scope, receive, send_guarded)
            return
        await self._app(scope, _bounded(receive), send_guarded)


def _announced(scope: Scope) -> int:
    length = Headers(scope=scope).get("content-length", "")
    return int(length) if length.isdecimal() else 0


def _bounded(receive: Receive) -> Receive:
    """Return *receive*, which refuses more than was allowed: a body in chunks announces nothing."""
    left = BODY_AT_MOST

    async def receive_bounded() -> Message:
        nonlocal left
        message = await receive()
        left -= len(message.get("body", b""))
        if left < 0:
            raise HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        return message

    return receive_bounded
