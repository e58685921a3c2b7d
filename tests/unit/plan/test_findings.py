"""What an editor is told while somebody writes: faults, or else advice, each with its place."""

import time
from pathlib import Path

from firstline.plan.findings import Severity, findings
from kit.plans import text

BANK = Path(__file__).parents[3] / "examples" / "bank.yaml"


def test_faults_come_with_line_and_column() -> None:
    (found,) = findings(text(operator="nobody"), "plan.yaml")
    assert (found.line, found.column, found.severity) == (2, 11, Severity.FAULT)
    assert found.remedy
    assert found.file == ""


def test_advice_comes_where_there_is_no_fault() -> None:
    found = findings(text(open="always", policy="{ring_time: 2 min}"), "plan.yaml")
    assert {one.severity for one in found} == {Severity.LINT}
    assert any("ring_time" in one.what for one in found)


def test_what_is_wrong_in_another_file_says_which(tmp_path: Path) -> None:
    (tmp_path / "counts.csv").write_text("start,calls\nyesterday,5\n")
    demand = "{sales: {counts: {file: counts.csv}}, service: {per_day: 1}}"
    found = findings(text(demand=demand), str(tmp_path / "plan.yaml"))
    assert any(one.file == "counts.csv" and one.line == 2 for one in found)


def test_no_yaml_at_all_is_one_fault() -> None:
    for nothing in ("", "[", "\x07", "a: b: c", "- 1"):
        found = findings(nothing, "plan.yaml")
        assert found
        assert all(one.severity is Severity.FAULT for one in found)


def test_a_real_plan_is_checked_while_one_types() -> None:
    written = BANK.read_text(encoding="utf-8")
    findings(written, str(BANK))
    best = 1.0
    for _ in range(5):
        began = time.perf_counter()
        assert all(one.severity is Severity.LINT for one in findings(written, str(BANK)))
        best = min(best, time.perf_counter() - began)
    assert best < 0.1
