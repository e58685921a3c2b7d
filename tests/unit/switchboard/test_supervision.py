"""Supervisors who listen, whisper and join in, one story a test."""

import pytest

from firstline.switchboard.refusal import Refusal
from kit.hotlines import Wish
from kit.playbook import Playbook, story


def talking() -> Playbook:
    """Ana and Eva each talk to a caller."""
    return story(Wish(wrap_up=0)).on_duty("ana", "eva").talks("ana").talks("eva", "2")


def test_a_supervisor_listens_whispers_joins_in_and_leaves() -> None:
    play = talking().supervises("kati", "ana").expect("supervise kati ana listen")
    play.supervises("kati", "ana").expect_nothing()
    play.supervises("kati", "ana", "whisper").expect("supervise kati ana whisper")
    play.supervises("kati", "ana", "join").expect("supervise kati ana join")
    play.leaves("kati").expect("leave kati ana asked for").leaves("kati").expect_nothing()


def test_supervision_ends_with_the_agents_part_of_the_call() -> None:
    play = talking().supervises("kati", "ana").skip()
    play.hangs_up(1).expect("release ana 1", "leave kati ana call over", "end 1 answered")
    play.supervises("kati", "eva").skip().does("eva", "transfer", "team:cards", "", "")
    play.expect(
        *("release eva 2", "leave kati eva call over"),
        *("queue 2 team:cards", "music 2", "ring ana 2"),
    )


def test_a_hand_over_ends_the_supervision_of_the_agent_who_leaves() -> None:
    play = story().on_duty("ana", "eva").talks("eva", "2").supervises("kati", "eva").skip()
    play.does("eva", "consult", "agent:ana", "", "").skip().answers("ana", 1).skip()
    play.does("eva", "complete")
    play.expect("connect ana 1", "release eva 1", "leave kati eva call over")


def test_supervision_goes_on_while_the_caller_is_held() -> None:
    play = talking().does("ana", "agent_holds").skip().supervises("kati", "ana")
    play.expect("supervise kati ana listen").does("ana", "agent_resumes").expect("connect ana 1")


def test_nobody_hears_two_agents_at_once() -> None:
    play = talking().supervises("kati", "ana").skip().supervises("kati", "eva", "join")
    play.expect("leave kati ana another agent", "supervise kati eva join")


def test_an_agent_has_at_most_three_supervisors() -> None:
    play = talking()
    for supervisor in ("kati", "lili", "mari"):
        play.supervises(supervisor, "ana").skip()
    with pytest.raises(Refusal, match="ana has 3 supervisors"):
        play.supervises("nora", "ana")
    play.supervises("lili", "ana", "join").expect("supervise lili ana join")
    play.leaves("mari").skip().supervises("nora", "ana").expect("supervise nora ana listen")


def test_only_who_has_a_caller_can_be_supervised() -> None:
    play = story().on_duty("ana", "eva")
    with pytest.raises(Refusal, match="ana has no caller now"):
        play.supervises("kati", "ana")
    play.talks("eva", "2").does("eva", "consult", "agent:ana", "", "").skip()
    play.answers("ana", 1).skip()
    with pytest.raises(Refusal, match="ana has no caller now"):
        play.supervises("kati", "ana")


def test_an_unknown_way_to_supervise_is_refused() -> None:
    with pytest.raises(Refusal, match="listen, whisper, join"):
        talking().supervises("kati", "ana", "record")


def test_a_refused_wish_leaves_the_supervision_there_was() -> None:
    play = talking().supervises("kati", "ana").skip().hangs_up(2).skip()
    with pytest.raises(Refusal, match="eva has no caller now"):
        play.supervises("kati", "eva")
    play.leaves("kati").expect("leave kati ana asked for")
