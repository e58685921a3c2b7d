"""The media engine: the child process in which rtp.io runs, so that its crash ends nothing else.

It is run by path, so it imports nothing of ours, and starts in a few hundredths of a second. The
parent's two sockets are inherited by number: commands come in and replies go out on one, keys that
callers press go out on the other, and nobody else can reach either. The process lives as long as
its standard input stays open: whatever ends the parent, ends it too. It knows no call.
"""

import argparse
import contextlib
import os
import resource
import signal
import socket
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from rtp.io import rtpproxy

NICE: Final = -10
"Packets go out on time while the machine works for others; only root, or a limit, allows it."

LONGEST_SILENCE: Final = 7 * 24 * 3600
"""Seconds without a packet in or out after which rtp.io reaps a session.

A caller who listens without sending a packet must not be dropped: legs are ended by SIP (session
timers), and a session nobody owns ends with this process. So this is only a limit.
"""

LAST_ANSWER: Final = 1.0
"Seconds that rtp.io has to end all sessions when the parent is gone."

FAILED: Final = 3

MODULES: Final = ("catch_dtmf", "dtls_gw", "ice_lite")
"What rtp.io is to do besides passing packets on: hear keys, and speak with browsers."


def main(arguments: Sequence[str]) -> int:
    """Run until the parent closes our standard input."""
    options = _options(arguments)
    _set_up_process()
    try:
        engine = rtpproxy(modules=MODULES, extra_args=_settings(options))
    except Exception as error:  # noqa: BLE001  rtp.io says no more than that it failed
        sys.stderr.write(f"media engine: rtp.io did not start: {error}\n")
        return FAILED
    # A core dump of a crashed engine would keep its ports for seconds that callers wait. Only now:
    # rtp.io asks for one of any size when it starts.
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    while os.read(sys.stdin.fileno(), 4096):
        pass
    _end_sessions(engine.rtpp_sock)
    # Taking rtp.io's threads down in order takes a second, and there is nothing left to save.
    os._exit(0)


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Firstline's media engine, started by Firstline.")
    parser.add_argument("--address", required=True, help="where RTP is sent from and received")
    parser.add_argument("--ports", type=int, nargs=2, required=True, help="the lowest, the highest")
    parser.add_argument("--recordings", type=Path, required=True)
    parser.add_argument("--commands", type=int, required=True, help="file descriptor")
    parser.add_argument("--keys", type=int, required=True, help="file descriptor")
    return parser.parse_args(arguments)


def _set_up_process() -> None:
    for ending in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        # Sent to the whole group: the parent decides, it may have calls to drain.
        signal.signal(ending, signal.SIG_IGN)
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    os.umask(0o077)  # recordings are for our eyes only
    with contextlib.suppress(PermissionError):  # without it packets are only less punctual
        os.setpriority(os.PRIO_PROCESS, 0, NICE)


def _settings(options: argparse.Namespace) -> list[str]:
    lowest, highest = options.ports
    return [
        *("-F", "--no_resolve"),
        *("-l", options.address, "-m", str(lowest), "-M", str(highest)),
        *("-s", f"fd:{options.commands}", "-n", f"fd:{options.keys}"),
        # Without -S it would write to /tmp, and move each file when its recording ends.
        *("-r", str(options.recordings), "-S", str(options.recordings)),
        *("-P", "-R"),  # as pcap, without RTCP
        *("-T", str(LONGEST_SILENCE), "-W", str(LONGEST_SILENCE)),
        *("-d", "CRIT"),  # what is refused is told by its answer, and counted by the parent
    ]


def _end_sessions(commands: socket.socket) -> None:
    """Delete all sessions: what recordings still have in memory is written out."""
    with contextlib.suppress(OSError):  # an engine that no longer answers has nothing to write
        commands.settimeout(LAST_ANSWER)
        commands.sendall(b"X\n")
        commands.recv(64)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
