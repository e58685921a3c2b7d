"""One page's socket: what it is still to be told, bounded, and what it says.

Of what replaces itself only the newest is sent. A page that does not keep up is let go: it connects
again and is told everything anew. It knows nothing of what is said.
"""

import asyncio
from collections import deque
from collections.abc import Callable
from typing import Final

from starlette.websockets import WebSocket, WebSocketDisconnect, WebSocketState

WAITING_AT_MOST: Final = 64
"""Messages that wait for a page; one that is further behind is let go."""
SIGNS_AT_MOST: Final = 4 * 1024 * 1024
"""Of the messages that wait."""
PATIENCE_S: Final = 10.0
"""Seconds for one message to get through."""
MESSAGE_AT_MOST: Final = 64 * 1024
"""Characters of one message of a page."""
MESSAGES_A_SECOND: Final = 50
"""Of a page; one that says more in a second is let go."""
LAST_S: Final = 2.0
"""Seconds that a page has to take notice of being let go."""

TRY_AGAIN: Final = 1013
"Closes a socket whose page does not keep up."
TOO_LARGE: Final = 1009
"Closes a socket whose page sends too much at once."
TOO_MUCH: Final = 1008
"Closes a socket whose page sends too often."
WELL: Final = 1000
"Closes a socket when all is said."


class _End(Exception):  # noqa: N818 - no error: the page has gone, or all is said
    """The socket is at its end."""


class Outbox:
    """Messages to one page, in order."""

    def __init__(self, socket: WebSocket, patience_s: float = PATIENCE_S) -> None:
        self._socket: Final = socket
        self._patience_s: Final = patience_s
        self._size = 0
        "Of what waits, in signs; views are not counted."
        self._waiting: Final[deque[str | None]] = deque()
        "None stands for the view."
        self._view = ""
        self._news: Final = asyncio.Event()
        self._is_behind: Final = asyncio.Event()
        "The page does not keep up."
        self._code = 0
        "With which the socket is to be closed; 0: not yet."
        self._second = 0
        "In which `_said` messages have come."
        self._said = 0

    def put(self, text: str) -> None:
        """Send *text*, which nothing replaces."""
        self._put(text)

    def show(self, view: str) -> None:
        """Send *view*, which replaces one that is not sent yet."""
        self._view = view
        if None not in self._waiting:
            self._put(None)

    def finish(self, code: int = WELL) -> None:
        """Close the socket when what waits is sent."""
        self._code = self._code or code
        self._news.set()

    async def converse(
        self,
        take: Callable[[str], None],
        *,
        pulse: Callable[[], str] | None = None,
        every: float = 5,
    ) -> None:
        """Send what comes and hand to *take* what the page says, until either comes to an end.

        A *pulse* is sent every so many seconds, so that a page knows that nothing is lost.
        """
        try:
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(self._deliver())
                tasks.create_task(self._let_go())
                if pulse is not None:
                    tasks.create_task(self._beat(pulse, every))
                await self._read(take)
        except* (_End, WebSocketDisconnect):
            await self._close()

    async def _let_go(self) -> None:
        await self._is_behind.wait()
        raise _End

    async def _deliver(self) -> None:
        while self._waiting or not self._code:
            await self._news.wait()
            self._news.clear()
            while self._waiting:
                await self._send_in_time(self._next())
        raise _End

    async def _send_in_time(self, text: str) -> None:
        try:
            async with asyncio.timeout(self._patience_s):
                await self._socket.send_text(text)
        except TimeoutError:
            self._code = TRY_AGAIN
            raise _End from None

    def _next(self) -> str:
        text = self._waiting.popleft()
        self._size -= len(text or "")
        return self._view if text is None else text

    async def _beat(self, pulse: Callable[[], str], every: float) -> None:
        while True:
            await asyncio.sleep(every)
            self.put(pulse())

    async def _read(self, take: Callable[[str], None]) -> None:
        while True:
            message = await self._socket.receive()
            if message["type"] == "websocket.disconnect":
                raise _End
            text = message.get("text") or ""
            if self._is_too_much(text):
                raise _End
            take(text)

    def _is_too_much(self, text: str) -> bool:
        second = int(asyncio.get_running_loop().time())
        self._said = self._said + 1 if second == self._second else 1
        self._second = second
        if len(text) > MESSAGE_AT_MOST:
            self._code = TOO_LARGE
        elif self._said > MESSAGES_A_SECOND:
            self._code = TOO_MUCH
        return self._code in {TOO_LARGE, TOO_MUCH}

    async def _close(self) -> None:
        """Send what is left and close, where the page is still there."""
        if self._socket.client_state is not WebSocketState.CONNECTED:
            return
        try:
            async with asyncio.timeout(LAST_S):
                while self._waiting:
                    await self._socket.send_text(self._next())
                await self._socket.close(self._code or WELL)
        except (TimeoutError, WebSocketDisconnect):
            return  # it takes no notice of anything any more

    def _put(self, text: str | None) -> None:
        if self._is_behind.is_set():
            return
        self._size += len(text or "")
        if len(self._waiting) >= WAITING_AT_MOST or self._size > SIGNS_AT_MOST:
            self._waiting.clear()
            self._code = TRY_AGAIN
            self._is_behind.set()
            return
        self._waiting.append(text)
        self._news.set()
