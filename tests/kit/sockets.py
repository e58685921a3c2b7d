"""WebSockets of a test: opened with a token on an office's interface."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from websockets.asyncio.client import ClientConnection, connect

from kit.journals import START
from kit.office import Office


@asynccontextmanager
async def opened(office: Office, path: str, *scopes: str) -> AsyncIterator[ClientConnection]:
    """Open a socket with a token for *scopes*."""
    headers = {}
    if scopes:
        headers["Authorization"] = f"Bearer {office.tokens.create(list(scopes), START)}"
    url = office.url.replace("http://", "ws://") + path
    async with connect(
        url, additional_headers=headers, proxy=None, compression=None, max_size=None
    ) as socket:
        yield socket


async def heard(socket: ClientConnection) -> dict[str, Any]:
    """Return the next message."""
    said: dict[str, Any] = json.loads(await socket.recv())
    return said
