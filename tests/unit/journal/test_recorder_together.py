"""Records of calls in which more than two talk, or a supervisor had a hand."""

import pytest

from firstline.journal.events import (
    AgentAnswered,
    AgentHungUp,
    AgentResumed,
    CallArrived,
    CallerHungUp,
    ConferenceAsked,
    ConsultAsked,
    ConsultCancelled,
    Event,
    KeyPressed,
    SupervisionAsked,
    SupervisionEnded,
    UrgencyChanged,
    WrapUpFinished,
)
from firstline.journal.recorder import Recorder
from firstline.journal.records import Contact, End, Kind, Segment
from kit.journals import ANNA, CILI, START, Desk, open_desk

SECOND = 1_000_000


def the_call(desk: Desk) -> tuple[Contact, list[Segment]]:
    """Return the only contact and its chain."""
    recorder = Recorder()
    for entry in desk.entries:
        recorder.take(entry)
    changes = recorder.changes()
    (contact,) = changes.contacts
    return contact, changes.segments


def waiting(*ready: str) -> Desk:
    """Return a desk at which a caller has waited in the second queue since 1 s after arrival."""
    desk = open_desk(*ready)
    desk.call()
    return desk.after(1).on(KeyPressed(1, "1"), KeyPressed(1, "2"))


def talking(*ready: str) -> Desk:
    """Return the same, after 4 s of ringing and anna's answer."""
    return waiting(ANNA, *ready).after(4).on(AgentAnswered(ANNA, 1))


def conferring() -> Desk:
    """Return a desk at which anna and cili talk with a caller, 10 s after each answer."""
    desk = talking(CILI).after(10).on(ConsultAsked(ANNA, "team:experts", "limits", ""))
    return desk.after(5).on(AgentAnswered(CILI, 1)).after(10).on(ConferenceAsked(ANNA))


def test_a_conference_is_a_consult_with_the_caller() -> None:
    contact, segments = the_call(conferring().after(20).on(CallerHungUp(1)))
    *_, talk, consult = segments
    assert (talk.holder, talk.hold, talk.talk) == (ANNA, 15 * SECOND, 30 * SECOND)
    assert (consult.holder, consult.talk, consult.conference) == (CILI, 30 * SECOND, True)
    assert (contact.agent, contact.transfers, contact.consults) == (ANNA, 0, 1)


def test_who_leaves_a_conference_first_hands_the_caller_over() -> None:
    contact, segments = the_call(conferring().after(20).on(AgentHungUp(ANNA)))
    *_, talk, consult, second = segments
    assert (talk.end, consult.end) == (End.HANDED_OVER, End.HANDED_OVER)
    assert (second.kind, second.holder, second.previous) == (Kind.TALK, CILI, consult.id)
    assert (contact.agent, contact.transfers) == (CILI, 1)


@pytest.mark.parametrize("end", [ConsultCancelled(ANNA), AgentHungUp(CILI)])
def test_a_conference_without_the_colleague_is_a_talk(end: Event) -> None:
    desk = conferring().after(20).on(end).after(10).on(CallerHungUp(1))
    contact, segments = the_call(desk)
    *_, talk, consult = segments
    assert (consult.end, consult.ended) == (End.DROPPED, START + 50 * SECOND)
    assert (talk.holder, talk.talk, contact.transfers) == (ANNA, 40 * SECOND, 0)


def test_who_never_spoke_to_the_colleague_alone_confers_as_well() -> None:
    desk = talking(CILI).after(10).on(ConsultAsked(ANNA, "team:experts", "limits", ""))
    desk.on(AgentResumed(ANNA)).after(5).on(AgentAnswered(CILI, 1)).on(ConferenceAsked(ANNA))
    consult = the_call(desk.after(7).on(CallerHungUp(1)))[1][-1]
    assert (consult.holder, consult.conference, consult.talk) == (CILI, True, 7 * SECOND)


def test_a_call_that_is_put_into_the_other_queue_waits_on_in_a_segment_of_its_own() -> None:
    desk = waiting().after(9).on(UrgencyChanged(1, "first")).after(6).on(CallerHungUp(1))
    contact, segments = the_call(desk)
    assert [(one.urgency, one.end) for one in segments[1:]] == [
        ("second", End.MOVED),
        ("first", End.CALLER),
    ]
    assert (contact.urgency, contact.wait) == ("first", 15 * SECOND)


def test_a_call_that_rings_has_its_new_urgency_at_once() -> None:
    contact, segments = the_call(waiting(ANNA).after(1).on(UrgencyChanged(1, "first")))
    assert (contact.urgency, segments[-1].urgency) == ("first", "first")


def test_who_supervised_is_on_record() -> None:
    desk = talking().on(SupervisionAsked("kati", ANNA, "listen")).after(3)
    desk.on(SupervisionAsked("kati", ANNA, "join"), SupervisionAsked("lili", ANNA, "whisper"))
    desk.on(SupervisionEnded("kati")).after(3).on(CallerHungUp(1))
    assert the_call(desk)[1][-1].supervisors == "kati, lili"


def test_what_the_agent_wrote_down_is_on_record() -> None:
    desk = talking().on(WrapUpFinished(ANNA, "", "wants a blue one")).after(2)
    contact, segments = the_call(desk.on(CallerHungUp(1)))
    assert (contact.note, segments[-1].note) == ("wants a blue one", "wants a blue one")


def test_a_code_for_a_call_that_is_not_known_belongs_to_no_other() -> None:
    desk = talking().on(CallerHungUp(1), WrapUpFinished(ANNA, "")).after(40)
    desk.on(CallArrived("leg", "+361", "+3612345678"), KeyPressed(2, "1"), KeyPressed(2, "2"))
    desk.on(AgentAnswered(ANNA, 2), WrapUpFinished(ANNA, "sold", "a note"))
    recorder = Recorder()
    for entry in desk.entries:
        if getattr(entry.what, "call", 0) != 2 or not isinstance(entry.what, CallArrived):
            recorder.take(entry)
    (contact,) = recorder.changes().contacts
    assert (contact.call, contact.wrap_up_code, contact.note) == (1, "", "")
