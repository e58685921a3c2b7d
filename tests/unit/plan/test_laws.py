"""Laws of chance: every way to write one, their means, and what is no law."""

import math
from pathlib import Path

import pytest

from firstline.domain.time import MINUTE, NEVER, SECOND
from firstline.plan.laws import Law, say_law
from kit.plans import faults, plan


def law(written: str, key: str = "talk") -> Law:
    """Return the law that a plan's stream has for *key*."""
    demand = plan(demand=f"{{sales: {{per_day: 5, {key}: {written}}}}}").demand
    value = getattr(demand.streams["sales"], key)
    assert isinstance(value, Law)
    return value


@pytest.mark.parametrize(
    ("written", "kind", "mean"),
    [
        ("4 min", "always", 240),
        ("{exponential: 4 min}", "exponential", 240),
        ("{lognormal: {mean: 4 min, sd: 3 min}}", "lognormal", 240),
        ("{gamma: {mean: 4 min, sd: 3 min}}", "gamma", 240),
        ("{weibull: {shape: 1, scale: 4 min}}", "weibull", 240),
        ("{weibull: {shape: 2, scale: 1 min}}", "weibull", 60 * math.sqrt(math.pi) / 2),
        ("{uniform: {from: 1 min, to: 3 min}}", "uniform", 120),
        ("{empirical: [10 s, 20 s, 60 s]}", "empirical", 30),
    ],
)
def test_a_law_is_read_and_has_a_mean(written: str, kind: str, mean: float) -> None:
    read = law(written)
    assert read.kind == kind
    assert read.mean == pytest.approx(mean)


def test_a_law_is_said_as_a_plan_writes_it() -> None:
    for written in (
        "4 min",
        "{exponential: 4 min}",
        "{gamma: {mean: 4 min, sd: 3 min}}",
        "{weibull: {shape: 1.2, scale: 6 min}}",
        "{uniform: {from: 1 min, to: 3 min}}",
    ):
        assert say_law(law(written)) == written
    assert say_law(law("{empirical: [1 s, 2 s]}")) == "{empirical: 2 measured times}"


def test_only_patience_may_be_without_end() -> None:
    assert law("never", "patience").always == NEVER
    assert law("never", "patience").mean == math.inf
    assert say_law(law("never", "patience")) == "never"
    assert len(faults(demand="{sales: {per_day: 5, talk: never}}")) == 1


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        ("5", "“5” is not a length of time. Write the unit: “5 s” or “5 min”."),
        ("{}", "this is no length of time and no law. Write a number with its unit"),
        ("{exponential: 1 min, gamma: {mean: 1 s, sd: 1 s}}", "this is two laws: exponential"),
        ("{exponentail: 1 min}", "“exponentail” means nothing here. Did you mean “exponential”?"),
        ("{lognormal: {sd: 2 min}}", "“mean” is missing. Add it."),
        ("{lognormal: {mean: 2 min}}", "“sd” is missing. Add it."),
        ("{exponential: 0 s}", "“0 s” cannot be. Write a time above 0 s"),
        ("{weibull: {shape: 1, scale: 0 s}}", "“0 s” cannot be."),
        ("{weibull: {shape: 0, scale: 1 s}}", "“shape” must be at least 0.1, not “0”."),
        ("{gamma: {mean: 1 s, sd: 1 h}}", "a standard deviation of more than 100 means is absurd."),
        ("{uniform: {from: 3 min, to: 1 min}}", "this ends before it begins. Write the shorter"),
        ("{empirical: []}", "this holds no times. Write 1 to 100,000 of them."),
        ("{empirical: waits.csv}", "there is no file “waits.csv”."),
    ],
)
def test_what_is_no_law_is_one_fault(written: str, fault: str) -> None:
    found = faults(demand=f"{{sales: {{per_day: 5, talk: {written}}}}}")
    assert len(found) == 1
    assert found[0].startswith(fault)


def test_measured_times_come_from_a_file_that_says_their_unit(tmp_path: Path) -> None:
    file = tmp_path / "waits.csv"
    file.write_text("seconds\n10\n20.5\n\n", encoding="utf-8")
    assert law(f"{{empirical: {file}}}").empirical == (10 * SECOND, 20_500_000)
    file.write_text("minutes\n1\n", encoding="utf-8")
    assert law(f"{{empirical: {file}}}").empirical == (MINUTE,)


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        ("10\n20\n", "does not say its unit in its first line"),
        ("", "does not say its unit in its first line"),
        ("seconds\n10\nten\n", "line 3: “ten” is not a length of time"),
        ("seconds\n-1\n", "line 2: “-1” is not a length of time"),
        ("seconds\n", "this holds no times"),
        ("seconds\n" + "1\n" * 1_000_001, "is too large"),
    ],
)
def test_a_file_without_sound_times_is_refused(tmp_path: Path, content: str, fault: str) -> None:
    file = tmp_path / "w.csv"
    file.write_text(content, encoding="utf-8")
    found = faults(demand=f"{{sales: {{per_day: 5, talk: {{empirical: {file}}}}}}}")
    assert len(found) == 1
    assert fault in found[0]
