"""The tally counts what the journal says, and nothing else."""

import pytest

from firstline.analysis import measures
from firstline.analysis.measures import HEADLINE, SERVICE_LEVELS
from firstline.journal.events import (
    AgentAnswered,
    AgentHungUp,
    AgentWentNotReady,
    CallerHungUp,
    ClosingAsked,
    TransferAsked,
)
from firstline.journal.recorder import Recorder
from firstline.live.labels import Labels
from firstline.live.tally import LIMITS, REMEMBERED, Tally
from firstline.plan.model import Plan
from kit.journals import ANNA, CILI, Desk, Traffic, open_desk


def tally_of(desk: Desk) -> Tally:
    """Return the tally of a desk's journal."""
    tally = Tally()
    tally.take(desk.entries)
    return tally


def answered_after(desk: Desk, seconds: float) -> None:
    """Let a call be answered after so many seconds, and end."""
    number = desk.call(keys="11")
    desk.after(seconds).on(AgentAnswered(ANNA, number)).after(10)
    desk.on(CallerHungUp(number)).after(60)


def abandoned_after(desk: Desk, seconds: float) -> None:
    """Let a caller wait in vain."""
    number = desk.call(keys="12")
    desk.after(seconds).on(CallerHungUp(number))


def test_each_end_of_a_call_is_counted_once() -> None:
    desk = open_desk(ANNA)
    answered_after(desk, 3)
    quiet = open_desk()
    abandoned_after(quiet, 3)
    abandoned_after(quiet, 30)
    quiet.on(CallerHungUp(quiet.call("+3611111111")))
    quiet.on(ClosingAsked())
    quiet.call()
    one, other = tally_of(desk).counts, tally_of(quiet).counts
    assert (one.calls, one.offered, one.answered, one.answered_in_time) == (1, 1, 1, 1)
    assert (other.calls, other.offered, other.abandoned, other.abandoned_early) == (4, 2, 2, 1)
    assert (other.left_menu, other.blocked) == (1, 1)


def test_the_service_level_is_the_headline_and_says_so() -> None:
    desk = open_desk(ANNA)
    answered_after(desk, 5)
    answered_after(desk, 19)
    level = tally_of(desk).service_level(desk.now)
    assert (level.id, level.within_s, level.short_s, level.value) == ("F6T", 20, 5, 1.0)
    assert level.formula.startswith("(answered<=T) / (answered")
    desk.on(AgentWentNotReady(ANNA, "lunch"))
    abandoned_after(desk, 3)
    assert tally_of(desk).service_level(desk.now).value == 1.0
    abandoned_after(desk, 30)
    assert tally_of(desk).service_level(desk.now).value == pytest.approx(2 / 3)


def test_a_live_tally_says_the_same_as_the_records() -> None:
    for seed in range(10):
        desk = Traffic(seed).desk
        Traffic(seed, desk).go_on(400)
        recorder = Recorder()
        for entry in desk.entries:
            recorder.take(entry)
        counted = measures.tally(recorder.changes().contacts, LIMITS, desk.now)
        headline = next(level for level in SERVICE_LEVELS if level.id == HEADLINE)
        assert tally_of(desk).service_level(desk.now).value == headline.share_of(counted)


def test_nobody_is_not_everybody() -> None:
    assert Tally().service_level(0).value is None


def test_who_waits_too_long_counts_before_the_wait_is_over() -> None:
    desk = open_desk()
    desk.call(keys="11")
    desk.after(19)
    assert tally_of(desk).service_level(desk.now).value is None
    desk.after(2)
    assert tally_of(desk).service_level(desk.now).value == 0.0


def test_a_transferred_call_is_offered_and_answered_once() -> None:
    desk = open_desk(ANNA, CILI)
    number = desk.call(keys="12")
    desk.on(AgentAnswered(ANNA, number), TransferAsked(ANNA, "team:experts", "", ""))
    desk.on(AgentAnswered(CILI, number)).after(5).on(AgentHungUp(CILI))
    counts = tally_of(desk).counts
    assert (counts.offered, counts.answered, counts.transfers) == (1, 1, 1)


def test_a_phone_that_rang_in_vain_is_counted() -> None:
    desk = open_desk(ANNA)
    desk.call(keys="11")
    desk.after(25)
    counts = tally_of(desk).counts
    assert (counts.rings, counts.no_answers) == (1, 1)


def test_no_call_is_lost_in_counting() -> None:
    for seed in range(20):
        traffic = Traffic(seed)
        traffic.go_on(400)
        counts = tally_of(traffic.desk).counts
        up = len(traffic.desk.exchange.board.room.calls)
        ended = (
            counts.blocked
            + counts.abandoned
            + counts.left_menu
            + counts.deflected
            + counts.gave_up
            + counts.failed
        )
        assert ended <= counts.calls - up <= ended + counts.answered


def test_the_latest_is_told_first_and_only_so_much() -> None:
    traffic = Traffic(1)
    traffic.go_on(500)
    last = tally_of(traffic.desk).last(Labels(Plan()))
    assert len(last) == REMEMBERED
    assert [line.at for line in last] == sorted((line.at for line in last), reverse=True)
