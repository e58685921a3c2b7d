"""Robots with real phones: SIPp plays the agents' phones and the callers.

What they do is written in agent.xml and caller.xml beside this file; chance is SIPp's own. It knows
nothing of the hotline but where it is.
"""

import shutil
import signal
import socket
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from firstline.demo.processes import Child
from firstline.demo.stage import LOOPBACK
from firstline.errors import FailureError
from firstline.telephony.prompts import Prompts

SIPP: Final = "sipp"
SCENARIOS: Final = Path(__file__).parent
CALLS_AT_MOST: Final = 400
"""Up at once."""
AGENT_SAYS: Final = (
    "Hello. You are talking to a robot, which does not listen. "
    "It will hang up in a moment, and then you have seen a whole call."
)
FAREWELL: Final = 4.0
"""Seconds for the robots to say goodbye."""
BETWEEN: Final = 0.2
"""Seconds between two signals: of two at once the system may deliver one only."""


class Robots:
    """Agents who answer, and callers who call."""

    def __init__(self, folder: Path) -> None:
        self._folder: Final = folder
        self._children: Final[list[Child]] = []
        if shutil.which(SIPP) is None:
            raise FailureError(
                "The robots need SIPp, and it is not installed.",
                "Install it: apt-get install sip-tester. Or call the hotline yourself: "
                "firstline serve PLAN",
            )
        folder.mkdir(parents=True, exist_ok=True)

    def start_agents(self, port: int) -> None:
        """Let every robot agent's phone be at *port*."""
        spoken = Prompts(self._folder / "speech").prepare(AGENT_SAYS, "en")
        for codec, name in {0: "agent.ulaw", 8: "agent.alaw"}.items():
            shutil.copyfile(f"{spoken.stem}.{codec}", self._folder / name)
        self._start("agent", ["-sf", str(SCENARIOS / "agent.xml"), "-p", str(port)])

    def start_callers(
        self,
        hotline: tuple[str, int],
        dialled: str,
        callers: Sequence[tuple[str, str]],
        calls_per_minute: int,
    ) -> None:
        """Let *callers*, each a number and keys, call in no particular order."""
        listed = self._folder / "callers.csv"
        lines = [";".join([number, keys, *keys.ljust(4)]) for number, keys in callers]
        listed.write_text("\n".join(["RANDOM", *lines, ""]).replace(" ", ""), encoding="ascii")
        options = ["-sf", str(SCENARIOS / "caller.xml"), "-inf", str(listed), "-s", dialled]
        rate = ["-r", str(calls_per_minute), "-rp", "60000", "-l", str(CALLS_AT_MOST)]
        keys = ["-set", "keys", keys_by()]
        port = ["-p", str(free_port(socket.SOCK_DGRAM))]
        host, number = hotline
        self._start("caller", [*options, *rate, *keys, *port, f"{host}:{number}"])

    def fault(self) -> str:
        """Say which robots have ended though nobody asked them to; empty where none have."""
        gone = [child for child in self._children if not child.is_running]
        return "; ".join(f"{child.log.stem} robots: {child.said()}" for child in gone)

    def stop_callers(self) -> None:
        """Let all callers hang up."""
        while len(self._children) > 1:  # the agents came first
            _dismiss(self._children.pop())

    def stop(self) -> None:
        """Let everyone hang up and go."""
        while self._children:
            _dismiss(self._children.pop())

    def _start(self, role: str, options: Sequence[str]) -> None:
        media = str(free_port(socket.SOCK_DGRAM))
        here = ["-i", LOOPBACK, "-mi", LOOPBACK, "-ci", LOOPBACK, "-mp", media]
        command = [SIPP, *options, *here, "-nostdin", "-aa", "-deadcall_wait", "0"]
        self._children.append(Child(command, self._folder, self._folder / f"{role}.log"))


def _dismiss(child: Child) -> None:
    """End one SIPp: the first signal means no more calls, the second ends those that are up."""
    child.ask(signal.SIGUSR1)
    if not child.wait(BETWEEN):
        child.ask(signal.SIGUSR1)
    child.end(FAREWELL)


def keys_by() -> str:
    """Return how the callers send keys: SIPp sends RFC 4733 only with a raw socket, INFO always."""
    try:
        socket.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_UDP).close()
    except PermissionError:
        return "info"
    return "rtp"


def free_port(kind: socket.SocketKind, wanted: int = 0) -> int:
    """Return *wanted* if nobody has that port on this machine, else one that is free."""
    for port in (wanted, 0):
        with socket.socket(socket.AF_INET, kind) as probe:
            try:
                probe.bind((LOOPBACK, port))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    raise FailureError("No port of this machine is free.", "End some programs, then try again.")
