"""Pieces of SVG: well-formed, and texts that fit."""

from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from firstline.plan import svg


def test_a_document_is_well_formed_whatever_is_written_in_it() -> None:
    parts = [
        svg.text(1, 2, "a <b> & “c”", "name"),
        svg.box(0, 0, 10, 10, "card", round_by=2),
        svg.head(0, 0, 10, 10, 2),
        svg.circle(1, 1, 1, "dot"),
        svg.rule(0, 0, 5),
        svg.curve([(0, 0), (5, 5), (9, 2)], "to-first", "first"),
        svg.bow(0, 0, 9, 4),
    ]
    root = ElementTree.fromstring(svg.document(100, 50, "<Bank> & co", parts))
    assert root.get("viewBox") == "0 0 100 50"
    assert root[0].text == "<Bank> & co"


@given(st.text(max_size=120), st.integers(40, 300), st.integers(1, 3))
def test_texts_are_fitted_into_their_room(said: str, width: int, lines: int) -> None:
    found = svg.fitted(said, width, lines)
    assert len(found) <= lines
    assert all(svg.width_of(line) <= width for line in found)


def test_what_does_not_fit_is_cut_with_an_ellipsis() -> None:
    assert svg.fitted("one two", 500, 1) == ["one two"]
    assert svg.fitted("one two", 40, 2) == ["one", "two"]
    assert svg.fitted("one two three", 60, 1)[0].endswith("…")
