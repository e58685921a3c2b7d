"""What the hotline looks like at this moment: queues, agents, calls, incidents.

Read from the switchboard, for screens and for the interface. It changes nothing and decides
nothing. Instants are in ISO 8601, lengths of time in seconds.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import islice

from firstline.domain.agent import AGENT_STATES
from firstline.domain.call import CALL_STATES
from firstline.domain.hotline import FIRST, Hotline, Incident
from firstline.domain.time import NEVER, Duration, Instant, in_seconds
from firstline.journal.told import iso
from firstline.switchboard.parties import Agent, Call, Place
from firstline.switchboard.switchboard import Switchboard
from firstline.switchboard.switchroom import is_waiting


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many wait, and for how long the one does who has waited longest."""

    first: int
    second: int
    longest_s: float
    longest_first_s: float
    longest_second_s: float


@dataclass(frozen=True, slots=True)
class QueueView:
    """Everybody who waits for one goal: a stream, a team or an agent."""

    goal: str
    service: str
    urgency: str
    "The stream's own; empty for a team or an agent."
    waiting: Waiting
    consults: int
    "Agents who wait for a colleague."


@dataclass(frozen=True, slots=True)
class SlipView:
    """What an agent wrote when passing a call on."""

    by: str
    reason: str
    note: str


@dataclass(frozen=True, slots=True)
class CallView:
    """One call that is up."""

    call: int
    calling: str
    dialled: str
    state: str
    arrived: str
    language: str
    keys: str
    stream: str
    urgency: str
    goal: str
    "What it waits for; empty where it does not wait."
    waited_s: float
    "With the waiting that was credited; 0 where it does not wait."
    agent: str
    slips: list[SlipView]


@dataclass(frozen=True, slots=True)
class AgentView:
    """One agent."""

    agent: str
    team: str
    state: str
    reason: str
    since: str
    for_s: float
    has_phone: bool
    afterwards: str
    "What the agent has asked for when the present work is done."
    colleague: str
    call: CallView | None


@dataclass(frozen=True, slots=True)
class IncidentView:
    """An incident in force."""

    incident: str
    area: list[str]
    service: str
    until: str
    "Empty: until somebody ends it."
    message: Mapping[str, str]
    "What callers are told, by language."


@dataclass(frozen=True, slots=True)
class HotlineView:
    """The whole hotline."""

    hotline: str
    at: str
    open: bool
    closing: bool
    calls_up: int
    waiting: Waiting
    queues: list[QueueView]
    agents: list[AgentView]
    calls: list[CallView]
    "The oldest of those that are up."
    incidents: list[IncidentView]


def moment(at: Instant) -> str:
    """Return an instant in ISO 8601; empty for NEVER."""
    return "" if at >= NEVER else iso(at)


def hotline_view(
    board: Switchboard,
    now: Instant,
    calls_at_most: int,
    message: Callable[[str], Mapping[str, str]] = lambda _: {},
) -> HotlineView:
    """Return the state of everything; *message* says what callers are told of an incident."""
    hotline = board.room.hotline
    places = [call.place for call in board.room.calls.values() if is_waiting(call)]
    return HotlineView(
        hotline=hotline.name,
        at=moment(now),
        open=hotline.week.is_open(now),
        closing=board.room.closing,
        calls_up=len(board.room.calls),
        waiting=_waiting(places, now),
        queues=_queues(board, places, now),
        agents=[agent_view(agent, hotline, now) for agent in board.room.agents],
        calls=[
            call_view(call, hotline, now)
            for call in islice(board.room.calls.values(), calls_at_most)
        ],
        incidents=[
            incident_view(incident, message(incident.name)) for incident in board.incidents.all()
        ],
    )


def agent_view(agent: Agent, hotline: Hotline, now: Instant) -> AgentView:
    """Return what an agent is doing."""
    call = agent.call
    if call is None and agent.place is not None:
        call = agent.place.call
    return AgentView(
        agent=agent.name,
        team=agent.bench.team.name,
        state=AGENT_STATES[agent.state],
        reason=agent.reason,
        since=moment(agent.since) if agent.since else "",
        for_s=_length(now - agent.since) if agent.since else 0.0,
        has_phone=agent.has_phone,
        afterwards="sign out" if agent.leaves else agent.pauses,
        colleague="" if agent.colleague is None else agent.colleague.name,
        call=None if call is None else call_view(call, hotline, now),
    )


def call_view(call: Call, hotline: Hotline, now: Instant) -> CallView:
    """Return where a call is."""
    waits = is_waiting(call)
    line = call.place.line
    return CallView(
        call=call.number,
        calling=call.calling,
        dialled=call.dialled,
        state=CALL_STATES[call.state],
        arrived=moment(call.arrived),
        language=hotline.languages[call.language],
        keys=call.keys,
        stream="" if call.stream is None else call.stream.name,
        urgency="" if call.stream is None else _urgency(call.place.urgency),
        goal=line.goal if waits and line is not None else "",
        waited_s=_length(now - call.place.since) if waits else 0.0,
        agent="" if call.agent is None else call.agent.name,
        slips=[SlipView(slip.by, slip.reason, slip.note) for slip in call.slips],
    )


def incident_view(incident: Incident, message: Mapping[str, str]) -> IncidentView:
    """Return an incident in force, of which callers are told *message*."""
    return IncidentView(
        incident.name, list(incident.area), incident.service, moment(incident.until), message
    )


def _queues(board: Switchboard, places: list[Place], now: Instant) -> list[QueueView]:
    """Return every stream's queue, and those of teams and agents where somebody waits."""
    by_goal: dict[str, list[Place]] = {}
    for place in places:
        if place.line is not None:
            by_goal.setdefault(place.line.goal, []).append(place)
    consults = _consults(board)
    streams = {f"stream:{stream.name}": stream for stream in board.room.hotline.streams}
    goals = [*streams, *sorted((by_goal.keys() | consults.keys()) - streams.keys())]
    return [
        QueueView(
            goal=goal,
            service=streams[goal].service if goal in streams else "",
            urgency=_urgency(streams[goal].urgency) if goal in streams else "",
            waiting=_waiting(by_goal.get(goal, []), now),
            consults=consults.get(goal, 0),
        )
        for goal in goals
    ]


def _consults(board: Switchboard) -> dict[str, int]:
    counts: dict[str, int] = {}
    for agent in board.room.agents:
        place = agent.consult
        if place is not None and place.line is not None and agent.colleague is None:
            counts[place.line.goal] = counts.get(place.line.goal, 0) + 1
    return counts


def _waiting(places: list[Place], now: Instant) -> Waiting:
    first = [now - place.since for place in places if place.urgency == FIRST]
    second = [now - place.since for place in places if place.urgency != FIRST]
    return Waiting(
        first=len(first),
        second=len(second),
        longest_s=_length(max([*first, *second], default=0)),
        longest_first_s=_length(max(first, default=0)),
        longest_second_s=_length(max(second, default=0)),
    )


def _urgency(urgency: int) -> str:
    return "first" if urgency == FIRST else "second"


def _length(length: Duration) -> float:
    return round(in_seconds(length), 3)
