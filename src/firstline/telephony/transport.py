"""The UDP socket of the SIP side, on asyncio: many datagrams a turn in, straight sending out.

It knows no SIP: bytes and addresses only, and who speaks too fast. Who asks by STUN from where the
question came is told so.
"""

import asyncio
import socket
from collections.abc import Callable
from typing import Final

from firstline.errors import FailureError
from firstline.telephony.address import Address, is_numeric
from firstline.telephony.complaints import Complaints
from firstline.telephony.counters import Counters
from firstline.telephony.flood import Buckets
from firstline.telephony.limits import SipLimits
from firstline.telephony.stun import binding_response

_BUFFER: Final = 4 * 1024 * 1024
"""Bytes the kernel keeps for us while the loop is busy: a second or two of full traffic."""
_SNDBUFFORCE: Final = 32
_RCVBUFFORCE: Final = 33
"""Linux's SO_SNDBUFFORCE and SO_RCVBUFFORCE, which the socket module does not name."""
_BURST: Final = 4.0
"""Seconds' worth of datagrams that may come at once."""


class Transport:
    """One UDP socket. Datagrams go to *receive*, unless their sender floods."""

    transport = "udp"

    def __init__(
        self,
        receive: Callable[[bytes, Address], None],
        *,
        known: Callable[[str], bool],
        limits: SipLimits,
        counters: Counters,
        complaints: Complaints,
    ) -> None:
        self._receive = receive
        self._known = known
        self._limits = limits
        self._counters = counters
        self._complaints = complaints
        self._buckets = Buckets(limits.sources)
        self._socket: socket.socket | None = None
        self._loop: asyncio.AbstractEventLoop | None = None

    def open(self, address: Address) -> Address:
        """Bind to *address* and listen; return the address, with the port if 0 was asked for."""
        loop = asyncio.get_running_loop()
        sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        sock.setblocking(False)
        _enlarge(sock)
        try:
            sock.bind(address)
        except OSError as error:
            sock.close()
            raise FailureError(
                f"Cannot listen for SIP on {address[0]}:{address[1]}: {error.strerror}.",
                "Stop the program that uses this port, or choose another with --sip HOST:PORT.",
            ) from error
        self._socket, self._loop = sock, loop
        loop.add_reader(sock, self._drain)
        host, port = sock.getsockname()
        return host, port

    def close(self) -> None:
        """Hear and say no more."""
        if self._socket is not None and self._loop is not None:
            self._loop.remove_reader(self._socket)
            self._socket.close()
            self._socket = None

    def send_to(self, data: bytes | str, address: Address) -> None:
        """Send one datagram; what cannot be sent is lost and counted, as UDP may lose any."""
        if self._socket is None:
            return
        if not is_numeric(address[0]):
            self._complaints.note("sip.sent_nowhere", host=address[0][:64])
            return
        try:
            self._socket.sendto(data.encode() if isinstance(data, str) else data, address)
        except OSError as error:
            self._complaints.note("sip.not_sent", error=error.strerror)

    # sippy's transaction layer asks these.
    def getSIPaddr(self) -> None:  # noqa: N802
        """Say nothing: our messages carry their addresses already."""

    def addr2str(self, address: Address) -> str:
        """Return *address* for a log."""
        return f"{address[0]}:{address[1]}"

    def _drain(self) -> None:
        sock, loop = self._socket, self._loop
        assert sock is not None
        assert loop is not None
        now = loop.time()
        for _ in range(self._limits.datagrams_per_turn):
            try:
                # One byte more than the limit shows that there was more.
                data, source = sock.recvfrom(self._limits.datagram + 1)
            except BlockingIOError:
                return
            except OSError as error:
                # Linux reports here that an earlier datagram of ours found nobody.
                self._complaints.note("sip.unreachable", error=error.strerror)
                continue
            if self._may_speak(source[0], now):
                self._take(data, source)
                if self._socket is None:
                    return

    def _take(self, data: bytes, source: Address) -> None:
        answer = binding_response(data, source)
        if answer is None:
            self._receive(data, source)
        else:
            self._counters.add("stun.answered")
            self.send_to(answer, source)

    def _may_speak(self, host: str, now: float) -> bool:
        self._counters.add("sip.received")
        rate = self._limits.known_rate if self._known(host) else self._limits.unknown_rate
        if self._buckets.take(host, rate, rate * _BURST, now):
            return True
        self._complaints.note("sip.flood", host=host)
        return False


def _enlarge(sock: socket.socket) -> None:
    """Let the kernel keep much for us; beyond its own limit only where we are allowed to ask."""
    for usual, force in ((socket.SO_RCVBUF, _RCVBUFFORCE), (socket.SO_SNDBUF, _SNDBUFFORCE)):
        try:
            sock.setsockopt(socket.SOL_SOCKET, force, _BUFFER)
        except OSError:
            sock.setsockopt(socket.SOL_SOCKET, usual, _BUFFER)
