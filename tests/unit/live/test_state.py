"""The view of a hotline: who waits, how long and how urgently; what agents and calls are doing."""

from firstline.domain.hotline import Incident, Prompt
from firstline.domain.time import HOUR, NEVER
from firstline.journal.events import (
    AgentAnswered,
    AgentSignedOut,
    ConsultAsked,
    IncidentDeclared,
    TransferAsked,
)
from firstline.journal.state import IncidentValue
from firstline.live.state import HotlineView, agent_view, hotline_view, moment
from kit.journals import ANNA, START, Desk, Traffic, open_desk


def view(desk: Desk, calls_at_most: int = 100) -> HotlineView:
    """Return the view of now."""
    return hotline_view(desk.exchange.board, desk.now, calls_at_most)


def test_an_instant_is_written_as_iso_8601() -> None:
    assert moment(START) == "2026-01-01T00:00:00.000Z"
    assert not moment(NEVER)


def test_a_quiet_hotline_shows_every_stream_and_every_agent() -> None:
    now = view(open_desk(ANNA))
    assert (now.hotline, now.open, now.closing, now.calls_up) == ("Small Bank", True, False, 0)
    assert [queue.goal for queue in now.queues] == ["stream:cards-new", "stream:cards-service"]
    assert {agent.agent: agent.state for agent in now.agents} == {
        "anna": "ready",
        "bela": "signed out",
        "cili": "signed out",
    }


def test_callers_are_counted_by_urgency_and_the_longest_wait_is_shown() -> None:
    desk = open_desk()
    desk.call(keys="12")
    desk.after(30).call(keys="11")
    desk.after(12)
    now = view(desk)
    assert (now.waiting.first, now.waiting.second) == (1, 1)
    assert (now.waiting.longest_first_s, now.waiting.longest_second_s) == (12.0, 42.0)
    new, service = now.queues
    assert (new.urgency, new.waiting.first, new.waiting.longest_s) == ("first", 1, 12.0)
    assert (service.urgency, service.waiting.second, service.waiting.longest_s) == (
        "second",
        1,
        42.0,
    )


def test_a_caller_still_waits_while_an_agent_is_rung() -> None:
    desk = open_desk(ANNA)
    number = desk.call(keys="11")
    desk.after(3)
    now = view(desk)
    assert now.waiting.first == 1
    (call,) = now.calls
    assert (call.call, call.state, call.agent, call.goal) == (
        number,
        "offered",
        "anna",
        "stream:cards-new",
    )
    anna = now.agents[0]
    assert anna.state == "reserved"
    assert anna.call == call
    assert (call.keys, call.stream, call.urgency, call.waited_s) == ("11", "cards-new", "first", 3)


def test_who_talks_does_not_wait() -> None:
    desk = open_desk(ANNA)
    number = desk.call(keys="12")
    desk.after(2).on(AgentAnswered(ANNA, number)).after(5)
    now = view(desk)
    assert now.waiting.second == 0
    assert (now.calls[0].state, now.calls[0].waited_s, now.calls[0].goal) == ("talking", 0.0, "")
    assert (now.agents[0].state, now.agents[0].for_s) == ("talking", 5.0)


def test_a_transferred_call_shows_its_new_goal_and_its_slip() -> None:
    desk = open_desk(ANNA)
    number = desk.call(keys="12")
    desk.on(AgentAnswered(ANNA, number))
    desk.on(TransferAsked(ANNA, "team:experts", "loan", "asked twice")).after(4)
    now = view(desk)
    team = now.queues[-1]
    assert (team.goal, team.urgency, team.waiting.second) == ("team:experts", "", 1)
    (slip,) = now.calls[0].slips
    assert (slip.by, slip.reason, slip.note) == ("anna", "loan", "asked twice")


def test_an_agent_who_asks_for_a_colleague_is_counted_apart() -> None:
    desk = open_desk(ANNA)
    number = desk.call(keys="12")
    desk.on(AgentAnswered(ANNA, number), ConsultAsked(ANNA, "team:experts", "", ""))
    now = view(desk)
    assert now.queues[-1].consults == 1
    assert now.waiting.second == 0


def test_what_an_agent_will_do_afterwards_is_shown() -> None:
    desk = open_desk(ANNA)
    number = desk.call(keys="12")
    desk.on(AgentAnswered(ANNA, number), AgentSignedOut(ANNA))
    agent = desk.exchange.board.agent(ANNA)
    assert agent is not None
    view_of_anna = agent_view(agent, desk.exchange.board.room.hotline, desk.now)
    assert (view_of_anna.state, view_of_anna.afterwards) == ("talking", "sign out")


def test_incidents_in_force_are_shown_with_their_end() -> None:
    desk = open_desk()
    incident = Incident(
        "outage", area=["3652"], service="", prompt=Prompt("p", [1, 1]), until=START + HOUR
    )
    desk.on(IncidentDeclared(IncidentValue.of(incident)))
    (shown,) = view(desk).incidents
    assert (shown.incident, shown.area, shown.until) == (
        "outage",
        ["3652"],
        "2026-01-01T01:00:00.000Z",
    )


def test_only_so_many_calls_are_listed_the_oldest_first() -> None:
    desk = open_desk()
    numbers = [desk.call(keys="11") for _ in range(5)]
    now = view(desk, calls_at_most=2)
    assert now.calls_up == 5
    assert [call.call for call in now.calls] == numbers[:2]


def test_whatever_happens_there_is_a_view_of_it() -> None:
    for seed in range(5):
        traffic = Traffic(seed)
        for _ in range(100):
            traffic.go_on(3)
            now = view(traffic.desk)
            shown = sum(queue.waiting.first + queue.waiting.second for queue in now.queues)
            assert shown == now.waiting.first + now.waiting.second
            up = {call.call for call in now.calls}
            assert {agent.call.call for agent in now.agents if agent.call} <= up
