"""Full queues and the longest wait, one story a test."""

from firstline.domain.call import Outcome
from firstline.domain.time import seconds
from kit.hotlines import Wish
from kit.playbook import MONDAY_NOON, story


def test_a_full_queue_says_goodbye() -> None:
    play = story(Wish(full_at=1)).waits().arrives().skip()
    play.presses(2, "1", "2").expect("play 2 cards", "limit queue full", "play 2 goodbye")
    play.after(1).expect("end 2 blocked")


def test_a_full_queue_may_say_something_else() -> None:
    play = story(Wish(full_at=1, on_full="say")).waits().arrives().skip()
    play.presses(2, "1", "2").expect("play 2 cards", "limit queue full", "play 2 write to us")
    play.hangs_up(2).expect("end 2 blocked")


def test_a_full_queue_may_overflow_into_another_stream() -> None:
    play = story(Wish(full_at=1, on_full="general")).waits().arrives().skip()
    play.presses(2, "1", "2").expect(
        "play 2 cards", "limit queue full", "queue 2 stream:general", "music 2"
    )


def test_streams_that_overflow_into_each_other_and_are_all_full_say_goodbye() -> None:
    play = story(Wish(full_at=0, on_full="service")).arrives().skip()
    play.presses(1, "1", "2").expect("play 1 cards", *["limit queue full"] * 3, "play 1 goodbye")


def test_a_queue_is_full_of_those_who_wait_not_of_those_who_are_rung() -> None:
    play = story(Wish(full_at=1)).on_duty("ana").waits().waits()
    assert play.call(2).outcome is None
    play.after(20).expect("stop ana 1 no answer")
    play.arrives().skip().presses(3, "1", "2").expect(
        "play 3 cards", "limit queue full", "play 3 goodbye"
    )


def test_the_longest_wait_ends_with_a_goodbye() -> None:
    play = story(Wish(max_wait=seconds(60))).waits()
    play.after(60).expect("limit longest wait", "play 1 goodbye")
    play.after(1).expect("end 1 gave up")


def test_the_longest_wait_may_lead_to_a_message() -> None:
    play = story(Wish(max_wait=seconds(60), on_max_wait="say")).waits()
    play.after(60).expect("limit longest wait", "play 1 write to us")
    play.after(4).expect("end 1 deflected")


def test_the_longest_wait_may_lead_to_another_stream_with_the_waiting_credited() -> None:
    play = story(Wish(max_wait=seconds(60), on_max_wait="general")).waits()
    play.after(60).expect("limit longest wait", "queue 1 stream:general", "music 1")
    assert (play.call(1).place.since, play.call(1).place.entered) == (MONDAY_NOON, play.now)


def test_the_longest_wait_ends_even_while_a_phone_rings() -> None:
    play = story(Wish(max_wait=seconds(60))).waits().after(55).on_duty("ana").skip()
    play.after(4).expect("limit longest wait", "stop ana 1 gone", "play 1 goodbye")
    assert play.is_doing("ana") == "ready"


def test_who_is_answered_has_no_longest_wait() -> None:
    play = story(Wish(max_wait=seconds(60))).on_duty("ana").talks("ana")
    play.after(600).expect_nothing()


def test_who_hangs_up_in_the_goodbye_has_given_up_all_the_same() -> None:
    play = story(Wish(max_wait=seconds(60))).waits().after(60).skip().hangs_up(1).skip()
    assert play.call(1).outcome is Outcome.GAVE_UP
