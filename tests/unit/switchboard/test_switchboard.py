"""The switchboard as a whole: late alarms, one story a day, and who is known."""

from firstline.domain.time import NEVER, seconds
from kit.hotlines import Wish
from kit.playbook import MONDAY_NOON, story


def test_what_was_planned_takes_effect_at_its_planned_instant() -> None:
    play = story(Wish(no_answer_pause=seconds(60))).on_duty("ana").waits()
    play.after(3600)
    agent = play.agent("ana")
    assert (play.board.now - MONDAY_NOON - seconds(1)) % seconds(20) == 0
    assert (agent.since - MONDAY_NOON - seconds(1)) % seconds(20) == 0


def test_an_alarm_that_rings_too_early_does_nothing() -> None:
    play = story().on_duty("ana").waits()
    deadline = play.board.deadline()
    play.board.advance(deadline - 1)
    play.expect_nothing()
    play.board.advance(deadline)
    play.expect("stop ana 1 no answer")


def test_a_hotline_at_rest_is_never_due() -> None:
    play = story().opens()
    assert play.board.deadline() == NEVER
    play.board.advance(NEVER)
    play.expect_nothing()


def test_those_who_are_always_here_are_ready_with_their_phones() -> None:
    play = story(Wish(ready_from_start=True)).opens().waits()
    assert play.is_doing("ana") == "not ready signed in"
    play.does("ana", "phone_on").expect("ring ana 1")


def test_calls_and_agents_are_found_while_they_exist() -> None:
    play = story().arrives().skip()
    assert play.board.call(1) is play.call(1)
    assert play.board.agent("xavier") is None
    play.hangs_up(1).skip()
    assert play.board.call(1) is None


def test_keys_outside_menus_and_messages_mean_nothing() -> None:
    play = story().on_duty("eva").waits("2").presses(1, "1").expect_nothing()
    play.answers("eva", 1).skip().presses(1, "1").expect_nothing()
    assert play.call(1).keys == "2"


def test_a_call_from_ring_to_hang_up_leaves_nothing_behind() -> None:
    play = story(Wish(wrap_up=30)).on_duty("ana").arrives().expect("answer 1", "play 1 welcome")
    play.presses(1, "1").expect("play 1 cards")
    play.presses(1, "1").expect("queue 1 stream:new", "music 1", "ring ana 1")
    play.answers("ana", 1).expect("connect ana 1")
    play.does("ana", "agent_holds").expect("hold ana 1")
    play.does("ana", "agent_resumes").expect("connect ana 1")
    play.hangs_up(1).expect("release ana 1", "end 1 answered")
    play.after(30).expect_nothing()
    assert play.board.deadline() == NEVER
    assert play.is_doing("ana") == "ready"
