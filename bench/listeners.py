"""Callers who wait and listen closely: when each packet of music came.

Run as a program, it makes calls, goes through the menu by INFO keys, and when all of them wait,
says how many. It measures the gaps between packets, in milliseconds, of all calls together.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Final

from bench.process import Measuring, measuring, obey
from bench.wire import HERE, Dialog, Message, Wire, description, response

KEYS: Final = "12"
INFO: Final = "application/dtmf-relay"


class Listener:
    """One caller."""

    def __init__(self, wire: Wire, number: int, hotline: int) -> None:
        self.gaps_ms: list[float] = []
        self.waits = False
        self._last = 0
        self._hotline = (HERE, hotline)
        self._media = wire.open(self._sounded)
        self._socket = wire.open(self._arrived)
        address: tuple[str, int] = self._socket.getsockname()
        self._dialog = Dialog(
            f"listener{number}-{address[1]}",
            local=f"<sip:+3670{number}@{HERE}>;tag=listener{number}",
            remote=f"<sip:3000@{HERE}:{hotline}>",
            target=f"sip:3000@{HERE}:{hotline}",
            address=address,
        )
        self._cseq = 1
        self._send(self._dialog.request("INVITE", 1, description(self._media.getsockname()[1])))

    def begin(self) -> None:
        """Forget what was heard."""
        self.gaps_ms.clear()
        self._last = 0

    def _sounded(self, data: bytes, _: tuple[str, int], at: int) -> None:
        if len(data) < 160:
            return
        if self._last:
            self.gaps_ms.append((at - self._last) / 1e6)
        self._last = at

    def _arrived(self, data: bytes, _: tuple[str, int], __: int) -> None:
        message = Message(data)
        if message.status >= 200 and message.method == "INVITE":
            self._answered(message)
        elif message.status >= 200 and message.method == "INFO":
            self._press_next()
        elif not message.status and message.method != "ACK":
            self._send(response(message, "200 OK", "listener", f"sip:listener@{HERE}"))

    def _answered(self, message: Message) -> None:
        self._dialog.remote = message.header("To")
        self._dialog.target = message.header("Contact").strip("<>")
        self._send(self._dialog.request("ACK", 1))
        if self._cseq == 1:  # else it comes again
            self._press_next()

    def _press_next(self) -> None:
        if self._cseq > len(KEYS):
            self.waits = True
            return
        self._cseq += 1
        body = f"Signal={KEYS[self._cseq - 2]}\r\nDuration=160\r\n"
        self._send(self._dialog.request("INFO", self._cseq, body, INFO))

    def _send(self, data: bytes) -> None:
        self._socket.sendto(data, self._hotline)


@contextmanager
def listeners(hotline: int, count: int) -> Iterator[Measuring]:
    """Run *count* listeners in a process of their own."""
    with measuring("bench.listeners", str(hotline), str(count)) as process:
        yield process


def main() -> None:
    """Listen until the input ends."""
    hotline, count = int(sys.argv[1]), int(sys.argv[2])
    wire = Wire()
    callers: list[Listener] = []
    for number in range(count):
        wire.after(0.02 * number, partial(_add, callers, wire, number, hotline))
    while len(callers) < count or not all(caller.waits for caller in callers):
        wire.turn()
    print(count, flush=True)
    obey(
        wire,
        partial(_begin, callers),
        lambda: [gap for caller in callers for gap in caller.gaps_ms],
    )


def _begin(callers: list[Listener]) -> None:
    for caller in callers:
        caller.begin()


def _add(callers: list[Listener], wire: Wire, number: int, hotline: int) -> None:
    callers.append(Listener(wire, number, hotline))


if __name__ == "__main__":
    main()
