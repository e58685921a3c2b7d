"""The lines: every leg of the hotline, doing what the switchboard asks, telling it what happens.

Takes the journal's entries in order and has their commands carried out, and turns what phones do
into events. It decides nothing; what it does not know it leaves alone, for a leg may have ended
while a command was on its way.
"""

from collections.abc import Callable, Sequence
from typing import Final

import structlog

from firstline.errors import FailureError
from firstline.journal.entry import Entry
from firstline.journal.events import Event
from firstline.switchboard.refusal import Refusal
from firstline.telephony.browser.callers import BrowserCallers
from firstline.telephony.browser.phones import AGENT, BrowserPhones
from firstline.telephony.deeds import Deeds
from firstline.telephony.end import End
from firstline.telephony.leg import Leg
from firstline.telephony.media import MediaEngine
from firstline.telephony.mixer import Mixer
from firstline.telephony.parties_up import PartiesUp
from firstline.telephony.party import Caller, Party
from firstline.telephony.phones import Phones
from firstline.telephony.recorder import Recorder
from firstline.telephony.repertoire import Repertoire
from firstline.telephony.rooms import Rooms
from firstline.telephony.sip import Sip
from firstline.telephony.telephones import Telephones

NO_HOST: Final = ""
"From where the SIP of a page comes: it speaks none."


class Lines:
    """All legs, by call and by agent."""

    def __init__(
        self,
        *,
        engine: MediaEngine,
        mixer: Mixer,
        repertoire: Repertoire,
        phones: Phones,
        recorder: Recorder,
        receive: Callable[[Event], None],
        grace: float,
    ) -> None:
        """*receive* takes what happens on the phones; it may raise Refusal.

        *grace*: seconds that a page which is gone is waited for.
        """
        self._engine = engine
        self._recorder = recorder
        self._receive = receive
        self._log = structlog.get_logger("lines")
        self._up: Final = PartiesUp()
        self._rooms: Final = Rooms(mixer)
        self.telephones: Final = Telephones(
            self, self._up, phones, self._new_end, self._is_in_browser
        )
        "Who is told what happens by SIP."
        self.phones_in_browsers: Final = BrowserPhones(
            self, self._new_end_of_page, self.telephones.has, grace
        )
        self.callers_in_browsers: Final = BrowserCallers(
            self, self._new_end_of_page, self._arrive, self._admit, grace
        )
        self._deeds: Final = Deeds(
            up=self._up,
            rooms=self._rooms,
            repertoire=repertoire,
            recorder=recorder,
            telephones=self.telephones,
            in_browsers=self.phones_in_browsers,
            reports=self,
        )

    def attach(self, sip: Sip) -> None:
        """Use *sip* for calls to agents' phones."""
        self.telephones.sip = sip

    @property
    def up(self) -> int:
        """How many legs there are."""
        return len(self._up)

    def open(self) -> None:
        """Report the phones that are always there."""
        self.telephones.open()

    def close(self) -> None:
        """Hang up whatever is still up."""
        for party in self._up:
            party.hang_up()
        self.phones_in_browsers.close()
        self.callers_in_browsers.close()

    def take(self, entries: Sequence[Entry]) -> None:
        """Carry out what the journal says is to be done."""
        for entry in entries:
            self._deeds.carry_out(entry.what)

    def engine_is_back(self) -> None:
        """Let every leg have a place in the new engine."""
        for party in self._up:
            party.renew()

    def key_heard(self, session: str, key: str) -> None:
        """The media engine heard a key."""
        caller = self._up.caller_of(session)
        if caller is not None:
            caller.press(key)

    # What parties report.

    def tell(self, event: Event) -> None:
        """Report what happened; where it comes too late, it means nothing."""
        try:
            self._receive(event)
        except Refusal as refusal:
            self._log.debug("without effect", happened=type(event).__name__, why=refusal.reason)

    def ask(self, event: Event) -> None:
        """Report what somebody wants."""
        self._receive(event)

    def placed(self, party: Party) -> None:
        """The party has another place: its keys come from there, and its recording goes on."""
        self._up.placed(party)
        self._recorder.again(party.end)

    def left(self, party: Party) -> None:
        """Forget a party whose leg is over. Who has called to ask only this one has done so."""
        asking = self._up.asking(party)
        self._rooms.left(party)
        self._recorder.finish(party.end)
        self._up.forget(party)
        self.phones_in_browsers.forget(party)
        self.callers_in_browsers.forget(party)
        for one in asking:
            one.hang_up()

    def without_place(self, error: FailureError) -> None:
        """Say what there was no place for."""
        self._log.warning("no place on the patch panel", error=error.message)

    def is_consult(self, agent: str, leg: Leg | None) -> bool:
        """Whether *leg* is that of the agent's own second call, or the colleague's."""
        return self._up.is_consult(agent, leg)

    # What its parts ask of it.

    def _new_end(self, host: str) -> End:
        return End(self._engine, host)

    def _new_end_of_page(self) -> End:
        return End(self._engine, NO_HOST)

    def _is_in_browser(self, agent: str) -> bool:
        return self.phones_in_browsers.has(AGENT + agent)

    def _arrive(self, caller: Caller) -> None:
        self._up.arriving[caller.name] = caller

    def _admit(self) -> int | None:
        return self.telephones.sip.admit(("127.0.0.1", 0))
