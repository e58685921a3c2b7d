"""The sink: bound sockets that nobody reads, for sound that is not wanted.

A port's side is never pointed at 0.0.0.0 once it has had an address: rtp.io would go on sending to
the old one. And it is never pointed at a closed port, which costs an error for each packet.
"""

import contextlib
import socket
from typing import Final

from firstline.errors import FailureError

COMFORT_NOISE: Final = bytes.fromhex("800d0000000000000000000000")
"An RTP packet that no phone would play (:rfc:`3389`)."

ATTEMPTS: Final = 100


class Sink:
    """Two neighbouring ports, for RTP and RTCP."""

    def __init__(self, address: str) -> None:
        """Bind them at *address*."""
        self._rtp, self._rtcp = _neighbours(address)
        self.name: Final = "{} {}".format(*self._rtp.getsockname())
        "Address and port, as commands name them."

    def stir(self, address: str, port: int) -> None:
        """Send a packet to the RTP port there, and to the RTCP port above it; it may be lost."""
        for number in (port, port + 1):
            with contextlib.suppress(OSError):  # the port is just gone, or the queue is full
                self._rtp.sendto(COMFORT_NOISE, (address, number))

    def close(self) -> None:
        """Give the ports back."""
        self._rtp.close()
        self._rtcp.close()


def _neighbours(address: str) -> tuple[socket.socket, socket.socket]:
    for _ in range(ATTEMPTS):
        rtp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        rtcp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        for each in (rtp, rtcp):
            each.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 0)  # soon full, then free of cost
        try:
            rtp.bind((address, 0))
            rtcp.bind((address, rtp.getsockname()[1] + 1))
        except (OSError, OverflowError):  # the neighbour is taken, or would be port 65536
            rtp.close()
            rtcp.close()
        else:
            return rtp, rtcp
    raise FailureError("No two neighbouring UDP ports are free.", "See what holds them: ss -lun")
