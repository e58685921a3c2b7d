"""The ring of the calls that are up, against a dictionary."""

from hypothesis import given
from hypothesis import strategies as st

from firstline.switchboard.calls_up import CallsUp
from firstline.switchboard.parties import Call

RING = 1024


def call(number: int) -> Call:
    return Call(number, "", "", 0)


def up(*numbers: int) -> CallsUp:
    calls = CallsUp()
    for number in numbers:
        calls.add(call(number))
    return calls


steps = st.lists(
    st.tuples(
        # how many calls were refused before the next one came, and which of those up ends then
        st.sampled_from([0, 0, 1, 7, RING - 1, RING, 3 * RING]),
        st.one_of(st.none(), st.integers(0, 1_000)),
    ),
    max_size=60,
)


@given(steps)
def test_it_is_a_mapping_in_the_order_of_arrival(steps: list[tuple[int, int | None]]) -> None:
    calls, obvious, number = CallsUp(), dict[int, Call](), 0
    for skipped, which in steps:
        number += 1 + skipped
        obvious[number] = call(number)
        calls.add(obvious[number])
        if which is not None:
            calls.remove(obvious.pop(list(obvious)[which % len(obvious)]))
        assert len(calls) == len(obvious)
        assert list(calls) == list(obvious)
        assert calls.values() == list(obvious.values())
        assert calls.oldest is next(iter(obvious.values()), None)
        for asked in {*obvious, number, number + RING, number - RING, 0}:
            assert calls.get(asked) is obvious.get(asked)
            assert (asked in calls) is (asked in obvious)


def test_the_ring_grows_until_no_two_calls_are_in_one_place() -> None:
    calls = up(1, 1 + RING, 1 + 4 * RING)
    assert list(calls) == [1, 1 + RING, 1 + 4 * RING]
    assert len(calls._ring) == 8 * RING


def test_the_ring_does_not_grow_where_calls_end_soon() -> None:
    calls = CallsUp()
    for number in range(1, 10 * RING):
        one = call(number)
        calls.add(one)
        if number > RING // 2:
            oldest = calls.oldest
            assert oldest is not None
            calls.remove(oldest)
    assert len(calls._ring) == RING
    assert len(calls) == RING // 2


def test_no_call_is_up_that_has_no_number() -> None:
    assert up().get(0) is None
    assert 0 not in up(RING)


def test_a_call_that_is_over_knows_no_neighbours() -> None:
    calls = up(1, 2, 3)
    one, two, three = calls.values()
    calls.remove(two)
    assert (two.older, two.newer) == (None, None)
    assert (one.newer, three.older) == (three, one)
    calls.remove(three)
    calls.remove(one)
    assert (calls.oldest, len(calls)) == (None, 0)
    calls.add(three)
    assert calls.values() == [three]
