"""Names: each stands for something, each is given once, and can be said in a SIP message."""

import pytest

from firstline.plan.names import area, dialled, goal
from kit.plans import faults, plan


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        (
            {"menu": "{w: {keys: {1: {label: a, go: crads}}}, cards: {say: a}}"},
            "there is no menu “crads”. Did you mean “cards”?",
        ),
        (
            {"menu": "{w: {keys: {1: {label: a, stream: sale}}}}"},
            "there is no stream “sale”. Did you mean “sales”?",
        ),
        (
            {"menu": "{w: {say: Hi, no_input: {then: {stream: x}}}}"},
            "there is no stream “x”. Streams: sales, service.",
        ),
        (
            {"menu": "{w: {say: Hi, keys: {9: {language: de}}}}"},
            "there is no language “de”. Languages: en.",
        ),
        ({"operator": "nobody"}, "there is no stream “nobody”. Streams: sales, service."),
        ({"numbers": "{'100': welcom}"}, "there is no menu “welcom”. Did you mean “welcome”?"),
        (
            {"teams": "{all: {takes: [sales, service, x]}}"},
            "there is no stream “x”. Streams: sales, service.",
        ),
        (
            {"teams": "{all: {takes: [sales, service], transfers_to: [al]}}"},
            "there is no team “al”. Did you mean “all”?",
        ),
        (
            {"teams": "{a: {takes: [sales, service], agents: [anna], transfers_to: 'agent:ann'}}"},
            "there is no agent “ann”. Did you mean “anna”?",
        ),
        (
            {"incidents": "{storm: {say: Storm., service: good}}"},
            "there is no service “good”. Did you mean “goods”?",
        ),
        ({"demand": "{sale: {per_day: 5}}"}, "there is no stream “sale”. Did you mean “sales”?"),
        ({"voices": "{hu: hu}"}, "there is no language “hu”. Languages: en."),
        (
            {"menu": "{w: {say: Hi, keys: {12: {stream: sales}}}}"},
            "there is no key “12” on a telephone. Keys: 0 to 9, “*” and “#”.",
        ),
        ({"numbers": "{'12 x': welcome}"}, "“12 x” cannot be dialled. Write it like"),
        (
            {"numbers": "{'1-00': welcome, '1 00': welcome}"},
            "100 is given twice. Keep one.",
        ),
        (
            {"incidents": "{storm: {say: Storm., area: [abc]}}"},
            "“abc” is not the beginning of a number. Write it like",
        ),
        ({"not_ready": "[lunch, lunch]"}, "“lunch” is given twice. Keep one."),
    ],
)
def test_a_name_that_stands_for_nothing_is_a_fault(changes: dict[str, str], fault: str) -> None:
    found = faults(**changes)
    assert len(found) == 1
    assert found[0].startswith(fault)


@pytest.mark.parametrize(
    "teams",
    [
        "{all: {takes: [sales, service], agents: [anna]}, b: {takes: sales, agents: [anna]}}",
        "{all: {takes: [sales, service], agents: {a: {extension: 1}, b: {extension: 1}}}}",
        "{all: {takes: [sales, service], agents: {a: {phone: {password: x}}, "
        "b: {phone: {user: a, password: x}}}}}",
    ],
)
def test_an_agent_exists_once_with_a_phone_and_an_extension_of_its_own(teams: str) -> None:
    assert len([fault for fault in faults(teams=teams) if "is given twice" in fault]) == 1


@pytest.mark.parametrize("name", ["ügyfél", "a b", "-a", "a.b", "x" * 65])
def test_names_can_be_said_in_messages(name: str) -> None:
    found = faults(
        streams=f"{{sales: {{}}, service: {{}}, '{name}': {{}}}}",
        teams=f"{{all: {{takes: [sales, service, '{name}']}}}}",
    )
    assert len(found) == 1
    assert "cannot be a name" in found[0]


def test_numbers_are_kept_as_the_network_says_them() -> None:
    assert dialled("+36 (1) 555-0100") == "+3615550100"
    assert dialled("bank") == "bank"
    assert area("+36 52") == "3652"


def test_a_goal_without_a_kind_is_a_team() -> None:
    assert goal("all") == "team:all"
    assert goal("stream:sales") == "stream:sales"
    assert plan(teams="{all: {takes: [sales, service], transfers_to: ['stream:sales']}}")
