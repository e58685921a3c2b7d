"""Ringing and what comes of it, one story a test."""

from firstline.domain.time import NEVER, seconds
from kit.hotlines import Wish
from kit.playbook import MONDAY_NOON, story


def test_an_unanswered_call_goes_to_the_next_agent() -> None:
    play = story().on_duty("ana", "ben").waits()
    play.after(20).expect("stop ana 1 no answer", "ring ben 1")
    play.answers("ben", 1).expect("connect ben 1")
    play.hangs_up(1).expect("release ben 1", "end 1 answered")


def test_an_unanswered_call_keeps_its_place() -> None:
    play = story().on_duty("ana").waits().waits()
    play.after(20).expect("stop ana 1 no answer")
    play.on_duty("ben").expect("ring ben 1")
    assert play.call(1).place.since == MONDAY_NOON + seconds(1)


def test_who_does_not_answer_pauses_and_is_ready_again_by_themselves() -> None:
    play = story(Wish(no_answer_pause=seconds(60))).on_duty("ana").waits()
    play.after(20).expect("stop ana 1 no answer")
    assert play.is_doing("ana") == "not ready no answer"
    play.after(60).expect("ring ana 1")


def test_where_the_pause_has_no_end_the_agent_must_ask() -> None:
    play = story(Wish(no_answer_pause=NEVER)).on_duty("ana").waits().after(20).skip()
    play.after(3600).expect_nothing()
    play.does("ana", "go_ready").expect("ring ana 1")


def test_a_call_that_is_declined_moves_on() -> None:
    play = story().on_duty("ana", "ben").waits()
    play.declines("ana", 1, "busy").expect("stop ana 1 busy", "ring ben 1")
    assert play.is_doing("ana") == "not ready busy"


def test_losing_one_ring_loses_one_ring() -> None:  # asterisk/asterisk#1557
    play = story().on_duty("ana", "ben").waits().waits()
    play.hangs_up(1).expect("stop ana 1 gone", "end 1 abandoned")
    play.answers("ben", 2).expect("connect ben 2")


def test_a_caller_who_gives_up_frees_the_agent_for_the_next() -> None:
    play = story().on_duty("ana").waits().waits()
    play.hangs_up(1).expect("stop ana 1 gone", "end 1 abandoned", "ring ana 2")


def test_an_agent_whose_call_went_away_keeps_the_idle_time() -> None:
    play = story().on_duty("ana", "ben").waits().hangs_up(1).skip()
    play.arrives("+361").skip().presses(2, "1", "1").expect(
        "play 2 cards", "queue 2 stream:new", "music 2", "ring ana 2"
    )


def test_an_answer_after_the_phone_stopped_ringing_changes_nothing() -> None:
    play = story().on_duty("ana").waits().after(20).skip()
    play.answers("ana", 1).expect_nothing()
    assert play.is_doing("ana") == "not ready no answer"


def test_an_answer_for_another_call_changes_nothing() -> None:
    play = story().on_duty("ana").waits().waits()
    play.answers("ana", 2).declines("ana", 2).expect_nothing()
    play.answers("ana", 1).expect("connect ana 1")


def test_an_answer_of_somebody_else_changes_nothing() -> None:
    play = story().on_duty("ana", "ben").waits()
    play.answers("ben", 1).declines("ben", 1).expect_nothing()
    play.answers("ana", 1).expect("connect ana 1")


def test_answering_twice_is_answering_once() -> None:
    play = story().on_duty("ana").waits().answers("ana", 1).skip()
    play.answers("ana", 1).declines("ana", 1).expect_nothing()
    play.after(60).expect_nothing()


def test_calls_that_come_together_ring_different_agents() -> None:  # OpenACD #5
    play = story().on_duty("ana", "ben").waits().waits()
    assert (play.is_doing("ana"), play.is_doing("ben")) == ("reserved", "reserved")
    assert (play.call(1).agent, play.call(2).agent) == (play.agent("ana"), play.agent("ben"))


def test_who_wants_no_call_while_the_phone_rings_lets_it_go_on_to_another() -> None:
    play = story().on_duty("ana", "ben").waits()
    play.does("ana", "go_not_ready", "break").expect("stop ana 1 gone", "ring ben 1")
    assert play.is_doing("ana") == "not ready break"


def test_who_signs_out_while_the_phone_rings_lets_it_go_on_to_another() -> None:
    play = story().on_duty("ana", "ben").waits()
    play.does("ana", "sign_out").expect("stop ana 1 gone", "ring ben 1")
    assert play.is_doing("ana") == "signed out"
