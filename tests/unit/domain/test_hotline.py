"""A hotline knows the languages that it speaks."""

import pytest

from kit.hotlines import hotline


@pytest.mark.parametrize(("language", "index"), [("hu", 0), ("en", 1), ("xx", 0), ("", 0)])
def test_a_language_that_is_not_spoken_counts_as_the_first(language: str, index: int) -> None:
    assert hotline().index_of(language) == index
