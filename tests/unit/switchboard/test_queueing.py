"""Full queues and the longest wait, one story a test."""

import pytest

from firstline.domain.call import Outcome
from firstline.domain.hotline import FIRST, SECOND
from firstline.domain.time import seconds
from firstline.switchboard.refusal import Refusal
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


def test_a_call_is_put_into_the_other_queue_and_keeps_its_time() -> None:
    play = (
        story().waits().after(10).waits().after(20).urges(2, FIRST).expect("queue 2 stream:service")
    )
    place = play.call(2).place
    assert (place.urgency, place.since) == (FIRST, MONDAY_NOON + seconds(10))
    play.on_duty("ana").expect("ring ana 2")


def test_a_call_goes_back_to_the_second_queue_and_what_it_hears_goes_on() -> None:
    play = story().waits().after(10).waits("11").urges(2, SECOND).expect("queue 2 stream:new")
    play.urges(2, SECOND).expect_nothing()
    play.on_duty("ana").expect("ring ana 1")


def test_a_call_that_is_rung_for_rings_on_and_goes_back_to_its_new_queue() -> None:
    play = story().on_duty("ana").waits().waits().after(5).urges(1, FIRST).expect_nothing()
    play.after(15).expect("stop ana 1 no answer")
    line = play.call(1).place.line
    assert line is not None
    assert (line.goal, line.urgency, play.call(1).place.stands) == ("stream:service", FIRST, True)


def test_whoever_a_call_waits_for_it_may_change_the_queue() -> None:
    play = story().on_duty("eva").talks("eva", "2").does("eva", "transfer", "team:cards", "", "")
    play.skip().urges(1, FIRST).expect("queue 1 team:cards")
    play.on_duty("ana").expect("ring ana 1")
    own = story().on_duty("ana", "eva").talks("eva", "2").does("ana", "go_not_ready", "break")
    own.does("eva", "transfer", "agent:ana", "", "").skip().urges(1, FIRST)
    own.expect("queue 1 agent:ana").does("ana", "go_ready").expect("ring ana 1")


def test_only_who_waits_has_a_queue() -> None:
    play = story().arrives().skip()
    with pytest.raises(Refusal, match="call 1 does not wait"):
        play.urges(1, FIRST)
    with pytest.raises(Refusal, match="call 1 does not wait"):
        story().on_duty("ana").talks("ana").urges(1, FIRST)
