"""A seat in a room of the mixer: a UDP port on loopback that is heard by one port, and hears it.

The sockets are bound and connected here, in the parent; the mixer's process reads and writes them.
Knows neither room nor sound.
"""

import socket
from collections.abc import Callable
from typing import Final

from firstline.telephony.g711 import Codec

ATTEMPTS: Final = 100
RECEIVED_AT_MOST: Final = 32_768
"Octets that wait for the mixer; more are lost. A packet takes some 800 with what belongs to it."


class Seat:
    """One seat. Its address and port stay the same, whatever becomes of the mixer's process."""

    def __init__(
        self,
        number: int,
        room: str,
        codec: Codec,
        address: str,
        on_face: Callable[["Seat"], None],
        on_close: Callable[["Seat"], None],
    ) -> None:
        """Bind the sockets at *address*; OSError where no port is free."""
        self.number: Final = number
        self.room: Final = room
        self.codec: Final = codec
        self.address: Final = address
        self.faces = 0
        "The port that is heard, and hears; 0: none yet."
        self._on_face: Final = on_face
        self._on_close: Final = on_close
        self._sound, self._control = _neighbours(address)
        self.port: Final[int] = self._sound.getsockname()[1]
        "Where the inside of a leg's port is to be pointed; the one above swallows RTCP."
        self._is_open = True

    @property
    def descriptor(self) -> int:
        """The socket for sound, to be lent."""
        return self._sound.fileno()

    def face(self, port: int) -> None:
        """Hear the inside of a leg's port and be heard there, and nowhere else."""
        if self._is_open and port != self.faces:
            self._sound.connect((self.address, port))
            self.faces = port
            self._on_face(self)

    def close(self) -> None:
        """Give the seat up. A second time does nothing."""
        if self._is_open:
            self._is_open = False
            self._on_close(self)
            self._sound.close()
            self._control.close()


def _neighbours(address: str) -> tuple[socket.socket, socket.socket]:
    """Return sockets at two neighbouring ports: RTP is read, RTCP never is."""
    for _ in range(ATTEMPTS):
        sound = _udp(RECEIVED_AT_MOST)
        control = _udp(0)  # soon full, then free of cost
        try:
            sound.bind((address, 0))
            control.bind((address, sound.getsockname()[1] + 1))
        except (OSError, OverflowError) as error:  # the neighbour is taken, or would be 65536
            sound.close()
            control.close()
            last = error
        else:
            return sound, control
    raise OSError(f"no two neighbouring ports at {address}: {last}")


def _udp(received_at_most: int) -> socket.socket:
    made = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, received_at_most)
    made.setblocking(False)
    return made
