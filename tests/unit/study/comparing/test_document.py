"""A comparison as programs are told it: both worlds, differences with intervals, a sentence."""

import json

import pytest

from firstline.study.comparing.compare import Comparison, compare
from firstline.study.comparing.document import differences, worlds
from firstline.study.comparing.what_if import alternative
from firstline.study.results import By
from firstline.study.running.replications import Wanted
from kit import textbook


@pytest.fixture(scope="module")
def comparison() -> Comparison:
    """Return a small comparison."""
    plan = textbook.textbook()
    wanted = Wanted(days=1, replications=3)
    return compare({"as it is": plan, "more": alternative(plan, "agents all +1")}, wanted)


def test_both_worlds_are_told_whole(comparison: Comparison) -> None:
    told = json.loads(json.dumps(worlds(comparison)))
    (other,) = told["alternatives"]
    for world in (told["base"], other):
        assert [table["by"] for table in world["tables"]] == [by.value for by in By]
    assert set(other["sentence"]) == {"hu", "en"}
    asa = next(it for it in other["differences"] if it["metric"] == "asa" and it["by"] == "all")
    assert asa["unit"] == "seconds"
    assert set(asa["label"]) == set(asa["formula"]) == {"hu", "en"}
    assert asa["difference"]["half"] > 0
    assert asa["difference"]["value"] == pytest.approx(
        asa["alternative"]["value"] - asa["base"]["value"]
    )


def test_differences_alone_are_the_same_numbers(comparison: Comparison) -> None:
    (short,) = json.loads(json.dumps(differences(comparison)))["alternatives"]
    (whole,) = json.loads(json.dumps(worlds(comparison)))["alternatives"]
    assert [it["difference"] for it in short["differences"]] == [
        it["difference"] for it in whole["differences"]
    ]
    assert short["sentence"] == whole["sentence"]["en"]
