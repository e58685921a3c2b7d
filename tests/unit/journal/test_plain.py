"""Whatever text comes in, what is written down can be read by everybody."""

import doctest

from hypothesis import given
from hypothesis import strategies as st

from firstline.journal import plain as module
from firstline.journal.plain import REPLACEMENT, plain


def test_the_examples_hold() -> None:
    assert doctest.testmod(module).failed == 0


@given(st.text(st.characters()), st.integers(min_value=1, max_value=50))
def test_plain_text_is_one_short_printable_line(text: str, at_most: int) -> None:
    made = plain(text, at_most)
    assert len(made) <= at_most
    assert made.isprintable()
    made.encode()


@given(st.text(st.characters()))
def test_plain_text_stays_as_it_is(text: str) -> None:
    assert plain(plain(text, 40), 40) == plain(text, 40)


def test_lines_become_spaces_and_halves_of_characters_a_sign() -> None:
    assert plain("one\ntwo\tthree", 40) == "one two three"
    assert plain("a\ud800\x00", 40) == f"a{REPLACEMENT}{REPLACEMENT}"
