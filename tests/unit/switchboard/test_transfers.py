"""Blind transfers and their return, one story a test."""

from firstline.domain.hotline import FIRST, SECOND
from firstline.domain.time import MINUTE, NEVER, seconds
from kit.hotlines import Wish, prompt
from kit.playbook import MONDAY_NOON, Playbook, story

TO_A_SPECIALIST = ("needs a specialist", "angry")


def transferred(goal: str, wish: Wish | None = None, keys: str = "2") -> Playbook:
    """Eva talks to a caller and transfers the call; nobody else is there."""
    return (
        story(wish)
        .on_duty("eva")
        .talks("eva", keys)
        .after(10)
        .does("eva", "transfer", goal, *TO_A_SPECIALIST)
    )


def test_a_call_is_transferred_to_a_stream() -> None:
    play = story().on_duty("ana", "eva").talks("eva", "2")
    play.does("eva", "transfer", "stream:new", *TO_A_SPECIALIST).expect(
        "release eva 1", "queue 1 stream:new", "music 1", "ring ana 1"
    )
    play.answers("ana", 1).expect("connect ana 1")
    play.hangs_up(1).expect("release ana 1", "end 1 answered")
    assert play.is_doing("eva") == "wrap-up"


def test_a_call_is_transferred_to_a_team_whatever_it_usually_takes() -> None:
    play = story().on_duty("ana", "eva").talks("eva", "2")
    play.does("eva", "transfer", "team:cards", *TO_A_SPECIALIST).expect(
        "release eva 1", "queue 1 team:cards", "music 1", "ring ana 1"
    )
    stream = play.call(1).stream
    assert stream is not None
    assert stream.name == "general", "it is still about the same matter"


def test_a_call_is_transferred_to_one_agent_by_name_or_extension() -> None:
    for goal in ("agent:ben", "ben", "201"):
        play = story().on_duty("ana", "ben", "eva").talks("eva", "2")
        play.does("eva", "transfer", goal, *TO_A_SPECIALIST).expect(
            "release eva 1", "queue 1 agent:ben", "music 1", "ring ben 1"
        )


def test_the_slip_goes_with_the_call() -> None:
    play = transferred("team:cards").skip()
    slip = play.call(1).slips[0]
    assert (slip.by, slip.reason, slip.note) == ("eva", *TO_A_SPECIALIST)


def test_who_has_to_wait_is_told_of_the_transfer() -> None:
    wish = Wish(transfer=prompt("transfer"), queued=prompt("queued"))
    play = story(wish).on_duty("eva").talks("eva", "2")
    play.does("eva", "transfer", "team:cards", "", "").expect(
        "release eva 1", "queue 1 team:cards", "play 1 transfer"
    )
    play.after(4).expect("music 1")


def test_a_held_caller_can_be_transferred() -> None:
    play = story().on_duty("ana", "eva").talks("eva", "2")
    play.does("eva", "agent_holds").expect("hold eva 1")
    play.does("eva", "transfer", "team:cards", "", "").expect(
        "release eva 1", "queue 1 team:cards", "music 1", "ring ana 1"
    )


def test_urgency_and_waiting_are_kept_where_the_plan_says_so() -> None:
    play = transferred("stream:new", Wish(keeps_urgency=True, keeps_waiting=True)).skip()
    place = play.call(1).place
    assert (place.urgency, place.since) == (SECOND, MONDAY_NOON + seconds(1))
    assert place.entered == play.now


def test_urgency_and_waiting_begin_anew_where_the_plan_says_so() -> None:
    play = transferred("stream:new", Wish(keeps_urgency=False, keeps_waiting=False)).skip()
    place = play.call(1).place
    assert (place.urgency, place.since) == (FIRST, play.now)


def test_to_a_team_or_an_agent_the_call_is_as_urgent_as_it_was() -> None:
    for goal in ("team:cards", "team:front"):
        play = transferred(goal, Wish(keeps_urgency=False)).skip()
        assert play.call(1).place.urgency == SECOND


def test_an_agent_who_does_not_answer_gives_the_call_back() -> None:
    play = story(Wish(wrap_up=0)).on_duty("ana", "eva").talks("eva", "2")
    play.does("eva", "transfer", "agent:ana", "", "").skip()
    play.after(20).expect("stop ana 1 no answer", "queue 1 agent:eva", "ring eva 1")
    play.answers("eva", 1).expect("connect eva 1")


def test_a_call_that_comes_back_waits_for_the_wrap_up() -> None:
    play = story(Wish(wrap_up=30)).on_duty("ana", "eva").talks("eva", "2")
    play.does("eva", "transfer", "agent:ana", "", "").skip()
    play.declines("ana", 1).expect("stop ana 1 declined", "queue 1 agent:eva")
    play.after(30).expect("ring eva 1")


def test_an_agent_who_signs_out_gives_the_call_back() -> None:
    play = story(Wish(wrap_up=0)).on_duty("ana", "eva").talks("ana", "11").talks("eva", "2")
    play.does("eva", "transfer", "agent:ana", "", "").skip()
    play.hangs_up(1).expect("release ana 1", "end 1 answered", "ring ana 2")
    play.does("ana", "sign_out").expect("stop ana 2 gone", "queue 2 agent:eva", "ring eva 2")


def test_a_busy_agent_is_waited_for_and_then_the_call_comes_back() -> None:
    play = story(Wish(wrap_up=0, return_after=60)).on_duty("ana", "eva")
    play.talks("ana", "11").talks("eva", "2")
    play.does("eva", "transfer", "agent:ana", "", "").expect(
        "release eva 2", "queue 2 agent:ana", "music 2"
    )
    play.after(60).expect("queue 2 agent:eva", "ring eva 2")


def test_a_team_with_nobody_on_duty_gives_the_call_back() -> None:
    play = transferred("team:cards", Wish(wrap_up=0, return_after=60)).skip()
    play.after(60).expect("queue 1 agent:eva", "ring eva 1")


def test_a_team_with_somebody_on_duty_is_waited_for() -> None:
    play = story(Wish(wrap_up=0, return_after=60)).on_duty("ana", "eva")
    play.talks("ana", "11").talks("eva", "2").does("eva", "transfer", "team:cards", "", "").skip()
    play.after(300).expect_nothing()
    play.does("ana", "agent_hangs_up").expect("release ana 1", "end 1 answered", "ring ana 2")


def test_where_the_transferrer_does_not_answer_either_everybody_may() -> None:
    play = story(Wish(wrap_up=0)).on_duty("ana", "eva").talks("eva", "2")
    play.does("eva", "transfer", "agent:ana", "", "").skip().declines("ana", 1).skip()
    play.declines("eva", 1).expect("stop eva 1 declined", "queue 1 stream:general")
    play.after(60).expect("ring eva 1")


def test_where_the_transferrer_has_gone_home_everybody_may() -> None:
    play = story(Wish(wrap_up=0)).on_duty("ana", "eva").talks("eva", "2")
    play.does("eva", "transfer", "agent:ana", "", "").skip().does("eva", "sign_out")
    play.declines("ana", 1).expect("stop ana 1 declined", "queue 1 stream:general")


def test_where_the_transferrer_goes_home_meanwhile_everybody_may() -> None:
    play = story(Wish(wrap_up=30)).on_duty("ana", "eva").talks("eva", "2")
    play.does("eva", "transfer", "agent:ana", "", "").skip().declines("ana", 1).skip()
    play.does("eva", "sign_out").expect("queue 1 stream:general")


def test_where_the_transferrer_stays_away_for_too_long_everybody_may() -> None:
    play = story(Wish(wrap_up=0, return_after=60)).on_duty("ana", "eva").talks("eva", "2")
    play.does("eva", "transfer", "agent:ana", "", "").skip()
    play.does("eva", "go_not_ready", "break").declines("ana", 1).skip()
    play.after(60).expect("queue 1 stream:general")


def test_a_transferred_caller_waits_no_longer_than_the_stream_allows() -> None:
    wish = Wish(wrap_up=0, return_after=600, max_wait=seconds(45), on_max_wait="say")
    play = story(wish).on_duty("eva").talks("eva", "12")
    play.does("eva", "transfer", "team:cards", "", "").skip()
    play.after(45).expect("limit longest wait", "play 1 write to us")
    play.after(4).expect("end 1 answered")


def test_who_waits_in_another_stream_after_the_longest_wait_does_not_come_back() -> None:
    wish = Wish(wrap_up=0, return_after=60, max_wait=seconds(45), on_max_wait="general")
    play = story(wish).on_duty("eva").talks("eva", "12")
    play.does("eva", "transfer", "team:cards", "", "").skip()
    play.does("eva", "go_not_ready", "break").after(45).skip().after(600).expect_nothing()


def test_a_transfer_that_is_answered_in_time_has_no_longest_wait() -> None:
    wish = Wish(max_wait=MINUTE, return_after=600)
    play = story(wish).on_duty("ana", "eva").waits("12").answers("ana", 1).skip()
    play.does("ana", "transfer", "team:front", "", "").skip().answers("eva", 1).skip()
    play.after(3600).expect_nothing()


def test_a_call_can_be_transferred_only_so_often() -> None:
    play = story(Wish(wrap_up=0, transfer_depth=2)).on_duty("ana", "ben", "eva").talks("eva", "2")
    play.does("eva", "transfer", "agent:ana", "", "").skip().answers("ana", 1).skip()
    play.does("ana", "transfer", "agent:ben", "", "").skip().answers("ben", 1).skip()
    assert "2 times, which is the limit" in play.cannot("ben", "transfer", "agent:eva", "", "")
    assert "2 times, which is the limit" in play.cannot("ben", "consult", "agent:eva", "", "")


def test_a_team_transfers_only_where_the_plan_lets_it() -> None:
    wish = Wish(transfers_to=("team:front", "stream:general", "agent:ben"))
    play = story(wish).on_duty("ana", "eva").talks("ana", "11")
    assert play.cannot("ana", "transfer", "stream:new", "", "") == (
        "your team transfers only to team:front, stream:general, agent:ben"
    )
    play.does("ana", "transfer", "agent:eva", "", "").expect(
        "release ana 1", "queue 1 agent:eva", "music 1", "ring eva 1"
    )


def test_nobody_transfers_a_call_they_do_not_have() -> None:
    play = story().on_duty("ana", "eva")
    assert play.cannot("eva", "transfer", "agent:ana", "", "") == "you have no caller"
    play.waits("2")
    assert play.cannot("eva", "transfer", "agent:ana", "", "") == "you have no caller"


def test_impossible_goals_are_refused() -> None:
    play = story().on_duty("eva").talks("eva", "2")
    assert play.cannot("eva", "transfer", "agent:eva", "", "").endswith("to yourself")
    assert play.cannot("eva", "transfer", "agent:ana", "", "") == "ana is signed out"
    assert play.cannot("eva", "transfer", "xavier", "", "") == "nobody here is called xavier"


def test_a_caller_who_hangs_up_while_transferred_was_answered() -> None:
    play = transferred("team:cards").skip()
    play.hangs_up(1).expect("end 1 answered").after(120).expect_nothing()


def test_without_an_end_of_patience_a_transferred_call_waits_for_the_call_limit() -> None:
    play = transferred("team:cards", Wish(return_after=3000, max_wait=NEVER, max_call=600)).skip()
    play.after(600).expect("limit longest call", "end 1 answered")
