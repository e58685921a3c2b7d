"""The wallboard says what the switchboard, the tally and the analysis say of the same journal."""

import random
from contextlib import suppress
from typing import Any

import pytest

from firstline.analysis import measures
from firstline.analysis.measures import HEADLINE, SERVICE_LEVELS, is_abandoned, is_answered
from firstline.analysis.report import By, Facts, Window, report_of
from firstline.domain.time import MINUTE, NEVER
from firstline.journal.entry import Entry
from firstline.journal.events import (
    AgentAnswered,
    AgentMoved,
    AgentSignedIn,
    AgentSignedOut,
    AgentWentNotReady,
    CallerHungUp,
    ClosingAsked,
    ConsultAsked,
    ConsultCompleted,
    Event,
    IncidentDeclared,
    IncidentEnded,
    PhoneConnected,
    RunStarted,
    UrgencyChanged,
)
from firstline.journal.records import Kind
from firstline.journal.state import HotlineState, IncidentValue
from firstline.live.state import hotline_view
from firstline.live.tally import LIMITS
from firstline.live.wallboard import LAST, LONGEST
from firstline.sim.journalled import journalled_run
from firstline.switchboard.refusal import Refusal
from kit.boards import Board, in_order, shown
from kit.crowds import Collected, any_crowd
from kit.journals import ANNA, BELA, CILI, START, Desk, Traffic, open_desk
from kit.stores import fold
from kit.weather import any_hotline

FLOOD = IncidentValue("flood", ("3652",), "", "incident-flood", (1_000_000, 1_000_000), int(NEVER))


def stirred(seed: int, steps: int = 400) -> Desk:
    """Return a desk after random traffic, into which a supervisor has meddled."""
    draw = random.Random(seed)
    traffic = Traffic(seed)
    for _ in range(steps // 10):
        traffic.go_on(10)
        calls = sorted(traffic.desk.exchange.board.room.calls) or [0]
        acts: list[Event] = [
            AgentMoved(draw.choice([ANNA, CILI]), draw.choice(["front", "experts"])),
            UrgencyChanged(draw.choice(calls), "first" if draw.random() < 0.5 else "second"),
            AgentSignedOut(draw.choice([ANNA, BELA])),
            IncidentDeclared(FLOOD),
            IncidentEnded("flood"),
        ]
        with suppress(Refusal):
            traffic.desk.on(draw.choice(acts))
    return traffic.desk


def like_the_switchboard(desk: Desk, board: Board) -> None:
    """Compare the board with what the switchboard itself says."""
    page = board.whole(desk.now)
    view = hotline_view(desk.exchange.board, desk.now, 10_000)
    assert (page["open"], page["closing"]) == (view.open, view.closing)
    queues = {row["goal"]: row for row in page["queues"]}
    for queue in view.queues:
        if queue.goal not in queues:
            assert queue.waiting.first + queue.waiting.second == 0
            continue
        row = queues.pop(queue.goal)
        assert (row["first"], row["second"]) == (queue.waiting.first, queue.waiting.second)
        assert (row["service"], row["urgency"]) == (queue.service, queue.urgency)
    assert not queues
    agents = {row["agent"]: row for row in page["agents"]}
    for agent in view.agents:
        row = agents[agent.agent]
        assert (row["team"], row["state"]) == (agent.team, agent.state)
        assert (row["reason"], row["has_phone"]) == (agent.reason, agent.has_phone)
        assert row["call"] == (agent.call.call if agent.call is not None else None)
    waits = {call.call: call for call in view.calls if call.goal}
    assert set(waits) == {row["call"] for row in page["waiting"]}
    for row in page["waiting"]:
        call = waits[row["call"]]
        assert (row["goal"], row["urgency"]) == (call.goal, call.urgency)
        assert (row["calling"], row["stream"], row["language"]) == (
            call.calling,
            call.stream,
            call.language,
        )
    assert [row["incident"] for row in page["incidents"]] == [
        incident.incident for incident in view.incidents
    ]


def like_the_analysis(entries: list[Entry], now: int, board: Board) -> None:
    """Compare the board with what the records and the reports say."""
    changes = fold(entries)
    page, contacts = board.whole(now), changes.contacts
    headline = next(level for level in SERVICE_LEVELS if level.id == HEADLINE)
    value = headline.share_of(measures.tally(contacts, LIMITS, now))
    assert page["service_level"]["value"] == value
    counts = page["counts"]
    assert counts["calls"] == len(contacts)
    assert counts["offered"] == sum(contact.queued is not None for contact in contacts)
    assert counts["answered"] == sum(map(is_answered, contacts))
    assert counts["abandoned"] == sum(map(is_abandoned, contacts))
    lines = [
        segment
        for segment in changes.segments
        if segment.kind is Kind.WAITING and segment.ended is None
    ]
    waiting = sum(row["first"] + row["second"] for row in page["queues"])
    # Who has reached the longest wait is told so and parts: a contact that waits, and no call.
    assert waiting <= len(lines)
    stints = {stint.agent: stint for stint in changes.stints if stint.ended is None}
    for row in page["agents"]:
        stint = stints.get(row["agent"])
        if stint is not None:
            assert (row["state"], row["reason"], row["team"]) == (
                stint.state,
                stint.reason,
                stint.team,
            )
    facts = Facts(contacts, changes.segments, changes.stints)
    report = report_of(facts, By.ALL, Window(0, now + 1, now), LIMITS)
    names = [metric.id for metric in report.metrics]
    total = dict(zip(names, report.rows[-1].values, strict=True)) if report.rows else {}
    for name in {"offered", "answered", "abandoned"} & total.keys():
        assert total[name] == counts[name]


@pytest.mark.parametrize("seed", range(30))
def test_any_journal_gives_the_numbers_that_all_others_give(seed: int) -> None:
    desk = stirred(seed)
    board = Board().take(desk.entries)
    like_the_switchboard(desk, board)
    like_the_analysis(desk.entries, desk.now, board)


@pytest.mark.parametrize("seed", range(6))
def test_a_simulated_crowd_gives_the_numbers_of_the_analysis_at_any_moment(seed: int) -> None:
    draw = random.Random(seed)
    hotline = any_hotline(draw)
    entries: list[Entry] = []
    journalled_run(
        hotline,
        *any_crowd(draw, hotline),
        seed=seed,
        sink=Collected(),
        interval=int(MINUTE),
        on_entries=entries.extend,
    ).finish()
    board, done = Board(hotline), 0
    # Commands belong to the event before them: a cut between them is no moment.
    moments = [it for it in range(1, len(entries)) if entries[it].at != entries[it - 1].at]
    for cut in sorted(draw.sample(moments, min(6, len(moments)))):
        board.take(entries[done:cut])
        done = cut
        like_the_analysis(entries[:cut], entries[cut - 1].at, board)


@pytest.mark.parametrize("seed", range(12))
def test_the_whole_and_all_changes_after_it_are_the_whole_now(seed: int) -> None:
    desk, board = stirred(seed, 600), Board()
    draw = random.Random(seed)
    begin = draw.randrange(1, 200)
    board.take(desk.entries[:begin])
    board.changes(START)  # told to those who watched before
    page = board.whole(START)
    while begin < len(desk.entries):
        end = begin + draw.randrange(1, 30)
        board.take(desk.entries[begin:end])
        now = desk.entries[min(end, len(desk.entries)) - 1].at
        page = shown(page, board.changes(now))
        begin = end
    # The level moves with the time alone, and an entry that is not shown is no change.
    passing = {"at": "", "seq": 0, "service_level": None}
    assert in_order(page) | passing == in_order(board.whole(desk.now)) | passing


def test_nothing_is_told_where_nothing_has_changed() -> None:
    desk = open_desk(ANNA)
    board = Board().take(desk.entries)
    assert board.wallboard.is_news
    assert board.changes(desk.now)
    assert not board.wallboard.is_news
    assert board.changes(desk.now) == {}


def test_who_waits_longest_is_listed_and_no_more_than_fifty() -> None:
    desk = Desk()
    desk.on(RunStarted("digest"))
    for number in range(40):
        desk.call(f"+3630{number:07d}", "11" if number % 2 else "12")
        desk.after(1)
    board = Board().take(desk.entries)
    page = board.whole(desk.now)
    assert len(page["waiting"]) == min(LONGEST, 40)
    since = [row["since"] for row in page["waiting"]]
    assert since == sorted(since)
    assert board.wallboard.waiting == 40
    queues = {row["goal"]: row for row in page["queues"]}
    assert queues["stream:cards-new"]["first"] == 20
    assert queues["stream:cards-service"]["second_since"] == page["waiting"][0]["since"]


def test_an_agent_who_is_moved_counts_for_the_other_team_at_once() -> None:
    desk = open_desk(ANNA, BELA)
    board = Board().take(desk.entries)
    taken = len(desk.entries)
    board.changes(desk.now)
    desk.on(AgentMoved(ANNA, "experts"))
    changes = board.take(desk.entries[taken:]).changes(desk.now)
    new = next(row for row in changes["queues"] if row["goal"] == "stream:cards-new")
    assert (new["ready"], new["on_duty"]) == (1, 1)
    assert [row["team"] for row in changes["agents"]] == ["experts"]


def test_a_caller_handed_over_to_a_ringing_phone_waits_where_the_consult_did() -> None:
    desk = open_desk(ANNA, CILI)
    number = desk.call(keys="12")
    desk.on(AgentAnswered(ANNA, number), ConsultAsked(ANNA, "team:experts", "", ""))
    desk.on(ConsultCompleted(ANNA))
    board = Board().take(desk.entries)
    like_the_switchboard(desk, board)
    assert board.whole(desk.now)["waiting"][0]["goal"] == "team:experts"


def test_urgency_that_changes_while_a_phone_rings_is_shown() -> None:
    desk = open_desk(ANNA)
    number = desk.call(keys="12")
    desk.on(UrgencyChanged(number, "first"))
    like_the_switchboard(desk, Board().take(desk.entries))


def after_restart(state: HotlineState) -> dict[str, Any]:
    """Return the board of the run that begins with *state*."""
    desk = Desk(first_seq=1_000)
    desk.on(RunStarted("digest", state))
    board = Board().take(desk.entries)
    like_the_switchboard(desk, board)
    return board.whole(desk.now)


def test_after_a_restart_it_begins_with_what_was_kept() -> None:
    desk = open_desk(ANNA, BELA)
    desk.on(AgentMoved(BELA, "experts"), AgentWentNotReady(BELA, "lunch"), AgentSignedIn(CILI))
    desk.on(IncidentDeclared(FLOOD), AgentMoved(CILI, "front"), AgentSignedOut(CILI))
    desk.call(keys="11")
    page = after_restart(HotlineState.of(desk.exchange.board.snapshot()))
    agents = {row["agent"]: row for row in page["agents"]}
    assert (agents[BELA]["team"], agents[BELA]["reason"]) == ("experts", "lunch")
    assert agents[CILI]["team"] == "front"
    assert page["waiting"] == []
    assert page["incidents"][0]["message"] == {"en": "about flood"}


def test_a_second_run_in_the_same_journal_clears_what_was_up() -> None:
    desk = open_desk(ANNA)
    desk.call(keys="11")
    desk.call(keys="12")
    again = Desk(first_seq=desk.exchange.next_seq)
    again.on(RunStarted("digest"), PhoneConnected(BELA))
    board = Board().take(desk.entries).take(again.entries)
    like_the_switchboard(again, board)


def test_closing_and_what_happened_last_are_told() -> None:
    desk = open_desk()
    for _ in range(20):
        number = desk.call(keys="11")
        desk.on(CallerHungUp(number))
    desk.on(ClosingAsked())
    page = Board().take(desk.entries).whole(desk.now)
    assert page["closing"]
    assert len(page["last"]) == LAST
    assert "closing" in page["last"][0]["en"]
