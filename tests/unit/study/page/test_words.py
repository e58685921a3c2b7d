"""Both languages say the same things about the same numbers."""

from string import Formatter

from firstline.study.page.words import LANGUAGES, WEEKDAYS, WORDS, day_of, words_of


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_every_sentence_is_there_in_both_languages_with_the_same_numbers() -> None:
    english, hungarian = (WORDS[language] for language in LANGUAGES)
    assert english.keys() == hungarian.keys()
    for key, sentence in english.items():
        assert fields(sentence) == fields(hungarian[key]), key


def test_other_languages_are_told_in_english() -> None:
    assert words_of("de") == words_of("en")


def test_a_day_is_every_week_or_once() -> None:
    assert day_of("tue", "en") == "every Tuesday"
    assert day_of("2026-06-09", "en") == "on 2026-06-09"
    assert all(len(days) == 7 for days in WEEKDAYS.values())
    assert day_of("tue", "hu") == "minden kedden"
