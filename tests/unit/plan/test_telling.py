"""How a hotline is told: each language can say all of it."""

import re
from datetime import date

import pytest

from firstline.domain.time import HOUR, MINUTE, SECOND
from firstline.plan.telling import EN, HU, TELLINGS, hu_article


def blanks(sentence: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", sentence))


@pytest.mark.parametrize("language", TELLINGS)
def test_a_language_tells_everything_with_the_same_blanks(language: str) -> None:
    told = TELLINGS[language].sentences
    assert told.keys() == EN.sentences.keys()
    assert [name for name in told if blanks(told[name]) != blanks(EN.sentences[name])] == []


@pytest.mark.parametrize("language", TELLINGS)
def test_every_key_number_of_tries_and_day_can_be_told(language: str) -> None:
    telling = TELLINGS[language]
    assert all(telling.key(key) for key in "0123456789*#")
    assert len({telling.times(count) for count in range(1, 11)}) == 10
    assert all(telling.weekdays(0, day) for day in range(7))
    assert telling.tongues.keys() == TELLINGS.keys()


def test_lengths_are_told_in_words() -> None:
    assert EN.length(90 * MINUTE) == "1 hour 30 minutes"
    assert EN.length(0) == "0 seconds"
    assert HU.length(HOUR + 30 * SECOND) == "1 óra 30 másodperc"
    assert EN.each(MINUTE) == "minute"
    assert HU.each(2 * MINUTE) == "2 perc"


def test_days_are_told_as_in_each_language() -> None:
    assert EN.weekdays(0, 4) == "Monday to Friday"
    assert HU.weekdays(0, 4) == "hétfőtől péntekig"
    assert EN.date(date(2026, 12, 24)) == "24 December 2026"
    assert HU.date(date(2026, 12, 24)) == "2026. december 24."
    assert HU.country("HU") == "Magyarország"
    assert EN.country("DE-BY") == "Germany"


def test_the_hungarian_article_follows_the_first_sound() -> None:
    assert HU.keys(["1", "2", "5"]) == "az 1-es, majd a 2-es, majd az 5-ös"
    assert hu_article("Ügyintézők") == "az Ügyintézők"


def test_things_are_listed() -> None:
    assert EN.listed([]) == ""
    assert EN.listed(["a"]) == "a"
    assert HU.listed(["a", "b", "c"]) == "a, b és c"
