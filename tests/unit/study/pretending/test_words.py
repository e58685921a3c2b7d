"""The words about pretending: every language says everything."""

import pytest

from firstline.study.pretending.remedies import Rule, Verdict
from firstline.study.pretending.words import PRETENDING_WORDS


@pytest.mark.parametrize("language", PRETENDING_WORDS)
def test_every_language_has_every_sentence_rule_and_verdict(language: str) -> None:
    words, english = PRETENDING_WORDS[language], PRETENDING_WORDS["en"]
    assert words.sentences.keys() == english.sentences.keys()
    assert words.headings.keys() == english.headings.keys()
    assert set(words.rules) == set(Rule)
    assert set(words.verdicts) == set(Verdict)
    assert "5" in words.say("method", weeks=5)
