"""The front: one listening socket, one house, and a server for each run of the hotline in turn.

The socket stays open all the time: whoever comes while one server follows another waits a moment,
and is served. Certificates are read anew for each server. It knows no address of the interface.
"""

import socket
import ssl
from collections.abc import Callable
from contextlib import ExitStack
from typing import Final, Self

from starlette.types import ASGIApp

from firstline.live.desk import Desk
from firstline.web.app import interface
from firstline.web.house import House
from firstline.web.server import Server

Certified = Callable[[], ssl.SSLContext | None]
"""Reads the certificate as it is now; None: there is no TLS."""


class Front:
    """Makes the hotline's companions. Use it as a context, around the hotline's life."""

    def __init__(
        self,
        listener: socket.socket,
        certified: Certified,
        make_house: Callable[[], House],
        welcome: Callable[[House], None],
    ) -> None:
        """*welcome* is told of the house when it is opened: its store is there by then."""
        self._listener: Final = listener
        self._certified: Final = certified
        self._make_house: Final = make_house
        self._welcome: Final = welcome
        self._house: House | None = None
        self._made: tuple[Desk, ASGIApp] | None = None
        self._open: Final = ExitStack()

    def __enter__(self) -> Self:
        self._open.enter_context(self._listener)
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    def serve(self, desk: Desk) -> Server:
        """Return a server for *desk*.

        The application is made once for each desk: to make it would hold up calls for a moment.
        """
        tls = self._certified()
        house = self._opened()
        if self._made is None or self._made[0] is not desk:
            self._made = desk, interface(desk, house)
        return Server(self._made[1], self._listener, tls, house.site.proxies)

    def _opened(self) -> House:
        if self._house is None:
            self._house = self._open.enter_context(self._make_house())
            self._welcome(self._house)
        return self._house
