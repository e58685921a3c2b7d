"""One life of the mixer's process, and the line to it: a datagram a command, sockets lent with it.

Knows how a life begins and ends, not why, nor what a command means.
"""

import asyncio
import json
import os
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

MESSAGE: Final = 4096

KILLED: Final = 5.0
"Seconds that the system has to take a killed process away."


class MixerLife:
    """A process that mixes, from its start to its end."""

    def __init__(
        self, *, on_words: Callable[[list[object]], None], on_end: Callable[[], None]
    ) -> None:
        """Start it. `on_end`: it has died, or does not take commands any more."""
        self._loop: Final = asyncio.get_running_loop()
        self._is_open = True
        self._on_words: Final = on_words
        self._on_end: Final = on_end
        self._line, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            try:
                self._process: Final = _run(theirs.fileno())
            except OSError:
                self._line.close()
                raise
        self._line.setblocking(False)
        self._loop.add_reader(self._line, self._read)

    @property
    def process_id(self) -> int:
        """Of the process."""
        return self._process.pid

    def tell(self, words: list[object], *descriptors: int) -> None:
        """Send a command, and lend what it is about."""
        if not self._is_open:
            return
        try:
            socket.send_fds(self._line, [json.dumps(words).encode()], descriptors)
        except OSError:  # it is dead, or has stopped listening: both are the same to us
            self._loop.call_soon(self._over)

    def end(self) -> int:
        """End the process, now; return how it ended."""
        if self._is_open:
            self._is_open = False
            self._loop.remove_reader(self._line)
            self._line.close()
        self._process.kill()
        return self._process.wait(KILLED)

    def _read(self) -> None:
        try:
            message = self._line.recv(MESSAGE)
        except BlockingIOError:
            return
        except OSError:
            message = b""
        if message:
            self._on_words(json.loads(message))
        else:
            self._over()

    def _over(self) -> None:
        if self._is_open:
            self._on_end()


def _run(descriptor: int) -> subprocess.Popen[bytes]:
    source = str(Path(__file__).parents[2])
    paths = [source, *filter(None, [os.environ.get("PYTHONPATH")])]
    # More threads than one would only wait for each other, at full speed.
    threads = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
    return subprocess.Popen(
        [sys.executable, "-m", "firstline.telephony.mixer_process", str(descriptor)],
        stdin=subprocess.DEVNULL,
        pass_fds=(descriptor,),
        env=os.environ | threads | {"PYTHONPATH": os.pathsep.join(paths)},
    )
