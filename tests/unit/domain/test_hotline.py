"""A hotline knows the languages that it speaks, and what each key leads to."""

import pytest

from kit.hotlines import hotline


@pytest.mark.parametrize(("language", "index"), [("hu", 0), ("en", 1), ("xx", 0), ("", 0)])
def test_a_language_that_is_not_spoken_counts_as_the_first(language: str, index: int) -> None:
    assert hotline().index_of(language) == index


def test_menus_are_numbered_in_the_order_of_the_hotline() -> None:
    assert [menu.index for menu in hotline().menus] == [0, 1]


def test_a_key_leads_where_the_options_say_however_often_it_is_asked() -> None:
    menu = hotline().entry
    for key in [*"0123456789*#", *"ABCDq", "", "12", "ő"] * 2:
        assert menu.action(key) is menu.options.get(key)
