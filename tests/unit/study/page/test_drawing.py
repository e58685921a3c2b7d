"""Drawings that stand inside a page: named, in the page's colours, and never markup from a plan."""

import re
from xml.etree import ElementTree as Xml

from firstline.study.page.drawing import (
    Bars,
    Chart,
    Curve,
    Panel,
    Tone,
    Whisker,
    distribution,
    over_the_day,
    small_multiples,
    whiskers,
)

HALF_HOURS = tuple(float(n) for n in range(48))
NASTY = "</svg><script>$x$ & 'y' \"z\""


def drawings(name: str) -> list[Chart]:
    curve = Curve(name, Tone.FIRST, (None, *HALF_HOURS[1:]))
    shares = Curve(name, Tone.OTHER, tuple(value / 48 for value in HALF_HOURS))
    return [
        over_the_day(name, name, [Panel(name, (curve,)), Panel("b", (curve,))], shaded=(14, 16)),
        distribution(name, name, (name, "%"), ["a", name], [Bars(name, Tone.SECOND, (0.2, 0.8))]),
        small_multiples(name, name, "%", [shares] * 4),
        whiskers(name, name, "s", [Whisker(name, 1.0, 0.5, Tone.FIRST)]),
    ]


def test_every_drawing_is_well_formed_and_says_what_it_shows() -> None:
    for chart in drawings("Calls"):
        root = Xml.fromstring(chart.svg)
        assert root.tag.endswith("svg")
        assert root.get("role") == "img"
        assert root.get("aria-label") == "Calls. Calls"


def test_a_name_from_a_plan_stays_text() -> None:
    for chart in drawings(NASTY):
        root = Xml.fromstring(chart.svg)
        assert "<script" not in chart.svg
        assert not [each for each in root.iter() if each.tag.endswith("script")]
        assert NASTY[:20] in "".join(root.itertext())


def test_colours_are_the_pages_own() -> None:
    for chart in drawings("Calls"):
        assert "var(--ink)" in chart.svg
        for tone in Tone:
            assert tone.mark not in chart.svg
        assert not re.findall(r"(?:fill|stroke): #[0-9a-f]{6}", chart.svg)


def test_several_drawings_of_a_page_have_no_id_in_common() -> None:
    found = [set(re.findall(r' id="([^"]+)"', chart.svg)) for chart in drawings("Calls")[:2]]
    other = over_the_day("Waits", "", [Panel("", (Curve("", Tone.INK, HALF_HOURS),))])
    ids = set(re.findall(r' id="([^"]+)"', other.svg))
    assert ids
    assert not ids & (found[0] | found[1])


def test_nothing_is_fetched_and_no_size_is_fixed() -> None:
    for chart in drawings("Calls"):
        assert "DOCTYPE" not in chart.svg
        assert "<style" not in chart.svg
        assert not re.search(r"<svg[^>]* (width|height)=", chart.svg)
        assert all(href.startswith("#") for href in re.findall(r'href="([^"]*)"', chart.svg))


def test_a_day_on_which_nothing_happened_can_be_drawn() -> None:
    empty = Curve("nothing", Tone.FIRST, (None,) * 48)
    assert "nothing" in over_the_day("t", "a", [Panel("p", (empty,))]).svg


def test_the_same_values_make_the_same_drawing() -> None:
    assert [chart.svg for chart in drawings("a")] == [chart.svg for chart in drawings("a")]


def test_a_letter_that_no_font_has_is_no_warning() -> None:
    assert "😀" in drawings("😀")[0].svg
