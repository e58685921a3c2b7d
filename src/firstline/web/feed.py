"""The event feed over HTTP: server-sent events, and a WebSocket; both resume from a number.

Whoever was cut off names the last entry they have, and goes on with the next: none is missing and
none comes twice. It decides nothing about what may be told: live/feed.py does.
"""

import asyncio
from collections.abc import AsyncIterator
from http import HTTPStatus
from typing import Annotated, Final

from fastapi import APIRouter, Depends, Header, Query, Request, WebSocket
from fastapi.responses import StreamingResponse
from starlette.types import Message, Send
from starlette.websockets import WebSocketDisconnect

from firstline.errors import InputError
from firstline.live.desk import Desk
from firstline.live.feed import Feed, Reader, SlowReaderError
from firstline.live.webhook_table import checked_names
from firstline.web.access import FORBIDDEN, Access
from firstline.web.agents import ANSWERS
from firstline.web.outbox import PATIENCE_S, TRY_AGAIN
from firstline.web.problem import ProblemError

READERS_AT_MOST: Final = 100
"At once, of both kinds."
PULSE_S: Final = 15.0
"Without news, a sign of life."
RETRY_MS: Final = 2_000
"After which a page that was cut off connects again."
LAST: Final = 2**62
BAD_QUESTION: Final = 4422
NAMES_AT_MOST: Final = 2_000

After = Annotated[int | None, Query(ge=0, le=LAST, description="The last entry one has.")]
Names = Annotated[
    str, Query(max_length=NAMES_AT_MOST, description="Of the entries wanted: Queue,Connect.")
]


class _Events(StreamingResponse):
    """Events for as long as the other side reads them."""

    media_type = "text/event-stream"

    async def stream_response(self, send: Send) -> None:
        """Send everything, and let go of who does not take it."""

        async def send_in_time(message: Message) -> None:
            async with asyncio.timeout(PATIENCE_S):
                await send(message)

        try:
            await super().stream_response(send_in_time)
        except TimeoutError:
            return


def feed_routes(desk: Desk, access: Access) -> APIRouter:
    """Return the addresses of the feed."""
    routes = APIRouter(tags=["feed"], responses=ANSWERS)
    feed = desk.audience.feed

    @routes.get(
        "/feed",
        response_class=StreamingResponse,
        responses={200: {"content": {"text/event-stream": {}}}},
        dependencies=[Depends(access.reader)],
    )
    async def events(
        request: Request,
        after: After = None,
        names: Names = "",
        last_event_id: Annotated[str | None, Header(max_length=20)] = None,
    ) -> StreamingResponse:
        """Tell every entry of the journal as it becomes durable (server-sent events).

        Without `after` or `Last-Event-ID` it begins with the next entry; `after=0` tells all.
        """
        if feed.readers >= READERS_AT_MOST:
            raise ProblemError(
                HTTPStatus.SERVICE_UNAVAILABLE,
                "Too many read the feed.",
                "Try again later.",
                {"Retry-After": "5"},
            )
        begin = _begin(after, last_event_id, feed)
        access.keep(request)
        reader = feed.reader(begin, checked_names(_listed(names)))
        return _Events(_told(reader))

    @routes.websocket("/feed/socket")
    async def socket_events(socket: WebSocket) -> None:
        """Tell the same on a WebSocket."""
        grant = await access.of_socket(socket)
        if grant is None:
            return
        if not grant.may_read():
            await access.close(socket, FORBIDDEN, "The feed is for those who may read the state.")
        elif feed.readers >= READERS_AT_MOST:
            await access.close(socket, TRY_AGAIN, "Too many read the feed.")
        else:
            await _serve(socket, access, feed)

    return routes


async def _serve(socket: WebSocket, access: Access, feed: Feed) -> None:
    query = socket.query_params
    try:
        begin = _begin(None, query.get("after"), feed)
        reader = feed.reader(begin, checked_names(_listed(query.get("names", ""))))
    except InputError as error:
        await access.close(socket, BAD_QUESTION, error.message[:120])
        return
    await socket.accept()
    try:
        async with asyncio.TaskGroup() as tasks:
            telling = tasks.create_task(_tell(socket, reader))
            while (await socket.receive())["type"] != "websocket.disconnect":
                pass
            telling.cancel()
    except* (SlowReaderError, TimeoutError):
        await _part(socket)
    except* (RuntimeError, WebSocketDisconnect):
        pass  # whoever it was has gone


async def _tell(socket: WebSocket, reader: Reader) -> None:
    with reader:
        while True:
            items = await reader.next(PULSE_S)
            texts = [item.text for item in items] or [f'{{"is":"pulse","seq":{reader.at}}}']
            for text in texts:
                async with asyncio.timeout(PATIENCE_S):
                    await socket.send_text(text)


async def _part(socket: WebSocket) -> None:
    """Let go of a slow reader, who may not even notice."""
    try:
        async with asyncio.timeout(1.0):
            await socket.close(TRY_AGAIN, "Too slow: connect again with the last number.")
    except (TimeoutError, RuntimeError):
        return


async def _told(reader: Reader) -> AsyncIterator[str]:
    """Yield server-sent events (WHATWG HTML, 9.2.6); each has its entry's number as its id."""
    yield f"retry: {RETRY_MS}\n\n"
    with reader:
        while True:
            try:
                items = await reader.next(PULSE_S)
            except SlowReaderError:
                return
            if items:
                yield "".join(f"id: {item.seq}\ndata: {item.text}\n\n" for item in items)
            else:
                # No event, since it has no data; but whoever is cut off goes on from there.
                yield f": pulse\nid: {reader.at}\n\n"


def _begin(after: int | None, named: str | None, feed: Feed) -> int:
    """Return after which entry to begin: as asked for; else after the last."""
    if named is not None:
        if not named.isdecimal() or int(named) > LAST:
            raise InputError("This is no number of an entry.", "Send the number of the last one.")
        return int(named)
    return feed.last if after is None else after


def _listed(names: str) -> list[str]:
    return [name for name in (part.strip() for part in names.split(",")) if name]
