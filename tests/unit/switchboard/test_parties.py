"""The lists that run through places and agents, against sorted lists."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstline.domain.agent import AgentSignal, AgentState, IllegalTransitionError
from firstline.domain.call import CallSignal, IllegalCallTransitionError
from firstline.domain.hotline import Seat, Team
from firstline.switchboard.parties import Agent, Bench, Call, Line, Place, is_longer_idle

moves = st.lists(st.tuples(st.booleans(), st.integers(0, 9)), max_size=60)


def agents(since: list[int]) -> tuple[Bench, list[Agent]]:
    bench = Bench(Team(0, "team", levels=[], after=[], speaks=[], transfers_to=[]))
    made = [
        Agent(Seat(index, f"a{index}", team=0, ready_from_start=False), bench)
        for index in range(len(since))
    ]
    for agent, idle_since in zip(made, since, strict=True):
        agent.idle_since = idle_since
    return bench, made


@given(since=st.lists(st.integers(0, 5), min_size=10, max_size=10), moves=moves)
def test_a_line_is_in_the_order_of_places_and_then_of_calls(
    since: list[int], moves: list[tuple[bool, int]]
) -> None:
    line = Line("stream:new", 0, 0)
    places = [Place(Call(number, "", "", 0)) for number in range(10)]
    for place, earlier in zip(places, since, strict=True):
        place.since = earlier
    standing: list[Place] = []
    for comes, which in moves:
        place = places[which]
        if comes and place not in standing:
            line.add(place)
            standing.append(place)
        elif not comes and place in standing:
            line.remove(place)
            standing.remove(place)
        standing.sort(key=lambda place: (place.since, place.call.number))
        assert forward(line) == standing == backward(line)[::-1]
        assert line.length == len(standing)
        assert [place.stands for place in places] == [place in standing for place in places]


def forward(line: Line) -> list[Place]:
    found, place = [], line.head
    while place is not None:
        found.append(place)
        place = place.after
    return found


def backward(line: Line) -> list[Place]:
    found, place = [], line.tail
    while place is not None:
        found.append(place)
        place = place.before
    return found


@given(since=st.lists(st.integers(0, 3), min_size=10, max_size=10), moves=moves)
def test_a_bench_is_in_the_order_of_idle_time_and_then_of_the_plan(
    since: list[int], moves: list[tuple[bool, int]]
) -> None:
    bench, everybody = agents(since)
    sitting: list[Agent] = []
    for sits, which in moves:
        agent = everybody[which]
        if sits and agent not in sitting:
            bench.sit(agent)
            sitting.append(agent)
        elif not sits and agent in sitting:
            bench.rise(agent)
            sitting.remove(agent)
        sitting.sort(key=lambda agent: (agent.idle_since, agent.seat.index))
        found, one = [], bench.head
        while one is not None:
            found.append(one)
            one = one.after
        assert found == sitting
        assert bench.tail is (sitting[-1] if sitting else None)


def test_of_two_agents_one_is_longer_idle() -> None:
    _, (ana, ben, eva) = agents([5, 5, 4])
    assert is_longer_idle(ana, ben)
    assert not is_longer_idle(ben, ana)
    assert is_longer_idle(eva, ana)


def test_a_signal_moves_an_agent_and_tells_since_when() -> None:
    _, (ana,) = agents([0])
    ana.signal(AgentSignal.SIGN_IN, 7)
    assert (ana.state, ana.since) == (AgentState.NOT_READY, 7)
    with pytest.raises(IllegalTransitionError):
        ana.signal(AgentSignal.ANSWER, 8)
    assert (ana.state, ana.since) == (AgentState.NOT_READY, 7)


def test_a_signal_that_makes_no_sense_leaves_a_call_as_it_was() -> None:
    call = Call(1, "", "", 0)
    with pytest.raises(IllegalCallTransitionError):
        call.signal(CallSignal.ANSWER)
    assert call.outcome is None
