"""The words about ways: every language says everything."""

from math import inf

import pytest

from firstline.study.paths.ways_through import Kind
from firstline.study.paths.words import PATH_WORDS


@pytest.mark.parametrize("language", PATH_WORDS)
def test_every_language_has_every_sentence(language: str) -> None:
    words, english = PATH_WORDS[language], PATH_WORDS["en"]
    assert words.sentences.keys() == english.sentences.keys()
    assert words.headings.keys() == english.headings.keys()
    assert set(words.kinds) == set(Kind)
    assert len(words.days) == 7


def test_lengths_are_said_to_the_second_and_never_without_end() -> None:
    assert PATH_WORDS["en"].length(89.6) == "1 minute 30 seconds"
    assert PATH_WORDS["hu"].length(inf) == "soha"


@pytest.mark.parametrize(
    ("share", "said"),
    [(0, "0 %"), (0.004, "under 1 %"), (0.5, "50 %"), (0.996, "over 99 %"), (1, "100 %")],
)
def test_rounding_makes_nobody_and_everybody_of_none(share: float, said: str) -> None:
    assert PATH_WORDS["en"].share(share) == said
