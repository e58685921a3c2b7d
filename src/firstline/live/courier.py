"""The courier: sends one signed body to one address, and says whether it was taken.

Bounded in every way: a time for the whole, no redirect is followed, and of the answer no more is
read than a little. It knows neither entries nor webhooks.
"""

import asyncio
import hmac
from hashlib import sha256
from typing import Final

import httpx
from msgspec import Struct

from firstline import __version__
from firstline.live.runner import wall_clock

SIGNATURE: Final = "Firstline-Signature"
ANSWER_AT_MOST: Final = 16 * 1024
"Bytes of an answer that are read, so that the connection can be used again."
TIMEOUT_S: Final = 10.0
"Seconds for a delivery and its answer."


class Answer(Struct, frozen=True):
    """What came of it."""

    status: int | None
    "HTTP's; null: there was no answer."
    why: str
    "What was wrong; empty: it was taken."
    took_s: float

    @property
    def is_taken(self) -> bool:
        """Whether the other side has it now."""
        return not self.why


class Courier:
    """Use it as an asynchronous context."""

    def __init__(self, timeout_s: float = TIMEOUT_S) -> None:
        self._timeout_s: Final = timeout_s
        self._made: httpx.AsyncClient | None = None

    async def __aenter__(self) -> "Courier":
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._made is not None:
            await self._made.aclose()

    async def send(self, url: str, secret: str, body: bytes) -> Answer:
        """Send *body*; whatever goes wrong is an answer, too."""
        loop = asyncio.get_running_loop()
        began, status, why = loop.time(), None, ""
        headers = {SIGNATURE: signature(secret, wall_clock() // 1_000_000, body)}
        try:
            async with asyncio.timeout(self._timeout_s):
                status = await self._post(url, headers, body)
        except TimeoutError:
            why = f"no answer within {self._timeout_s:g} s"
        except Exception as error:  # noqa: BLE001 - whatever is wrong there, it is the answer
            why = f"{type(error).__name__}: {error}".rstrip(": ")[:300]
        if status is not None and not 200 <= status < 300:
            why = f"HTTP status {status}"
        return Answer(status, why, loop.time() - began)

    @property
    def _client(self) -> httpx.AsyncClient:
        """The client, made when it is first needed: it reads every certificate of the machine."""
        if self._made is None:
            self._made = httpx.AsyncClient(
                timeout=None,  # the whole has one, in `send`
                follow_redirects=False,
                trust_env=False,
                headers={
                    "User-Agent": f"firstline/{__version__}",
                    "Content-Type": "application/json",
                },
            )
        return self._made

    async def _post(self, url: str, headers: dict[str, str], body: bytes) -> int:
        async with self._client.stream("POST", url, content=body, headers=headers) as answer:
            read = 0
            async for part in answer.aiter_raw():
                read += len(part)
                if read > ANSWER_AT_MOST:
                    break
            return answer.status_code


def signature(secret: str, at: int, body: bytes) -> str:
    """Return how *body*, sent at the second *at*, is signed: HMAC with SHA-256 (RFC 2104).

    >>> signature("s", 1, b"[]")[:24]
    't=1,v1=a2a7f0ce7bdfeb8c'
    """
    signed = hmac.new(secret.encode(), f"{at}.".encode() + body, sha256).hexdigest()
    return f"t={at},v1={signed}"
