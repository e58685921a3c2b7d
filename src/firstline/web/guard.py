"""What holds for every request and answer: a largest body, and headers that browsers obey.

The interface's answers are for no page to show; our pages may load from here and nowhere else. It
knows no token and no session.
"""

import re
from collections.abc import Mapping
from http import HTTPStatus
from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from firstline.errors import Said
from firstline.web.house import Site
from firstline.web.problem import problem_answer

BODY_AT_MOST: Final = 64 * 1024
"""Bytes in one request."""
PLAN_AT_MOST: Final = 1024 * 1024
"""Bytes in a request with a plan."""
LARGER: Final = dict.fromkeys(("/plan/check", "/plan/drawing", "/plan/versions"), PLAN_AT_MOST)
"""Bytes in one request, where more than usual is needed: the text of a plan."""
SOCKETS_AT_MOST: Final = 1500
"""Web sockets at once."""

HEADERS: Final = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
"""Nothing that this interface answers is for showing in a page, keeping, or guessing at."""

STAFF: Final = "/"
CALL: Final = "/call"
ASSETS: Final = "/assets/"

PERMISSIONS: Final = (
    "microphone=(self), speaker-selection=(self), autoplay=(self), camera=(), geolocation=(), "
    "display-capture=(), payment=(), usb=(), serial=(), hid=()"
)
KEPT_FOR_GOOD: Final = "public, max-age=31536000, immutable"
"""An asset's name changes with its contents."""
TRUSTED: Final = "max-age=15552000"
"""HTTP Strict Transport Security (:rfc:`6797`): half a year."""

_HOST: Final = re.compile(r"[A-Za-z0-9.-]{1,253}(:\d{1,5})?|\[[0-9A-Fa-f:.]{2,45}\](:\d{1,5})?")


class Guard:
    """Stands before the application."""

    def __init__(self, app: ASGIApp, site: Site | None = None) -> None:
        self._app: Final = app
        self._site: Final = site or Site()
        self._sockets = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, bounded, and its answer back, with our headers."""
        if scope["type"] == "http":
            await self._serve(scope, receive, send)
        elif scope["type"] == "websocket":
            await self._attend(scope, receive, send)

    async def _serve(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(self._headers(scope, message["status"]))
                if scope["path"] == CALL and self._site.embed_from:
                    del headers["X-Frame-Options"]  # it knows no list; the policy above does
            await send(message)

        most = LARGER.get(scope["path"], BODY_AT_MOST)
        if _announced(scope) > most:
            refusal = problem_answer(
                HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
                Said("A request may have at most {most} bytes.", most=most),
                scope=scope,
                headers={"Connection": "close"},
            )
            await refusal(scope, receive, send_guarded)
            return
        await self._app(scope, _bounded(receive, most), send_guarded)

    async def _attend(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self._sockets >= SOCKETS_AT_MOST:
            await send({"type": "websocket.close", "code": 1013, "reason": ""})
            return
        self._sockets += 1
        try:
            await self._app(scope, receive, send)
        finally:
            self._sockets -= 1

    def _headers(self, scope: Scope, status: int) -> Mapping[str, str]:
        path = scope["path"]
        headers = dict(HEADERS)
        if path in {STAFF, CALL}:
            framed = ("'self'", *self._site.embed_from) if self._is_embedded(path) else ("'none'",)
            headers["Content-Security-Policy"] = _policy(scope, framed)
            headers["Permissions-Policy"] = PERMISSIONS
            headers["Cross-Origin-Opener-Policy"] = "same-origin"
        elif path.startswith(ASSETS) and status < HTTPStatus.BAD_REQUEST:
            headers["Cache-Control"] = KEPT_FOR_GOOD
        if self._site.is_trusted:
            headers["Strict-Transport-Security"] = TRUSTED
        return headers

    def _is_embedded(self, path: str) -> bool:
        return path == CALL and bool(self._site.embed_from)


def _policy(scope: Scope, framed: tuple[str, ...]) -> str:
    """Return what a page of ours may load and do, and who may show it (CSP level 3)."""
    host = Headers(scope=scope).get("host", "")
    # 'self' did not include sockets in every browser that is still in use.
    sockets = [f"ws://{host}", f"wss://{host}"] if _HOST.fullmatch(host) else []
    return "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'",
            # The editor of plans (CodeMirror) writes its styles as it goes.
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self'",
            "media-src 'self' blob:",
            " ".join(("connect-src 'self'", *sockets)),
            "base-uri 'none'",
            "form-action 'none'",
            " ".join(("frame-ancestors", *framed)),
        )
    )


def _announced(scope: Scope) -> int:
    length = Headers(scope=scope).get("content-length", "")
    return int(length) if length.isdecimal() else 0


def _bounded(receive: Receive, most: int) -> Receive:
    """Return *receive*, which refuses more than *most*: a body in chunks announces nothing."""
    left = most

    async def receive_bounded() -> Message:
        nonlocal left
        message = await receive()
        left -= len(message.get("body", b""))
        if left < 0:
            raise HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        return message

    return receive_bounded
