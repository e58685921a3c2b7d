"""Languages: everything is said in each, and each is spoken by somebody."""

import pytest

from kit.plans import faults

BOTH = "[hu, en]"
MENU = "{w: {say: {hu: Szia, en: Hi}, keys: {9: {language: en}}}}"


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"languages": "[en, de]"}, "there are no fixed prompts in “de”. Firstline speaks hu, en."),
        ({"languages": "[]"}, "there is no language. Write one of hu, en."),
        (
            {"languages": BOTH, "menu": "{w: {say: {hu: Szia}}}"},
            "this is not said in en. Add it there.",
        ),
        (
            {"languages": BOTH, "menu": "{w: {say: Szia}}"},
            "this is said in one language, but the hotline speaks hu, en. Write {hu: …, en: …}.",
        ),
        (
            {"languages": BOTH, "menu": "{w: {say: {hu: Szia, en: ''}}}"},
            "this text is empty. Write what is said.",
        ),
        (
            {"menu": "{w: {say: {en: Hi, hu: Szia}}}"},
            "the hotline does not speak “hu”. Languages: en.",
        ),
        (
            {"teams": "{all: {takes: [sales, service], speaks: []}}"},
            "team “all” speaks no language. Name one, or leave “speaks” out.",
        ),
    ],
)
def test_what_is_not_said_in_a_language_is_a_fault(changes: dict[str, str], fault: str) -> None:
    assert fault in faults(**changes)


def test_a_stream_needs_somebody_for_each_language_that_can_be_chosen() -> None:
    teams = "{a: {takes: [sales, service], speaks: hu}, b: {takes: service, speaks: en}}"
    assert faults(languages=BOTH, menu=MENU, teams=teams) == [
        "nobody who takes stream “sales” speaks en. Let a team that takes it speak en: add it "
        "under “speaks”."
    ]


def test_a_language_that_no_key_leads_to_needs_nobody() -> None:
    teams = "{a: {takes: [sales, service], speaks: hu}}"
    menu = "{w: {say: {hu: Szia, en: Hi}}}"
    assert faults(languages=BOTH, menu=menu, teams=teams) == []


def test_labels_of_streams_are_for_colleagues_and_need_one_language() -> None:
    streams = "{sales: {label: Sales}, service: {}}"
    assert faults(languages=BOTH, menu=MENU, streams=streams) == []
