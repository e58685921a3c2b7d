"""A program elsewhere that takes POSTs: a real HTTP server, which answers as a test wants."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Final


@dataclass(frozen=True)
class Post:
    """What came."""

    path: str
    headers: dict[str, str]
    body: bytes
    status: int
    "That it was answered with."

    @property
    def entries(self) -> list[dict[str, Any]]:
        """The entries in it."""
        found: list[dict[str, Any]] = json.loads(self.body)
        return found


class Receiver:
    """Takes what is sent to it."""

    def __init__(self, url: str) -> None:
        self.url: Final = url
        self.posts: Final[list[Post]] = []
        self.status: Callable[[int], int] = lambda _: 204
        "The answer to the how-manieth POST."
        self.answer = b""
        self.delay_s = 0.0

    @property
    def taken(self) -> list[int]:
        """The numbers of the entries that were taken, as they came."""
        return [
            entry["seq"]
            for post in list(self.posts)
            if 200 <= post.status < 300
            for entry in post.entries
        ]

    def wait_for(self, last: int, seconds: float = 30.0) -> None:
        """Wait until entry *last* was taken."""
        self.wait_until(lambda: last in self.taken, seconds)

    def wait_until(self, holds: Callable[[], bool], seconds: float = 30.0) -> None:
        """Wait until something holds."""
        until = time.monotonic() + seconds
        while not holds():
            assert time.monotonic() < until, f"taken so far: {self.taken[-5:]}"
            time.sleep(0.01)


@contextmanager
def receiver() -> Iterator[Receiver]:
    """Let one work for the time of a `with`."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            time.sleep(made.delay_s)
            status = made.status(len(made.posts))
            headers = {name.lower(): value for name, value in self.headers.items()}
            made.posts.append(Post(self.path, headers, body, status))
            self.send_response(status)
            if 300 <= status < 400:
                self.send_header("Location", f"{made.url}/elsewhere")
            self.send_header("Content-Length", str(0 if status == 204 else len(made.answer)))
            self.end_headers()
            if status != 204:
                self.wfile.write(made.answer)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    class Quiet(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, request: object, client_address: object) -> None:
            """Say nothing: the other side may hang up whenever it likes."""

    server = Quiet(("127.0.0.1", 0), Handler)
    made = Receiver(f"http://127.0.0.1:{server.server_address[1]}")
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield made
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
