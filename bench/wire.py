"""Phones on raw sockets for measuring: SIP as text, and when the kernel saw each packet.

The kernel's time stamps leave out how long this process took to look. It knows no figure.
"""

import secrets
import selectors
import socket
import struct
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

HERE: Final = "127.0.0.1"
SO_TIMESTAMPNS: Final = 35
"Linux: let recvmsg tell when a packet came in."

_TIMESPEC: Final = struct.Struct("@ll")
_ROOM: Final = socket.CMSG_SPACE(_TIMESPEC.size)

Arrived = Callable[[bytes, tuple[str, int], int], None]
"Takes a packet, its sender, and when it came, in nanoseconds since the Unix epoch."


class Wire:
    """Sockets and timers of one process, in one loop."""

    def __init__(self) -> None:
        self._selector: Final = selectors.DefaultSelector()
        self._due: list[tuple[float, Callable[[], None]]] = []

    def open(self, arrived: Arrived) -> socket.socket:
        """Return a new socket; what comes in is told to *arrived*."""
        made = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        made.setsockopt(socket.SOL_SOCKET, SO_TIMESTAMPNS, 1)
        made.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 21)
        made.bind((HERE, 0))
        made.setblocking(False)
        self._selector.register(made, selectors.EVENT_READ, arrived)
        return made

    def watch(self, file: int, readable: Callable[[], None]) -> None:
        """Call *readable* whenever *file* has something."""
        self._selector.register(file, selectors.EVENT_READ, lambda *_: readable())

    def after(self, seconds: float, call: Callable[[], None]) -> None:
        """Call back after so many seconds."""
        self._due.append((time.monotonic() + seconds, call))
        self._due.sort(key=lambda row: row[0])

    def turn(self) -> None:
        """Do what is to be done now, or wait a little."""
        wait = min(self._due[0][0] - time.monotonic(), 0.1) if self._due else 0.1
        for key, _ in self._selector.select(max(0.0, wait)):
            if isinstance(key.fileobj, socket.socket):
                _drain(key.fileobj, key.data)
            else:
                key.data()
        while self._due and self._due[0][0] <= time.monotonic():
            self._due.pop(0)[1]()


def _drain(source: socket.socket, arrived: Arrived) -> None:
    while True:
        try:
            data, extras, _, sender = source.recvmsg(8192, _ROOM)
        except BlockingIOError:
            return
        seconds, nanoseconds = _TIMESPEC.unpack(extras[0][2][: _TIMESPEC.size])
        arrived(data, sender, seconds * 1_000_000_000 + nanoseconds)


class Message:
    """A SIP message as lines."""

    def __init__(self, data: bytes) -> None:
        head, _, self.body = data.decode(errors="replace").partition("\r\n\r\n")
        self.first, *self.lines = head.split("\r\n")

    @property
    def status(self) -> int:
        """The status of a response, 0 of a request."""
        return int(self.first.split()[1]) if self.first.startswith("SIP/2.0") else 0

    @property
    def method(self) -> str:
        """The method of a request, or of the one that is answered."""
        return self.header("CSeq").split()[1] if self.status else self.first.split()[0]

    def all(self, name: str) -> list[str]:
        """Return the lines of a header."""
        beginning = f"{name.lower()}:"
        return [line for line in self.lines if line.lower().startswith(beginning)]

    def header(self, name: str) -> str:
        """Return the value of a header, or nothing."""
        found = self.all(name)
        return found[0].partition(":")[2].strip() if found else ""


def response(request: Message, status: str, tag: str, contact: str, body: str = "") -> bytes:
    """Return an answer to *request*."""
    to = request.header("To")
    lines = [
        f"SIP/2.0 {status}",
        *request.all("Via"),
        f"From: {request.header('From')}",
        f"To: {to if ';tag=' in to else f'{to};tag={tag}'}",
        f"Call-ID: {request.header('Call-ID')}",
        f"CSeq: {request.header('CSeq')}",
        f"Contact: <{contact}>",
        *(["Content-Type: application/sdp"] if body else []),
        f"Content-Length: {len(body)}",
    ]
    return ("\r\n".join(lines) + "\r\n\r\n" + body).encode()


@dataclass(slots=True)
class Dialog:
    """Who speaks with whom in one call."""

    call_id: str
    local: str
    remote: str
    target: str
    address: tuple[str, int]
    "Ours."

    def request(
        self, method: str, cseq: int, body: str = "", kind: str = "application/sdp"
    ) -> bytes:
        """Return a request."""
        host, port = self.address
        lines = [
            f"{method} {self.target} SIP/2.0",
            f"Via: SIP/2.0/UDP {host}:{port};branch=z9hG4bK{secrets.token_hex(6)};rport",
            f"From: {self.local}",
            f"To: {self.remote}",
            f"Call-ID: {self.call_id}",
            f"CSeq: {cseq} {method}",
            f"Contact: <sip:robot@{host}:{port}>",
            "Max-Forwards: 70",
            *([f"Content-Type: {kind}"] if body else []),
            f"Content-Length: {len(body)}",
        ]
        return ("\r\n".join(lines) + "\r\n\r\n" + body).encode()


def description(port: int) -> str:
    """Return the SDP of a phone that hears A-law at *port*."""
    return (
        f"v=0\r\no=robot 1 1 IN IP4 {HERE}\r\ns=-\r\nc=IN IP4 {HERE}\r\nt=0 0\r\n"
        f"m=audio {port} RTP/AVP 8\r\na=rtpmap:8 PCMA/8000\r\na=ptime:20\r\n"
    )
