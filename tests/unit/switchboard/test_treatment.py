"""What a waiting caller hears, one story a test."""

from firstline.domain.time import NEVER, seconds
from kit.hotlines import Wish, prompt
from kit.playbook import story

ANNOUNCED = Wish(announce_first=seconds(10), announce_every=seconds(20))


def test_the_greeting_of_the_queue_comes_once_and_then_music() -> None:
    play = story(Wish(queued=prompt("queued"))).arrives().skip().presses(1, "2")
    play.expect("queue 1 stream:general", "play 1 queued").after(4).expect("music 1")
    play.after(600).expect_nothing()


def test_the_first_announcement_comes_when_the_plan_says_greeted_or_not() -> None:
    # The simulator showed callers who heard it later by the whole `every`, after a greeting.
    play = story(ANNOUNCED.but(queued=prompt("queued"))).arrives().skip().presses(1, "2")
    play.skip().after(4).expect("music 1").after(6).expect("play 1 0 ahead")
    play = story(ANNOUNCED.but(queued=prompt("queued", 15))).arrives().skip().presses(1, "2")
    play.skip().after(15).expect("music 1", "play 1 0 ahead")


def test_who_is_rung_for_at_once_hears_music_and_no_words() -> None:
    play = story(Wish(queued=prompt("queued"))).on_duty("eva").arrives().skip().presses(1, "2")
    play.expect("queue 1 stream:general", "music 1", "ring eva 1")


def test_the_place_and_the_wait_are_said_as_a_range() -> None:
    play = story(ANNOUNCED).on_duty("eva").talks("eva", "2").waits("2")
    play.after(10).expect("play 2 0 ahead + wait 4").after(2).expect("music 2")


def test_where_nobody_is_on_duty_only_the_place_is_said() -> None:
    story(ANNOUNCED).waits("2").after(10).expect("play 1 0 ahead")


def test_a_plan_may_say_less() -> None:
    wait_only = ANNOUNCED.but(say_position=False)
    play = story(wait_only).on_duty("eva").talks("eva", "2").waits("2")
    play.after(10).expect("play 2 wait 4")
    play = story(wait_only.but(say_wait=False)).waits("2")
    play.after(600).expect_nothing()


def test_very_many_ahead_are_said_to_be_many() -> None:
    play = story(Wish(announce_first=seconds(10)))
    for _ in range(9):
        play.waits("2")
    play.after(10)
    assert play.script.lines[-1] == "play 9 5 ahead"


def test_a_promise_may_slip_a_little_and_is_then_said_to_be_longer() -> None:
    play = story(ANNOUNCED).on_duty("eva").talks("eva", "2").waits("2")
    play.after(10).expect("play 2 0 ahead + wait 4").after(2).expect("music 2")
    play.after(20).expect("play 2 0 ahead + wait 4").after(2).expect("music 2")
    play.after(20).expect("play 2 0 ahead + longer + wait 4").after(3).expect("music 2")
    play.after(20).expect("play 2 0 ahead + wait 4")


def test_a_wait_that_gets_shorter_is_not_said_to_be_longer_when_it_is_as_before() -> None:
    play = story(ANNOUNCED).on_duty("eva").talks("eva", "2").waits("2").waits("2")
    play.after(10).expect("play 2 0 ahead + wait 4", "play 3 1 ahead + wait 5").skip()
    play.after(2).skip().hangs_up(2).skip()
    play.after(20).expect("play 3 0 ahead + wait 4")


def test_a_promise_is_not_forgotten_in_another_line() -> None:
    wish = ANNOUNCED.but(announce_every=NEVER, max_wait=seconds(45), on_max_wait="general")
    play = story(wish).on_duty("ana").talks("ana").waits()
    play.after(10).skip()
    told = play.call(2).told_until
    play.after(2).skip().after(33).skip()
    assert play.call(2).told_until == told < NEVER


def test_with_an_answer_the_promise_is_kept_and_done_with() -> None:
    play = story(ANNOUNCED).on_duty("eva").talks("eva", "2").waits("2").after(10).skip()
    play.hangs_up(1).skip().after(30).skip().answers("eva", 2).skip()
    assert play.call(2).told_until == NEVER


def test_nothing_is_begun_while_an_agent_is_rung() -> None:
    play = story(ANNOUNCED).on_duty("eva").waits("2")
    play.after(19).expect_nothing()
    play.after(1).expect("stop eva 1 no answer")
    play.after(10).expect("play 1 0 ahead")


def test_who_is_connected_hears_the_agent_at_once() -> None:
    play = story(ANNOUNCED).waits("2").after(10).expect("play 1 0 ahead")
    play.on_duty("eva")
    assert play.script.lines == ["music 1", "ring eva 1"]
    play = story(ANNOUNCED.but(queued=prompt("queued"))).waits("2").on_duty("eva").skip()
    play.answers("eva", 1).expect("connect eva 1").after(600).expect_nothing()


def test_an_announcement_goes_on_while_the_phone_begins_to_ring() -> None:
    play = story(ANNOUNCED.but(queued=prompt("queued", 10))).waits("2").on_duty("eva")
    play.expect("ring eva 1").after(9).expect("music 1")


def test_a_call_that_waits_for_one_agent_who_is_away_hears_no_range() -> None:
    play = story(ANNOUNCED).on_duty("ana", "eva").talks("eva", "2")
    play.does("ana", "go_not_ready", "break")
    play.does("eva", "transfer", "agent:ana", "", "").skip()
    play.after(10).expect("play 1 0 ahead")
