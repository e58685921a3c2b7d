"""The parts of a running hotline, joined: remembered before done, and all on one loop.

    phones -> events -> exchange -> entries -> store -> (once durable) -> phones, tally, desk

They are begun and ended in order; when, is for service.py to say.
"""

import asyncio
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import structlog

from firstline import __version__
from firstline.domain.time import MINUTE
from firstline.journal.entry import Entry
from firstline.journal.events import CallerLost, ClosingAsked, Event, RunEnded, RunStarted
from firstline.journal.exchange import Exchange
from firstline.journal.privacy import masked
from firstline.journal.state import HotlineState
from firstline.live.announcements import Announcements
from firstline.live.desk import Desk, Kept
from firstline.live.feed import Remembered
from firstline.live.health import Health
from firstline.live.plans import Plans
from firstline.live.preparation import Prepared
from firstline.live.recovery import Recovered
from firstline.live.runner import Runner, wall_clock
from firstline.live.store import Store
from firstline.live.tally import Tally
from firstline.live.writer import StoreReport, StoreState, Writer
from firstline.telephony.address import Address
from firstline.telephony.plant import Plant
from firstline.telephony.recording import awaits_conversion
from firstline.telephony.stun import reachable_at

RECORDINGS: Final = "recordings"
CLOCK_MAY_BE_OFF: Final = 1 * MINUTE
"""More than that between our time and the machine's is remarked upon."""
KEEP_EVERY: Final = 60.0
"""Seconds between two states that are stored."""
TRY_AGAIN: Final = 30
"""Seconds after which a caller may try again whom a failed store keeps out."""
TRY_SOON: Final = 2
"""The same, at the end of a run: another may begin at once."""


class Works:
    """One run of a hotline. Build it on the loop that it is to run on."""

    def __init__(
        self,
        prepared: Prepared,
        store: Store,
        url: str,
        past: Recovered,
        sip: Address,
        directory: Path,
        plans: Plans,
    ) -> None:
        self._log: Final = structlog.get_logger("live")
        self._prepared: Final = prepared
        self._past: Final = past.state
        self._recordings: Final = directory / RECORDINGS
        self._has_begun = False
        self._takes_calls = False
        self._is_over = False
        self._keeping: asyncio.TimerHandle | None = None
        self._faults = 0
        asyncio.get_running_loop().set_exception_handler(self._on_fault)
        self._tally: Final = Tally()
        before = store.archive.last_seq()
        self._exchange: Final = Exchange(prepared.hotline, self._on_entries, first_seq=before + 1)
        self._runner: Final = Runner(self._exchange, max(wall_clock(), past.last + 1))
        self.plant: Final = Plant(
            prepared.plan,
            prepared.repertoire,
            address=sip,
            prompts=prepared.prompts.directory,
            recordings=self._recordings,
            receive=self._receive,
        )
        self.plant.sip.admit = self._admit
        self._announcements: Final = Announcements(
            directory, prepared.prompts, prepared.repertoire, prepared.plan.languages
        )
        edge = masked if prepared.plan.privacy.calling_numbers == "masked" else None
        journal = Remembered(url, before, lambda: before + self._writer.stored, edge)
        self.desk: Final = Desk(
            board=self._exchange.board,
            runner=self._runner,
            tally=self._tally,
            health=self._health(),
            announcements=self._announcements,
            kept=Kept(url, self._recordings, plans, journal),
            telephony=self._counted,
            plan=prepared.plan,
        )
        self._welcome_browsers(sip)
        run = store.begin(
            prepared.copy, past.state, int(self._runner.now()), f"firstline {__version__}"
        )
        self._writer: Final = Writer(
            store,
            run,
            deliver=self._deliver,
            on_state=self._on_store,
            edge=edge,
        )

    def _welcome_browsers(self, sip: Address) -> None:
        self.desk.phones = self.plant.lines.phones_in_browsers
        self.desk.web_callers = self.plant.lines.callers_in_browsers
        self.desk.stun = reachable_at(sip)

    @property
    def version(self) -> int:
        """Return which version of the plan this runs by."""
        return self._prepared.version

    @property
    def calls_up(self) -> int:
        """Return how many calls there are."""
        return len(self._exchange.board.room.calls)

    async def begin(self) -> None:
        """Take up what was, then take calls."""
        state = self._past
        if state is not None:
            state = await self._with_sound(state)
        self._runner.receive(RunStarted(self._prepared.copy.digest(), state))
        self._has_begun = True
        try:
            await self.plant.start()
        except BaseException:
            await self.plant.media.stop()
            raise
        self._takes_calls = True
        self.desk.audience.begin()
        self._keep()

    def welcome_phones_of(self, before: "Works") -> None:
        """Know the phones that have registered in the run *before*: they will not say it again."""
        self.plant.sip.take_over(before.plant.sip)

    def close(self) -> None:
        """Take no new calls; those that are up go on."""
        self._runner.receive(ClosingAsked())

    async def rests(self) -> bool:
        """Return whether there is no call, and of those before nothing is left to be done."""
        if self.calls_up or self.plant.sip.up:
            return False
        is_done = not await asyncio.to_thread(awaits_conversion, self._recordings, time.time())
        return is_done and not self.calls_up and not self.plant.sip.up

    def hush(self) -> None:
        """Hear no phone any more: what it says again, as SIP does, is heard by who comes next."""
        self.plant.sip.stop()

    async def end(self) -> bool:
        """End everything, calls included; return whether all of it is remembered."""
        if self._has_begun:
            self._lose_calls()
        self._is_over = True
        self.desk.end()
        self._runner.stop()
        if self._keeping is not None:
            self._keeping.cancel()
        whole = await self._writer.close()
        await self.desk.audience.end()
        if self._takes_calls:
            await self.plant.stop()
        return whole

    def _lose_calls(self) -> None:
        """Let every call be over, and write down what outlives the restart."""
        board = self._exchange.board
        for number in list(board.room.calls):
            self._runner.receive(CallerLost(number))
        self._writer.keep(HotlineState.of(board.snapshot()))
        self._runner.receive(RunEnded())

    def _keep(self) -> None:
        """Store the state from time to time, should a cut-off run ever be past replaying."""
        self._writer.keep(HotlineState.of(self._exchange.board.snapshot()))
        self._keeping = asyncio.get_running_loop().call_later(KEEP_EVERY, self._keep)

    def _receive(self, event: Event) -> None:
        """Take in what happens on the phones, as long as anything does."""
        if not self._is_over:
            self._runner.receive(event)

    def _on_entries(self, entries: list[Entry]) -> None:
        self._writer.submit(entries)

    def _deliver(self, entries: list[Entry]) -> None:
        """Let commands leave, now that they are remembered."""
        self.plant.take(entries)
        self._tally.take(entries)
        self.desk.take(entries)

    def _admit(self, _: Address) -> int | None:
        """Keep new callers out while nothing can be remembered of them."""
        if self._is_over:
            return TRY_SOON
        return None if self._writer.report.state is StoreState.WORKING else TRY_AGAIN

    def _on_store(self, report: StoreReport) -> None:
        if report.state is StoreState.WORKING:
            self._log.info("the store works again")
        else:
            self._log.error("the store has failed", state=report.state.value, why=report.why)

    def _health(self) -> Health:
        health = Health()
        health.need(lambda: "" if self.plant.media.up else "the media engine is not there")
        health.need(self._store_fault)
        health.need(lambda: "it is closing" if self._exchange.board.room.closing else "")
        health.watch(self._clock_fault)
        health.watch(lambda: f"{self._faults} faults are in the log" if self._faults else "")
        return health

    def _store_fault(self) -> str:
        report = self._writer.report
        return "" if report.state is StoreState.WORKING else f"the store has failed: {report.why}"

    def _clock_fault(self) -> str:
        behind = self._runner.behind_wall_clock()
        if -CLOCK_MAY_BE_OFF < behind < CLOCK_MAY_BE_OFF:
            return ""
        return "the machine's clock was set since the start: start again to go by it"

    def _counted(self) -> Mapping[str, int]:
        return {**self.plant.counters, **self.plant.sip.counters}

    def _on_fault(self, _: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        """Note what no one caught: a fault of ours. The loop goes on."""
        self._faults += 1
        self._log.error(context["message"], exc_info=context.get("exception"))

    async def _with_sound(self, state: HotlineState) -> HotlineState:
        """Return *state* with those incidents that can still be said."""
        declared = [incident.prompt for incident in state.incidents]
        sounding = {*self._prepared.copy.lengths, *await self._announcements.restore(declared)}
        kept = tuple(incident for incident in state.incidents if incident.prompt in sounding)
        for incident in state.incidents:
            if incident not in kept:
                self._log.warning("an incident is over: its text is gone", name=incident.incident)
        return HotlineState(state.agents, kept, state.places, state.last_call)
