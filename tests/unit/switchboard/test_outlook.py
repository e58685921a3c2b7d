"""How many are served before, and how long it takes, against the obvious count."""

import pytest

from firstline.domain.hotline import STRICT, Order
from firstline.domain.time import MINUTE
from firstline.policy.estimate import UNKNOWN
from kit.hotlines import Wish
from kit.obvious import candidates, rank
from kit.playbook import Playbook, story


def ahead(play: Playbook, number: int) -> int:
    return play.board.outlook.ahead(play.call(number).place, play.now)


def expected(play: Playbook, number: int) -> int:
    return play.board.outlook.wait(play.call(number).place, ahead(play, number))


def test_everybody_who_goes_before_is_counted_and_nobody_else() -> None:
    play = story().waits("12").waits("11").waits("12").waits("2")
    assert [ahead(play, number) for number in (1, 2, 3, 4)] == [1, 0, 2, 2]


def test_those_whom_other_teams_serve_are_not_counted() -> None:
    play = story().waits("2").waits("11")
    assert ahead(play, 2) == 0


@pytest.mark.parametrize("guard", [0, 2, 100])
def test_the_count_is_that_of_the_order_of_service(guard: int) -> None:
    play = story(Wish(order=Order(STRICT, guard=guard * MINUTE, rates=[2.0, 1.0])))
    for number in range(12):
        play.after(30).waits(["12", "11"][number % 3 == 0])
    places = sorted(
        candidates(play.board.room),
        key=lambda place: rank(play.board.room.hotline, place, play.now),
    )
    assert [ahead(play, place.call.number) for place in places] == list(range(12))


def test_who_is_in_no_line_has_nobody_ahead_and_no_wait() -> None:
    play = story().arrives().skip()
    assert ahead(play, 1) == 0
    assert expected(play, 1) == UNKNOWN


def test_the_wait_gets_shorter_with_every_agent_on_duty() -> None:
    play = story().waits("11").waits("11").waits("11")
    known = []
    for name in ("ana", "ben"):
        play.on_duty(name).skip()
        known.append(expected(play, 3))
    assert known[0] > known[1] >= 0
