"""The line to one life of the media engine: commands out in order, one line back for each.

It is a pair of connected sockets, so nothing is lost, doubled or overtaken, and there is nothing to
repeat. Commands asked for in one turn of the loop leave in one piece. It does not know what a
command means, nor what becomes of the engine.
"""

import asyncio
import socket
from collections import deque
from collections.abc import Callable
from typing import Final, TypeAlias

Answer: TypeAlias = Callable[[str | None], None]
"Told the engine's answer, or None when the engine is gone."

WINDOW: Final = 64
"""Commands on their way at once; further ones wait here. rtp.io does not wait for room to answer:
an answer that does not fit into the socket is lost, and a few hundred small ones would not fit."""

LONGEST_LINE: Final = 4096
"Octets of a command. rtp.io takes 8192."

READ_AT_ONCE: Final = 65536


class Control:
    """The commands under way to one engine process."""

    def __init__(
        self,
        line: socket.socket,
        *,
        on_refusal: Callable[[str, str], None],
        on_end: Callable[[], None],
    ) -> None:
        """Take over *line*. `on_refusal` is told the command and the error of each that failed."""
        self._loop = asyncio.get_running_loop()
        self._socket = line
        self._on_refusal = on_refusal
        self._on_end = on_end
        self._waiting: deque[tuple[str, Answer]] = deque()
        self._under_way: deque[tuple[str, Answer]] = deque()
        self._unsent = b""
        self._received = b""
        self._will_send = False
        self._waits_for_room = False
        self._open = True
        self.answers = 0
        "How many commands were answered: when it stands still, the engine does."
        line.setblocking(False)
        self._loop.add_reader(line, self._read)

    @property
    def open(self) -> bool:
        """Whether the engine can still be reached."""
        return self._open

    @property
    def busy(self) -> bool:
        """Whether an answer is still to come."""
        return bool(self._under_way)

    def ask(self, command: str, answer: Answer) -> None:
        """Send a command, after all earlier ones; *answer* is always called, later."""
        if "\n" in command or len(command) > LONGEST_LINE:
            raise ValueError(f"This cannot be a command: {command[:80]!r}")
        if not self._open:
            self._loop.call_soon(answer, None)
            return
        self._waiting.append((command, answer))
        if not self._will_send:
            self._will_send = True
            self._loop.call_soon(self._send)

    def tell(self, command: str) -> None:
        """Send a command that is only heard of again if it is refused."""
        self.ask(command, _unheard)

    def close(self) -> None:
        """Give the line up. Everyone who waits for an answer is told that none comes."""
        if not self._open:
            return
        self._open = False
        self._loop.remove_reader(self._socket)
        self._loop.remove_writer(self._socket)
        self._socket.close()
        for _, answer in (*self._under_way, *self._waiting):
            self._loop.call_soon(answer, None)
        self._under_way.clear()
        self._waiting.clear()

    def _send(self) -> None:
        self._will_send = False
        lines: list[str] = []
        while self._waiting and len(self._under_way) < WINDOW:
            self._under_way.append(self._waiting.popleft())
            lines.append(self._under_way[-1][0])
        if lines:
            self._unsent += "\n".join([*lines, ""]).encode("ascii", "replace")
            self._push()

    def _push(self) -> None:
        try:
            sent = self._socket.send(self._unsent)
        except BlockingIOError:
            sent = 0
        except OSError:
            self._end()
            return
        self._unsent = self._unsent[sent:]
        if self._unsent and not self._waits_for_room:
            self._loop.add_writer(self._socket, self._push)
        elif self._waits_for_room and not self._unsent:
            self._loop.remove_writer(self._socket)
        self._waits_for_room = bool(self._unsent)

    def _read(self) -> None:
        try:
            octets = self._socket.recv(READ_AT_ONCE)
        except BlockingIOError:
            return
        except OSError:
            octets = b""
        if not octets:
            self._end()
            return
        *lines, self._received = (self._received + octets).split(b"\n")
        for line in lines:
            self._take(line.decode("ascii", "replace"))
        if self._waiting and not self._will_send:
            self._send()

    def _take(self, line: str) -> None:
        if not self._under_way:
            return
        self.answers += 1
        command, answer = self._under_way.popleft()
        if line.startswith("E"):
            self._on_refusal(command, line)
        answer(line)

    def _end(self) -> None:
        self.close()
        self._on_end()


def _unheard(answer: str | None) -> None:
    """Nobody waits for this answer: refusals were told already."""
