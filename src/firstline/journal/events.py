"""What the world tells the switchboard, as values: who did what, in the past tense.

Each event knows how it happens on a switchboard. What comes too late (a key of a call that has
ended) has no effect and is no entry of the journal; what a person may not do now is a Refusal.
The counterpart of events are commands.
"""

from typing import Final, Self, TypeAlias

from msgspec.structs import force_setattr, replace
from typing_extensions import override

from firstline.domain.hotline import FIRST, SECOND
from firstline.domain.time import Instant
from firstline.errors import Said
from firstline.journal.commands import Mode, Urgency
from firstline.journal.happening import ForCall, Happening, OfAgent, OfCall, agent_called
from firstline.journal.plain import plain
from firstline.journal.state import HotlineState, IncidentValue
from firstline.switchboard.parties import Agent, Call
from firstline.switchboard.refusal import Refusal
from firstline.switchboard.switchboard import Switchboard

NUMBER_AT_MOST: Final = 64
"Signs of a telephone number."
WORDS_AT_MOST: Final = 200
"Signs of a name or a reason."
NOTE_AT_MOST: Final = 2_000
"Signs of a note."


class RunStarted(Happening, frozen=True):
    """The hotline began to work: the first entry of every run."""

    plan: str
    "The digest of the plan as it was run (firstline.journal.plan)."
    state: HotlineState | None = None
    "What was kept from the run before; None in the first run."

    @override
    def happen(self, board: Switchboard, now: Instant) -> Self:
        if self.state is None:
            board.open(now)
        else:
            board.restore(self.state.revive(), now)
        return self


class ClosingAsked(Happening, frozen=True):
    """The hotline is to end: no new calls, those that are up go on."""

    @override
    def happen(self, board: Switchboard, now: Instant) -> Self:
        board.close(now)
        return self


class RunEnded(Happening, frozen=True):
    """The hotline ended as it should: the last entry of a clean run."""

    @override
    def happen(self, board: Switchboard, now: Instant) -> Self:
        return self


class CallArrived(Happening, frozen=True):
    """Somebody rings us."""

    leg: str
    "The telephony's own name for the caller's leg."
    calling: str
    dialled: str
    call: int = 0
    "The number that the switchboard gave it; 0 until it did."
    language: str = ""
    "In which to speak, where the caller has said so before; else it is the hotline's first."

    def __post_init__(self) -> None:
        force_setattr(self, "leg", plain(self.leg, WORDS_AT_MOST))
        force_setattr(self, "calling", plain(self.calling, NUMBER_AT_MOST))
        force_setattr(self, "dialled", plain(self.dialled, NUMBER_AT_MOST))
        force_setattr(self, "language", plain(self.language, WORDS_AT_MOST))

    @override
    def happen(self, board: Switchboard, now: Instant) -> Self:
        call = board.arrive(self.calling, self.dialled, now, self.language)
        return replace(self, call=int(call.number))


class KeyPressed(OfCall, frozen=True):
    """The caller pressed a key: 0-9, * or #."""

    key: str

    def __post_init__(self) -> None:
        force_setattr(self, "key", plain(self.key, 1))

    @override
    def _on(self, board: Switchboard, call: Call, now: Instant) -> None:
        board.press(call, self.key, now)


class CallerHungUp(OfCall, frozen=True):
    """The caller hung up."""

    @override
    def _on(self, board: Switchboard, call: Call, now: Instant) -> None:
        board.hang_up(call, now)


class CallerLost(OfCall, frozen=True):
    """The caller's leg failed: no fault of the caller's."""

    @override
    def _on(self, board: Switchboard, call: Call, now: Instant) -> None:
        board.lose(call, now)


class AgentAnswered(ForCall, frozen=True):
    """The agent's phone was picked up for a call."""

    @override
    def _for(self, board: Switchboard, agent: Agent, call: Call, now: Instant) -> None:
        board.agent_answers(agent, call, now)


class AgentDeclined(ForCall, frozen=True):
    """The agent, or the agent's phone, did not take a call."""

    why: str

    def __post_init__(self) -> None:
        force_setattr(self, "why", plain(self.why, WORDS_AT_MOST))

    @override
    def _for(self, board: Switchboard, agent: Agent, call: Call, now: Instant) -> None:
        board.agent_declines(agent, call, self.why, now)


class AgentHungUp(OfAgent, frozen=True):
    """The agent hung up."""

    @override
    def _by(self, board: Switchboard, agent: Agent, now: Instant) -> None:
        board.agent_hangs_up(agent, now)


class AgentHeld(OfAgent, frozen=True):
    """The agent put the caller on hold."""

    @override
    def _by(self, board: Switchboard, agent: Agent, now: Instant) -> None:
        board.agent_holds(agent, now)


class AgentResumed(OfAgent, frozen=True):
    """The agent took the caller up again."""

    @override
    def _by(self, board: Switchboard, agent: Agent, now: Instant) -> None:
        board.agent_resumes(agent, now)


class PhoneConnected(OfAgent, frozen=True):
    """The agent's phone can be rung."""

    @override
    def _by(self, board: Switchboard, agent: Agent, now: Instant) -> None:
        board.phone_on(agent, now)


class PhoneLost(OfAgent, frozen=True):
    """The agent's phone cannot be rung any more."""

    @override
    def _by(self, board: Switchboard, agent: Agent, now: Instant) -> None:
        board.phone_off(agent, now)


class AgentSignedIn(OfAgent, frozen=True):
    """The agent came on duty."""

    @override
    def _by(self, board: Switchboard, agent: Agent, now: Instant) -> None:
        board.sign_in(agent, now)


class AgentSignedOut(OfAgent, frozen=True):
    """The agent went off duty."""

    @override
    def _by(self, board: Switchboard, agent: Agent, now: Instant) -> None:
        board.sign_out(agent, now)


class AgentWentReady(OfAgent, frozen=True):
    """The agent may be given calls."""

    @override
    def _by(self, board: Switchboard, agent: Agent, now: Instant) -> None:
        board.go_ready(agent, now)


class AgentWentNotReady(OfAgent, frozen=True):
    """The agent may not be given calls, for a reason."""

    reason: str

    def __post_init__(self) -> None:
        force_setattr(self, "reason", plain(self.reason, WORDS_AT_MOST))

    @override
    def _by(self, board: Switchboard, agent: Agent, now: Instant) -> None:
        board.go_not_ready(agent, self.reason, now)


class WrapUpFinished(OfAgent, frozen=True):
    """The agent said what the call was about (both may be empty), and is done with it."""

    code: str
    note: str = ""

    def __post_init__(self) -> None:
        force_setattr(self, "code", plain(self.code, WORDS_AT_MOST))
        force_setattr(self, "note", plain(self.note, NOTE_AT_MOST))

    @override
    def _by(self, board: Switchboard, agent: Agent, now: Instant) -> None:
        board.finish_wrap_up(agent, self.code, now)


class _Handing(OfAgent, frozen=True):
    """An agent turned to someone else with the call."""

    goal: str
    reason: str
    note: str

    def __post_init__(self) -> None:
        force_setattr(self, "goal", plain(self.goal, WORDS_AT_MOST))
        force_setattr(self, "reason", plain(self.reason, WORDS_AT_MOST))
        force_setattr(self, "note", plain(self.note, NOTE_AT_MOST))


class TransferAsked(_Handing, frozen=True):
    """The agent passed the caller on without asking first (blind)."""

    @override
    def _by(self, board: Switchboard, agent: Agent, now: Instant) -> None:
        board.transfer(agent, self.goal, self.reason, self.note, now)


class ConsultAsked(_Handing, frozen=True):
    """The agent asked for a colleague while the caller is on hold."""

    @override
    def _by(self, board: Switchboard, agent: Agent, now: Instant) -> None:
        board.consult(agent, self.goal, self.reason, self.note, now)


class ConsultCompleted(OfAgent, frozen=True):
    """The agent handed the caller over to the colleague."""

    @override
    def _by(self, board: Switchboard, agent: Agent, now: Instant) -> None:
        board.complete(agent, now)


class ConsultCancelled(OfAgent, frozen=True):
    """The agent let the colleague go and keeps the caller."""

    @override
    def _by(self, board: Switchboard, agent: Agent, now: Instant) -> None:
        board.cancel_consult(agent, now)


class ConferenceAsked(OfAgent, frozen=True):
    """The agent brought the caller and the colleague together: all three talk."""

    @override
    def _by(self, board: Switchboard, agent: Agent, now: Instant) -> None:
        board.confer(agent, now)


class AgentMoved(OfAgent, frozen=True):
    """A supervisor put the agent into another team."""

    team: str

    def __post_init__(self) -> None:
        force_setattr(self, "team", plain(self.team, WORDS_AT_MOST))

    @override
    def _by(self, board: Switchboard, agent: Agent, now: Instant) -> None:
        board.move(agent, self.team, now)


class UrgencyChanged(Happening, frozen=True):
    """A supervisor put a waiting call into the other queue."""

    call: int
    urgency: Urgency

    @override
    def happen(self, board: Switchboard, now: Instant) -> Self:
        call = board.call(self.call)
        if call is None:
            raise Refusal(Said("call {call} is over", call=self.call))
        board.change_urgency(call, FIRST if self.urgency == "first" else SECOND, now)
        return self


class SupervisionAsked(Happening, frozen=True):
    """A supervisor wants to hear an agent's caller and agent, or to be heard as well."""

    supervisor: str
    agent: str
    mode: Mode

    def __post_init__(self) -> None:
        force_setattr(self, "supervisor", plain(self.supervisor, WORDS_AT_MOST))

    @override
    def happen(self, board: Switchboard, now: Instant) -> Self:
        board.supervise(self.supervisor, agent_called(self.agent, board), self.mode, now)
        return self


class SupervisionEnded(Happening, frozen=True):
    """A supervisor hears nobody any more: hung up, or was lost."""

    supervisor: str

    @override
    def happen(self, board: Switchboard, now: Instant) -> Self | None:
        return self if board.end_supervision(self.supervisor, now) else None


class IncidentDeclared(Happening, frozen=True):
    """Something is wrong that will make many people call."""

    incident: IncidentValue

    def __post_init__(self) -> None:
        fit = self.incident.plain(words=WORDS_AT_MOST, number=NUMBER_AT_MOST)
        force_setattr(self, "incident", fit)

    @override
    def happen(self, board: Switchboard, now: Instant) -> Self:
        board.declare(self.incident.revive(), now)
        return self


class IncidentEnded(Happening, frozen=True):
    """An incident was said to be over."""

    incident: str

    @override
    def happen(self, board: Switchboard, now: Instant) -> Self:
        board.end_incident(self.incident, now)
        return self


Event: TypeAlias = (
    RunStarted
    | ClosingAsked
    | RunEnded
    | CallArrived
    | KeyPressed
    | CallerHungUp
    | CallerLost
    | AgentAnswered
    | AgentDeclined
    | AgentHungUp
    | AgentHeld
    | AgentResumed
    | PhoneConnected
    | PhoneLost
    | AgentSignedIn
    | AgentSignedOut
    | AgentWentReady
    | AgentWentNotReady
    | WrapUpFinished
    | TransferAsked
    | ConsultAsked
    | ConsultCompleted
    | ConsultCancelled
    | ConferenceAsked
    | AgentMoved
    | UrgencyChanged
    | SupervisionAsked
    | SupervisionEnded
    | IncidentDeclared
    | IncidentEnded
)
