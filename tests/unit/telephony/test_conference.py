"""Who hears whom: a table for every way to take part."""

import pytest

from firstline.journal.commands import Mode
from firstline.telephony.conference import ears

CALLER, ANNA, CILI, KATI, LILI = "caller", "anna", "cili", "kati", "lili"


def test_all_three_of_a_conference_hear_both_others() -> None:
    assert ears([CALLER, ANNA, CILI], ANNA, {}) == {
        CALLER: [ANNA, CILI],
        ANNA: [CALLER, CILI],
        CILI: [CALLER, ANNA],
    }


@pytest.mark.parametrize(
    ("mode", "caller", "anna"),
    [
        ("listen", [ANNA], [CALLER]),
        ("whisper", [ANNA], [CALLER, KATI]),
        ("join", [ANNA, KATI], [CALLER, KATI]),
    ],
)
def test_a_supervisor_hears_both_and_is_heard_as_the_mode_says(
    mode: Mode, caller: list[str], anna: list[str]
) -> None:
    assert ears([CALLER, ANNA], ANNA, {KATI: mode}) == {
        CALLER: caller,
        ANNA: anna,
        KATI: [CALLER, ANNA],
    }


def test_a_whisper_is_for_the_agent_alone() -> None:
    hears = ears([CALLER, ANNA, CILI], ANNA, {KATI: "whisper", LILI: "join"})
    assert [who for who, whom in hears.items() if KATI in whom] == [ANNA]
    assert hears[KATI] == [CALLER, ANNA, CILI, LILI]
    assert hears[LILI] == [CALLER, ANNA, CILI]


def test_supervisors_hear_the_agent_while_the_caller_is_held() -> None:
    assert ears([ANNA], ANNA, {KATI: "listen"}) == {ANNA: [], KATI: [ANNA]}
    assert ears([ANNA, CILI], ANNA, {KATI: "listen"})[KATI] == [ANNA, CILI]


def test_an_agent_who_is_not_there_is_whispered_to_by_nobody() -> None:
    assert ears([CALLER], ANNA, {KATI: "whisper"}) == {CALLER: [], KATI: [CALLER]}
