"""The scribe writes down what is asked of the world: names, numbers and the instant."""

from itertools import pairwise

from firstline.domain.call import Outcome
from firstline.journal.commands import (
    Connect,
    HangUp,
    Join,
    Part,
    Play,
    Queue,
    ReportLimit,
    Ring,
    ShowAgent,
    ShowIncident,
    SlipValue,
)
from firstline.journal.entry import COMMANDS, Entry
from firstline.journal.events import (
    AgentAnswered,
    CallArrived,
    CallerHungUp,
    ConsultAsked,
    ConsultCancelled,
    IncidentDeclared,
    TransferAsked,
)
from firstline.journal.state import IncidentValue
from kit.journals import ANNA, CILI, START, Desk, Traffic, open_desk


def only(desk: Desk, kind: type) -> list[Entry]:
    """Return the entries of one kind."""
    return [entry for entry in desk.entries if isinstance(entry.what, kind)]


def last(desk: Desk, kind: type) -> object:
    """Return the last command of one kind."""
    return only(desk, kind)[-1].what


def test_a_call_from_ring_to_bye_is_told_in_names_and_numbers() -> None:
    desk = open_desk(ANNA)
    desk.call(keys="11")
    assert last(desk, Play) == Play(1, ("cards",), "hu")
    queue = Queue(
        call=1,
        asker="",
        goal="stream:cards-new",
        stream="cards-new",
        service="cards",
        urgency="first",
        language="hu",
        keys="11",
        since=START,
        entered=START,
    )
    assert last(desk, Queue) == queue
    ring = last(desk, Ring)
    assert isinstance(ring, Ring)
    assert (ring.agent, ring.team, ring.calling, ring.keys) == (ANNA, "front", "+36301234567", "11")
    desk.on(AgentAnswered(ANNA, 1))
    assert last(desk, Connect) == Connect(ANNA, "front", 1, True)
    desk.after(5).on(CallerHungUp(1))
    assert last(desk, HangUp) == HangUp(1, Outcome.ANSWERED)


def test_a_slip_goes_with_a_transferred_call() -> None:
    desk = open_desk(ANNA, CILI)
    desk.call(keys="12")
    desk.on(AgentAnswered(ANNA, 1), TransferAsked(ANNA, "team:experts", "needs an expert", "blue"))
    ring = last(desk, Ring)
    assert isinstance(ring, Ring)
    assert ring.agent == CILI
    assert ring.slips == (SlipValue(ANNA, "needs an expert", "blue"),)


def test_a_consult_names_who_asks_and_who_is_asked() -> None:
    desk = open_desk(ANNA, CILI)
    desk.call(keys="12")
    desk.on(AgentAnswered(ANNA, 1), ConsultAsked(ANNA, "agent:cili", "a question", ""))
    ring = last(desk, Ring)
    assert isinstance(ring, Ring)
    assert (ring.agent, ring.asker) == (CILI, ANNA)
    desk.on(AgentAnswered(CILI, 1))
    assert last(desk, Join) == Join(ANNA, CILI, "experts", 1)
    desk.on(ConsultCancelled(ANNA))
    assert last(desk, Part) == Part(ANNA, CILI, 1)


def test_an_incident_is_shown_with_its_area() -> None:
    desk = open_desk()
    incident = IncidentValue("outage", ("3630",), "", "outage-says", (1, 1), START + 10**9)
    desk.on(IncidentDeclared(incident))
    shown = last(desk, ShowIncident)
    assert shown == ShowIncident("outage", True, ("3630",), "", "outage-says", START + 10**9)


def test_a_limit_that_is_reached_is_told() -> None:
    desk = open_desk()
    number = desk.call(keys="12")
    desk.after(601)
    assert ReportLimit("longest wait", number, 600_000_000) in [e.what for e in desk.entries]


def test_an_agent_is_shown_with_the_call_at_hand() -> None:
    desk = open_desk(ANNA)
    desk.call(keys="12")
    desk.on(AgentAnswered(ANNA, 1))
    shown = last(desk, ShowAgent)
    assert isinstance(shown, ShowAgent)
    assert (shown.agent, shown.state, shown.call) == (ANNA, "talking", 1)


def test_random_traffic_uses_nearly_every_command() -> None:
    used: set[type] = set()
    for seed in range(4):
        used |= {type(entry.what) for entry in Traffic(seed).go_on(1_500)}
    never = {kind.__name__ for kind in COMMANDS if kind not in used}
    assert never <= {"Refuse", "ReportLimit", "ShowIncident"}


def test_numbers_count_without_a_gap_and_instants_never_go_back() -> None:
    entries = Traffic(5).go_on(1_000)
    assert [entry.seq for entry in entries] == list(range(1, len(entries) + 1))
    assert all(one.at <= other.at for one, other in pairwise(entries))


def test_every_command_about_a_call_comes_after_its_arrival() -> None:
    arrived: set[int] = set()
    for entry in Traffic(6).go_on(1_000):
        if isinstance(entry.what, CallArrived):
            assert entry.what.call not in arrived
            arrived.add(entry.what.call)
        assert getattr(entry.what, "call", 0) in arrived | {0}
