"""Desks and wallboards, as many as there are to be: sockets that are read as a page reads them.

Run as a program with the hotline's address, and tokens on its input: a line for each desk, then one
for all boards. It says a number when all are open. It measures in milliseconds how long after
something happened to an agent a socket is told of it; what a browser then takes to show it is not
in it.
"""

import asyncio
import json
import os
import sys
import time
from datetime import datetime
from typing import Any, Final

from websockets.asyncio.client import connect

from bench.process import BEGIN

OPENING: Final = 20
"Sockets that are opened at the same time."


class Watchers:
    """All sockets, and what they have measured."""

    def __init__(self, address: str) -> None:
        self._address: Final = address
        self._opening: Final = asyncio.Semaphore(OPENING)
        self.late_ms: dict[str, list[float]] = {"desk": [], "board": []}
        self.bytes = 0
        self.open = 0

    async def watch(self, kind: str, token: str) -> None:
        """Read one socket for ever."""
        known: dict[str, str] = {}
        async with self._opening:
            socket = await connect(
                f"{self._address}/{kind}/socket",
                additional_headers={"Authorization": f"Bearer {token}"},
                proxy=None,
                compression=None,
                max_size=None,
            )
        self.open += 1
        async for text in socket:
            now = time.time()
            self.bytes += len(text)
            said: dict[str, Any] = json.loads(text)
            for row in said.get("agents", ()) if kind == "board" else [said]:
                self._look(kind, row, known, now)

    def _look(self, kind: str, row: dict[str, Any], known: dict[str, str], now: float) -> None:
        agent, since = row.get("agent"), row.get("since")
        if not agent or not since or known.get(agent) == since:
            return
        if agent in known:
            happened = datetime.fromisoformat(since).timestamp()
            self.late_ms[kind].append(1000 * (now - happened))
        known[agent] = since


async def obey(watchers: Watchers) -> None:
    """Do what is asked for on the input, until it ends."""
    loop = asyncio.get_running_loop()
    while words := (await loop.run_in_executor(None, os.read, 0, 4096)).decode().split():
        for word in words:
            if word == BEGIN:
                watchers.late_ms = {"desk": [], "board": []}
                watchers.bytes = 0
            else:
                print(json.dumps([watchers.late_ms, watchers.bytes]), flush=True)


async def main(address: str, desks: int, boards: int) -> None:
    """Open everything, then obey."""
    lines = b""
    while lines.count(b"\n") < desks + 1:
        lines += os.read(0, 65_536)
    *own, reader = lines.decode().split()
    watchers = Watchers(address)
    async with asyncio.TaskGroup() as tasks:
        readers = [tasks.create_task(watchers.watch("desk", token)) for token in own]
        readers += [tasks.create_task(watchers.watch("board", reader)) for _ in range(boards)]
        while watchers.open < desks + boards:
            await asyncio.sleep(0.05)
        print(watchers.open, flush=True)
        await obey(watchers)
        for task in readers:
            task.cancel()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3])))
