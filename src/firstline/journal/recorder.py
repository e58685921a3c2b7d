"""The recorder: folds entries, one by one, into records of contacts, segments and stints.

It decides nothing and keeps only what is up. Entries of calls that it has not seen arrive are
passed over, so that it can begin in the middle of a journal.
"""

from collections.abc import Callable
from typing import Any, Final

from firstline.domain.agent import AGENT_STATES, AgentState
from firstline.domain.call import Outcome
from firstline.journal.chain import Chain
from firstline.journal.commands import (
    Conference,
    Connect,
    HangUp,
    Hold,
    Join,
    Part,
    Play,
    Queue,
    Refuse,
    Release,
    Ring,
    ShowAgent,
    StopRinging,
    Supervise,
)
from firstline.journal.entry import Entry
from firstline.journal.events import (
    AgentHungUp,
    AgentResumed,
    CallArrived,
    CallerHungUp,
    CallerLost,
    ConsultAsked,
    ConsultCancelled,
    KeyPressed,
    RunEnded,
    RunStarted,
    TransferAsked,
    UrgencyChanged,
    WrapUpFinished,
)
from firstline.journal.records import Changes, Contact, End, Kind
from firstline.journal.stints import Stints

GONE: Final = "gone"
"Why a phone stops ringing without anybody having missed a call."
KEYS_AT_MOST: Final = 128
_WRAP_UP: Final = AGENT_STATES[AgentState.WRAP_UP]


class Recorder:
    """Takes a journal's entries in order.

    What only adds to a record (a key, a ring, hold) is told with the next step of its contact: an
    arrival, a line, an answer, a wrap-up, the end.
    """

    def __init__(self) -> None:
        self._chains: Final[dict[int, Chain]] = {}
        "Contacts that are up, by call."
        self._with: Final[dict[str, Chain]] = {}
        "By agent: whom the agent has now, as the caller's own."
        self._work: Final[dict[str, tuple[Chain, int]]] = {}
        "By agent: the last segment that was the agent's work; wrap-up belongs to it."
        self._changed: Final[dict[int, Chain]] = {}
        self._wrapping: Final[dict[str, int]] = {}
        "By agent: since when."
        self._stints: Final = Stints()
        self._resumed = ""
        "The agent who has just taken the caller off hold by hand."
        self._at = 0
        self._folds: Final[dict[type, Callable[[Any, Entry], Chain | None]]] = {
            RunStarted: self._on_run,
            RunEnded: self._on_run_end,
            CallArrived: self._on_arrival,
            KeyPressed: self._on_key,
            CallerHungUp: self._on_caller_gone,
            CallerLost: self._on_caller_gone,
            AgentHungUp: self._on_agent_hung_up,
            AgentResumed: self._on_resumed,
            TransferAsked: self._on_transfer_asked,
            ConsultAsked: self._on_consult_asked,
            ConsultCancelled: self._on_consult_cancelled,
            UrgencyChanged: self._on_urgency,
            WrapUpFinished: self._on_code,
            Refuse: self._on_refuse,
            Play: self._on_play,
            Queue: self._on_queue,
            Ring: self._on_ring,
            StopRinging: self._on_stop_ringing,
            Connect: self._on_connect,
            Hold: self._on_hold,
            Join: self._on_join,
            Conference: self._on_conference,
            Part: self._on_part,
            Release: self._on_release,
            HangUp: self._on_hang_up,
            Supervise: self._on_supervise,
            ShowAgent: self._on_agent,
        }

    def take(self, entry: Entry) -> Contact | None:
        """Fold in the next entry; return the contact that it has ended, if it has."""
        what = entry.what
        fold = self._folds.get(type(what))
        chain = None if fold is None else fold(what, entry)
        self._at = entry.at
        if chain is None:
            return None
        self._changed[chain.contact.call] = chain
        return chain.contact if type(what) in _ENDINGS else None

    def changes(self) -> Changes:
        """Return every record that has changed since this was last asked."""
        chains = self._changed.values()
        changes = Changes(
            [chain.contact for chain in chains],
            [segment for chain in chains for segment in chain.taken()],
            self._stints.taken(),
        )
        self._changed.clear()
        return changes

    def fail(self, at: int) -> int:
        """The run is over: whatever was up at *at* was lost. Return how many calls were."""
        lost = len(self._chains)
        for chain in self._chains.values():
            chain.hang_up(at, Outcome.FAILED, End.EXCHANGE)
            self._changed[chain.contact.call] = chain
        self._chains.clear()
        self._with.clear()
        self._wrapping.clear()
        self._stints.end_all(at)
        return lost

    def _on_run(self, _: RunStarted, entry: Entry) -> None:
        # The run before did not end: nothing is known of it after its last entry.
        self.fail(self._at)

    def _on_run_end(self, _: RunEnded, entry: Entry) -> None:
        self.fail(entry.at)

    def _on_arrival(self, event: CallArrived, entry: Entry) -> Chain:
        chain = self._chains[event.call] = Chain(
            Contact(
                call=event.call,
                seq=entry.seq,
                calling=event.calling,
                dialled=event.dialled,
                arrived=entry.at,
            )
        )
        return chain

    def _on_refuse(self, command: Refuse, entry: Entry) -> Chain | None:
        chain = self._chains.pop(command.call, None)
        if chain is not None:
            chain.note(refused=command.why)
            chain.hang_up(entry.at, Outcome.BLOCKED, End.EXCHANGE)
        return chain

    def _on_play(self, command: Play, _: Entry) -> None:
        chain = self._chains.get(command.call)
        if chain is not None and chain.contact.language != command.language:
            chain.note(language=command.language)

    def _on_key(self, event: KeyPressed, _: Entry) -> None:
        chain = self._chains.get(event.call)
        if chain is not None and chain.current.kind is Kind.MENU:
            chain.note(keys=(chain.contact.keys + event.key)[:KEYS_AT_MOST])

    def _on_caller_gone(self, event: CallerHungUp | CallerLost, _: Entry) -> None:
        chain = self._chains.get(event.call)
        if chain is not None:
            chain.left_by = End.CALLER if isinstance(event, CallerHungUp) else End.LOST
            chain.note(ringing_at_end=bool(chain.rung))

    def _on_queue(self, command: Queue, entry: Entry) -> Chain | None:
        chain = self._chains.get(command.call)
        if chain is None:
            return None
        if command.asker:
            chain.begin_consult(entry.at, command.goal)
            return chain
        chain.note(
            stream=command.stream,
            service=command.service,
            urgency=command.urgency,
            language=command.language,
            keys=command.keys,
        )
        if chain.contact.queued is None:
            # Nobody waits from before the arrival but who left the line and called again.
            kept = command.since < chain.contact.arrived
            chain.note(queued=entry.at, redial_kept=kept)
        chain.wait(entry.at, command.goal)
        return chain

    def _on_ring(self, command: Ring, entry: Entry) -> None:
        chain = self._chains.get(command.call)
        if chain is not None and command.asker:
            chain.ring_colleague()
        elif chain is not None:
            chain.ring(entry.at, command.agent)

    def _on_stop_ringing(self, command: StopRinging, entry: Entry) -> None:
        chain = self._chains.get(command.call)
        missed = int(command.why != GONE)
        if chain is not None and command.asker:
            chain.colleague_missed(missed)
        elif chain is not None:
            chain.stop_ringing(entry.at, command.agent, missed)

    def _on_connect(self, command: Connect, entry: Entry) -> Chain | None:
        chain = self._chains.get(command.call)
        if chain is None:
            self._work.pop(command.agent, None)  # the next wrap-up is of a call that is not known
            return None
        if chain.current.kind is Kind.TALK and chain.current.holder == command.agent:
            # Nobody has taken the caller off hold by hand: the consult came to nothing.
            chain.resume(entry.at)
            if self._resumed != command.agent:
                chain.give_up_consult(entry.at)
        else:
            chain.talk(entry.at, command.agent, command.team)
            self._with[command.agent] = chain
            self._work[command.agent] = (chain, chain.main)
        chain.note(recorded=chain.contact.recorded or command.record)
        self._resumed = ""
        return chain

    def _on_resumed(self, event: AgentResumed, _: Entry) -> None:
        self._resumed = event.agent

    def _on_hold(self, command: Hold, entry: Entry) -> None:
        chain = self._chains.get(command.call)
        if chain is not None:
            chain.hold(entry.at)

    def _on_transfer_asked(self, event: TransferAsked, _: Entry) -> None:
        chain = self._with.get(event.agent)
        if chain is not None:
            chain.slip = _slip(event)

    def _on_consult_asked(self, event: ConsultAsked, _: Entry) -> None:
        chain = self._with.get(event.agent)
        if chain is not None:
            chain.consult_slip = _slip(event)

    def _on_consult_cancelled(self, event: ConsultCancelled, entry: Entry) -> Chain | None:
        chain = self._with.get(event.agent)
        if chain is not None:
            chain.end_consult(entry.at, End.DROPPED)
        return chain

    def _on_join(self, command: Join, entry: Entry) -> Chain | None:
        chain = self._chains.get(command.call)
        if chain is not None and chain.consult is not None:
            chain.join(entry.at, command.colleague, command.team)
            self._work[command.colleague] = (chain, chain.consult)
        return chain

    def _on_conference(self, command: Conference, entry: Entry) -> Chain | None:
        chain = self._chains.get(command.call)
        if chain is not None and chain.consult is not None:
            chain.confer(entry.at, command.colleague, command.team)
            self._work[command.colleague] = (chain, chain.consult)
        return chain

    def _on_supervise(self, command: Supervise, _: Entry) -> Chain | None:
        chain = self._chains.get(command.call)
        if chain is not None:
            chain.supervise(command.supervisor)
        return chain

    def _on_urgency(self, event: UrgencyChanged, _: Entry) -> Chain | None:
        chain = self._chains.get(event.call)
        # Who is not rung for goes into another line, which is told next.
        if chain is not None and chain.rung:
            chain.change_urgency(event.urgency)
        return chain

    def _on_part(self, command: Part, entry: Entry) -> Chain | None:
        chain = self._chains.get(command.call)
        if chain is not None:
            chain.end_consult(entry.at, End.DROPPED)
        return chain

    def _on_release(self, command: Release, entry: Entry) -> None:
        chain = self._chains.get(command.call)
        if chain is not None:
            chain.release(entry.at, command.agent)
        if self._with.get(command.agent) is chain:
            self._with.pop(command.agent, None)

    def _on_agent_hung_up(self, event: AgentHungUp, _: Entry) -> None:
        chain = self._with.get(event.agent)
        if chain is not None:
            chain.left_by = End.AGENT

    def _on_hang_up(self, command: HangUp, entry: Entry) -> Chain | None:
        chain = self._chains.pop(command.call, None)
        if chain is not None:
            by = End.EXCHANGE if chain.left_by is End.OPEN else chain.left_by
            chain.hang_up(entry.at, command.outcome, by)
        return chain

    def _on_agent(self, shown: ShowAgent, entry: Entry) -> Chain | None:
        self._stints.show(shown, entry.at)
        if shown.state == _WRAP_UP:
            self._wrapping.setdefault(shown.agent, entry.at)
            return None
        since = self._wrapping.pop(shown.agent, None)
        work = self._work.get(shown.agent)
        if since is None or work is None:
            return None
        chain, place = work
        chain.wrap_up(place, entry.at - since)
        return chain

    def _on_code(self, event: WrapUpFinished, _: Entry) -> Chain | None:
        work = self._work.get(event.agent)
        if work is None or not (event.code or event.note):
            return None
        chain, place = work
        chain.code(place, event.code, event.note)
        return chain


def _slip(asked: TransferAsked | ConsultAsked) -> dict[str, str]:
    return {"slip_by": asked.agent, "slip_reason": asked.reason, "slip_note": asked.note}


_ENDINGS: Final = {HangUp, Refuse}
