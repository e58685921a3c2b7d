"""The wheel holds one timer a slot, for as far as it reaches, and knows which comes first."""

from hypothesis import given
from hypothesis import strategies as st

from firstline.domain.time import NEVER
from firstline.switchboard.timer import NOBODY, NOWHERE, Timer
from firstline.switchboard.wheel import IN_WHEEL, Wheel

SLOT = 65_536
ROUND = 4096 * SLOT
NOON = 1_767_610_800_000_000


def timer(at: int) -> Timer:
    made = Timer(NOBODY, 0)
    made.at = at
    return made


def wheel_at(now: int) -> Wheel:
    wheel = Wheel()
    wheel.turn_to(now)
    return wheel


def test_an_empty_wheel_is_never_due() -> None:
    wheel = Wheel()
    assert (wheel.size, wheel.soonest) == (0, NEVER)


def test_a_slot_holds_one_timer() -> None:
    wheel, first, second = wheel_at(0), timer(10), timer(20)
    assert wheel.put(first)
    assert not wheel.put(second)
    assert (first.place, second.place) == (IN_WHEEL, NOWHERE)
    wheel.take(first)
    assert wheel.put(second)
    assert (wheel.size, wheel.soonest, wheel.first()) == (1, 20, second)


def test_it_reaches_one_round_ahead_and_not_back() -> None:
    wheel = wheel_at(NOON)
    turn = NOON // SLOT * SLOT
    assert not wheel.put(timer(turn - 1))
    assert not wheel.put(timer(turn + ROUND))
    assert not wheel.put(timer(NEVER - 1))
    assert wheel.put(timer(turn + ROUND - 1))
    assert wheel.put(timer(turn))
    assert wheel.soonest == turn


def test_the_next_is_found_a_whole_round_later() -> None:
    wheel, last = wheel_at(NOON), timer(NOON // SLOT * SLOT + ROUND - 1)
    soon = timer(NOON)
    assert wheel.put(last)
    assert wheel.put(soon)
    wheel.take(soon)
    assert wheel.first() is last


@given(st.lists(st.tuples(st.integers(0, 2 * ROUND), st.integers(0, 5)), max_size=120))
def test_it_is_a_sorted_list_of_those_that_it_took(steps: list[tuple[int, int]]) -> None:
    wheel, here, now = wheel_at(NOON), list[Timer](), NOON
    for ahead, choice in steps:
        one = timer(now + ahead)
        if choice and wheel.put(one):
            here = sorted([*here, one], key=lambda it: it.at)
        elif here and choice == 0:
            first = here.pop(0)
            assert wheel.first() is first
            wheel.turn_to(first.at)
            wheel.take(first)
            now = int(first.at)
        elif here:
            wheel.take(here.pop(choice % len(here)))
        assert wheel.size == len(here)
        assert wheel.soonest == (here[0].at if here else NEVER)
