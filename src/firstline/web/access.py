"""Who may ask for what: the bearer's token against what an address needs.

Wrong tokens are counted per client, and answered less and less. It knows nothing of the hotline.
"""

from collections.abc import Callable
from http import HTTPStatus
from typing import Annotated, Final

import structlog
from fastapi import Depends, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from firstline.domain.time import Instant
from firstline.web.problem import ProblemError
from firstline.web.throttle import Throttle
from firstline.web.tokens import Grant, Tokens

BEARER: Final = HTTPBearer(
    auto_error=False, description="A token made by `firstline token create`."
)
Credentials = Annotated[HTTPAuthorizationCredentials | None, Depends(BEARER)]

LOOPBACK: Final = ("127.", "::1")
FORWARDED: Final = ("forwarded", "x-forwarded-for", "x-real-ip")
"""Who sends one of these speaks for somebody else, who may be anywhere."""


class Access:
    """Lets requests in, or not. Its methods are dependencies of FastAPI."""

    def __init__(self, tokens: Tokens, now: Callable[[], Instant]) -> None:
        self._tokens: Final = tokens
        self._now: Final = now
        self._throttle: Final = Throttle()
        self.refused = 0
        "Wrong tokens so far."

    async def supervisor(self, request: Request, credentials: Credentials) -> Grant:
        """Let supervisors in."""
        return _checked(self._grant(request, credentials), Grant.may_supervise, "supervisor")

    async def reader(self, request: Request, credentials: Credentials) -> Grant:
        """Let readers and supervisors in."""
        return _checked(self._grant(request, credentials), Grant.may_read, "reader")

    async def near_reader(self, request: Request, credentials: Credentials) -> None:
        """Let readers in, and whoever asks from this machine."""
        if credentials is not None or not _is_near(request):
            await self.reader(request, credentials)

    async def agent(self, name: str, request: Request, credentials: Credentials) -> Grant:
        """Let the agent called *name* in, and supervisors."""
        grant = self._grant(request, credentials)
        return _checked(grant, lambda bearer: bearer.acts_for(name), f"agent:{name}")

    def _grant(self, request: Request, credentials: HTTPAuthorizationCredentials | None) -> Grant:
        if credentials is None:
            raise _unauthorised("This address needs a token.")
        grant = self._tokens.check(credentials.credentials)
        if grant is None:
            self._refuse(request)
            raise _unauthorised("This token is not known here.")
        return grant

    def _refuse(self, request: Request) -> None:
        """Count a wrong token; after too many, do not even answer whether it was wrong."""
        self.refused += 1
        client = request.client.host if request.client is not None else ""
        wait = self._throttle.wait(client, self._now())
        if wait > 0:
            seconds = -(-int(wait) // 1_000_000)
            raise ProblemError(
                HTTPStatus.TOO_MANY_REQUESTS,
                "Too many wrong tokens came from this address.",
                f"Wait {seconds} seconds, then send a right one.",
                {"Retry-After": str(seconds)},
            )
        structlog.get_logger("web").warning("wrong token", client=client)


def _checked(grant: Grant, may: Callable[[Grant], bool], scope: str) -> Grant:
    if not may(grant):
        raise ProblemError(
            HTTPStatus.FORBIDDEN,
            "This token does not allow that.",
            f"Make one that does: firstline token create --scope {scope}.",
        )
    return grant


def _unauthorised(detail: str) -> ProblemError:
    return ProblemError(
        HTTPStatus.UNAUTHORIZED,
        detail,
        "Send it as: Authorization: Bearer TOKEN. Make one with: firstline token create.",
        {"WWW-Authenticate": 'Bearer realm="firstline"'},
    )


def _is_near(request: Request) -> bool:
    client = request.client
    if client is None or any(header in request.headers for header in FORWARDED):
        return False
    return client.host.startswith(LOOPBACK)
