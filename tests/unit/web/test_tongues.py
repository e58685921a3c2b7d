"""Somebody is answered in the language asked for, and in English where there are no words."""

import pytest

from firstline.errors import Said
from firstline.web.tongues import asked_for, fault_worded, worded


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", "en"),
        ("hu", "hu"),
        ("hu-HU,hu;q=0.9,en;q=0.8", "hu"),
        ("en-GB,en;q=0.9,hu;q=0.8", "en"),
        ("de,hu;q=0.7,en;q=0.3", "hu"),
        ("de, *;q=0.5", "en"),
        ("hu;q=0, en;q=0.1", "en"),
        ("hu;q=much", "en"),
    ],
)
def test_the_best_of_our_languages_is_spoken(header: str, language: str) -> None:
    assert asked_for(header) == language


def test_what_is_filled_in_stays_and_what_has_words_is_worded() -> None:
    text = Said("say why you are not ready: {known}", known="any reason")
    assert text == "say why you are not ready: any reason"
    assert worded(text, "en") == text
    assert worded(text, "hu") == "Mondja meg, miért nem fogad hívást: bármilyen okból."


def test_several_are_listed() -> None:
    text = Said("your team transfers only to {allowed}", allowed=["cards", "mortgages"])
    assert text == "your team transfers only to cards, mortgages"
    assert worded(text, "hu") == "Az Ön csapata csak ide adhat át hívást: cards, mortgages."


@pytest.mark.parametrize("text", ["Something new.", Said("Something {about}.", about="new")])
def test_what_has_no_words_is_told_in_english(text: str) -> None:
    assert worded(text, "hu") == "Something new."


def test_braces_that_somebody_has_written_are_no_form() -> None:
    text = Said("nobody here is called {name}", name="{x}")
    assert worded(text, "hu") == "Nincs itt ilyen nevű: {x}."


@pytest.mark.parametrize(
    ("found", "told"),
    [
        ({"type": "missing", "msg": "Field required"}, "hiányzik"),
        (
            {"type": "too_long", "msg": "Too long", "ctx": {"max_length": 4, "actual_length": 5}},
            "legfeljebb 4 legyen",
        ),
        ({"type": "another", "msg": "Odd"}, "nem megfelelő"),
    ],
)
def test_faults_have_words_whatever_they_are(found: dict[str, object], told: str) -> None:
    assert fault_worded(found, "hu") == told
    assert fault_worded(found, "en") == found["msg"]
