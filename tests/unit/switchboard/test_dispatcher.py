"""Who takes whom, one story a test."""

from firstline.domain.hotline import ACCUMULATING, HEAD_START, STRICT, Order
from firstline.domain.time import MINUTE
from kit.hotlines import Wish
from kit.playbook import story

RATES = [2.0, 1.0]


def test_a_prospect_overtakes_customers_who_wait() -> None:
    play = story().waits("12").waits("12").after(60).waits("11")
    play.on_duty("ana").expect("ring ana 3")


def test_the_guard_lets_an_old_customer_pass() -> None:
    play = story(Wish(order=Order(STRICT, guard=5 * MINUTE, rates=RATES)))
    play.waits("12").after(299).waits("11").after(1)
    play.on_duty("ana").expect("ring ana 1")


def test_until_the_guard_is_over_the_prospect_goes_first() -> None:
    play = story(Wish(order=Order(STRICT, guard=5 * MINUTE, rates=RATES)))
    play.waits("12").after(298).waits("11").after(1)
    play.on_duty("ana").expect("ring ana 2")


def test_a_head_start_is_lost_to_who_has_waited_longer_than_it() -> None:
    wish = Wish(order=Order(HEAD_START, head_start=2 * MINUTE, rates=RATES))
    story(wish).waits("12").after(121).waits("11").on_duty("ana").expect("ring ana 1")
    story(wish).waits("12").after(119).waits("11").on_duty("ana").expect("ring ana 2")


def test_accumulated_priority_is_the_wait_times_the_rate() -> None:
    wish = Wish(order=Order(ACCUMULATING, rates=RATES))
    play = story(wish).waits("12").after(60).waits("11").after(58)
    play.on_duty("ana").expect("ring ana 1")
    play = story(wish).waits("12").after(60).waits("11").after(60)
    play.on_duty("ana").expect("ring ana 2")


def test_equal_calls_go_by_their_numbers() -> None:
    story().waits("12").waits("12").on_duty("ana").expect("ring ana 1")


def test_the_agent_who_has_been_idle_longest_is_rung() -> None:
    play = story(Wish(wrap_up=0)).on_duty("ana", "ben")
    play.waits("12").answers("ana", 1).skip().after(1).hangs_up(1).skip()
    play.arrives().skip().presses(2, "1", "1").expect(
        "play 2 cards", "queue 2 stream:new", "music 2", "ring ben 2"
    )


def test_agents_who_came_at_the_same_instant_go_by_the_plan() -> None:
    play = story(Wish(ready_from_start=True)).opens()
    for name in ("ben", "ana"):
        play.does(name, "phone_on")
    play.arrives().skip().presses(1, "1", "1").expect(
        "play 1 cards", "queue 1 stream:new", "music 1", "ring ana 1"
    )


def test_level_two_helps_only_where_no_level_one_is_ready() -> None:
    play = story().on_duty("eva", "ana")
    play.arrives().skip().presses(1, "1", "2").expect(
        "play 1 cards", "queue 1 stream:service", "music 1", "ring ana 1"
    )
    play.arrives().skip().presses(2, "1", "2").expect(
        "play 2 cards", "queue 2 stream:service", "music 2", "ring eva 2"
    )


def test_a_team_that_helps_later_takes_the_call_at_that_very_instant() -> None:
    play = story(Wish(helps_after=30)).on_duty("eva").waits("12")
    play.after(29.9).expect_nothing()
    play.after(0.1).expect("ring eva 1")


def test_a_call_that_has_waited_long_enough_finds_the_helper_who_comes_later() -> None:
    play = story(Wish(helps_after=30)).waits("12").after(31)
    play.on_duty("eva").expect("ring eva 1")


def test_a_helper_who_comes_too_early_waits_until_it_is_time() -> None:
    play = story(Wish(helps_after=30)).waits("12").after(10).on_duty("eva").expect_nothing()
    play.after(19).expect("ring eva 1")


def test_of_calls_that_may_be_helped_at_the_same_instant_the_first_is() -> None:
    play = story(Wish(helps_after=25, ready_from_start=True)).opens().does("ana", "phone_on")
    play.waits("12").does("eva", "phone_on").waits("12")
    # Call 1 comes back to the line at 20 s: its timer for 25 s is set later than that of call 2.
    play.after(20).expect("stop ana 1 no answer").after(5).expect("ring eva 1")


def test_a_call_that_no_free_agent_can_take_blocks_nobody() -> None:
    play = story().waits("11").waits("2")
    play.on_duty("eva").expect("ring eva 2")


def test_calls_for_one_language_never_block_another() -> None:
    play = story(Wish(speaks=((False, True), (True, False))))
    play.waits("12").waits("912")
    play.on_duty("ana").expect("ring ana 2")
    play.on_duty("eva").expect("ring eva 1")


def test_nobody_is_rung_for_a_language_that_nobody_speaks() -> None:
    play = story(Wish(speaks=((True, False), (True, False)))).on_duty("ana", "eva")
    play.arrives().skip().presses(1, "9", "1", "2").expect(
        "play 1 welcome", "play 1 cards", "queue 1 stream:service", "music 1"
    )


def test_two_who_become_free_together_take_the_calls_that_are_best_for_both() -> None:
    # eva consults ana and both are free at once; ana is the better one for call 2.
    play = story(Wish(wrap_up=0)).on_duty("eva", "ana").talks("eva", "2")
    play.does("eva", "consult", "agent:ana", "", "").skip().answers("ana", 1).skip()
    play.waits("12")
    play.hangs_up(1).expect("part eva ana", "release eva 1", "end 1 answered", "ring ana 2")
