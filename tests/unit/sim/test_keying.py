"""Keys for those who know the way: the shortest from each menu, in each language."""

from firstline.sim.keying import to_language, to_operator, to_stream
from kit.plans import plan

MENU = """{
  welcome: {say: {hu: Szia, en: Hi}, keys: {
    1: {label: {hu: a, en: a}, go: more}, 2: {label: {hu: b, en: b}, stream: service},
    8: {language: en, go: english}, 9: {language: en}}},
  english: {say: {hu: X, en: X}, keys: {4: {label: {hu: c, en: c}, stream: sales}}},
  more: {say: {hu: Y, en: Y}, keys: {3: {label: {hu: d, en: d}, go: deep}}},
  deep: {say: {hu: Z, en: Z}, keys: {5: {label: {hu: e, en: e}, stream: sales}}}}"""
MADE = plan(languages="[hu, en]", menu=MENU, teams="{all: {takes: [sales, service]}}")


def test_the_shortest_way_is_taken_and_depends_on_the_language() -> None:
    hungarian = to_stream(MADE, "sales", "hu")
    assert hungarian == {"welcome": "1", "english": "4", "more": "3", "deep": "5"}
    assert to_stream(MADE, "sales", "en")["welcome"] == "8"


def test_where_no_key_leads_there_zero_is_pressed() -> None:
    assert to_stream(MADE, "service", "hu") == {
        "welcome": "2", "english": "0", "more": "0", "deep": "0"
    }  # fmt: skip
    assert set(to_operator(MADE).values()) == {"0"}


def test_without_an_operator_there_may_be_no_key_at_all() -> None:
    lonely = plan(operator=None)
    assert to_operator(lonely) == {}
    assert to_stream(lonely, "service", "en") == {"welcome": "2"}


def test_a_key_for_the_language_is_found_where_there_is_one() -> None:
    assert to_language(MADE, "en") == {"welcome": "8"}
    assert to_language(MADE, "hu") == {}
