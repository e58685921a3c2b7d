"""Records are a fold of the journal: what is told of a call is what happened to it."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstline.domain.call import Outcome
from firstline.journal.entry import Entry
from firstline.journal.events import (
    AgentAnswered,
    AgentDeclined,
    AgentHeld,
    AgentHungUp,
    AgentResumed,
    AgentWentNotReady,
    CallArrived,
    CallerHungUp,
    CallerLost,
    ClosingAsked,
    ConsultAsked,
    ConsultCancelled,
    ConsultCompleted,
    KeyPressed,
    RunEnded,
    RunStarted,
    TransferAsked,
    WrapUpFinished,
)
from firstline.journal.recorder import Recorder
from firstline.journal.records import Changes, Contact, End, Kind, Segment
from kit.journals import ANNA, BELA, CILI, START, Desk, Traffic, open_desk

SECOND = 1_000_000


def recorded(desk: Desk) -> Changes:
    """Return all records of a desk's journal."""
    recorder = Recorder()
    for entry in desk.entries:
        recorder.take(entry)
    return recorder.changes()


def the_call(desk: Desk) -> tuple[Contact, list[Segment]]:
    """Return the only contact and its chain."""
    changes = recorded(desk)
    (contact,) = changes.contacts
    return contact, changes.segments


def kinds(segments: list[Segment]) -> list[tuple[Kind, str, End]]:
    """Return what happened, with whom, and how it ended."""
    return [(segment.kind, segment.holder, segment.end) for segment in segments]


def waiting(*ready: str, keys: str = "12") -> Desk:
    """Return a desk at which a caller has pressed *keys* after a second in the menu."""
    desk = open_desk(*ready)
    desk.call()
    return desk.after(1).on(*(KeyPressed(1, key) for key in keys))


def talking(*ready: str, keys: str = "12") -> Desk:
    """Return the same, after 4 s of ringing and anna's answer."""
    return waiting(ANNA, *ready, keys=keys).after(4).on(AgentAnswered(ANNA, 1))


def test_an_answered_call_is_told_with_both_clocks_and_all_times() -> None:
    desk = talking(keys="11").after(10).on(AgentHeld(ANNA)).after(7).on(AgentResumed(ANNA))
    desk.after(13).on(CallerHungUp(1)).after(9).on(WrapUpFinished(ANNA, "sold"))
    contact, segments = the_call(desk)
    assert contact == Contact(
        call=1,
        seq=contact.seq,
        calling="+36301234567",
        dialled="+3612345678",
        arrived=START,
        language="hu",
        keys="11",
        stream="cards-new",
        service="cards",
        urgency="first",
        queued=START + 1 * SECOND,
        answered=START + 5 * SECOND,
        reached=START + 5 * SECOND,
        ended=START + 35 * SECOND,
        outcome=Outcome.ANSWERED,
        ended_by=End.CALLER,
        recorded=True,
        offers=1,
        agent=ANNA,
        team="front",
        wait=4 * SECOND,
        wait_from_arrival=5 * SECOND,
        to_right_human=5 * SECOND,
        talk=23 * SECOND,
        hold=7 * SECOND,
        wrap_up=9 * SECOND,
        wrap_up_code="sold",
    )
    assert kinds(segments) == [
        (Kind.MENU, "", End.QUEUED),
        (Kind.WAITING, "stream:cards-new", End.ANSWERED),
        (Kind.TALK, ANNA, End.CALLER),
    ]
    assert (segments[1].ringing, segments[1].offers) == (4 * SECOND, 1)


def test_an_abandoned_call_tells_whether_a_phone_was_ringing() -> None:
    contact, segments = the_call(waiting().after(30).on(CallerHungUp(1)))
    assert (contact.outcome, contact.ringing_at_end) == (Outcome.ABANDONED, False)
    assert (contact.wait, contact.wait_from_arrival) == (30 * SECOND, 31 * SECOND)
    assert kinds(segments)[-1] == (Kind.WAITING, "stream:cards-service", End.CALLER)
    contact, _ = the_call(waiting(ANNA).after(3).on(CallerHungUp(1)))
    assert (contact.outcome, contact.ringing_at_end) == (Outcome.ABANDONED, True)
    assert (contact.offers, contact.missed) == (1, 0), "the agent has missed nothing"


def test_missed_and_declined_offers_are_counted_apart_from_abandonment() -> None:
    desk = waiting(ANNA, BELA).after(2).on(AgentDeclined(ANNA, 1, "busy")).after(25)
    contact, segments = the_call(desk.on(CallerHungUp(1)))
    assert (contact.offers, contact.missed, contact.ringing_at_end) == (2, 2, False)
    assert (segments[-1].offers, segments[-1].missed) == (2, 2)
    assert segments[-1].ringing == 22 * SECOND


def test_who_leaves_in_the_menu_never_waited() -> None:
    desk = open_desk()
    desk.call()
    desk.after(3).on(KeyPressed(1, "1"), CallerHungUp(1))
    contact, segments = the_call(desk)
    assert (contact.outcome, contact.keys, contact.queued) == (Outcome.LEFT_MENU, "1", None)
    assert (contact.wait, contact.wait_from_arrival) == (None, 3 * SECOND)
    assert kinds(segments) == [(Kind.MENU, "", End.CALLER)]


def test_a_refused_call_tells_why() -> None:
    desk = open_desk().on(ClosingAsked())
    desk.call()
    contact, _ = the_call(desk)
    assert (contact.outcome, contact.refused) == (Outcome.BLOCKED, "closing down")
    assert (contact.ended, contact.ended_by) == (START, End.EXCHANGE)


def test_a_blind_transfer_waits_again_and_carries_its_slip() -> None:
    desk = (
        talking(CILI).after(10).on(TransferAsked(ANNA, "team:experts", "limits", "is in a hurry"))
    )
    desk.after(6).on(AgentAnswered(CILI, 1)).after(20).on(AgentHungUp(CILI))
    contact, segments = the_call(desk)
    assert kinds(segments) == [
        (Kind.MENU, "", End.QUEUED),
        (Kind.WAITING, "stream:cards-service", End.ANSWERED),
        (Kind.TALK, ANNA, End.TRANSFERRED),
        (Kind.WAITING, "team:experts", End.ANSWERED),
        (Kind.TALK, CILI, End.AGENT),
    ]
    last = segments[-1]
    assert (last.slip_by, last.slip_reason, last.slip_note) == (ANNA, "limits", "is in a hurry")
    assert (contact.transfers, contact.agent, contact.ended_by) == (1, CILI, End.AGENT)
    assert (contact.wait, contact.to_right_human) == (4 * SECOND, 21 * SECOND)
    assert contact.talk == 30 * SECOND


def test_a_transfer_that_nobody_takes_comes_back() -> None:
    desk = talking().after(10).on(TransferAsked(ANNA, "team:experts", "limits", ""))
    desk.after(60).on(AgentAnswered(ANNA, 1)).after(5).on(CallerHungUp(1))
    contact, segments = the_call(desk)
    assert kinds(segments)[3:] == [
        (Kind.WAITING, "team:experts", End.RETURNED),
        (Kind.WAITING, "agent:anna", End.ANSWERED),
        (Kind.TALK, ANNA, End.CALLER),
    ]
    assert (contact.transfers, contact.returns) == (1, 1)


def test_who_leaves_while_being_transferred_has_not_reached_the_right_human() -> None:
    desk = talking().after(10).on(TransferAsked(ANNA, "team:experts", "", ""))
    contact, segments = the_call(desk.after(5).on(CallerHungUp(1)))
    assert (contact.outcome, contact.to_right_human) == (Outcome.ANSWERED, None)
    assert segments[-1].kind is Kind.WAITING
    assert segments[-1].end is End.CALLER


def test_a_consult_stands_beside_the_chain_and_a_hand_over_comes_out_of_it() -> None:
    desk = talking(CILI).after(10).on(ConsultAsked(ANNA, "team:experts", "limits", ""))
    desk.after(3).on(AgentAnswered(CILI, 1)).after(8).on(ConsultCompleted(ANNA))
    desk.after(20).on(CallerHungUp(1)).after(31)
    contact, segments = the_call(desk)
    assert kinds(segments)[2:] == [
        (Kind.TALK, ANNA, End.HANDED_OVER),
        (Kind.CONSULT, CILI, End.HANDED_OVER),
        (Kind.TALK, CILI, End.CALLER),
    ]
    annas, consult, cilis = segments[2:]
    assert (annas.talk, annas.hold, annas.wrap_up) == (10 * SECOND, 11 * SECOND, 30 * SECOND)
    assert (consult.talk, consult.offers, consult.slip_by) == (8 * SECOND, 1, ANNA)
    assert (cilis.talk, cilis.wrap_up, cilis.slip_reason) == (20 * SECOND, 30 * SECOND, "limits")
    assert (contact.consults, contact.transfers, contact.wrap_up) == (1, 1, 60 * SECOND)


def test_a_consult_that_comes_to_nothing_leaves_the_caller_with_the_agent() -> None:
    desk = talking(CILI).after(10).on(ConsultAsked(ANNA, "team:experts", "", ""))
    desk.after(3).on(AgentAnswered(CILI, 1)).after(8).on(ConsultCancelled(ANNA))
    desk.after(20).on(CallerHungUp(1)).after(31)
    contact, segments = the_call(desk)
    assert kinds(segments)[2:] == [
        (Kind.TALK, ANNA, End.CALLER),
        (Kind.CONSULT, CILI, End.DROPPED),
    ]
    assert (segments[2].talk, segments[2].hold) == (30 * SECOND, 11 * SECOND)
    assert segments[3].wrap_up == 30 * SECOND, "the colleague's own"
    assert (contact.transfers, contact.wrap_up) == (0, 30 * SECOND)


def test_a_consult_that_found_nobody_ends_when_the_agent_is_back() -> None:
    desk = talking().after(10).on(ConsultAsked(ANNA, "team:experts", "", ""))
    desk.after(70).on(CallerHungUp(1))
    _, segments = the_call(desk)
    consult = segments[-1]
    assert (consult.kind, consult.holder, consult.end) == (
        Kind.CONSULT,
        "team:experts",
        End.DROPPED,
    )
    assert consult.ended == consult.began + 60 * SECOND


def test_a_hand_over_while_the_colleague_still_rings_becomes_a_wait() -> None:
    desk = talking(CILI).after(10).on(ConsultAsked(ANNA, "team:experts", "limits", ""))
    desk.after(3).on(ConsultCompleted(ANNA)).after(4).on(AgentAnswered(CILI, 1))
    contact, segments = the_call(desk.after(20).on(CallerHungUp(1)))
    assert kinds(segments)[2:] == [
        (Kind.TALK, ANNA, End.HANDED_OVER),
        (Kind.CONSULT, "team:experts", End.HANDED_OVER),
        (Kind.WAITING, "team:experts", End.ANSWERED),
        (Kind.TALK, CILI, End.CALLER),
    ]
    assert segments[-1].slip_reason == "limits"
    assert contact.transfers == 1


def test_a_redialling_caller_has_kept_the_place() -> None:
    desk = waiting().after(30).on(CallerHungUp(1)).after(20)
    desk.call()
    desk.after(30).on(*(KeyPressed(2, key) for key in "12"), CallerHungUp(2))
    first, second = recorded(desk).contacts
    assert (first.redial_kept, second.redial_kept) == (False, True)


def test_a_lost_leg_is_no_abandonment() -> None:
    contact, segments = the_call(waiting().after(3).on(CallerLost(1)))
    assert (contact.outcome, contact.ended_by) == (Outcome.FAILED, End.LOST)
    assert segments[-1].end is End.LOST


def test_the_longest_wait_is_the_exchanges_end() -> None:
    contact, _ = the_call(waiting().after(700))
    assert (contact.outcome, contact.ended_by) == (Outcome.GAVE_UP, End.EXCHANGE)


def test_a_code_that_comes_late_is_noted_on_the_finished_contact() -> None:
    desk = talking().after(10).on(CallerHungUp(1)).after(31)
    recorder = Recorder()
    for entry in desk.entries:
        recorder.take(entry)
    assert recorder.changes().contacts[0].wrap_up_code == ""
    before = len(desk.entries)
    desk.on(WrapUpFinished(ANNA, "helped"))
    for entry in desk.entries[before:]:
        recorder.take(entry)
    changes = recorder.changes()
    assert changes.contacts[0].wrap_up_code == "helped"
    assert changes.segments[0].wrap_up_code == "helped"


def test_a_contact_that_ends_is_returned_once() -> None:
    desk = talking().after(10).on(CallerHungUp(1))
    desk.on(ClosingAsked()).call()
    recorder = Recorder()
    ended = [contact for entry in desk.entries if (contact := recorder.take(entry))]
    assert [contact.call for contact in ended] == [1, 2]


def test_what_was_up_when_a_run_was_cut_off_has_failed() -> None:
    desk = talking().after(10)
    entries = desk.entries
    later = Desk(first_seq=desk.exchange.next_seq)
    later.now = desk.now + 3_600 * SECOND
    later.on(RunStarted("digest"))
    recorder = Recorder()
    for entry in [*entries, *later.entries]:
        recorder.take(entry)
    (contact,) = recorder.changes().contacts
    assert (contact.outcome, contact.ended) == (Outcome.FAILED, entries[-1].at)
    assert contact.answered is not None


def test_a_clean_end_ends_everything() -> None:
    desk = open_desk(ANNA).on(AgentWentNotReady(ANNA, "lunch")).after(5).on(RunEnded())
    stints = recorded(desk).stints
    assert [stint.ended for stint in stints] == [START + 5 * SECOND]


def test_a_recorder_may_begin_in_the_middle() -> None:
    entries = Traffic(3).go_on(600)
    whole = {c.call: c for c in recorded_from(entries)}
    middle = len(entries) // 2
    arrived = {e.what.call for e in entries[middle:] if isinstance(e.what, CallArrived)}
    late = {c.call: c for c in recorded_from(entries[middle:])}
    assert set(late) == arrived
    assert all(late[call] == whole[call] for call in arrived)


def recorded_from(entries: list[Entry]) -> list[Contact]:
    """Return the contacts that a journal, or its end, tells of."""
    recorder = Recorder()
    for entry in entries:
        recorder.take(entry)
    return recorder.changes().contacts


@given(st.integers(min_value=0, max_value=10**6))
@pytest.mark.slow
def test_every_chain_is_whole_and_every_time_adds_up(seed: int) -> None:
    traffic = Traffic(seed)
    traffic.go_on(200)
    changes = recorded(traffic.desk.on(RunEnded()))
    for contact in changes.contacts:
        segments = [segment for segment in changes.segments if segment.call == contact.call]
        assert_whole(contact, segments)


def assert_whole(contact: Contact, segments: list[Segment]) -> None:
    """Check the laws of a chain."""
    chain = [segment for segment in segments if segment.kind is not Kind.CONSULT]
    talks = [segment for segment in segments if segment.kind is Kind.TALK]
    assert [segment.ordinal for segment in segments] == list(range(1, len(segments) + 1))
    assert chain[0].began == contact.arrived
    assert all(one.ended == other.began for one, other in pairwise(chain))
    assert chain[-1].ended == contact.ended
    assert all(segment.end is not End.OPEN for segment in segments)
    assert contact.talk == sum(talk.talk for talk in talks)
    assert contact.hold == sum(talk.hold for talk in talks)
    assert contact.wrap_up == sum(talk.wrap_up for talk in talks)
    for talk in talks:
        assert talk.ended is not None
        assert talk.talk + talk.hold == talk.ended - talk.began
        assert talk.talk >= 0
        assert talk.hold >= 0
    by_id = {segment.id: segment for segment in segments}
    for segment in segments[1:]:
        assert by_id[segment.previous].ordinal < segment.ordinal
    assert all(by_id[one.next].ordinal > one.ordinal for one in segments if one.next)
    assert contact.missed <= contact.offers
