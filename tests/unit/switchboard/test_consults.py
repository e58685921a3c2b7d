"""Asking a colleague while the caller is on hold, one story a test."""

from firstline.domain.time import seconds
from kit.hotlines import Wish
from kit.playbook import Playbook, story

WHY = ("a mortgage", "speaks slowly")


def asked(goal: str = "agent:ana", wish: Wish | None = None) -> Playbook:
    """Eva talks to a caller and asks Ana, who is rung."""
    play = story(wish or Wish(wrap_up=0)).on_duty("ana", "eva").talks("eva", "2")
    return play.does("eva", "consult", goal, *WHY).skip()


def joined(goal: str = "agent:ana", wish: Wish | None = None) -> Playbook:
    """Eva talks to Ana about a caller on hold."""
    return asked(goal, wish).answers("ana", 1).expect("join eva ana")


def test_a_colleague_is_found_while_the_caller_hears_music() -> None:
    play = story().on_duty("ana", "eva").talks("eva", "2")
    play.does("eva", "consult", "team:cards", *WHY).expect(
        "hold eva 1", "queue 1 team:cards for eva", "ring ana 1 for eva"
    )
    play.answers("ana", 1).expect("join eva ana")
    assert (play.is_doing("eva"), play.is_doing("ana")) == ("holding", "talking")


def test_a_consult_that_is_completed_hands_the_caller_over() -> None:
    play = joined().does("eva", "complete").expect("connect ana 1", "release eva 1")
    play.hangs_up(1).expect("release ana 1", "end 1 answered")
    assert [(slip.by, slip.reason) for slip in play.call(1).slips] == [("eva", "a mortgage")]


def test_hanging_up_completes_a_consult() -> None:
    play = joined().does("eva", "agent_hangs_up").expect("connect ana 1", "release eva 1")
    play.does("ana", "agent_hangs_up").expect("release ana 1", "end 1 answered")


def test_a_consult_that_is_cancelled_leaves_the_caller_where_they_were() -> None:
    play = joined().does("eva", "cancel_consult").expect("part eva ana", "connect eva 1")
    assert play.is_doing("ana") == "ready"
    assert not play.call(1).slips


def test_a_consult_that_is_over_has_no_more_time_limit() -> None:
    play = story(Wish(return_after=60)).on_duty("eva").talks("eva", "2")
    play.does("eva", "consult", "team:cards", *WHY).skip().does("eva", "cancel_consult").skip()
    play.after(3600).expect_nothing()
    found = joined().after(3600).expect_nothing()
    assert found.is_doing("ana") == "talking"


def test_a_colleague_who_hangs_up_leaves_the_caller_where_they_were() -> None:
    joined().does("ana", "agent_hangs_up").expect("release ana 1", "connect eva 1")


def test_a_colleague_who_declines_ends_the_consult() -> None:
    asked().declines("ana", 1).expect("stop ana 1 declined", "part eva nobody", "connect eva 1")


def test_a_colleague_who_signs_out_ends_the_consult() -> None:
    asked().does("ana", "sign_out").expect("stop ana 1 gone", "part eva nobody", "connect eva 1")


def test_in_a_team_the_next_colleague_is_asked() -> None:
    play = story().on_duty("ana", "ben", "eva").talks("eva", "2")
    play.does("eva", "consult", "team:cards", *WHY).skip()
    play.declines("ana", 1).expect("stop ana 1 declined", "ring ben 1 for eva")


def test_a_colleague_who_is_not_found_in_time_ends_the_consult() -> None:
    play = story(Wish(return_after=60)).on_duty("eva").talks("eva", "2")
    play.does("eva", "consult", "team:cards", *WHY).expect(
        "hold eva 1", "queue 1 team:cards for eva"
    )
    play.after(60).expect("part eva nobody", "connect eva 1")
    assert play.is_doing("eva") == "talking"


def test_a_consult_completed_while_the_phone_rings_rings_on_for_the_caller() -> None:
    play = asked().does("eva", "complete").expect("release eva 1", "music 1", "ring ana 1")
    play.answers("ana", 1).expect("connect ana 1")


def test_a_consult_completed_while_ringing_and_not_answered_comes_back() -> None:
    play = asked().after(5).does("eva", "complete").skip()
    play.after(15).expect("stop ana 1 no answer", "queue 1 agent:eva", "ring eva 1")


def test_a_consult_completed_while_waiting_lets_the_caller_wait() -> None:
    play = story(Wish(wrap_up=30)).on_duty("eva").talks("eva", "2")
    play.does("eva", "consult", "team:cards", *WHY).skip()
    play.does("eva", "complete").expect("release eva 1", "queue 1 team:cards", "music 1")
    play.on_duty("ana").expect("ring ana 1")


def test_a_caller_handed_to_a_stream_belongs_to_it() -> None:
    for wish in (Wish(keeps_urgency=True), Wish(keeps_urgency=False)):
        play = joined("stream:new", wish).does("eva", "complete").skip()
        stream = play.call(1).stream
        assert stream is not None
        assert stream.name == "new"


def test_the_waiting_of_a_caller_handed_over_is_kept_or_not_as_the_plan_says() -> None:
    for keeps in (True, False):
        play = story(Wish(keeps_waiting=keeps)).on_duty("eva").talks("eva", "2")
        play.does("eva", "consult", "team:cards", *WHY).skip().after(10)
        since = play.call(1).place.since
        play.does("eva", "complete").skip()
        assert play.call(1).place.since == (since if keeps else play.now)


def test_a_caller_who_hangs_up_frees_everybody() -> None:
    asked().hangs_up(1).expect(
        "stop ana 1 gone", "part eva nobody", "release eva 1", "end 1 answered"
    )
    joined().hangs_up(1).expect("part eva ana", "release eva 1", "end 1 answered")
    waiting = story(Wish(wrap_up=0)).on_duty("eva").talks("eva", "2")
    waiting.does("eva", "consult", "team:cards", *WHY).skip()
    waiting.hangs_up(1).expect("part eva nobody", "release eva 1", "end 1 answered")
    handed = joined().does("eva", "complete").skip()
    handed.hangs_up(1).expect("release ana 1", "end 1 answered")
    for play in (waiting, handed):
        play.after(3600).expect_nothing()
        assert play.is_doing("eva") == "ready"


def test_a_caller_who_is_lost_frees_everybody() -> None:
    joined().loses(1).expect("part eva ana", "release eva 1", "end 1 answered")


def test_the_agent_may_go_to_and_fro() -> None:
    play = joined()
    play.does("eva", "agent_resumes").expect("connect eva 1")
    play.does("eva", "agent_holds").expect("hold eva 1", "join eva ana")
    play.does("eva", "agent_resumes").expect("connect eva 1")
    play.does("eva", "complete").expect("connect ana 1", "release eva 1")


def test_a_colleague_who_answers_while_the_agent_is_back_with_the_caller_waits() -> None:
    play = asked().does("eva", "agent_resumes").expect("connect eva 1")
    play.answers("ana", 1).expect_nothing()
    play.does("eva", "agent_holds").expect("hold eva 1", "join eva ana")


def test_a_colleague_who_waits_may_hang_up_or_be_let_go() -> None:
    back = asked().does("eva", "agent_resumes").skip().answers("ana", 1)
    back.does("ana", "agent_hangs_up").expect("release ana 1")
    back = asked().does("eva", "agent_resumes").skip().answers("ana", 1)
    back.does("eva", "cancel_consult").expect("part eva ana")


def test_handing_over_from_a_talk_lets_the_caller_hear_music() -> None:
    play = asked().does("eva", "agent_resumes").skip()
    play.does("eva", "complete").expect("release eva 1", "music 1", "ring ana 1")


def test_a_caller_put_on_hold_by_hand_stays_there_when_the_consult_fails() -> None:
    play = joined().does("eva", "complete").skip().on_duty("ben").talks("eva", "2")
    play.does("eva", "agent_holds").expect("hold eva 2")
    play.does("eva", "consult", "agent:ben", *WHY).skip()
    play.declines("ben", 2).expect("stop ben 2 declined", "part eva nobody")
    assert play.is_doing("eva") == "holding"


def test_what_cannot_be_done_is_refused() -> None:
    play = story().on_duty("ana", "ben", "eva").talks("eva", "2")
    assert play.cannot("eva", "complete") == "no consult is running"
    assert play.cannot("eva", "cancel_consult") == "no consult is running"
    assert play.cannot("eva", "agent_resumes") == "the caller is not on hold"
    assert play.cannot("ana", "agent_holds") == "you have no caller"
    play.does("eva", "consult", "agent:ana", *WHY).skip()
    assert play.cannot("eva", "agent_holds") == "the caller is on hold already"
    for act in ("consult", "transfer"):
        assert "consult is running" in play.cannot("eva", act, "agent:ben", *WHY)
    play.answers("ana", 1).skip()
    for act, *words in (
        ("complete",),
        ("cancel_consult",),
        ("agent_holds",),
        ("transfer", "agent:ben", *WHY),
    ):
        assert play.cannot("ana", act, *words) == "you have no caller"


def test_a_colleague_is_asked_in_the_order_of_the_goal_not_of_the_call() -> None:
    # eva asks for stream new, which is urgent; the caller she holds is not.
    play = story(Wish(keeps_urgency=False)).on_duty("eva").talks("eva", "2").waits("12")
    play.after(60).does("eva", "consult", "stream:new", *WHY).skip()
    play.on_duty("ana").expect("ring ana 1 for eva")


def test_the_colleague_wraps_up_by_the_stream_that_was_asked() -> None:
    play = joined("stream:service", Wish(wrap_up=0, service_wrap_up=seconds(7)))
    play.does("eva", "cancel_consult").skip()
    assert play.is_doing("ana") == "wrap-up"
    play.after(7)
    assert play.is_doing("ana") == "ready"


def conferring(wish: Wish | None = None) -> Playbook:
    """Eva, Ana and the caller talk together."""
    return joined(wish=wish).does("eva", "confer").expect("confer eva ana 1")


def test_all_three_talk_in_a_conference() -> None:
    play = conferring()
    assert (play.is_doing("eva"), play.is_doing("ana")) == ("talking", "talking")
    assert play.cannot("eva", "confer") == "all three of you talk already"
    play.after(3600).expect_nothing()


def test_a_conference_needs_a_caller_and_a_colleague_who_is_there() -> None:
    play = story().on_duty("ana", "eva")
    assert play.cannot("eva", "confer") == "you have no caller"
    play.talks("eva", "2")
    assert "no consult is running" in play.cannot("eva", "confer")
    play.does("eva", "consult", "agent:ana", *WHY).skip()
    assert play.cannot("eva", "confer") == "the colleague has not answered yet"
    play.answers("ana", 1).skip()
    assert play.cannot("ana", "confer") == "you have no caller", "the caller is eva's"


def test_the_caller_who_was_taken_up_again_joins_the_colleague_in_a_conference() -> None:
    play = asked().does("eva", "agent_resumes").expect("connect eva 1").answers("ana", 1)
    play.expect_nothing().does("eva", "confer").expect("confer eva ana 1")


def test_hanging_up_hands_a_conference_over_to_the_colleague() -> None:
    for act in ("agent_hangs_up", "complete"):
        play = conferring().does("eva", act).expect("connect ana 1", "release eva 1")
        assert [slip.by for slip in play.call(1).slips] == ["eva"]
        play.hangs_up(1).expect("release ana 1", "end 1 answered")


def test_a_conference_that_is_cancelled_goes_on_without_the_colleague() -> None:
    play = conferring().does("eva", "cancel_consult").expect("part eva ana", "connect eva 1")
    assert (play.is_doing("eva"), play.is_doing("ana")) == ("talking", "ready")


def test_a_colleague_who_leaves_a_conference_leaves_the_others_talking() -> None:
    play = conferring().does("ana", "agent_hangs_up").expect("release ana 1", "connect eva 1")
    play.does("eva", "agent_hangs_up").expect("release eva 1", "end 1 answered")


def test_a_caller_who_leaves_a_conference_frees_both() -> None:
    conferring().hangs_up(1).expect("part eva ana", "release eva 1", "end 1 answered")


def test_holding_the_caller_turns_a_conference_into_a_consult_again() -> None:
    play = conferring().does("eva", "agent_holds").expect("hold eva 1", "join eva ana")
    play.does("eva", "confer").expect("confer eva ana 1").does("eva", "agent_holds").skip()
    play.does("eva", "cancel_consult").expect("part eva ana")
    assert play.is_doing("eva") == "holding", "who was held by hand is taken up by hand"
