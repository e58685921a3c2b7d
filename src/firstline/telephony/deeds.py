"""What the lines do at each command of the journal. What a command does not find, it leaves alone.

A leg may have ended while a command was on its way. It decides nothing, and hears nothing of what
comes of it: that is told by the parties.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final

from firstline.journal.commands import (
    Answer,
    Command,
    Conference,
    Connect,
    EndSupervision,
    HangUp,
    Hold,
    HoldMusic,
    Join,
    Part,
    Play,
    Queue,
    Refuse,
    Release,
    Ring,
    StopRinging,
    Supervise,
)
from firstline.journal.events import AgentDeclined, CallArrived, Event, SupervisionEnded
from firstline.telephony.browser.phones import BrowserPhones
from firstline.telephony.g711 import Codec
from firstline.telephony.parties import ConsultParty
from firstline.telephony.parties_up import PartiesUp
from firstline.telephony.party import UNREACHABLE, Party, Reports, Rung
from firstline.telephony.recorder import Recorder
from firstline.telephony.repertoire import Repertoire
from firstline.telephony.rooms import Rooms
from firstline.telephony.telephones import Telephones


class Deeds:
    """Carries out commands."""

    def __init__(
        self,
        *,
        up: PartiesUp,
        rooms: Rooms,
        repertoire: Repertoire,
        recorder: Recorder,
        telephones: Telephones,
        in_browsers: BrowserPhones,
        reports: Reports,
    ) -> None:
        self._up = up
        self._rooms = rooms
        self._repertoire = repertoire
        self._recorder = recorder
        self._telephones = telephones
        self._in_browsers = in_browsers
        self._reports = reports

    def carry_out(self, what: Command | Event) -> None:
        """Do what the journal says. What is not in the table concerns no leg."""
        deed = _DEEDS.get(type(what))
        if deed is not None:
            deed(self, what)

    # A caller.

    def _bind(self, arrived: CallArrived) -> None:
        caller = self._up.arriving.get(arrived.leg)
        if caller is not None:
            caller.known_as(arrived.call)
            if caller.gone:
                self._up.arriving.pop(arrived.leg, None)

    def _answer(self, command: Answer) -> None:
        caller = self._up.arrived(command.call)
        if caller is not None:
            self._up.callers[command.call] = caller
            caller.answer()

    def _refuse(self, command: Refuse) -> None:
        caller = self._up.arrived(command.call)
        if caller is not None:
            caller.refuse(command.why, command.retry_after)

    def _play(self, command: Play) -> None:
        caller = self._up.callers.get(command.call)
        if caller is not None:
            self._rooms.hears_apart(caller)
            caller.end.hear(self._repertoire.find(command.prompts, command.language))

    def _music(self, command: HoldMusic) -> None:
        caller = self._up.callers.get(command.call)
        if caller is not None:
            self._rooms.hears_apart(caller)
            caller.end.hear_on(self._repertoire.music)

    def _hang_up(self, command: HangUp) -> None:
        caller = self._up.callers.get(command.call)
        if caller is not None:
            caller.hang_up()

    # An agent.

    def _queue(self, command: Queue) -> None:
        asker = self._up.asker(command.asker)
        if asker is not None:
            self._rooms.hears_apart(asker)
            asker.end.hear_on(self._repertoire.ringback)

    def _ring(self, command: Ring) -> None:
        known = self._up.agents.get(command.agent)
        if known is not None and known.call == command.call:
            return  # the caller takes the place of the colleague who asked: it rings on
        caller = self._up.callers.get(command.call)
        codec = Codec.PCMU if caller is None else caller.end.codec
        rung: Rung | None = self._in_browsers.ring(command.agent, command.call, codec)
        rung = rung or self._telephones.ring(command, codec)
        if rung is None:
            self._reports.tell(AgentDeclined(command.agent, command.call, UNREACHABLE))
        else:
            self._up.agents[command.agent] = rung

    def _stop_ringing(self, command: StopRinging) -> None:
        self._let_go(command.agent)

    def _connect(self, command: Connect) -> None:
        agent, caller = self._up.agents.get(command.agent), self._up.callers.get(command.call)
        if agent is None or caller is None:
            return
        if command.record:
            self._recorder.start(caller.end, command.call)
        self._rooms.talk(command.agent, agent, caller)

    def _hold(self, command: Hold) -> None:
        agent, caller = self._up.agents.get(command.agent), self._up.callers.get(command.call)
        if agent is not None:
            self._rooms.talk(command.agent, agent)
        if caller is not None:
            caller.end.hear_on(self._repertoire.music)

    def _join(self, command: Join) -> None:
        asker, colleague = self._asker(command.agent), self._up.agents.get(command.colleague)
        if asker is not None and colleague is not None:
            self._rooms.talk(command.agent, asker, colleague)

    def _confer(self, command: Conference) -> None:
        asker, colleague = self._asker(command.agent), self._up.agents.get(command.colleague)
        caller = self._up.callers.get(command.call)
        if asker is not None and colleague is not None and caller is not None:
            self._rooms.talk(command.agent, asker, caller, colleague)

    def _part(self, command: Part) -> None:
        self._let_go(command.colleague)
        self._end_consult(command.agent)
        agent, caller = self._up.agents.get(command.agent), self._up.callers.get(command.call)
        if agent is not None and caller is not None and not self._rooms.are_together(agent, caller):
            self._rooms.talk(command.agent, agent)

    def _release(self, command: Release) -> None:
        self._rooms.over(command.agent)
        self._end_consult(command.agent)
        self._let_go(command.agent)

    # A supervisor.

    def _supervise(self, command: Supervise) -> None:
        party = self._up.supervisors.get(command.supervisor)
        caller = self._up.callers.get(command.call)
        if party is None:
            codec = Codec.PCMU if caller is None else caller.end.codec
            party = self._in_browsers.let_hear(command.supervisor, codec)
        if party is None:
            self._reports.tell(SupervisionEnded(command.supervisor))
            return
        self._up.supervisors[command.supervisor] = party
        self._rooms.supervise(command.agent, party, command.mode)

    def _end_supervision(self, command: EndSupervision) -> None:
        party = self._up.supervisors.get(command.supervisor)
        if party is not None:
            party.hang_up()

    # What several of them share.

    def _asker(self, agent: str) -> Party | None:
        """Return the leg on which *agent* talks with a colleague, answered if it was not yet."""
        asker = self._up.asker(agent)
        if isinstance(asker, ConsultParty):
            asker.answer()
        return asker

    def _let_go(self, agent: str) -> None:
        party = self._up.agents.get(agent)
        if party is not None:
            party.hang_up()

    def _end_consult(self, agent: str) -> None:
        party = self._up.consults.get(agent)
        if party is not None:
            party.hang_up()


_DEEDS: Final[Mapping[type[Command] | type[Event], Callable[[Deeds, Any], None]]] = {
    CallArrived: Deeds._bind,
    Answer: Deeds._answer,
    Refuse: Deeds._refuse,
    Play: Deeds._play,
    HoldMusic: Deeds._music,
    Queue: Deeds._queue,
    Ring: Deeds._ring,
    StopRinging: Deeds._stop_ringing,
    Connect: Deeds._connect,
    Hold: Deeds._hold,
    Join: Deeds._join,
    Conference: Deeds._confer,
    Part: Deeds._part,
    Release: Deeds._release,
    HangUp: Deeds._hang_up,
    Supervise: Deeds._supervise,
    EndSupervision: Deeds._end_supervision,
}
