"""The mixer's own process: every 20 ms it reads all seats, sums who hears whom, and sends.

It is told by the parent, one datagram a command, which sockets there are (they are handed over
with the command) and whom each seat hears. The sockets are connected by the parent, so nothing
comes from or goes to anybody else. It lives as long as the parent's end of the line is open. It
knows no room, no call and no SIP.
"""

import contextlib
import json
import os
import resource
import select
import signal
import socket
import sys
import time
from typing import Final

import numpy as np
import numpy.typing as npt

from firstline.telephony.g711 import FRAME, Codec, decode, encode
from firstline.telephony.mixer_jitter import Jitter
from firstline.telephony.mixer_rtp import Header, Sender, audio_in

NICE: Final = -10
"Packets go out on time while the machine works for others; only root, or a limit, allows it."

TICK: Final = 0.02
"Seconds of a packet."

LONGEST_LAG: Final = 0.2
"Seconds behind its own clock after which the mixer leaves out what it has missed."

DATAGRAM: Final = 2048
COMMAND: Final = 65_536
BURST: Final = 64
"Packets read from one seat in a tick at most."

LOUDEST: Final = 32_767
_ANCILLARY: Final = 1


class SeatHere:
    """One seat: its socket, what has come in, and where its own sound goes on."""

    def __init__(self, line: socket.socket, codec: Codec) -> None:
        self.line: Final = line
        self.codec: Final = codec
        self.heard: Final = Jitter()
        self.sender: Final = Sender(int(codec))
        self.faces = False
        "Connected: before, whatever comes is from a stranger."

    def face(self) -> None:
        """The socket is connected: what has come until now is from a stranger, or another leg."""
        self.faces = False
        self.read()
        self.faces = True

    def read(self) -> None:
        """Take in all packets that have come."""
        for _ in range(BURST):
            try:
                datagram = self.line.recv(DATAGRAM)
            except BlockingIOError:
                return
            except OSError:  # the other side is gone: told once for each packet that was sent there
                continue
            found = audio_in(datagram) if self.faces else None
            if found is not None:
                self._keep(*found)

    def send(self, samples: npt.NDArray[np.int16]) -> None:
        """Let the far end hear *samples*."""
        if self.faces:
            with contextlib.suppress(OSError):  # lost, like any packet
                self.line.send(self.sender.packet(encode(self.codec, samples)))

    def _keep(self, header: Header, payload: bytes) -> None:
        samples = decode(Codec(header.kind), payload)
        self.heard.put(header.source, header.stamp, samples)


class Floor:
    """All seats, and who hears whom."""

    def __init__(self) -> None:
        self._seats: Final[dict[int, SeatHere]] = {}
        self._hears: Final[dict[int, list[int]]] = {}
        self._poll: Final = select.epoll()
        self._by_descriptor: Final[dict[int, SeatHere]] = {}
        self._ears: npt.NDArray[np.float32] | None = None
        "A row for each seat: 1 where it hears the seat of the column. None: to be made anew."

    @property
    def empty(self) -> bool:
        """Whether nobody is here."""
        return not self._seats

    def take(self, words: list[object], sockets: list[socket.socket]) -> None:
        """Carry out a command: what is not understood is passed over."""
        match words:
            case ["seat", int(number), int(codec)] if sockets:
                self._sit(number, sockets[0], Codec(codec))
            case ["hear", int(number), list(whom)]:
                self._hears[number] = [other for other in whom if isinstance(other, int)]
                self._ears = None
            case [str(what), int(number)] if number in self._seats:
                self._change(what, number)

    def tick(self) -> None:
        """Read everybody, and let everybody hear what is theirs."""
        for descriptor, _ in self._poll.poll(0):
            self._by_descriptor[descriptor].read()
        seats = list(self._seats.values())
        said = np.empty((len(seats), FRAME), np.float32)
        for row, seat in enumerate(seats):
            said[row] = seat.heard.take()
        # Sums of 16-bit numbers are exact here up to 256 of them.
        mixed = np.clip(self._mix() @ said, -LOUDEST - 1, LOUDEST).astype(np.int16)
        for seat, heard in zip(seats, mixed, strict=True):
            seat.send(heard)

    def close(self) -> None:
        """Let everybody go."""
        for number in list(self._seats):
            self._leave(number)
        self._poll.close()

    def _mix(self) -> npt.NDArray[np.float32]:
        if self._ears is None:
            places = {number: place for place, number in enumerate(self._seats)}
            self._ears = np.zeros((len(places), len(places)), np.float32)
            for number, whom in self._hears.items():
                for other in whom:
                    if number in places and other in places:
                        self._ears[places[number], places[other]] = 1
        return self._ears

    def _change(self, what: str, number: int) -> None:
        if what == "face":
            self._seats[number].face()
        elif what == "leave":
            self._leave(number)

    def _sit(self, number: int, line: socket.socket, codec: Codec) -> None:
        line.setblocking(False)
        seat = self._seats[number] = SeatHere(line, codec)
        self._by_descriptor[line.fileno()] = seat
        self._poll.register(line, select.EPOLLIN)
        self._ears = None

    def _leave(self, number: int) -> None:
        seat = self._seats.pop(number)
        self._hears.pop(number, None)
        self._poll.unregister(seat.line)
        del self._by_descriptor[seat.line.fileno()]
        seat.line.close()
        self._ears = None


class Line:
    """The way to the parent."""

    def __init__(self, line: socket.socket) -> None:
        self._line: Final = line
        self.open = True

    def answer(self, words: list[object]) -> None:
        """Tell the parent."""
        try:
            self._line.send(json.dumps(words).encode())
        except BlockingIOError:  # it does not listen; then it will not miss this
            return
        except OSError:
            self.open = False

    def carry_out(self, floor: Floor, within: float | None) -> None:
        """Take in commands for so many seconds; None: until one has come."""
        ready, _, _ = select.select([self._line], [], [], within)
        if not ready:
            return
        data, descriptors, _, _ = socket.recv_fds(self._line, COMMAND, _ANCILLARY)
        if not data:
            self.open = False
            return
        sockets = [socket.socket(fileno=descriptor) for descriptor in descriptors]
        words = json.loads(data)
        if words == ["pulse"]:
            self.answer(words)
        else:
            floor.take(words, sockets)


def run(descriptor: int) -> None:
    """Mix until the parent is gone."""
    line, floor = Line(socket.socket(fileno=descriptor)), Floor()
    line.answer(["up"])
    due = time.monotonic()
    while line.open:
        now = time.monotonic()
        if floor.empty:
            line.carry_out(floor, None)
            due = time.monotonic() + TICK
        elif now < due:
            line.carry_out(floor, due - now)
        else:
            floor.tick()
            due = now if now > due + LONGEST_LAG else due + TICK
    floor.close()


def main(descriptor: int) -> None:
    """Prepare the process, and run."""
    for ending in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(ending, signal.SIG_IGN)  # the parent decides: it may have calls to drain
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with contextlib.suppress(PermissionError):  # without it packets are only less punctual
        os.setpriority(os.PRIO_PROCESS, 0, NICE)
    run(descriptor)


if __name__ == "__main__":
    main(int(sys.argv[1]))
