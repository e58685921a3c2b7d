"""The wallboard over a WebSocket: the whole at first, then what has changed.

It computes nothing: live/board_watch.py does, once for all who watch.
"""

from typing import Final

from fastapi import APIRouter, WebSocket

from firstline.live.desk import Desk
from firstline.web.access import FORBIDDEN, Access
from firstline.web.outbox import TRY_AGAIN, Outbox

SOCKETS_AT_MOST: Final = 200
"At once."


def board_routes(desk: Desk, access: Access) -> APIRouter:
    """Return the address of the wallboard."""
    routes = APIRouter(tags=["state"])
    watch = desk.audience.watch

    @routes.websocket("/board/socket")
    async def board(socket: WebSocket) -> None:
        """Show the board to supervisors, managers and readers."""
        grant = await access.of_socket(socket)
        if grant is None:
            return
        if not grant.may_read():
            await access.close(socket, FORBIDDEN, "The board is for those who supervise.")
            return
        if len(watch) >= SOCKETS_AT_MOST:
            await access.close(socket, TRY_AGAIN, "Too many boards are open.")
            return
        await socket.accept()
        outbox = Outbox(socket)
        watch.open(outbox)
        try:
            await outbox.converse(lambda _: None)
        finally:
            watch.close(outbox)

    return routes
