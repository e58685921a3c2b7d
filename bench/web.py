"""How soon screens show what happens, and what that costs: 200 desks and 20 wallboards.

    make -s bench-web             some five minutes
    python -m bench.web --quick   the same in short, to see that it works

Prints one JSON document; says on standard error how far it is. Real calls flow all the while: 20 a
second to start with, and then in a full house, where 500 agents talk and 2000 callers wait on
music. The sockets are real ones, in a process of their own on the same machine. The cost of the
web is what the hotline uses with the sockets less what it uses without them.
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from time import monotonic, sleep, time_ns
from typing import Final

from bench.form import ROOT, Figure, document, percentile, say
from bench.plans import plan
from bench.process import BEGIN, TELL
from bench.served import Served, free_port, served, sink
from bench.sipp import Counted, call, running
from bench.waiting import begin_work, crowd
from firstline.web.tokens import Tokens

QUICK: Final = "--quick"
DESKS: Final = 200
BOARDS: Final = 20
AGENTS: Final = 250
RATE: Final = 20
SECONDS: Final = 30.0
SETTLE: Final = 15.0
"Seconds until calls end as often as they begin."
FULL: Final = (500, 2000)
"Agents who talk and callers who wait, when the house is full."
TALK: Final = (20.0, 40.0)
"Seconds, drawn evenly, when the house is full: some 17 talks end each second."
TARGET_MS: Final = 1_000.0
"The board is to show an event within a second."


@dataclass(frozen=True, slots=True)
class Phase:
    """Some seconds of calls, with or without screens."""

    cores: float
    rss_mb: float


class Screens:
    """The process with all sockets."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process: Final = process

    def begin(self) -> None:
        """Let it forget what it measured so far."""
        self._say(BEGIN)

    def measured(self) -> tuple[dict[str, list[float]], int]:
        """Return the delays by kind of socket, in milliseconds, and how many characters came."""
        self._say(TELL)
        assert self._process.stdout is not None
        late, size = json.loads(self._process.stdout.readline())
        return late, size

    def _say(self, word: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(f"{word}\n")
        self._process.stdin.flush()


@contextmanager
def screens(hotline: Served) -> Iterator[Screens]:
    """Open all desks and boards until the end of the block."""
    tokens, now = Tokens(hotline.data), time_ns() // 1_000
    lines = [tokens.create([f"agent:a{number}"], now) for number in range(DESKS)]
    lines.append(tokens.create(["reader"], now))
    address = hotline.http.replace("http://", "ws://")
    process = subprocess.Popen(
        [sys.executable, "-m", "bench.watchers", address, str(DESKS), str(BOARDS)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write("\n".join(lines) + "\n")
        process.stdin.flush()
        say(f"{process.stdout.readline().strip()} sockets are open")
        yield Screens(process)
    finally:
        process.kill()
        process.wait()


@dataclass(frozen=True, slots=True)
class Shown:
    """What screens were told, and what that cost."""

    alone: Phase
    watched: Phase
    late: dict[str, list[float]]
    per_s: float
    "Characters."

    def told(self) -> str:
        """Return the delays in words."""
        return "; ".join(
            f"{kind}: p50 {percentile(values, 0.5) or 0:.0f}, "
            f"p99 {percentile(values, 0.99) or 0:.0f}, "
            f"longest {max(values, default=0):.0f} ms of {len(values)}"
            for kind, values in self.late.items()
        )


def measure(folder: Path, seconds: float) -> list[Figure]:
    """Return the figures."""
    shown, made = _flow(folder / "flow", seconds)
    say(f"{made.succeeded} of {made.made} calls went well")
    opened = f"{DESKS} desks, {BOARDS} boards"
    flowing = f"{opened}, {RATE} calls/s ({made.failed} of {made.made} failed)"
    agents, waiting = FULL
    full = f"{opened}, {agents} agents who talk, {waiting} callers who wait"
    return [
        *_figures("web", flowing, shown),
        _memory(shown),
        *_figures("web.full_house", full, _full_house(folder / "full", seconds)),
    ]


def _flow(folder: Path, seconds: float) -> tuple[Shown, Counted]:
    with sink() as media:
        port = free_port()
        text = plan(folder, agents=AGENTS, port=port, ready="true")
        agents = ("-p", str(port), "-key", "media", str(media))
        with (
            running("agent", folder, *agents),
            served(text, folder) as hotline,
            calls(hotline, folder, media, 2 * SETTLE + 2 * seconds + 20) as made,
        ):
            sleep(SETTLE)
            shown = _shown(hotline, seconds)
    return shown, made[0]


def _full_house(folder: Path, seconds: float) -> Shown:
    agents, waiting = FULL
    with crowd(folder, waiting, agents, TALK) as among:
        begin_work(among.hotline, agents)
        sleep(TALK[1])
        return _shown(among.hotline, seconds)


def _shown(hotline: Served, seconds: float) -> Shown:
    """Measure without screens, and then with them."""
    alone = _phase(hotline, seconds)
    with screens(hotline) as shown:
        sleep(SETTLE / 3)
        shown.begin()
        watched = _phase(hotline, seconds)
        late, size = shown.measured()
    return Shown(alone, watched, late, size / seconds)


@contextmanager
def calls(hotline: Served, folder: Path, media: int, seconds: float) -> Iterator[list[Counted]]:
    """Let calls flow during the block; what became of them is known after it."""
    made: list[Counted] = []

    def flow() -> None:
        many = int(RATE * seconds)
        made.append(call(folder, hotline.port, media, rate=RATE, calls=many))

    flowing = Thread(target=flow)
    flowing.start()
    try:
        yield made
    finally:
        flowing.join()


def _phase(hotline: Served, seconds: float) -> Phase:
    used, began = hotline.cpu_seconds(), monotonic()
    sleep(seconds)
    cores = (hotline.cpu_seconds() - used) / (monotonic() - began)
    phase = Phase(cores, hotline.rss_mb())
    say(f"{phase.cores:.3f} cores, {phase.rss_mb:.0f} MB")
    return phase


def _figures(name: str, what: str, shown: Shown) -> list[Figure]:
    alone, watched = shown.alone, shown.watched
    return [
        Figure(
            f"{name}.event_to_screen_ms.p99",
            percentile([*shown.late["desk"], *shown.late["board"]], 0.99),
            "ms",
            "lower",
            TARGET_MS,
            note=f"{what}; from the event to the socket's other end; {shown.told()}",
        ),
        Figure(
            f"{name}.cpu_share",
            watched.cores - alone.cores,
            "cores",
            "lower",
            note=f"{what}; {watched.cores:.3f} cores with them, {alone.cores:.3f} without; "
            f"{shown.per_s / 1000:.0f} kB/s in all",
        ),
    ]


def _memory(shown: Shown) -> Figure:
    return Figure(
        "web.rss_mb",
        shown.watched.rss_mb,
        "MB",
        "lower",
        note=f"all processes of the hotline; {shown.alone.rss_mb:.0f} MB without any socket",
    )


def main() -> int:
    """Measure, and print."""
    seconds = 6.0 if QUICK in sys.argv[1:] else SECONDS
    with tempfile.TemporaryDirectory(prefix="firstline-bench-") as folder:
        figures = measure(Path(folder), seconds)
    print(document("web", figures))
    return 0


if __name__ == "__main__":
    sys.exit(main())
