"""A page that speaks to the hotline over a web socket, as the pages in browsers do."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from itertools import count
from typing import Any, Final

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Origin

from kit.journals import START
from kit.office import Office

WITHIN: Final = 5.0


class SocketPage:
    """One page."""

    def __init__(self, socket: ClientConnection) -> None:
        self.socket: Final = socket
        self.said: Final[list[dict[str, Any]]] = []
        "Everything that came."
        self._ids: Final = count(1)
        self._read = 0

    async def hear(self, is_it: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        """Return the next message that is the one, among those not looked at yet."""
        async with asyncio.timeout(WITHIN):
            while True:
                while self._read < len(self.said):
                    message = self.said[self._read]
                    self._read += 1
                    if is_it(message):
                        return message
                self.said.append(json.loads(await self.socket.recv()))

    async def next(self, kind: str) -> dict[str, Any]:
        """Return the next message of a kind."""
        return await self.hear(lambda message: message["is"] == kind)

    async def desk(self, is_it: Callable[[dict[str, Any]], object]) -> dict[str, Any]:
        """Return the first view of the desk, from the newest that came on, that is so."""
        views = [message for message in self.said if message["is"] == "desk"]
        if views and is_it(views[-1]):
            return views[-1]
        return await self.hear(lambda it: it["is"] == "desk" and bool(is_it(it)))

    async def do(self, what: str, **given: object) -> dict[str, Any]:
        """Ask for an act, and return the answer; whatever else comes meanwhile is kept."""
        number = next(self._ids)
        await self.send(id=number, do=what, **given)
        async with asyncio.timeout(WITHIN):
            while True:
                message = json.loads(await self.socket.recv())
                self.said.append(message)
                if message.get("id") == number:
                    found: dict[str, Any] = message
                    return found

    async def send(self, **message: object) -> None:
        """Say something."""
        await self.socket.send(json.dumps(message))

    async def closed(self) -> int:
        """Wait until the hotline closes the socket, and return the code."""
        async with asyncio.timeout(WITHIN):
            try:
                while True:
                    self.said.append(json.loads(await self.socket.recv()))
            except ConnectionClosed:
                return self.socket.close_code or 0


@asynccontextmanager
async def page(
    office: Office, path: str, *scopes: str, origin: str = "", **headers: str
) -> AsyncIterator[SocketPage]:
    """Open a page with a token for *scopes*, or without one."""
    if scopes:
        token = office.tokens.create(list(scopes), START)
        headers["Authorization"] = f"Bearer {token}"
    url = office.url.replace("http:", "ws:") + path
    async with connect(
        url,
        additional_headers=headers,
        origin=Origin(origin or office.url),
        proxy=None,
    ) as socket:
        yield SocketPage(socket)


@asynccontextmanager
async def caller(office: Office, **headers: str) -> AsyncIterator[SocketPage]:
    """Open the page from which anybody calls."""
    async with page(office, "/call/socket", **headers) as opened:
        yield opened
