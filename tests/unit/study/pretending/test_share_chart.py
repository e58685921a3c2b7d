"""Drawings over the share of pretenders."""

from math import inf, nan
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from firstline.study.pretending.equilibria import Equilibrium
from firstline.study.pretending.share_chart import (
    COLOURS,
    Panel,
    Point,
    Series,
    alone,
    colour,
    drawing,
)

LINE = Series("a < b", "first", [Point(0, 10, 2), Point(0.5, 30, inf), Point(1, nan)], "4 2")
RESTS = [Equilibrium(0.0, True, 0, 0, True), Equilibrium(0.4, False, 0.3, 0.5, True)]


def texts(svg: str) -> list[str]:
    root = ElementTree.fromstring(svg)
    return [it.text or "" for it in root.iter("{http://www.w3.org/2000/svg}text")]


def test_a_drawing_is_sound_and_says_what_it_shows() -> None:
    svg = drawing("Title & more", "share", [Panel("Waits", [LINE], ("cost", 15), RESTS)])
    assert {"Waits", "a < b", "cost", "share", "100 %", "0:30"} <= set(texts(svg))
    assert svg.count("<circle") == 2


def test_panels_stand_below_each_other() -> None:
    one, two = (drawing("x", "y", [Panel("p", [LINE])] * count) for count in (1, 2))
    assert two.count("<g ") == 2 * one.count("<g ") == 2


def test_a_drawing_by_itself_needs_no_page() -> None:
    svg = drawing("x", "y", [Panel("p", [LINE])])
    assert colour("first") in svg
    assert "var(" not in alone(svg)
    assert COLOURS["first"] in alone(svg)
    assert texts(alone(svg)) == texts(svg)


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=5))
def test_everything_is_inside_its_panel(values: list[float]) -> None:
    points = [Point(place / 5, value, 1) for place, value in enumerate(values)]
    svg = drawing("x", "y", [Panel("p", [Series("s", "second", points)])])
    heights = [
        float(pair.split()[1])
        for path in ElementTree.fromstring(svg).iter("{http://www.w3.org/2000/svg}path")
        for pair in path.attrib["d"].strip("Mz").split("L")
    ]
    assert all(0 <= height <= 252 for height in heights)
