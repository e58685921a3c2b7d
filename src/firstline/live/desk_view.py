"""What one agent sees at the desk: the agent's own state, the call and the consult.

Read from the switchboard when something of it has changed. It changes nothing and decides nothing,
and knows nothing of who looks.
"""

from typing import Final

from msgspec import Struct

from firstline.domain.agent import AGENT_STATES, AgentState
from firstline.domain.hotline import FIRST, Hotline
from firstline.domain.time import NEVER, Instant
from firstline.journal.commands import Ring
from firstline.live.earlier import EarlierContact
from firstline.live.labels import Labels, Text
from firstline.live.lookups import Lookups
from firstline.live.state import SlipView, moment
from firstline.live.trails import Pressed, Trails
from firstline.switchboard.parties import Agent, Call, Place, Slip
from firstline.switchboard.switchboard import Switchboard

CALL_STATES: Final = {
    AgentState.RESERVED: "ringing",
    AgentState.TALKING: "talking",
    AgentState.HOLDING: "holding",
    AgentState.WRAP_UP: "wrap_up",
}
"""What the agent does with the call, where nobody else is asked."""


class CallShown(Struct, frozen=True):
    """The call that rings, is up, or is being wrapped up."""

    call: int
    calling: str
    name: str
    about: str
    dialled: str
    language: str
    keys: tuple[Pressed, ...]
    stream: str
    stream_label: Text
    service: str
    urgency: str
    arrived: str
    waiting_since: str
    answered: str | None
    "By this agent; null where it rings."
    state: str
    "ringing, talking, holding, consulting, conference or wrap_up."
    recorded: bool
    slips: list[SlipView]
    earlier: tuple[EarlierContact, ...]


class ConsultShown(Struct, frozen=True):
    """A colleague who is asked, or who asks."""

    goal: str
    colleague: str
    "Empty while nobody is rung."
    state: str
    "waiting, ringing or talking."


class SupervisionShown(Struct, frozen=True):
    """Whom the person at this desk hears."""

    agent: str
    call: int
    mode: str


class DeskShown(Struct, frozen=True, kw_only=True):
    """The desk, but for the person, the page's own telephone, the time and the colleagues."""

    agent: str = ""
    team: str = ""
    state: str = ""
    reason: str = ""
    since: str = ""
    wrap_up_ends: str | None = None
    afterwards: str = ""
    "What the agent has asked for when the present work is done: `sign out`, or a reason."
    reasons: list[str]
    codes: list[str]
    call: CallShown | None = None
    consult: ConsultShown | None = None
    supervising: SupervisionShown | None = None


class Rung(Struct, frozen=True):
    """The call that was last rung for an agent: what is left of it when it is over."""

    ring: Ring
    call: Call | None
    "None where it was over before we heard of it."
    keys: tuple[Pressed, ...]


class DeskViews:
    """Makes the views of desks."""

    def __init__(
        self, board: Switchboard, labels: Labels, trails: Trails, lookups: Lookups
    ) -> None:
        self._board: Final = board
        self._hotline: Final[Hotline] = board.room.hotline
        self._labels: Final = labels
        self._trails: Final = trails
        self._lookups: Final = lookups

    def without_agent(self, supervising: SupervisionShown | None) -> DeskShown:
        """Return the desk of somebody who answers no calls."""
        return DeskShown(
            reasons=self._hotline.reasons,
            codes=self._hotline.wrap_up_codes,
            supervising=supervising,
        )

    def of_agent(
        self, agent: Agent, rung: Rung | None, supervising: SupervisionShown | None
    ) -> DeskShown:
        """Return the desk of *agent*, for whom *rung* was rung last."""
        return DeskShown(
            agent=agent.name,
            team=agent.bench.team.name,
            state=AGENT_STATES[agent.state],
            reason=agent.reason,
            since=moment(agent.since) if agent.since else "",
            wrap_up_ends=_wrap_up_ends(agent),
            afterwards="sign out" if agent.leaves else agent.pauses,
            reasons=self._hotline.reasons,
            codes=self._hotline.wrap_up_codes,
            call=self._call(agent, rung),
            consult=_consult(agent),
            supervising=supervising,
        )

    def _call(self, agent: Agent, rung: Rung | None) -> CallShown | None:
        if agent.place is not None:
            place = agent.place
            return self._shown(agent, place.call, place, self._trails.keys(place.call.number))
        if agent.call is not None:
            call = agent.call
            return self._shown(agent, call, call.place, self._trails.keys(call.number))
        if agent.state == AgentState.WRAP_UP and rung is not None and rung.call is not None:
            # Nothing of its place is left: what was shown when it rang is what counts.
            place = Place(rung.call)
            place.urgency = FIRST if rung.ring.urgency == "first" else FIRST + 1
            place.since = rung.ring.since
            return self._shown(agent, rung.call, place, rung.keys)
        return None

    def _shown(
        self, agent: Agent, call: Call, place: Place, keys: tuple[Pressed, ...]
    ) -> CallShown:
        stream, found = call.stream, self._lookups.of(call.number)
        return CallShown(
            call=call.number,
            calling=call.calling,
            name=found.caller.name,
            about=found.caller.about,
            dialled=call.dialled,
            language=self._hotline.languages[call.language],
            keys=keys,
            stream="" if stream is None else stream.name,
            stream_label=self._labels.stream("" if stream is None else stream.name),
            service="" if stream is None else stream.service,
            urgency="first" if place.urgency == FIRST else "second",
            arrived=moment(call.arrived),
            waiting_since=moment(place.since),
            answered=None if agent.state == AgentState.RESERVED else moment(agent.served_since),
            state=_state(agent),
            recorded=call.may_record,
            slips=[SlipView(slip.by, slip.reason, slip.note) for slip in _slips(call, place)],
            earlier=found.earlier,
        )


def _slips(call: Call, place: Place) -> list[Slip]:
    """Return what was written about *call*, by the colleague who asks now as well."""
    return call.slips if place.slip is None else [*call.slips, place.slip]


def _state(agent: Agent) -> str:
    if is_in_conference(agent):
        return "conference"
    if asks(agent) and agent.state == AgentState.HOLDING:
        return "consulting"
    if agent.colleague is not None and agent.consult is None:
        return "consulting"
    return CALL_STATES.get(agent.state, "")


def is_in_conference(agent: Agent) -> bool:
    """Whether *agent*, a colleague and the caller all talk."""
    colleague = agent.colleague
    return agent.confers or (colleague is not None and colleague.confers)


def asks(agent: Agent) -> bool:
    """Whether *agent* has asked for a colleague."""
    return agent.consult is not None


def _consult(agent: Agent) -> ConsultShown | None:
    place = agent.consult
    if place is not None:
        return _asked(agent, place)
    if agent.colleague is not None:
        return ConsultShown(f"agent:{agent.colleague.name}", agent.colleague.name, "talking")
    if agent.place is not None and agent.place.asker is not None:
        asker = agent.place.asker.name
        return ConsultShown(f"agent:{asker}", asker, "ringing")
    return None


def _asked(agent: Agent, place: Place) -> ConsultShown:
    goal = "" if place.line is None else place.line.goal
    if agent.colleague is not None:
        return ConsultShown(goal, agent.colleague.name, "talking")
    if place.agent is not None:
        return ConsultShown(goal, place.agent.name, "ringing")
    return ConsultShown(goal, "", "waiting")


def _wrap_up_ends(agent: Agent) -> str | None:
    ends: Instant = agent.timer.at
    if agent.state != AgentState.WRAP_UP or not agent.timer.is_set() or ends >= NEVER:
        return None
    return moment(ends)
