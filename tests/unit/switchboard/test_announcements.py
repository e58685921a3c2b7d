"""An announcement says the place and the wait, as far as the plan wants, in the same words."""

import pytest

from firstline.policy.estimate import UNKNOWN
from firstline.switchboard.announcements import Announcements
from kit.hotlines import Wish, hotline


def announcements(wish: Wish) -> Announcements:
    made = hotline(wish)
    return Announcements(made.rules, made.notices)


def said(wish: Wish, ahead: int, wait: int, *, has_grown: bool = False) -> str:
    words = announcements(wish).words(ahead, wait, has_grown)
    return " + ".join(prompt.name for prompt in words)


@pytest.mark.parametrize(
    ("ahead", "wait", "has_grown", "words"),
    [
        (0, 4, False, "0 ahead + wait 4"),
        (1, 0, False, "1 ahead + wait 0"),
        (1, 0, True, "1 ahead + longer + wait 0"),
        (3, UNKNOWN, False, "3 ahead"),
        (5, 9, False, "5 ahead + wait 9"),
        (900, 9, True, "5 ahead + longer + wait 9"),
    ],
)
def test_the_place_comes_first_and_the_wait_last(
    ahead: int, wait: int, has_grown: bool, words: str
) -> None:
    assert said(Wish(), ahead, wait, has_grown=has_grown) == words


def test_a_plan_may_leave_either_out() -> None:
    assert said(Wish(say_position=False), 2, 4) == "wait 4"
    assert said(Wish(say_wait=False), 2, 4) == "2 ahead"
    assert said(Wish(say_position=False, say_wait=False), 2, 4) == ""
    assert said(Wish(say_position=False), 2, UNKNOWN) == ""


def test_it_is_known_whether_there_is_anything_to_say() -> None:
    both, neither = announcements(Wish()), announcements(Wish(say_position=False, say_wait=False))
    assert (both.says_anything, both.tells_waits) == (True, True)
    assert (neither.says_anything, neither.tells_waits) == (False, False)
    assert announcements(Wish(say_wait=False)).says_anything


def test_what_was_said_once_is_not_put_together_again() -> None:
    known = announcements(Wish())
    assert known.words(2, 3, False) is known.words(2, 3, False)
    assert known.words(2, 3, False) is not known.words(2, 3, True)
