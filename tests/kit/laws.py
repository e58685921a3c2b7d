"""What callers and agents may rely on, whatever happens: one function a law.

Some laws are named after what went wrong in other exchanges. The protocol of commands and the order
of service are checked by kit.strict_world, at every command.
"""

from collections.abc import Callable
from typing import Final

from firstline.domain.agent import AGENT_STATES, AgentState
from firstline.domain.call import CallState
from firstline.domain.time import HOUR
from firstline.switchboard.parties import Agent, Call, Place
from firstline.switchboard.switchroom import is_waiting
from kit.obvious import candidates, ready_agents, served_next
from kit.storm import Storm, again, fingerprint
from kit.strict_world import AND

AT_WORK: Final = {AgentState.TALKING, AgentState.HOLDING}


def agents(storm: Storm) -> list[Agent]:
    return storm.board.room.agents


def calls(storm: Storm) -> list[Call]:
    return list(storm.board.room.calls.values())


def up(storm: Storm) -> list[int]:
    """Return the calls that are up."""
    return list(storm.board.room.calls)


def rung(storm: Storm) -> list[tuple[str, int]]:
    """Return the agents whose phones ring, and for which call."""
    phones = storm.world.phones
    return [(name, phone.call) for name, phone in phones.items() if phone.doing == "rung"]


def at_work(storm: Storm) -> list[str]:
    """Return the agents who talk or hold."""
    return [agent.name for agent in agents(storm) if agent.state in AT_WORK]


def asking(storm: Storm) -> list[str]:
    """Return the agents who have asked for a colleague."""
    return [agent.name for agent in agents(storm) if agent.consult is not None]


def places(storm: Storm) -> list[Place]:
    """Return every place that waits or is being rung for."""
    callers = [call.place for call in calls(storm) if is_waiting(call)]
    return callers + [
        agent.consult
        for agent in agents(storm)
        if agent.consult is not None and agent.colleague is None
    ]


def nobody_waits_beside_an_agent_who_could_help(storm: Storm) -> None:  # signalwire/freeswitch#1221
    room = storm.board.room
    assert not served_next(storm.hotline, candidates(room), ready_agents(room), storm.board.now)


def no_call_has_two_agents(storm: Storm) -> None:  # asterisk/asterisk#176
    held = [call.agent for call in calls(storm) if call.agent is not None]
    assert len(held) == len({agent.name for agent in held})
    rung = [place.agent for place in places(storm) if place.agent is not None]
    assert len(rung) == len({agent.name for agent in rung})


def no_agent_is_reserved_for_nobody(storm: Storm) -> None:  # signalwire/freeswitch#2540
    reserved = {agent.name for agent in agents(storm) if agent.state == AgentState.RESERVED}
    assert reserved == {name for name, _ in rung(storm)}
    for agent in agents(storm):
        if agent.state == AgentState.RESERVED:
            assert agent.place is not None
            assert agent.place.agent is agent
            assert agent.place in places(storm)
            assert agent.timer.is_set(), "every wait has a timer"
            assert agent.has_phone


def every_waiting_call_is_in_exactly_one_line(storm: Storm) -> None:  # signalwire/freeswitch#1973
    standing = []
    for line in storm.board.lines.all:
        place, length = line.head, 0
        while place is not None:
            assert place.line is line
            assert place.stands
            assert place.urgency == line.urgency
            standing.append(place)
            place, length = place.after, length + 1
        assert length == line.length
    waiting = [place for place in places(storm) if place.agent is None]
    assert len(standing) == len(waiting)
    assert all(place in standing for place in waiting)


def every_line_is_in_order(storm: Storm) -> None:
    for line in storm.board.lines.all:
        place = line.head
        while place is not None and place.after is not None:
            behind = place.after
            assert (place.since, place.call.number) < (behind.since, behind.call.number)
            assert behind.before is place
            place = behind


def callers_and_agents_agree_on_who_talks_to_whom(storm: Storm) -> None:
    for call in calls(storm):
        if call.state in {CallState.TALKING, CallState.HOLDING, CallState.OFFERED}:
            assert call.agent is not None
        else:
            assert call.agent is None
    for agent in agents(storm):
        if agent.state in AT_WORK:
            assert agent.call is not None
            assert agent.call.number in storm.board.room.calls
        else:
            assert agent.call is None
            assert agent.consult is None
            assert agent.colleague is None


def states_of_both_sides_go_together(storm: Storm) -> None:
    pairs = {
        CallState.OFFERED: AgentState.RESERVED,
        CallState.TALKING: AgentState.TALKING,
        CallState.HOLDING: AgentState.HOLDING,
    }
    for call in calls(storm):
        if call.agent is not None:
            assert call.agent.state == pairs[call.state]
            other = call.agent.place and call.agent.place.call
            assert call.agent.call is call or (call.state == CallState.OFFERED and other is call)


def colleagues_belong_to_each_other(storm: Storm) -> None:
    for agent in agents(storm):
        if agent.colleague is not None:
            assert agent.colleague.colleague is agent
            assert agent.colleague.call is agent.call
        if agent.consult is not None:
            assert agent.consult.asker is agent
            assert agent.call is not None
            assert agent.call.agent is agent


def everybody_hears_what_the_states_say(storm: Storm) -> None:
    hears = storm.world.hears
    assert set(hears) == set(up(storm))
    for call in calls(storm):
        heard = hears[call.number]
        if call.state == CallState.TALKING:
            assert call.agent is not None
            assert heard == AND.join(talkers(call.agent))
        elif call.state == CallState.HOLDING:
            assert heard == "music"
        else:
            assert heard in {"words", "music"}


def talkers(agent: Agent) -> list[str]:
    """Return whom the caller of *agent* hears."""
    if not agent.confers or agent.colleague is None:
        return [agent.name]
    return [agent.name, agent.colleague.name]


def who_confers_talks_with_both(storm: Storm) -> None:
    for agent in agents(storm):
        if agent.confers:
            assert agent.state == AgentState.TALKING
            assert agent.consult is not None
            assert agent.colleague is not None


def supervision_is_of_an_agent_with_a_caller(storm: Storm) -> None:
    watched = {}
    for agent in agents(storm):
        assert len(agent.watches) <= 3
        for watch in agent.watches:
            assert agent.call is watch.call
            assert watch.call.agent is agent
            assert watch.supervisor not in watched, "nobody hears two agents at once"
            watched[watch.supervisor] = (agent.name, int(watch.call.number))
    assert watched == storm.world.watched


def only_who_works_is_on_the_phone(storm: Storm) -> None:
    up = {name for name, phone in storm.world.phones.items() if phone.doing == "up"}
    assert up == set(at_work(storm))


def who_is_ready_can_be_rung(storm: Storm) -> None:
    assert all(agent.has_phone for agent in agents(storm) if agent.state == AgentState.READY)


def the_benches_know_who_is_on_duty(storm: Storm) -> None:
    away = {AgentState.SIGNED_OUT, AgentState.NOT_READY}
    for bench in storm.board.room.benches:
        team = [agent for agent in agents(storm) if agent.bench is bench]
        assert bench.on_duty == len([agent for agent in team if agent.state not in away])
        sitting = []
        agent = bench.head
        while agent is not None:
            sitting.append((agent.idle_since, agent.seat.index))
            agent = agent.after
        ready = [agent for agent in team if agent.state == AgentState.READY]
        assert sitting == sorted((agent.idle_since, agent.seat.index) for agent in ready)


def no_call_is_lost(storm: Storm) -> None:
    world = storm.world
    assert world.arrived == len(world.outcomes) + len(up(storm))


def no_call_outlives_the_longest_call(storm: Storm) -> None:
    longest = storm.hotline.rules.max_call
    up = calls(storm)
    assert all(storm.board.now <= call.arrived + longest for call in up)
    assert not up or storm.board.deadline() <= up[0].arrived + longest


def every_state_that_passes_has_a_timer(storm: Storm) -> None:
    for call in calls(storm):
        if call.state in {CallState.MENU, CallState.MESSAGE}:
            assert call.step_timer.is_set()
    for agent in agents(storm):
        if agent.state == AgentState.WRAP_UP:
            assert agent.timer.is_set()
        if agent.consult is not None and agent.colleague is None:
            assert agent.call is not None
            assert agent.call.return_timer is not None


def nobody_holds_a_timer_that_has_run_out(storm: Storm) -> None:
    for call in calls(storm):
        for timer in (call.widen_timer, call.wait_timer, call.return_timer):
            assert timer is None or timer.is_set(), (call.number, timer.kind, type(timer.owner))


def agents_have_no_more_timers_than_one_and_only_while_they_need_it(storm: Storm) -> None:
    timed = {AgentState.RESERVED, AgentState.WRAP_UP, AgentState.NOT_READY}
    for agent in agents(storm):
        assert not agent.timer.is_set() or agent.state in timed


LAWS: Final[list[Callable[[Storm], None]]] = [
    nobody_waits_beside_an_agent_who_could_help,
    no_call_has_two_agents,
    no_agent_is_reserved_for_nobody,
    every_waiting_call_is_in_exactly_one_line,
    every_line_is_in_order,
    callers_and_agents_agree_on_who_talks_to_whom,
    states_of_both_sides_go_together,
    colleagues_belong_to_each_other,
    everybody_hears_what_the_states_say,
    who_confers_talks_with_both,
    supervision_is_of_an_agent_with_a_caller,
    only_who_works_is_on_the_phone,
    who_is_ready_can_be_rung,
    the_benches_know_who_is_on_duty,
    no_call_is_lost,
    no_call_outlives_the_longest_call,
    every_state_that_passes_has_a_timer,
    nobody_holds_a_timer_that_has_run_out,
    agents_have_no_more_timers_than_one_and_only_while_they_need_it,
]


def every_law_holds(storm: Storm) -> None:
    for law in LAWS:
        law(storm)


def peace_comes_back(storm: Storm) -> None:
    """Nothing happens any more: every timer runs out, and everybody is idle again."""
    storm.wait(2 * HOUR)
    every_law_holds(storm)
    assert not up(storm)
    assert not storm.world.phones
    assert all(line.head is None for line in storm.board.lines.all)
    assert len(storm.board.room.agenda) == 0, fingerprint(storm.board)
    assert {agent.state for agent in agents(storm)} <= {
        AgentState.SIGNED_OUT,
        AgentState.NOT_READY,
        AgentState.READY,
    }


def history_repeats_itself(storm: Storm) -> None:
    """The same events at the same instants ask for the same, however late the alarms are."""
    log, until = list(storm.log), storm.now
    storm.board.advance(until)
    assert again(storm.hotline, log, until, alarms="on time") == storm.lines
    assert again(storm.hotline, log, until, alarms="late") == storm.lines


def state_survives_a_restart(storm: Storm) -> None:
    """Agents and places are after a restart what they were before."""
    storm.board.advance(storm.now)
    before = storm.board.snapshot()
    storm.do("restart")
    after = storm.board.snapshot()
    for was, now in zip(before.agents, after.agents, strict=True):
        agent = storm.board.agent(was.name)
        assert agent is not None
        same = (was.team, was.state, was.reason) == (now.team, now.state, now.reason)
        assert same or (
            agent.seat.ready_from_start and was.state == AGENT_STATES[AgentState.SIGNED_OUT]
        )
    limit = storm.hotline.rules.kept_places
    last = {place.calling: index for index, place in enumerate(before.kept)}
    kept = [before.kept[index] for index in sorted(last.values())][-limit:]
    assert [(place.calling, place.since) for place in after.kept] == [
        (place.calling, place.since) for place in kept
    ]
