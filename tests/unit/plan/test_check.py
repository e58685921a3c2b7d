"""The whole of a plan: what can be reached, who takes what, and where it goes round and round."""

import pytest

from kit.plans import faults, faults_in, text


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"hotline": None}, "the hotline has no name. Write “hotline: …” at the top."),
        (
            {"menu": "{w: {say: Hi}, alone: {say: Ho}}"},
            "no caller can come to menu “alone”. Let a key lead to it with “go”, or delete it.",
        ),
        (
            {"menu": "{w: {sya: x}}"},
            "“sya” means nothing here. Did you mean “say”?",
        ),
        (
            {"menu": "{w: {keys: {1: {stream: sales}}}}", "operator": None},
            "menu “w” says nothing. Add “say”, or labels",
        ),
        (
            {"streams": "{sales: {}, service: {}, lonely: {}}"},
            "no team takes stream “lonely”. Add it to the “takes” of a team. Teams: all.",
        ),
        (
            {"menu": "{w: {say: Hi, keys: {1: {label: a}}}}"},
            "key 1 leads nowhere. Add one of go, stream, say",
        ),
        (
            {"menu": "{w: {say: Hi, keys: {1: {stream: sales, hang_up: true}}}}"},
            "key 1 leads to two places: stream, hang_up. Keep one of them.",
        ),
        (
            {"streams": "{sales: {on_full: back, full_at: 5}, service: {}}"},
            "“on_full” cannot be “back”. Write one of stream, say, hang_up.",
        ),
        (
            {"policy": "{order: {discipline: strict, head_start: 1 min}}"},
            "calls cannot be ordered in two ways: strict, head_start. Keep one of the three.",
        ),
        (
            {"policy": "{order: {head_start: 1 min, guard: 1 min}}"},
            "a guard has no meaning with “head_start”. Leave it out",
        ),
        (
            {"policy": "{widen: {first: 1 min}}"},
            "“first” is not a level that helps out. Write “level 2” to “level 9”.",
        ),
        ({"trunks": "{a: {}}"}, "nothing tells a call of trunk “a” from others. Add “address”"),
        (
            {"trunks": "{a: {user: x}}"},
            "one of user and password is missing. A trunk that proves itself has both",
        ),
    ],
)
def test_what_makes_no_sense_is_a_fault(changes: dict[str, str | None], fault: str) -> None:
    found = faults(**changes)
    assert len(found) == 1
    assert found[0].startswith(fault)


def test_an_empty_plan_lacks_everything() -> None:
    assert sorted(fault.what for fault in faults_in("policy: {}")) == [
        "the hotline has no name",
        "there is not even a menu",
        "there is not even a stream",
        "there is not even a team",
    ]


def test_a_loop_without_a_way_out_is_a_fault() -> None:
    menu = "{a: {say: A, keys: {1: {label: b, go: b}}}, b: {say: B, keys: {1: {label: a, go: a}}}}"
    assert sorted(faults(operator=None, menu=menu)) == [
        f"from menu “{name}” there is no way to a human, nor to an answer. Add a key with "
        "“stream”, or name an “operator” for 0."
        for name in "ab"
    ]
    assert faults(menu=menu) == []  # an operator behind 0 is a way out


def test_a_menu_that_only_answers_is_no_trap() -> None:
    menu = "{a: {say: A, keys: {1: {label: b, say: We are open from 8.}}}}"
    assert faults(operator=None, menu=menu) == []


def test_streams_may_not_overflow_in_a_circle() -> None:
    streams = (
        "{sales: {full_at: 5, on_full: {stream: service}}, "
        "service: {full_at: 5, on_full: {stream: sales}}}"
    )
    found = faults(streams=streams)
    assert len(found) == 2
    assert found[0].startswith("stream “sales” comes back to itself over “on_full”.")


def test_overflow_to_elsewhere_is_allowed() -> None:
    assert faults(streams="{sales: {full_at: 5, on_full: {stream: service}}, service: {}}") == []


def test_one_slip_makes_one_fault() -> None:
    menu = "{w: {say: Hi, keys: {1: {go: crads}}}, cards: {say: Cards}}"
    assert faults(menu=menu) == ["there is no menu “crads”. Did you mean “cards”?"]


def test_two_streams_on_one_key_are_a_fault_with_both_places() -> None:
    written = text(
        menu="{w: {say: Hi, keys: {1: {label: a, stream: sales}, 1: {label: b, stream: service}}}}"
    )
    found = faults_in(written)
    assert [fault.what for fault in found] == ["“1” is given twice, first on line 3"]
    assert found[0].line == 3
    assert written.splitlines()[2][found[0].column - 1 :].startswith("1: {label: b")


def test_a_menu_that_says_too_much_is_a_fault() -> None:
    label = "x" * 200
    keys = ", ".join(f"{key}: {{label: {label}, stream: sales}}" for key in range(1, 10))
    long = "y" * 1_000
    found = faults(menu=f"{{w: {{say: {long}, keys: {{{keys}}}}}}}")
    assert len(found) == 1
    assert "At most 2000 can be spoken." in found[0]


def test_a_plan_holds_only_so_much() -> None:
    streams = "{" + ", ".join(f"s{n}: {{}}" for n in range(201)) + "}"
    assert any(
        fault.startswith("201 are more than a plan may hold (200)")
        for fault in faults(streams=streams)
    )
