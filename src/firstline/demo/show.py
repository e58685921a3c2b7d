"""The demonstration: a hotline, robots that call it and answer, and a table of what happens.

It begins and ends everything in order: robots last and first, so that every call ends as calls do.
"""

import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from rich.console import Console
from rich.live import Live

from firstline.demo.accounts import Account, open_accounts
from firstline.demo.robots import Robots, free_port
from firstline.demo.served import Served
from firstline.demo.stage import LOOPBACK, callers, set_up
from firstline.demo.table import drawn, in_one_line
from firstline.errors import FailureError
from firstline.live.desk import Picture
from firstline.live.runner import wall_clock
from firstline.plan.model import Plan

SIP_PORT: Final = 5060
HTTP_PORT: Final = 8080
LOOK: Final = 0.5
"""Seconds between two pictures on a terminal."""
PLAIN_LOOK: Final = 5.0
"""The same where lines are printed."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person asked for."""

    plan: Path
    data: Path
    calls_per_minute: int
    seconds: float | None
    "None: until somebody ends it."
    sip_port: int = SIP_PORT
    http_port: int = HTTP_PORT
    "These, if nobody has them; else others."


class Show:
    """One demonstration on one terminal."""

    def __init__(self, wish: Wish, plan: Plan, console: Console) -> None:
        self._wish: Final = wish
        self._console: Final = console
        wish.data.mkdir(parents=True, exist_ok=True)
        self._data: Final = wish.data.absolute()
        self._robots: Final = Robots(self._data / "robots")
        self._agents_port: Final = free_port(socket.SOCK_DGRAM)
        self._stage: Final = set_up(plan, wish.plan, self._data, self._agents_port)
        self._accounts: Final = open_accounts(self._data, self._stage.people, wall_clock())

    def run(self) -> None:
        """Show it until the time is over, somebody ends it, or something fails."""
        with self._served() as served:
            try:
                self._begin(served)
                self._watch(served)
            finally:
                self._say("The callers hang up.")
                self._robots.stop_callers()
                self._last_line(served)

    @contextmanager
    def _served(self) -> Iterator[Served]:
        """Start agents' phones, then the hotline; end them the other way round."""
        self._say("Preparing: every prompt is spoken once; the first time takes a while.")
        self._robots.start_agents(self._agents_port)
        try:
            served = Served(
                self._stage.plan,
                self._data,
                self._address(self._wish.sip_port, socket.SOCK_DGRAM, "SIP"),
                self._address(self._wish.http_port, socket.SOCK_STREAM, "HTTP"),
                {phone.variable: phone.password for phone in self._stage.softphones},
            )
            try:
                yield served
            finally:
                served.stop()
        finally:
            self._robots.stop()

    def _address(self, port: int, kind: socket.SocketKind, what: str) -> str:
        free = free_port(kind, port)
        if free != port:
            self._say(f"{what} port {port} is taken by another program: using {free}.")
        return f"{LOOPBACK}:{free}"

    def _begin(self, served: Served) -> None:
        served.wait_until_ready()
        for agent in self._stage.to_begin:
            served.begin(agent)
        for hint in self._hints(served):
            self._say(hint)
        self._robots.start_callers(
            served.sip, self._stage.dialled, callers(self._stage.keys), self._wish.calls_per_minute
        )

    def _hints(self, served: Served) -> list[str]:
        host, port = served.sip
        return [
            f"Call in a browser: {served.http}/call",
            *_ways_in(served.http, self._accounts),
            f"Or call with any softphone: sip:{self._stage.dialled}@{host}:{port}",
            *(
                f"Or be {phone.agent} with a softphone: register at {host}:{port} as {phone.user}, "
                f"password {phone.password}."
                for phone in self._stage.softphones
            ),
            f"What happened to each caller: firstline records --data {self._wish.data}",
            "Ctrl-C ends it.",
        ]

    def _watch(self, served: Served) -> None:
        if self._console.is_terminal:
            hints = self._hints(served)
            with Live(console=self._console, screen=True, auto_refresh=False) as live:
                for picture in self._pictures(served, LOOK):
                    live.update(drawn(picture, hints), refresh=True)
        else:
            for picture in self._pictures(served, PLAIN_LOOK):
                self._say(in_one_line(picture))

    def _pictures(self, served: Served, every: float) -> Iterator[Picture]:
        """Yield what is to be seen, again and again."""
        left = self._wish.seconds
        while left is None or left > 0:
            fault = served.fault() or self._robots.fault()
            if fault:
                raise FailureError(f"The demonstration failed: {fault}.", f"See {self._data}.")
            yield served.picture()
            pause = every if left is None else min(every, left)
            time.sleep(pause)
            left = None if left is None else left - pause

    def _last_line(self, served: Served) -> None:
        if not served.fault():
            self._say(in_one_line(served.picture()))

    def _say(self, text: str) -> None:
        self._console.print(text, highlight=False, markup=False, soft_wrap=True)


def _ways_in(http: str, accounts: list[Account]) -> list[str]:
    """Return as whom one can sign in, and what for."""
    return [
        f"Answer in another window: {http}/ as {account.name}, password {account.password}"
        if account.agent
        else f"Supervise: {http}/ as {account.name}, password {account.password}"
        for account in accounts
    ]
