"""Faults: how they read, what they suggest, which are consequences of others."""

from firstline.errors import InputError
from firstline.plan.faults import (
    Fault,
    Path,
    PlanFaults,
    Remark,
    by_themselves,
    listed,
    short,
    suggest,
)


def test_a_fault_reads_as_place_then_what_then_remedy() -> None:
    fault = Fault("bank.yaml", 7, 43, "there is no team “x”", "Teams: cards.")
    assert str(fault) == "bank.yaml:7:43: there is no team “x”. Teams: cards."


def test_faults_come_in_the_order_of_the_file_and_once_each() -> None:
    late, early = Fault("p", 9, 1, "b", "B."), Fault("p", 2, 5, "a", "A.")
    error = PlanFaults([late, early, late])
    assert error.faults == (early, late)
    assert str(error) == "p:2:5: a. A.\np:9:1: b. B."


def test_faults_are_the_inputs_fault() -> None:
    assert isinstance(PlanFaults([]), InputError)
    assert PlanFaults.exit_status == 1


def test_the_nearest_name_is_suggested_or_else_all_of_them() -> None:
    assert suggest("mortgage", ["cards", "mortgages"], "Menus") == "Did you mean “mortgages”?"
    assert suggest("x", ["cards", "mortgages"], "Menus") == "Menus: cards, mortgages."
    assert suggest("x", [], "Menus") == "Menus: none yet."


def test_long_lists_and_texts_are_cut() -> None:
    assert listed([str(n) for n in range(20)], 2) == "0, 1 and 18 more"
    assert short("a\nb " * 50, 10) == "a b a b a…"


def left(path: Path, *malformed: Path) -> bool:
    """Whether a remark about *path* stands by itself beside others about malformed values."""
    others = [Remark(other, "", "") for other in malformed]
    return bool(by_themselves([Remark(path, "", "")], others))


def test_a_remark_about_a_malformed_value_is_a_consequence() -> None:
    malformed = ("menu", "welcome", "keys", "1", "go")
    assert not left(("menu", "welcome", "keys", "1"), malformed)
    assert not left(("menu", "welcome", "keys", "1", "go"), malformed)
    assert not left(("menu", "welcome", "keys", "1", "go", "x"), malformed)
    assert left(("menu", "welcome"), malformed)
    assert left(("menu", "welcome", "keys", "2"), malformed)


def test_a_malformed_item_of_a_list_excuses_what_holds_the_list() -> None:
    assert not left(("trunks", "a"), ("trunks", "a", "address", 0))
    assert left(("trunks",), ("trunks", "a", "address", 0))
