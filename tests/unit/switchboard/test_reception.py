"""Menus and messages, one story a test."""

from firstline.domain.hotline import GO, Action, Incident
from firstline.domain.time import MINUTE, NEVER
from firstline.domain.week import Span, Week
from firstline.switchboard.limits import (
    KEYS_AHEAD_AT_MOST,
    KEYS_KEPT_AT_MOST,
    MENU_DEPTH_AT_MOST,
)
from kit.hotlines import ZONE, Wish, hotline, prompt
from kit.playbook import MONDAY_NOON, Playbook, story

FLOOD = Incident("flood", area=[], service="", prompt=prompt("flood"), until=NEVER)


def test_two_keys_lead_to_a_queue() -> None:
    (
        story()
        .arrives().expect("answer 1", "play 1 welcome")
        .presses(1, "1").expect("play 1 cards")
        .presses(1, "2").expect("queue 1 stream:service", "music 1")
    )  # fmt: skip


def test_keys_pressed_ahead_of_a_prompt_that_no_key_cuts_short_are_kept() -> None:
    (
        story(Wish(barge_in=False))
        .arrives().skip()
        .presses(1, "1", "2").expect_nothing()
        .after(4).expect("play 1 cards")
        .after(4).expect("queue 1 stream:service", "music 1")
    )  # fmt: skip


def test_silence_says_the_menu_again_and_then_leads_to_a_human() -> None:
    (
        story()
        .arrives().skip()
        .after(9).expect("play 1 no input + welcome")
        .after(10).expect("queue 1 stream:general", "music 1")
    )  # fmt: skip


def test_a_wrong_key_says_so_and_three_of_them_say_goodbye() -> None:
    (
        story()
        .arrives().skip()
        .presses(1, "7").expect("play 1 no match + welcome")
        .presses(1, "7").expect("play 1 no match + welcome")
        .presses(1, "7").expect("play 1 goodbye")
        .after(1).expect("end 1 gave up")
    )  # fmt: skip


def test_silence_and_wrong_keys_are_counted_apart() -> None:
    (
        story()
        .arrives().skip()
        .presses(1, "7").expect("play 1 no match + welcome")
        .after(10).expect("play 1 no input + welcome")
        .presses(1, "7").expect("play 1 no match + welcome")
    )  # fmt: skip


def test_a_star_goes_back_and_zero_reaches_a_human() -> None:
    (
        story()
        .arrives().skip()
        .presses(1, "1").expect("play 1 cards")
        .presses(1, "*").expect("play 1 welcome")
        .presses(1, "*").expect("play 1 welcome")
        .presses(1, "0").expect("queue 1 stream:general", "music 1")
    )  # fmt: skip


def test_a_chosen_language_stays() -> None:
    play = story().arrives().skip().presses(1, "9").expect("play 1 welcome")
    assert play.call(1).language == 1


def test_a_message_serves_the_caller_without_an_agent() -> None:
    (
        story()
        .arrives().skip()
        .presses(1, "8").expect("play 1 address")
        .presses(1, "1").expect_nothing()
        .after(4).expect("end 1 deflected")
    )  # fmt: skip


def test_a_closed_hotline_says_so() -> None:
    week = Week(ZONE, [[Span(480, 700)]] * 7, {})
    (
        story(Wish(week=week))
        .arrives().expect("answer 1", "play 1 closed")
        .presses(1, "1").expect_nothing()
        .after(4).expect("end 1 deflected")
    )  # fmt: skip


def test_a_caller_from_the_area_of_an_incident_is_told_and_may_have_another_matter() -> None:
    outage = Incident("flood", area=["361"], service="", prompt=prompt("flood"), until=NEVER)
    play = story(Wish(incidents=(outage,))).opens().expect("incident flood on")
    (
        play
        .arrives("+36205550001").expect("answer 1", "play 1 welcome")
        .arrives("+3612345678").expect("answer 2", "play 2 flood + press one if different")
        .presses(2, "4").expect_nothing()
        .presses(2, "1").expect("play 2 welcome")
        .arrives("+3612345679").expect("answer 3", "play 3 flood + press one if different")
        .hangs_up(1).expect("end 1 left menu")
        .hangs_up(2).expect("end 2 left menu")
        .after(11).expect("play 3 goodbye")
        .after(1).expect("end 3 deflected")
    )  # fmt: skip


def test_an_incident_of_a_service_is_told_to_those_who_choose_it() -> None:
    outage = Incident("cards", area=[], service="cards", prompt=prompt("no cards"), until=NEVER)
    (
        story(Wish(incidents=(outage,)))
        .opens().skip()
        .arrives().expect("answer 1", "play 1 welcome")
        .presses(1, "1", "2").expect("play 1 cards", "play 1 no cards + press one if different")
        .presses(1, "1").expect("queue 1 stream:service", "music 1")
    )  # fmt: skip


def test_an_incident_ends_by_itself() -> None:
    until = MONDAY_NOON + 5 * MINUTE
    outage = Incident("flood", area=[], service="", prompt=prompt("flood"), until=until)
    (
        story(Wish(incidents=(outage,)))
        .opens().expect("incident flood on")
        .after(300).expect("incident flood over")
        .arrives().expect("answer 1", "play 1 welcome")
    )  # fmt: skip


def test_a_caller_may_refuse_to_be_recorded() -> None:
    wish = Wish(record=True, recording=prompt("recorded"))
    play = (
        story(wish)
        .arrives().skip()
        .presses(1, "1", "2").expect("play 1 cards", "play 1 recorded")
        .presses(1, "9").expect("queue 1 stream:service", "music 1")
        .arrives().skip()
        .presses(2, "1", "2").expect("play 2 cards", "play 2 recorded")
        .after(4).expect("queue 2 stream:service", "music 2")
    )  # fmt: skip
    assert not play.call(1).may_record
    assert play.call(2).may_record


def test_who_redials_within_the_window_keeps_the_place() -> None:
    wish = Wish(welcome_back=prompt("welcome back"))
    play = (
        story(wish)
        .arrives("+361").skip().presses(1, "1", "2").skip()
        .after(100).hangs_up(1).expect("end 1 abandoned")
        .arrives("+362").skip().presses(2, "1", "2").skip()
        .after(60)
        .arrives("+361").expect("answer 3", "play 3 welcome back")
        .after(4).expect("queue 3 stream:service", "music 3")
        .on_duty("ana").expect("ring ana 3")
    )  # fmt: skip
    assert play.call(3).place.since == MONDAY_NOON


def test_a_place_is_kept_only_for_a_while_and_only_once() -> None:
    wish = Wish(welcome_back=prompt("welcome back"))
    (
        story(wish)
        .arrives("+361").skip().presses(1, "2").skip().hangs_up(1).skip()
        .after(601).arrives("+361").expect("answer 2", "play 2 welcome")
    )  # fmt: skip


def test_who_hangs_up_in_the_notice_of_recording_has_left_the_menu() -> None:
    (
        story(Wish(record=True, recording=prompt("recorded")))
        .arrives().skip().presses(1, "1", "2").skip()
        .hangs_up(1).expect("end 1 left menu")
    )  # fmt: skip


def test_a_menu_that_is_asked_for_again_is_not_said_before_keys_pressed_ahead() -> None:
    play = story(Wish(barge_in=False, cards_barge_in=True)).arrives().skip()
    play.presses(1, "1", "#", "2").expect_nothing()
    play.after(4).expect("queue 1 stream:service", "music 1")


def test_a_menu_that_no_key_cuts_short_is_said_as_often_as_it_is_asked_for() -> None:
    play = story(Wish(barge_in=False)).arrives().skip()
    play.presses(1, "1", "#", "2").expect_nothing()
    play.after(4).expect("play 1 cards")
    play.after(4).expect("play 1 cards")
    play.after(4).expect("queue 1 stream:service", "music 1")


def test_keys_ahead_go_through_a_menu_that_may_be_cut_short_without_a_word() -> None:
    play = story(Wish(incidents=(FLOOD,))).opens().skip()
    play.arrives().expect("answer 1", "play 1 flood + press one if different")
    play.presses(1, "1", "1", "2").expect(
        "play 1 welcome", "play 1 cards", "queue 1 stream:service", "music 1"
    )


def test_too_many_keys_ahead_are_dropped_and_told_of() -> None:
    play = story(Wish(barge_in=False)).arrives().skip()
    play.presses(1, *"7" * KEYS_AHEAD_AT_MOST).expect_nothing()
    play.presses(1, "7").expect("limit keys ahead")


def test_too_many_keys_to_remember_are_told_of_and_still_work() -> None:
    play = story().arrives().skip()
    play.presses(1, *"#" * KEYS_KEPT_AT_MOST).skip()
    play.presses(1, "2").expect("limit keys kept", "queue 1 stream:general", "music 1")
    assert play.call(1).keys == "#" * KEYS_KEPT_AT_MOST


def test_going_round_in_menus_is_no_fault_but_told_of() -> None:
    bank = hotline()
    welcome, cards = bank.menus
    cards.options["3"] = Action(GO, menu=welcome)
    play = Playbook(bank).arrives().skip()
    for _ in range(MENU_DEPTH_AT_MOST // 2):
        play.presses(1, "1", "3").expect("play 1 cards", "play 1 welcome")
    play.presses(1, "1").expect("limit menu depth", "play 1 cards")


def test_who_does_not_want_the_kept_place_goes_to_the_menu_and_loses_it() -> None:
    wish = Wish(welcome_back=prompt("welcome back"))
    play = story(wish).waits().hangs_up(1).skip()
    play.arrives().expect("answer 2", "play 2 welcome back")
    play.presses(2, "1").expect_nothing().presses(2, "*").expect("play 2 welcome")
    play.hangs_up(2).skip().arrives().expect("answer 3", "play 3 welcome")


def test_who_is_cut_off_while_being_welcomed_back_still_has_the_place() -> None:
    wish = Wish(welcome_back=prompt("welcome back"), record=True, recording=prompt("recorded"))
    play = story(wish).waits().after(4).skip().hangs_up(1).skip()
    play.arrives().skip().hangs_up(2).expect("end 2 left menu")
    play.arrives().skip().after(4).expect("play 3 recorded").loses(3).expect("end 3 failed")
    play.arrives().expect("answer 4", "play 4 welcome back")
    play.after(8).expect("play 4 recorded", "queue 4 stream:service", "music 4")
    assert play.call(4).place.since == MONDAY_NOON


def test_without_words_of_welcome_the_place_is_taken_at_once() -> None:
    play = story().waits().hangs_up(1).skip()
    play.arrives().expect("answer 2", "queue 2 stream:service", "music 2")
