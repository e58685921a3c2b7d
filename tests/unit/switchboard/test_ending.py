"""A call may end in every state, and gives back what it held; one story a test."""

import pytest

from firstline.domain.call import CALL_STATES, CallState
from kit.hotlines import Wish, prompt
from kit.playbook import Playbook, story


def in_menu() -> Playbook:
    return story().arrives().skip()


def in_message() -> Playbook:
    return in_menu().presses(1, "8").skip()


def waiting() -> Playbook:
    return story().waits("2")


def offered() -> Playbook:
    return story().on_duty("eva").waits("2")


def talking() -> Playbook:
    return story().on_duty("eva").talks("eva", "2")


def holding() -> Playbook:
    return talking().does("eva", "agent_holds").skip()


STATES = {
    CallState.MENU: (in_menu, "left menu", "failed", []),
    CallState.MESSAGE: (in_message, "deflected", "failed", []),
    CallState.WAITING: (waiting, "abandoned", "failed", []),
    CallState.OFFERED: (offered, "abandoned", "failed", ["stop eva 1 gone"]),
    CallState.TALKING: (talking, "answered", "answered", ["release eva 1"]),
    CallState.HOLDING: (holding, "answered", "answered", ["release eva 1"]),
}


def test_no_state_is_forgotten() -> None:
    assert set(STATES) == set(range(len(CALL_STATES))) - {CallState.ENDED}


@pytest.mark.parametrize("state", STATES)
def test_the_caller_may_hang_up_in_every_state(state: int) -> None:
    begin, outcome, _, freed = STATES[state]
    play = begin()
    assert play.call(1).state is state
    play.hangs_up(1).expect(*freed, f"end 1 {outcome}")
    assert len(play.board.room.agenda) == (1 if play.is_doing("eva") == "wrap-up" else 0)
    play.hangs_up(1).loses(1).presses(1, "1").expect_nothing()


@pytest.mark.parametrize("state", STATES)
def test_the_callers_leg_may_fail_in_every_state(state: int) -> None:
    begin, _, outcome, freed = STATES[state]
    begin().loses(1).expect(*freed, f"end 1 {outcome}").after(7200).expect_nothing()


@pytest.mark.parametrize("state", [CallState.TALKING, CallState.HOLDING])
def test_the_agent_may_hang_up_whenever_there_is_a_caller(state: int) -> None:
    play = STATES[state][0]().does("eva", "agent_hangs_up")
    play.expect("release eva 1", "end 1 answered").does("eva", "agent_hangs_up").expect_nothing()


@pytest.mark.parametrize("state", [CallState.MENU, CallState.WAITING, CallState.OFFERED])
def test_an_agent_who_hangs_up_without_a_caller_ends_nothing(state: int) -> None:
    STATES[state][0]().does("eva", "agent_hangs_up").expect_nothing()


def test_the_longest_call_ends_talking_too() -> None:
    play = story(Wish(max_call=60)).on_duty("eva").talks("eva", "2")
    play.after(60).expect("limit longest call", "release eva 1", "end 1 answered")


def test_the_longest_call_ends_a_welcome_and_keeps_the_place() -> None:
    wish = Wish(max_call=3, welcome_back=prompt("welcome back"))
    play = story(wish).waits("2").hangs_up(1).skip().arrives().skip()
    play.after(3).expect("limit longest call", "end 2 gave up")
    play.arrives().expect("answer 3", "play 3 welcome back")
