"""Agents on duty, one story a test."""

from firstline.domain.time import seconds
from kit.hotlines import Wish
from kit.playbook import Playbook, story


def handle_time(play: Playbook, stream: int) -> int:
    return play.board.room.handle_times[stream]


def test_an_agent_signs_in_not_ready() -> None:
    play = story().does("ana", "sign_in").does("ana", "sign_in")
    assert play.is_doing("ana") == "not ready signed in"


def test_nobody_is_ready_without_signing_in_or_without_a_phone() -> None:
    play = story()
    assert play.cannot("ana", "go_ready") == "sign in first"
    assert play.cannot("ana", "go_not_ready", "break") == "sign in first"
    play.does("ana", "sign_in")
    assert "phone is not registered" in play.cannot("ana", "go_ready")


def test_not_ready_needs_a_reason_that_the_plan_knows() -> None:
    play = story().on_duty("ana").waits()
    assert "break, training" in play.cannot("ana", "go_not_ready", "lunch")
    assert "break, training" in play.cannot("ana", "go_not_ready", "")
    assert play.is_doing("ana") == "reserved", "a refusal takes no call away"


def test_after_a_call_comes_the_wrap_up_and_then_the_next_call() -> None:
    play = story(Wish(wrap_up=30)).on_duty("ana").talks("ana").waits()
    play.does("ana", "agent_hangs_up").expect("release ana 1", "end 1 answered")
    assert play.is_doing("ana") == "wrap-up"
    play.after(29).expect_nothing()
    play.after(1).expect("ring ana 2")


def test_a_wrap_up_has_its_own_clock_whatever_else_happens() -> None:
    play = story(Wish(wrap_up=30)).on_duty("ana").talks("ana").hangs_up(1).skip()
    play.after(15).waits().does("ana", "phone_off").does("ana", "phone_on").expect_nothing()
    play.after(15).expect("ring ana 2")


def test_a_code_ends_the_wrap_up() -> None:
    play = story().on_duty("ana").talks("ana").waits().hangs_up(1).skip()
    assert "sold, solved" in play.cannot("ana", "finish_wrap_up", "nonsense")
    play.does("ana", "finish_wrap_up", "sold").expect("ring ana 2")
    assert play.agent("ana").wrap_up_code == "sold"


def test_a_code_may_be_given_while_talking_and_late_but_never_without_a_call() -> None:
    play = story(Wish(wrap_up=0)).on_duty("ana")
    assert play.cannot("ana", "finish_wrap_up", "sold") == "there was no call to wrap up"
    play.talks("ana").does("ana", "finish_wrap_up", "sold").expect_nothing()
    assert play.is_doing("ana") == "talking"
    play.hangs_up(1).skip().does("ana", "finish_wrap_up", "solved").expect_nothing()
    assert (play.is_doing("ana"), play.agent("ana").wrap_up_code) == ("ready", "solved")
    play.talks("ana")
    assert play.agent("ana").wrap_up_code == ""


def test_ready_ends_the_wrap_up() -> None:
    play = story().on_duty("ana").talks("ana").waits().hangs_up(1).skip()
    play.does("ana", "go_ready").expect("ring ana 2").after(31).skip()
    assert play.is_doing("ana") == "not ready no answer", "the old clock has not run on"


def test_a_stream_may_have_its_own_wrap_up() -> None:
    play = story(Wish(wrap_up=30, service_wrap_up=seconds(5))).on_duty("ana")
    play.talks("ana", "12").hangs_up(1).skip().after(5)
    assert play.is_doing("ana") == "ready"
    play.talks("ana", "11").hangs_up(2).skip().after(5)
    assert play.is_doing("ana") == "wrap-up"


def test_a_wrap_up_of_no_length_gives_the_next_call_at_once() -> None:
    play = story(Wish(wrap_up=0)).on_duty("ana").talks("ana").waits()
    play.hangs_up(1).expect("release ana 1", "end 1 answered", "ring ana 2")


def test_not_ready_while_talking_comes_after_the_wrap_up() -> None:
    play = story().on_duty("ana").talks("ana").does("ana", "go_not_ready", "break")
    assert play.is_doing("ana") == "talking"
    play.hangs_up(1).skip().after(30).waits()
    assert play.is_doing("ana") == "not ready break"


def test_ready_while_talking_takes_the_wish_for_a_break_back() -> None:
    play = story(Wish(wrap_up=0)).on_duty("ana").talks("ana")
    play.does("ana", "go_not_ready", "break").does("ana", "go_ready").hangs_up(1).skip()
    assert play.is_doing("ana") == "ready"


def test_sign_out_while_talking_comes_after_the_wrap_up() -> None:
    play = story().on_duty("ana").talks("ana").does("ana", "sign_out")
    assert play.is_doing("ana") == "talking"
    play.hangs_up(1).skip()
    assert play.is_doing("ana") == "wrap-up"
    play.after(30)
    assert play.is_doing("ana") == "signed out"


def test_signing_in_again_takes_the_wish_to_go_back() -> None:
    play = story(Wish(wrap_up=0)).on_duty("ana").talks("ana")
    play.does("ana", "sign_out").does("ana", "sign_in").hangs_up(1).skip()
    assert play.is_doing("ana") == "ready"


def test_signing_out_in_wrap_up_or_twice_is_no_fault() -> None:
    play = story().on_duty("ana").talks("ana").hangs_up(1).skip()
    play.does("ana", "sign_out").does("ana", "sign_out").expect_nothing().after(60)
    assert play.is_doing("ana") == "signed out"


def test_a_lost_phone_is_an_event_and_its_return_another() -> None:  # OpenACD #6
    play = story().on_duty("ana").does("ana", "phone_off")
    assert play.is_doing("ana") == "not ready phone lost"
    play.waits().does("ana", "phone_on").expect("ring ana 1")


def test_a_phone_that_is_lost_while_it_rings_moves_the_call_on() -> None:
    play = story().on_duty("ana", "ben").waits()
    play.does("ana", "phone_off").expect("stop ana 1 phone lost", "ring ben 1")
    play.does("ana", "phone_on").expect_nothing()
    assert play.is_doing("ana") == "ready"


def test_a_phone_that_is_lost_in_a_call_stays_in_it_and_is_missed_afterwards() -> None:
    play = story(Wish(wrap_up=0)).on_duty("ana").talks("ana").does("ana", "phone_off")
    assert play.is_doing("ana") == "talking"
    play.does("ana", "agent_holds").expect("hold ana 1").does("ana", "phone_off")
    assert play.is_doing("ana") == "holding"
    play.hangs_up(1).skip().waits()
    assert play.is_doing("ana") == "not ready phone lost"
    play.does("ana", "phone_on").expect("ring ana 2")


def test_a_phone_that_is_lost_in_wrap_up_is_missed_afterwards() -> None:
    play = story().on_duty("ana").talks("ana").hangs_up(1).skip()
    play.does("ana", "phone_off").after(30)
    assert play.is_doing("ana") == "not ready phone lost"


def test_a_phone_that_is_lost_in_a_pause_is_not_rung_when_the_pause_is_over() -> None:
    play = story(Wish(no_answer_pause=seconds(60))).on_duty("ana").waits().after(20).skip()
    play.does("ana", "phone_off").after(60).expect_nothing()
    assert play.is_doing("ana") == "not ready phone lost"
    play.does("ana", "phone_on").expect("ring ana 1")


def test_a_phone_that_is_lost_on_a_break_leaves_the_break_as_it_was() -> None:
    play = story().on_duty("ana").does("ana", "go_not_ready", "break")
    play.does("ana", "phone_off").does("ana", "phone_on")
    assert play.is_doing("ana") == "not ready break"


def test_a_phone_may_come_and_go_while_its_agent_is_away() -> None:
    play = story().does("ana", "phone_on").does("ana", "phone_off").does("ana", "phone_on")
    assert play.is_doing("ana") == "signed out"
    play.does("ana", "sign_in").does("ana", "go_ready")
    assert play.is_doing("ana") == "ready"


def test_who_goes_on_a_break_while_the_phone_is_lost_does_not_come_back_with_it() -> None:
    play = story().on_duty("ana").does("ana", "phone_off").does("ana", "go_not_ready", "break")
    play.does("ana", "phone_on")
    assert play.is_doing("ana") == "not ready break"


def test_who_signs_out_while_the_phone_is_lost_must_ask_to_be_ready_again() -> None:
    play = story().on_duty("ana").does("ana", "phone_off").does("ana", "sign_out")
    play.does("ana", "sign_in").does("ana", "phone_on")
    assert play.is_doing("ana") == "not ready signed in"


def test_a_break_cuts_the_pause_short_and_lasts() -> None:
    play = story(Wish(no_answer_pause=seconds(60))).on_duty("ana").waits().after(20).skip()
    play.does("ana", "go_not_ready", "training").after(61).expect_nothing()
    assert play.is_doing("ana") == "not ready training"


def test_each_call_teaches_how_long_a_call_takes() -> None:
    play = story(Wish(wrap_up=30)).on_duty("ana").talks("ana", "12")
    play.after(610).hangs_up(1).skip()
    assert handle_time(play, 1) == seconds(240 + (640 - 240) / 10)


def test_a_consult_teaches_nothing_about_calls() -> None:
    play = story().on_duty("ana", "ben").talks("ana", "12")
    play.does("ana", "consult", "agent:ben", "", "").skip().answers("ben", 1).skip()
    play.after(5).does("ben", "agent_hangs_up").skip()
    assert handle_time(play, 1) == seconds(240)


def test_an_agent_who_is_moved_takes_what_the_other_team_takes() -> None:
    play = story().on_duty("ana").waits("2").expect_nothing()
    play.does("ana", "move", "front").expect("ring ana 1")
    assert play.agent("ana").bench.team.name == "front"


def test_an_agent_who_is_moved_keeps_the_place_among_the_idle() -> None:
    play = story().on_duty("eva", "ana").after(30).does("eva", "move", "cards")
    play.waits()
    assert (play.is_doing("eva"), play.is_doing("ana")) == ("reserved", "ready")


def test_a_call_that_rings_or_is_up_goes_on_in_the_other_team() -> None:
    play = story(Wish(wrap_up=0)).on_duty("ana").waits("12").does("ana", "move", "front")
    play.answers("ana", 1).expect("connect ana 1").does("ana", "move", "cards").expect_nothing()
    play.does("ana", "move", "front").hangs_up(1).skip().waits("11").expect_nothing()
    play.waits("2").expect_nothing()
    assert play.is_doing("ana") == "reserved"


def test_nobody_is_moved_into_a_team_that_does_not_exist() -> None:
    assert "there are: cards, front" in story().on_duty("ana").cannot("ana", "move", "night")


def test_both_teams_know_who_is_on_duty_after_a_move() -> None:
    play = story().on_duty("ana", "ben").does("ben", "go_not_ready", "break")
    cards, front = play.board.room.benches
    assert (cards.on_duty, front.on_duty) == (1, 0)
    for name in ("ana", "ben", "eva"):
        play.does(name, "move", "front")
    assert (cards.on_duty, front.on_duty) == (0, 1)
    play.does("ben", "go_ready").does("ana", "sign_out")
    assert (cards.on_duty, front.on_duty) == (0, 1)


def test_moving_to_the_team_one_is_in_changes_nothing() -> None:
    play = story().on_duty("ana", "ben").does("ana", "move", "cards").waits()
    assert play.is_doing("ana") == "reserved"
