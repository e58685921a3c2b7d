"""Whole calls at a steady rate: how many a second, what each costs, and what overload does.

A call: answer, two keys by RFC 4733, the queue, an agent answers, a second of talk, the end.
"""

import socket
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from bench.form import Figure, say
from bench.plans import plan
from bench.served import Served, free_port, served, sink
from bench.sipp import Counted, call, running

AGENTS: Final = 250
RATES: Final = (60, 80, 100, 120)
TARGET_RATE: Final = 60
SECONDS: Final = 15
WARM_UP: Final = 3
OFFERED: Final = 120
ADMITTED: Final = 80
"Calls a second that the plan lets in under overload."

RAW: Final = "not measured: SIPp sends RFC 4733 keys only where it may open a raw socket (root)"

PEER_RATE: Final = {"asterisk-22": 40.0, "asterisk-22, INFO keys": 120.0}
PEER_CPU: Final = {"asterisk-22": 44.0, "asterisk-22, INFO keys": 11.0}


@dataclass(frozen=True, slots=True)
class Step:
    """One rate, and what came of it."""

    rate: int
    counted: Counted
    refused: int
    cpu_ms: float
    "Of all our processes, for each call."
    by_process: dict[str, float]

    @property
    def clean(self) -> bool:
        """Whether every call went as it should."""
        return self.counted.failed == 0 and self.refused == 0


def measure(folder: Path, seconds: int = SECONDS) -> list[Figure]:
    """Return the figures; without a value where SIPp may not send keys in the sound."""
    if not _may_send_raw():
        say("SIPp needs a raw socket for RFC 4733 keys: run as root. Calls are not measured.")
        return [replace(figure, value=None, note=RAW) for figure in (_sustained([]), *_UNKNOWN)]
    steps = _steps(folder, seconds)
    return [_sustained(steps), _cost(steps), _overload(folder / "overload", seconds)]


def _steps(folder: Path, seconds: int) -> list[Step]:
    steps: list[Step] = []
    with sink() as media:
        port = free_port()
        text = plan(folder, agents=AGENTS, port=port, ready="true")
        agents = ("-p", str(port), "-key", "media", str(media))
        with running("agent", folder, *agents), served(text, folder) as hotline:
            call(folder, hotline.port, media, rate=20, calls=20 * WARM_UP)
            for rate in RATES:
                steps.append(_step(hotline, folder, media, rate, seconds))
                if not steps[-1].clean:
                    break
    return steps


def _step(hotline: Served, folder: Path, media: int, rate: int, seconds: int) -> Step:
    before, refused = hotline.cpu_by_process(), hotline.counts()["blocked"]
    counted = call(folder, hotline.port, media, rate=rate, calls=rate * seconds)
    used = {
        role: 1000 * (seconds_used - before.get(role, 0.0)) / counted.made
        for role, seconds_used in hotline.cpu_by_process().items()
    }
    refused = hotline.counts()["blocked"] - refused
    step = Step(rate, counted, refused, sum(used.values()), used)
    say(
        f"{rate} calls/s: {counted.succeeded} of {counted.made} went well, {refused} refused, "
        f"{step.cpu_ms:.2f} CPU-ms a call ({_shares(step)})"
    )
    return step


def _shares(step: Step) -> str:
    return ", ".join(f"{role} {value:.2f}" for role, value in sorted(step.by_process.items()))


def _sustained(steps: list[Step]) -> Figure:
    clean = [step.rate for step in steps if step.clean]
    tried = "; ".join(
        f"{step.rate}/s: {step.counted.failed} failed of {step.counted.made}" for step in steps
    )
    return Figure(
        "live.calls_per_s.sustained",
        max(clean, default=0),
        "1/s",
        "higher",
        TARGET_RATE,
        PEER_RATE,
        f"RFC 4733 keys, none failed; load generator on the same cores. {tried}",
    )


def _cost(steps: list[Step]) -> Figure:
    at = steps[0]
    return Figure(
        "live.cpu_ms_per_call",
        at.cpu_ms,
        "ms",
        "lower",
        12.0,
        PEER_CPU,
        f"all our processes at {at.rate}/s: {_shares(at)}; store and journal included",
    )


_UNKNOWN: Final = (
    Figure("live.cpu_ms_per_call", None, "ms", "lower", 12.0, PEER_CPU),
    Figure("live.overload.admitted_failed", None, "calls", "lower", 0),
)


def _may_send_raw() -> bool:
    try:
        socket.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_UDP).close()
    except PermissionError:
        return False
    return True


def _overload(folder: Path, seconds: int) -> Figure:
    with sink() as media:
        port = free_port()
        text = plan(folder, agents=AGENTS, port=port, ready="true", per_second=ADMITTED)
        agents = ("-p", str(port), "-key", "media", str(media))
        with running("agent", folder, *agents), served(text, folder) as hotline:
            counted = call(folder, hotline.port, media, rate=OFFERED, calls=OFFERED * seconds)
            refused = hotline.counts()["blocked"]
    say(f"{OFFERED} calls/s offered: {refused} refused with 503, {counted.failed} failed")
    return Figure(
        "live.overload.admitted_failed",
        counted.failed,
        "calls",
        "lower",
        0,
        {},
        f"{OFFERED}/s offered, {ADMITTED}/s let in by the plan: of {counted.made} calls "
        f"{refused} got 503 with Retry-After. Asterisk 22 at 140/s: 55 % of all calls fail",
    )
