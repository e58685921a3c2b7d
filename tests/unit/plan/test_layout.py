"""Placing boxes: near what leads to them, and never one over another."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from firstline.plan.layout import Box, place


def test_a_box_is_level_with_what_leads_to_it() -> None:
    first = Box(100, 10)
    second = Box(40, 20, [(first, 50)])
    place([[first], [second]], 10)
    assert second.y + second.handle == first.y + 50


def test_boxes_that_want_the_same_place_share_it_evenly() -> None:
    first = Box(100, 10)
    column = [Box(40, 20, [(first, 50)]) for _ in range(2)]
    place([[first], column], 10)
    assert column[1].y - column[0].y == 50
    assert (column[0].y + column[1].y + 40) / 2 == first.y + 50


def test_boxes_that_nothing_leads_to_come_last() -> None:
    first = Box(100, 10)
    alone, led = Box(40, 20), Box(40, 20, [(first, 90)])
    place([[first], [alone, led]], 10)
    assert alone.y >= led.y + led.height + 10


@given(st.lists(st.tuples(st.floats(1, 200), st.floats(0, 500)), min_size=1, max_size=12))
def test_boxes_never_overlap(boxes: list[tuple[float, float]]) -> None:
    source = Box(500, 0)
    column = [Box(height, height / 2, [(source, at)]) for height, at in boxes]
    place([[source], column], 7)
    assert all(below.y - (above.y + above.height) > 7 - 1e-6 for above, below in pairwise(column))
