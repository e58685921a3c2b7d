"""The lines: every leg of the hotline, doing what the switchboard asks, telling it what happens.

Takes the journal's entries in order, carries out their commands on legs and patch panel, and turns
what phones do into events. It decides nothing; what it does not know it leaves alone, for a leg may
have ended while a command was on its way.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, TypeVar

import structlog

from firstline.errors import FailureError
from firstline.journal.commands import (
    Answer,
    Command,
    Connect,
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
)
from firstline.journal.entry import Entry
from firstline.journal.events import (
    AgentDeclined,
    CallArrived,
    ConsultAsked,
    Event,
    PhoneConnected,
    PhoneLost,
)
from firstline.switchboard.limits import CLOSING, TOO_FAST, TOO_MANY_CALLS, UNKNOWN_NUMBER
from firstline.switchboard.refusal import Refusal
from firstline.telephony.address import Address
from firstline.telephony.end import End
from firstline.telephony.g711 import Codec
from firstline.telephony.inbound import InboundLeg
from firstline.telephony.leg import Leg
from firstline.telephony.listener import Invite
from firstline.telephony.media import MediaEngine
from firstline.telephony.parties import (
    UNREACHABLE,
    AgentParty,
    CallerParty,
    ConsultParty,
    Party,
)
from firstline.telephony.phones import Phones
from firstline.telephony.recorder import Recorder
from firstline.telephony.registrar import Contact
from firstline.telephony.repertoire import Repertoire
from firstline.telephony.sdp import Audio
from firstline.telephony.sip import Sip

_REFUSED: Final = {
    TOO_MANY_CALLS: (503, "Too Many Calls"),
    TOO_FAST: (503, "Too Many Calls At Once"),
    CLOSING: (503, "Closing Down"),
    UNKNOWN_NUMBER: (404, "Not Found"),
}
_OVERLOADED: Final = 503


_Key = TypeVar("_Key", int, str)
_Party = TypeVar("_Party", bound=Party)


class Lines:
    """All legs, by call and by agent."""

    def __init__(
        self,
        *,
        engine: MediaEngine,
        repertoire: Repertoire,
        phones: Phones,
        recorder: Recorder,
        receive: Callable[[Event], None],
    ) -> None:
        """*receive* takes what happens on the phones; it may raise Refusal."""
        self._engine = engine
        self._repertoire = repertoire
        self._phones = phones
        self._recorder = recorder
        self._receive = receive
        self._log = structlog.get_logger("lines")
        self._sip: Sip
        self._arriving: dict[str, CallerParty] = {}
        self._callers: dict[int, CallerParty] = {}
        self._by_session: dict[str, CallerParty] = {}
        self._agents: dict[str, AgentParty] = {}
        self._consults: dict[str, ConsultParty] = {}
        self._serial = 0

    def attach(self, sip: Sip) -> None:
        """Use *sip* for calls to agents' phones."""
        self._sip = sip

    @property
    def up(self) -> int:
        """How many legs there are."""
        return len(self._parties())

    def open(self) -> None:
        """Report the phones that are always there."""
        for agent in self._phones.fixed():
            self.tell(PhoneConnected(agent))

    def close(self) -> None:
        """Hang up whatever is still up."""
        for party in self._parties():
            party.hang_up()

    def take(self, entries: Sequence[Entry]) -> None:
        """Carry out what the journal says is to be done."""
        for entry in entries:
            what = entry.what
            if isinstance(what, CallArrived):
                self._bind(what)
                continue
            obey = _OBEY.get(type(what))
            if obey is not None:
                obey(self, what)

    def engine_is_back(self) -> None:
        """Let every leg have a place in the new engine."""
        self._by_session.clear()
        for party in self._parties():
            party.renew()
            self._recorder.again(party.end)
            if isinstance(party, CallerParty):
                self._by_session[party.end.port.session] = party

    def key_heard(self, session: str, key: str) -> None:
        """The media engine heard a key."""
        caller = self._by_session.get(session)
        if caller is not None:
            caller.press(key)

    def invited(self, leg: InboundLeg, invite: Invite) -> None:
        """Somebody calls: an agent who wants a colleague, or a caller."""
        agent = self._phones.agent_of(invite.agent or "") or self._phones.agent_at(invite.source)
        if agent is not None and agent in self._agents:
            self._consult(leg, invite, agent)
            return
        if invite.replaces is not None:
            leg.refuse(603, "Calls Are Not Handed Over Here")
            return
        self._serial += 1
        caller = CallerParty(self, self._end(invite.source[0]), leg, invite, f"leg{self._serial}")
        leg.on = caller
        self._arriving[caller.name] = caller
        self.tell(CallArrived(caller.name, invite.calling, invite.dialled))

    def registered(self, user: str, contact: Contact) -> None:
        """An agent's phone is there."""
        agent = self._phones.agent_of(user)
        if agent is not None:
            self.tell(PhoneConnected(agent))

    def unregistered(self, user: str) -> None:
        """An agent's phone is gone."""
        agent = self._phones.agent_of(user)
        if agent is not None and not self._phones.has_fixed(agent):
            self.tell(PhoneLost(agent))

    def tell(self, event: Event) -> None:
        """Report what happened; where it comes too late, it means nothing."""
        try:
            self._receive(event)
        except Refusal as refusal:
            self._log.debug("without effect", happened=type(event).__name__, why=refusal.reason)

    def ask(self, event: Event) -> None:
        """Report what somebody wants."""
        self._receive(event)

    def left(self, party: Party) -> None:
        """Forget a party whose leg is over. Who has called to ask only this one has done so."""
        asking = [one for one in self._consults.values() if one.end.meets(party.end)]
        self._recorder.finish(party.end)
        if isinstance(party, CallerParty):
            self._forget_caller(party)
        elif isinstance(party, AgentParty):
            _forget(self._agents, party.agent, party)
        elif isinstance(party, ConsultParty):
            _forget(self._consults, party.agent, party)
        for one in asking:
            one.hang_up()

    def without_place(self, error: FailureError) -> None:
        """Say what there was no place for."""
        self._log.warning("no place on the patch panel", error=error.message)

    def is_consult(self, agent: str, leg: Leg | None) -> bool:
        """Whether *leg* is that of the agent's own second call, or the colleague's."""
        consult = self._consults.get(agent)
        return leg is not None and consult is not None and consult.leg is leg

    def _end(self, host: str) -> End:
        return End(self._engine, host)

    def _parties(self) -> list[Party]:
        return [
            *self._arriving.values(),
            *self._callers.values(),
            *self._agents.values(),
            *self._consults.values(),
        ]

    def _consult(self, leg: InboundLeg, invite: Invite, agent: str) -> None:
        party = ConsultParty(self, self._end(invite.source[0]), leg, invite, agent)
        leg.on = party
        try:
            self.ask(ConsultAsked(agent, invite.dialled, "", ""))
        except Refusal as refusal:
            leg.refuse(403, refusal.reason)
            return
        self._consults[agent] = party
        leg.progress()
        party.take_place(invite.offer, _spoken(invite.offer))

    def _forget_caller(self, caller: CallerParty) -> None:
        self._by_session.pop(caller.end.port.session, None)
        _forget(self._callers, caller.number, caller)
        if caller.number:  # without one, the switchboard is still to hear that the caller has left
            self._arriving.pop(caller.name, None)

    def _bind(self, arrived: CallArrived) -> None:
        caller = self._arriving.get(arrived.leg)
        if caller is not None:
            caller.known_as(arrived.call)
            if caller.gone:
                del self._arriving[arrived.leg]

    def _answer(self, command: Answer) -> None:
        caller = self._arrived(command.call)
        if caller is None:
            return
        self._callers[command.call] = caller
        self._by_session[caller.end.port.session] = caller
        caller.take_place(caller.invite.offer, _spoken(caller.invite.offer))

    def _refuse(self, command: Refuse) -> None:
        caller = self._arrived(command.call)
        if caller is None:
            return
        status, phrase = _REFUSED.get(command.why, (_OVERLOADED, "Service Unavailable"))
        retry_after = command.retry_after // 1_000_000 if status == _OVERLOADED else None
        caller.leg = None
        caller.inbound.refuse(status, phrase, retry_after=retry_after)

    def _arrived(self, number: int) -> CallerParty | None:
        for name, caller in self._arriving.items():
            if caller.number == number:
                del self._arriving[name]
                return caller
        return None

    def _play(self, command: Play) -> None:
        caller = self._callers.get(command.call)
        if caller is not None:
            caller.end.hear(self._repertoire.find(command.prompts, command.language))

    def _hold_music(self, command: HoldMusic) -> None:
        caller = self._callers.get(command.call)
        if caller is not None:
            caller.end.hear_on(self._repertoire.music)

    def _queue(self, command: Queue) -> None:
        asker = self._asker(command.asker)
        if asker is not None:
            asker.end.hear_on(self._repertoire.ringback)

    def _ring(self, command: Ring) -> None:
        known = self._agents.get(command.agent)
        if known is not None and known.call == command.call:
            return  # the caller takes the place of the colleague who asked: it rings on
        caller = self._callers.get(command.call)
        codec = Codec.PCMU if caller is None else caller.end.codec
        target = self._phones.target(command.agent)
        if target is None:
            self.tell(AgentDeclined(command.agent, command.call, UNREACHABLE))
            return
        host = target.address[0]

        def dial(party: AgentParty, here: Address) -> Leg:
            return self._sip.dial(
                uri=target.uri,
                hop=target.address,
                calling=command.calling or "anonymous",
                display=command.stream,
                here=here,
                codecs=(codec,),
                on=party,
            )

        party = AgentParty(self, self._end(host), host, command.agent, command.call, dial)
        self._agents[command.agent] = party
        party.take_place(None, codec)

    def _stop_ringing(self, command: StopRinging) -> None:
        self._let_go(command.agent)

    def _connect(self, command: Connect) -> None:
        agent, caller = self._agents.get(command.agent), self._callers.get(command.call)
        if agent is None or caller is None:
            return
        if command.record:
            self._recorder.start(caller.end, command.call)
        agent.end.meet(caller.end)

    def _hold(self, command: Hold) -> None:
        caller = self._callers.get(command.call)
        if caller is not None:
            caller.end.hear_on(self._repertoire.music)

    def _join(self, command: Join) -> None:
        asker, colleague = self._asker(command.agent), self._agents.get(command.colleague)
        if asker is None or colleague is None:
            return
        if isinstance(asker, ConsultParty):
            asker.answer()
        asker.end.meet(colleague.end)

    def _part(self, command: Part) -> None:
        self._let_go(command.colleague)
        self._end_consult(command.agent)
        agent, caller = self._agents.get(command.agent), self._callers.get(command.call)
        if agent is not None and caller is not None and not agent.end.meets(caller.end):
            agent.end.hear_nothing()

    def _release(self, command: Release) -> None:
        self._end_consult(command.agent)
        self._let_go(command.agent)

    def _hang_up(self, command: HangUp) -> None:
        caller = self._callers.get(command.call)
        if caller is not None:
            caller.hang_up()

    def _asker(self, agent: str) -> Party | None:
        return self._consults.get(agent) or self._agents.get(agent)

    def _let_go(self, agent: str) -> None:
        party = self._agents.get(agent)
        if party is not None:
            party.hang_up()

    def _end_consult(self, agent: str) -> None:
        party = self._consults.get(agent)
        if party is not None:
            party.hang_up()


def _forget(parties: dict[_Key, _Party], key: _Key, party: _Party) -> None:
    """Take *party* out, unless another is in its place."""
    if parties.get(key) is party:
        del parties[key]


def _spoken(offer: Audio | None) -> Codec:
    """Return what is spoken with who offers this; who leaves it to us speaks what most do."""
    return Codec.PCMU if offer is None else offer.codec


_OBEY: Final[Mapping[type[Command] | type[Event], Callable[[Lines, Any], None]]] = {
    Answer: Lines._answer,
    Refuse: Lines._refuse,
    Play: Lines._play,
    HoldMusic: Lines._hold_music,
    Queue: Lines._queue,
    Ring: Lines._ring,
    StopRinging: Lines._stop_ringing,
    Connect: Lines._connect,
    Hold: Lines._hold,
    Join: Lines._join,
    Part: Lines._part,
    Release: Lines._release,
    HangUp: Lines._hang_up,
}
"What is not here concerns no leg."
