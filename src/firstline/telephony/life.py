"""One life of the media engine: the child process with the sockets that lead to it.

Knows how a life begins and ends, not why: that is the engine's watcher.
"""

import asyncio
import contextlib
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from firstline.telephony.control import Control

END_LIMIT: Final = 2.0
"Seconds that the engine has to write out recordings when it is stopped."


@dataclass(frozen=True, slots=True)
class Life:
    """One engine process, from its start to its death."""

    process: subprocess.Popen[bytes]
    death: int
    "A pidfd: readable when the process has ended."
    control: Control
    keys: socket.socket
    notify: str
    "How a command names the socket that keys are written to."


def begin(
    options: list[str],
    directory: Path,
    *,
    on_refusal: Callable[[str, str], None],
    on_keys: Callable[[], None],
    on_end: Callable[[], None],
) -> Life:
    """Start an engine in *directory*. `on_keys`: its socket for keys can be read."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
    keys, their_keys = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with theirs, their_keys:
        notify = f"fd:{their_keys.fileno()}"
        try:
            process = _run(options, directory, theirs.fileno(), their_keys.fileno())
        except OSError:
            ours.close()
            keys.close()
            raise
    keys.setblocking(False)
    death = os.pidfd_open(process.pid)
    loop = asyncio.get_running_loop()
    loop.add_reader(death, on_end)
    loop.add_reader(keys, on_keys)
    return Life(process, death, Control(ours, on_refusal=on_refusal, on_end=on_end), keys, notify)


async def end_in_order(life: Life) -> None:
    """Close the engine's standard input, which tells it to end, and wait for that."""
    loop = asyncio.get_running_loop()
    ended: asyncio.Future[None] = loop.create_future()
    loop.remove_reader(life.keys)
    loop.remove_reader(life.death)
    loop.add_reader(life.death, _once, ended)
    assert life.process.stdin is not None
    life.process.stdin.close()
    with contextlib.suppress(TimeoutError):  # then it is killed
        async with asyncio.timeout(END_LIMIT):
            await ended
    release(life)


def release(life: Life) -> None:
    """Make sure that the process is gone, and give back all that belonged to it."""
    loop = asyncio.get_running_loop()
    loop.remove_reader(life.death)
    loop.remove_reader(life.keys)
    life.control.close()
    life.keys.close()
    with contextlib.suppress(ProcessLookupError):  # gone already
        signal.pidfd_send_signal(life.death, signal.SIGKILL)
    os.close(life.death)
    life.process.wait()
    assert life.process.stdin is not None
    life.process.stdin.close()


def _run(options: list[str], directory: Path, commands: int, keys: int) -> subprocess.Popen[bytes]:
    # By path and with -P: nothing of ours is imported, and nothing beside engine.py is mistaken
    # for a module of the standard library.
    return subprocess.Popen(
        [
            *(sys.executable, "-P", str(Path(__file__).with_name("engine.py")), *options),
            *("--commands", str(commands), "--keys", str(keys)),
        ],
        stdin=subprocess.PIPE,
        pass_fds=(commands, keys),
        cwd=directory,
    )


def _once(ended: asyncio.Future[None]) -> None:
    if not ended.done():
        ended.set_result(None)
