"""The fixed words: everything is said in each language, with nothing left to fill in."""

import pytest

from firstline.domain.wait import RANGES
from firstline.plan import words


@pytest.mark.parametrize("language", words.PHRASES)
def test_a_language_says_everything_that_the_others_say(language: str) -> None:
    phrases = words.PHRASES[language]
    assert phrases.notices.keys() == words.EN.notices.keys()
    assert phrases.keys.keys() == set("0123456789*#")


@pytest.mark.parametrize("language", words.PHRASES)
def test_nothing_is_left_to_fill_in(language: str) -> None:
    said = [
        *(words.option(language, "x", key) for key in words.PHRASES[language].keys),
        *(words.position(language, ahead) for ahead in range(words.POSITIONS + 2)),
        *(words.wait(language, n, n + 1) for n in range(1, 60)),
        words.wait(language, 0, 1),
        words.wait(language, 60, None),
        words.choose_language(language, "9"),
        *(words.notice(language, name) for name in words.EN.notices),
    ]
    assert not [sentence for sentence in said if "{" in sentence]
    assert all(sentence.endswith(".") for sentence in said)


def test_what_a_key_is_for_is_said_before_the_key() -> None:
    assert words.option("en", "cards", "1") == "For cards, press one."
    assert words.option("hu", "bankkártya", "3") == "Bankkártya: hármas gomb."


def test_positions_differ_until_there_are_too_many() -> None:
    for language in words.PHRASES:
        said = [words.position(language, ahead) for ahead in range(words.POSITIONS + 2)]
        assert len(set(said)) == len(said)
        assert words.position(language, 99) == said[-1]


def test_every_range_of_waiting_is_said_differently() -> None:
    minute = RANGES[0][1]
    for language in words.PHRASES:
        said = {words.wait(language, a // minute, b // minute) for a, b in RANGES[:-1]}
        assert len(said) == len(RANGES) - 1
