"""A chain of segments: linked, measured, without a gap."""

from firstline.domain.call import Outcome
from firstline.journal.chain import Chain
from firstline.journal.records import Contact, End, Kind, Segment
from kit.journals import ANNA, CILI


def new_chain() -> Chain:
    """Return the chain of a call that arrived at 0."""
    return Chain(Contact(call=7, seq=1, calling="", dialled="", arrived=0))


def all_of(chain: Chain) -> list[Segment]:
    """Return every segment that has changed."""
    return chain.taken()


def test_a_chain_begins_in_the_menu() -> None:
    (menu,) = all_of(new_chain())
    assert (menu.id, menu.kind, menu.initial, menu.previous, menu.next) == (
        "7.1",
        Kind.MENU,
        "7.1",
        "",
        "",
    )


def test_segments_know_the_first_the_one_before_and_the_one_after() -> None:
    chain = new_chain()
    chain.wait(10, "stream:x")
    chain.talk(30, ANNA, "front")
    menu, waiting, talk = all_of(chain)
    assert [one.id for one in (menu, waiting, talk)] == ["7.1", "7.2", "7.3"]
    assert (menu.next, waiting.previous, waiting.next, talk.previous) == (
        "7.2",
        "7.1",
        "7.3",
        "7.2",
    )
    assert {one.initial for one in (menu, waiting, talk)} == {"7.1"}
    assert (menu.ended, waiting.began, waiting.ended, talk.began) == (10, 10, 30, 30)


def test_a_hand_over_comes_out_of_the_consult() -> None:
    chain = new_chain()
    chain.wait(10, "stream:x")
    chain.talk(20, ANNA, "front")
    chain.hold(25)
    chain.consult_slip = {"slip_by": ANNA, "slip_reason": "why", "slip_note": ""}
    chain.begin_consult(25, "team:experts")
    chain.join(30, CILI, "experts")
    chain.talk(40, CILI, "experts")
    chain.hang_up(60, Outcome.ANSWERED, End.CALLER)
    _, _, first, consult, second = all_of(chain)
    assert (first.end, first.hold, first.talk, first.next) == (End.HANDED_OVER, 15, 5, "7.5")
    assert (consult.previous, consult.next, consult.talk) == (first.id, "7.5", 10)
    assert (consult.end, second.previous, second.slip_by) == (End.HANDED_OVER, "7.4", ANNA)
    assert (second.talk, second.end) == (20, End.CALLER)
    assert (chain.contact.talk, chain.contact.hold, chain.contact.transfers) == (25, 15, 1)


def test_a_segment_ends_once() -> None:
    chain = new_chain()
    chain.wait(10, "stream:x")
    chain.talk(20, ANNA, "front")
    chain.release(35, ANNA)
    chain.hang_up(40, Outcome.ANSWERED, End.AGENT)
    talk = all_of(chain)[-1]
    assert (talk.ended, talk.end, talk.talk) == (35, End.AGENT, 15)


def test_changes_are_told_once() -> None:
    chain = new_chain()
    assert len(chain.taken()) == 1
    assert chain.taken() == []
    chain.wait(10, "stream:x")
    assert [one.id for one in chain.taken()] == ["7.1", "7.2"]


def test_a_conference_is_a_consult_in_which_the_caller_is_heard() -> None:
    chain = new_chain()
    chain.wait(10, "stream:x")
    chain.talk(20, ANNA, "front")
    chain.hold(25)
    chain.begin_consult(25, "team:experts")
    chain.join(30, CILI, "experts")
    chain.confer(40, CILI, "experts")
    chain.end_consult(55, End.DROPPED)
    chain.hang_up(60, Outcome.ANSWERED, End.CALLER)
    *_, talk, consult = all_of(chain)
    assert (talk.kind, talk.hold, talk.talk, talk.conference) == (Kind.TALK, 15, 25, False)
    assert (consult.holder, consult.talk, consult.conference) == (CILI, 25, True)


def test_supervisors_are_named_once_each() -> None:
    chain = new_chain()
    chain.wait(10, "stream:x")
    chain.talk(20, ANNA, "front")
    for supervisor in ("kati", "lili", "kati"):
        chain.supervise(supervisor)
    assert [segment.supervisors for segment in all_of(chain)] == ["", "", "kati, lili"]


def test_a_note_and_a_code_are_said_one_after_the_other_and_stay() -> None:
    chain = new_chain()
    chain.wait(10, "stream:x")
    chain.talk(20, ANNA, "front")
    chain.code(chain.main, "sold", "")
    chain.code(chain.main, "", "call back on Monday")
    talk = all_of(chain)[-1]
    assert (talk.wrap_up_code, talk.note) == ("sold", "call back on Monday")
    assert (chain.contact.wrap_up_code, chain.contact.note) == ("sold", "call back on Monday")


def test_the_urgency_of_a_call_that_rings_changes_where_it_is() -> None:
    chain = new_chain()
    chain.wait(10, "stream:x")
    chain.ring(12, ANNA)
    chain.change_urgency("first")
    menu, waiting = all_of(chain)
    assert (menu.urgency, waiting.urgency, chain.contact.urgency) == ("", "first", "first")
