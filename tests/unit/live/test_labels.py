"""Labels: what the plan calls things, in both languages, or their names where it does not."""

from firstline.live.labels import AGAIN, NOTHING, Labels, Text
from firstline.plan.read import read_text

PLAN = """
hotline: Test
languages: [hu, en]
menu:
  welcome:
    say: {hu: "Jó napot.", en: "Hello."}
    keys:
      1: {label: {hu: "kártya", en: "cards"}, go: cards}
      0: {stream: help}
      9: {language: en}
  cards: {keys: {1: {label: {hu: "új", en: "new"}, stream: new}, 2: {say: {hu: "Ő.", en: "She."}}}}
streams:
  new: {label: "új kártya"}
  help: {label: "HELP"}
  bare: {}
teams: {all: {takes: [new, help, bare], agents: [anna]}}
"""
LABELS = Labels(read_text(PLAN, "plan.yaml"))


def test_streams_and_teams_are_called_by_label_or_name() -> None:
    assert LABELS.stream("new") == Text("új kártya", "új kártya")
    assert LABELS.stream("help") == Text("HELP", "HELP")
    assert LABELS.stream("bare") == Text("bare", "bare")
    assert LABELS.team("all") == LABELS.team("all") == Text("all", "all")
    assert LABELS.stream("") == NOTHING


def test_keys_are_called_what_they_are_for() -> None:
    assert LABELS.key("welcome", "1") == Text("kártya", "cards")
    assert LABELS.key("welcome", "0") == Text("HELP", "HELP")
    assert LABELS.key("welcome", "9") == Text("angol", "English")
    assert LABELS.key("cards", "0") == Text("ügyintéző", "an operator")
    assert LABELS.key("cards", "*") == Text("vissza az előző menübe", "the previous menu")
    assert LABELS.key("cards", "#") == AGAIN
    assert LABELS.key("cards", "2") == LABELS.key("cards", "7") == NOTHING
    assert LABELS.key("nowhere", "1") == NOTHING


def test_options_are_those_that_lead_somewhere() -> None:
    assert [key for key, _ in LABELS.options("welcome")] == ["1", "0", "9", "#"]
    assert [key for key, _ in LABELS.options("cards")] == ["1", "*", "#", "0"]
    assert not list(LABELS.options("nowhere"))


def test_a_text_is_shown_in_a_language() -> None:
    assert (AGAIN.shown("hu"), AGAIN.shown("en"), AGAIN.shown("de")) == ("újra", "again", "again")
