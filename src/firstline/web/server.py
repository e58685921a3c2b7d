"""uvicorn in the hotline's own loop: it listens where told, and leaves signals to the hotline.

It knows no address of the interface and nothing of calls.
"""

import contextlib
import errno
import socket
import ssl
from collections.abc import Generator, Sequence
from typing import Final

import uvicorn
from starlette.types import ASGIApp

from firstline.errors import FailureError, InputError

CONNECTIONS_AT_MOST: Final = 2000
"""Requests and sockets that are served at once."""
WAITING_AT_MOST: Final = 512
"""Connections that the system keeps until they are served."""
MESSAGE_AT_MOST: Final = 64 * 1024
"""Bytes in one message of a web socket: an offer of a browser's telephone takes some 8000."""
PULSE: Final = 20.0
"""Seconds between two signs of life on a web socket, and for the other side's answer."""
LAST_ANSWERS: Final = 2
"""Seconds that answers under way may still take at the end."""


class _Server(uvicorn.Server):
    """A server whose process belongs to somebody else."""

    @contextlib.contextmanager
    def capture_signals(self) -> Generator[None]:
        """Leave the process's signals alone: the hotline drains on them."""
        yield


class Server:
    """Serve *app* from the running loop, to those who connect to *listener*.

    The listener stays open at the end: another server may follow.
    """

    def __init__(
        self,
        app: ASGIApp,
        listener: socket.socket,
        tls: ssl.SSLContext | None = None,
        proxies: Sequence[str] = (),
    ) -> None:
        """*proxies*: addresses or networks that are believed who has come (X-Forwarded-For)."""
        self._listener: Final = listener
        self._is_secure: Final = tls is not None
        self._server: Final = _Server(
            uvicorn.Config(
                app,
                http="h11",
                ws="websockets-sansio",
                ws_max_size=MESSAGE_AT_MOST,
                ws_per_message_deflate=False,  # a compressor for each desk would cost memory
                ws_ping_interval=PULSE,
                ws_ping_timeout=PULSE,
                lifespan="off",
                log_config=None,
                access_log=False,
                server_header=False,
                proxy_headers=bool(proxies),
                forwarded_allow_ips=list(proxies),
                limit_concurrency=CONNECTIONS_AT_MOST,
                timeout_graceful_shutdown=LAST_ANSWERS,
                ssl_context_factory=None if tls is None else lambda _, __: tls,
            )
        )

    @property
    def address(self) -> tuple[str, int]:
        """Return where it listens."""
        host, port = self._listener.getsockname()[:2]
        return host, port

    @property
    def found_at(self) -> str:
        """Return the same for people."""
        host, port = self.address
        return f"{'https' if self._is_secure else 'http'} {host}:{port}"

    async def serve(self) -> None:
        """Answer until `stop` is called; then finish the answers under way."""
        with self._listener.dup() as heard:
            await self._server.serve([heard])

    def stop(self) -> None:
        """Take no more requests: from now on they wait for the server that follows."""
        for door in getattr(self._server, "servers", ()):  # there are none before it has begun
            door.close()
        self._server.should_exit = True


def listening(host: str, port: int) -> socket.socket:
    """Return a socket that listens at *host*:*port*, or say why there is none."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # Named, the protocol makes asyncio send at once (TCP_NODELAY); without, answers take 40 ms.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen(WAITING_AT_MOST)
    except OSError as error:
        listener.close()
        raise _refusal(host, port, error) from error
    listener.setblocking(False)
    return listener


def _refusal(host: str, port: int, error: OSError) -> FailureError | InputError:
    if error.errno == errno.EADDRINUSE:
        return FailureError(
            f"HTTP port {port} on {host} is taken by another program.",
            "Stop that program, or choose another port with --http HOST:PORT.",
        )
    if error.errno in {errno.EADDRNOTAVAIL} or isinstance(error, socket.gaierror):
        return InputError(
            f"{host} is not an address of this machine.", "Name one of its own with --http."
        )
    return FailureError(
        f"HTTP cannot listen on {host}:{port}: {error.strerror}.",
        "Choose another address with --http HOST:PORT; ports below 1024 need a privilege.",
    )
