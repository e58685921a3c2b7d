"""A plan's copy builds the same hotline again, and only the same."""

from pathlib import Path

import pytest

from firstline.journal.plan import PlanCopy, hotline_of
from firstline.plan.build import build
from firstline.plan.faults import PlanFaults
from firstline.plan.read import read

BANK = Path(__file__).parents[3] / "examples" / "bank.yaml"


def test_the_copy_builds_what_the_plan_built() -> None:
    plan = read(BANK)
    lengths = {"closed": tuple(1_000_000 + n for n in range(len(plan.languages)))}
    hotline = hotline_of(PlanCopy(BANK.read_text(encoding="utf-8"), lengths, str(BANK.parent)))
    by_language = dict(zip(plan.languages, lengths["closed"], strict=True))
    same = build(plan, {("closed", code): length for code, length in by_language.items()})
    assert hotline.name == same.name
    assert [menu.name for menu in hotline.menus] == [menu.name for menu in same.menus]
    assert hotline.notices.closed.lengths == same.notices.closed.lengths
    assert [seat.name for seat in hotline.seats] == [seat.name for seat in same.seats]


def test_text_and_lengths_make_the_digest_and_the_folder_does_not() -> None:
    copy = PlanCopy("hotline: x", {"a": (1, 2), "b": (3,)}, "/here")
    assert copy.digest() == PlanCopy("hotline: x", {"b": (3,), "a": (1, 2)}, "/there").digest()
    assert copy.digest() != PlanCopy("hotline: y", copy.lengths).digest()
    assert copy.digest() != PlanCopy(copy.text, {"a": (1, 2), "b": (4,)}).digest()


def test_a_plan_that_is_not_taken_any_more_is_a_fault() -> None:
    with pytest.raises(PlanFaults):
        hotline_of(PlanCopy("hotline: []", {}))
