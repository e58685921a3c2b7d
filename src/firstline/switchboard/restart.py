"""Over a restart: what is written down at the end, and how it is taken up again."""

from mypy_extensions import i64

from firstline.domain.agent import AGENT_STATES, AgentState
from firstline.domain.time import Instant
from firstline.switchboard.incidents import Incidents
from firstline.switchboard.kept import KeptPlaces
from firstline.switchboard.parties import Agent, Call
from firstline.switchboard.roster import Roster, is_occupied
from firstline.switchboard.snapshot import AgentAsWas, KeptPlace, Snapshot
from firstline.switchboard.switchroom import Switchroom, is_waiting


def take_snapshot(
    room: Switchroom, incidents: Incidents, kept: KeptPlaces, last_call: i64, now: Instant
) -> Snapshot:
    """Return what outlives the hotline; callers who wait now keep their places."""
    places = kept.all()
    for call in room.calls.values():
        if is_waiting(call) and call.stream is not None and call.calling:
            places.append(_place_of(call, now))
    return Snapshot(
        agents=[_as_is(agent, room) for agent in room.agents],
        incidents=incidents.all(),
        kept=places,
        last_call=last_call,
    )


def restore(
    snapshot: Snapshot,
    room: Switchroom,
    roster: Roster,
    incidents: Incidents,
    kept: KeptPlaces,
    now: Instant,
) -> None:
    """Take up what *snapshot* holds; agents and incidents that are no more are passed over."""
    incidents.begin(snapshot.incidents, now)
    for place in snapshot.kept:
        kept.put(place)
    known = {was.name: was for was in snapshot.agents}
    for agent in room.agents:
        _restore_agent(agent, known.get(agent.name), roster, now)


def _restore_agent(agent: Agent, was: AgentAsWas | None, roster: Roster, now: Instant) -> None:
    """Give the agent back team and state; who was ready is so once the phone can be rung."""
    if was is not None and was.moved:
        roster.come_back_to(agent, was.team)
    if was is None or was.state == AGENT_STATES[AgentState.SIGNED_OUT]:
        if agent.seat.ready_from_start:
            roster.stand_by(agent, now)
    elif was.state == AGENT_STATES[AgentState.READY]:
        roster.stand_by(agent, now)
    else:
        roster.stay_away(agent, was.reason, now)


def _as_is(agent: Agent, room: Switchroom) -> AgentAsWas:
    state = _lasting_state(agent)
    reason = agent.pauses or agent.reason
    return AgentAsWas(
        agent.name,
        team=agent.bench.team.name,
        state=AGENT_STATES[state],
        reason=reason if state == AgentState.NOT_READY else "",
        moved=agent.bench is not room.benches[agent.seat.team],
    )


def _lasting_state(agent: Agent) -> i64:
    """Return what the agent will be doing when the present work or pause is over."""
    if agent.leaves:
        return AgentState.SIGNED_OUT
    if agent.pauses:
        return AgentState.NOT_READY
    # Every timer of an agent (ringing, wrap-up, pause) ends in ready; so does a lost phone.
    if is_occupied(agent) or agent.timer.is_set() or agent.comes_back:
        return AgentState.READY
    return agent.state


def _place_of(call: Call, now: Instant) -> KeptPlace:
    assert call.stream is not None
    return KeptPlace(
        call.calling,
        stream=call.stream.name,
        urgency=call.place.urgency,
        language=call.language,
        since=call.place.since,
        left=now,
    )
