"""The hotlines that are measured: two menus of six seconds, two queues, many agents."""

import wave
from pathlib import Path
from typing import Final

import numpy as np

MENU: Final = 6
"Seconds."
RATE: Final = 8000

_PLAN: Final = """\
hotline: Benchmark
languages: [en]
menu:
  welcome:
    say: {{file: menu.wav}}
    keys:
      1: {{go: second}}
  second:
    say: {{file: menu.wav}}
    keys:
      1: {{stream: prospects}}
      2: {{stream: customers}}
streams:
  prospects: {{caller: prospect}}
  customers: {{caller: customer}}
teams:
  everybody:
    takes: [prospects, customers]
    agents:
{agents}
policy:
  order: {{discipline: strict, guard: 5 min}}
  ring_time: 20 s
  wrap_up: 0 s
  announce: never
  redial: {{keeps_place: 0 s}}
limits: {{calls: {calls}, per_second: {per_second}, retry_after: 5 s}}
"""


def plan(
    folder: Path,
    *,
    agents: int,
    port: int,
    ready: str,
    calls: int = 10_000,
    per_second: int = 1_000,
) -> str:
    """Return a plan whose sounds are put into *folder*; all agents' phones are at *port*."""
    folder.mkdir(parents=True, exist_ok=True)
    _write_tone(folder / "menu.wav", 440, MENU)
    lines = [
        f'      a{n}: {{address: "sip:a{n}@127.0.0.1:{port}", ready_from_start: {ready}}}'
        for n in range(agents)
    ]
    return _PLAN.format(agents="\n".join(lines), calls=calls, per_second=per_second)


def _write_tone(path: Path, frequency: int, seconds: int) -> None:
    at = np.arange(seconds * RATE)
    samples = (8000 * np.sin(2 * np.pi * frequency * at / RATE)).astype("<i2")
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(samples.tobytes())
