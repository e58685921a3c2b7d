"""A running hotline with its interface over HTTP, and no telephones: tests say what phones do.

Exchange, store, runner and uvicorn are the real ones; the clock is the loop's own.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Final

import httpx

from firstline.domain.hotline import Hotline
from firstline.domain.time import Instant
from firstline.journal.entry import Entry
from firstline.journal.events import (
    AgentSignedIn,
    AgentSignedOut,
    AgentWentReady,
    CallArrived,
    CallerHungUp,
    Event,
    KeyPressed,
    PhoneConnected,
    PhoneLost,
    RunStarted,
)
from firstline.journal.exchange import Exchange
from firstline.journal.plan import PlanCopy
from firstline.live.announcements import Announcements
from firstline.live.committer import Pace
from firstline.live.database import sqlite_url
from firstline.live.desk import Desk, Kept
from firstline.live.feed import Remembered
from firstline.live.health import Health
from firstline.live.plans import Plans
from firstline.live.runner import Runner
from firstline.live.store import Store
from firstline.live.tally import Tally
from firstline.live.writer import Writer
from firstline.plan.model import Plan
from firstline.telephony.prompts import Prompts
from firstline.telephony.repertoire import Repertoire
from firstline.web.app import interface
from firstline.web.house import House, Site
from firstline.web.server import Server, listening
from kit.journals import START, small_bank


class Office:
    """One hotline for one test. Make it with `office`."""

    def __init__(
        self,
        directory: Path,
        hotline: Hotline,
        plan: Plan,
        site: Site | None = None,
        store: str = "",
    ) -> None:
        url = store or sqlite_url(directory)
        self.store: Final = Store(url)
        self.plans: Final = Plans(url, directory / "plan.yaml", directory)
        run = self.store.begin(PlanCopy("", {}), None, START, "test")
        self.tally: Final = Tally()
        self.writer: Final = Writer(
            self.store,
            run,
            deliver=self._deliver,
            on_state=lambda report: None,
            pace=Pace(records_s=0),
        )
        self.exchange: Final = Exchange(hotline, self.writer.submit)
        self.runner: Final = Runner(self.exchange, START)
        self.health: Final = Health()
        prompts = Prompts(directory / "prompts")
        self.repertoire: Final = Repertoire(prompts, prompts.silence(1))
        self.desk: Final = Desk(
            board=self.exchange.board,
            runner=self.runner,
            tally=self.tally,
            health=self.health,
            announcements=Announcements(directory, prompts, self.repertoire, hotline.languages),
            kept=Kept(
                url,
                directory / "recordings",
                self.plans,
                Remembered(url, 0, lambda: self.writer.stored),
            ),
            telephony=lambda: {"sip.malformed": 3},
            plan=plan,
        )
        self._stands_at: Instant | None = None
        self.house: Final = House(directory, url, self._now, site)
        self.tokens: Final = self.house.tokens
        self.listener: Final = listening("127.0.0.1", 0)
        self.server: Final = Server(interface(self.desk, self.house), self.listener)

    @property
    def url(self) -> str:
        """Return where the interface is."""
        host, port = self.server.address
        return f"http://{host}:{port}"

    def stand_still(self) -> None:
        """At the doors, no more time goes by: guesses come quickly on a slow machine, too."""
        self._stands_at = self._now()

    def client(self, *scopes: str) -> httpx.AsyncClient:
        """Return a client with a token for *scopes*, or without one."""
        headers = {}
        if scopes:
            token = self.tokens.create(list(scopes), START)
            headers["Authorization"] = f"Bearer {token}"
        return httpx.AsyncClient(base_url=self.url, headers=headers, timeout=10)

    def on(self, *events: Event) -> None:
        """Let *events* happen now."""
        for event in events:
            self.runner.receive(event)

    def ready(self, *agents: str) -> None:
        """Let *agents* sign in and go ready."""
        for agent in agents:
            self.on(PhoneConnected(agent), AgentSignedIn(agent), AgentWentReady(agent))

    def call(self, keys: str = "", calling: str = "+36301234567") -> int:
        """Let a call come in, and return its number."""
        self.on(CallArrived("leg", calling, "+3612345678"))
        number = max(self.exchange.board.room.calls)
        self.on(*(KeyPressed(number, key) for key in keys))
        return number

    def clear(self) -> None:
        """Send everybody home."""
        for number in list(self.exchange.board.room.calls):
            self.on(CallerHungUp(number))
        for agent in self.exchange.board.room.agents:
            self.on(AgentSignedOut(agent.name), PhoneLost(agent.name))

    def _now(self) -> Instant:
        return self.desk.now() if self._stands_at is None else self._stands_at

    def _deliver(self, entries: list[Entry]) -> None:
        self.tally.take(entries)
        self.desk.take(entries)

    async def stored(self) -> None:
        """Wait until everything that has happened is in the store."""
        while self.writer.behind:
            await asyncio.sleep(0.005)


@asynccontextmanager
async def office(
    directory: Path,
    hotline: Hotline | None = None,
    plan: Plan | None = None,
    site: Site | None = None,
    store: str = "",
) -> AsyncIterator[Office]:
    """Run a hotline for the time of a `with`; *store* is a database's URL, if not SQLite's."""
    made = Office(directory, hotline or small_bank(), plan or Plan(), site, store)
    made.on(RunStarted("digest"))
    made.desk.audience.begin()
    with made.listener, made.house:
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(made.server.serve())
            try:
                yield made
            finally:
                made.runner.stop()
                made.server.stop()
                await made.writer.close()
                await made.desk.audience.end()
                made.desk.end()
                made.plans.close()
                made.store.close()


def run(life: Callable[[Office], Coroutine[Any, Any, None]], directory: Path) -> None:
    """Let *life* happen in an office."""

    async def all_of_it() -> None:
        async with office(directory) as place:
            await life(place)

    asyncio.run(all_of_it())
