"""Everything that is to be said of a text while somebody writes a plan: faults, then advice.

The same words as the command line's; only for whom the places are, differs: an editor.
"""

from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from firstline.plan.faults import Fault, PlanFaults
from firstline.plan.lint import lint
from firstline.plan.reach import EVERYTHING, Reach
from firstline.plan.read import read_text


class Severity(Enum):
    """How bad it is."""

    FAULT = "fault"
    "The plan cannot be run."
    LINT = "lint"
    "Callers would suffer, or thieves enjoy."


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to be said of a place in the text. Lines and columns count from 1."""

    line: int
    column: int
    what: str
    remedy: str
    severity: Severity
    file: str = ""
    "Where it is not in the text itself: the name of the file that the text names."


def findings(text: str, name: str, reach: Reach = EVERYTHING) -> list[Finding]:
    """Return what is to be said of *text*, whose file is called *name*, by line."""
    try:
        plan = read_text(text, name, reach)
    except PlanFaults as faults:
        return [_finding(fault, name, Severity.FAULT) for fault in faults.faults]
    return [_finding(warning, name, Severity.LINT) for warning in lint(plan)]


def _finding(fault: Fault, name: str, severity: Severity) -> Finding:
    file = "" if fault.file == name else Path(fault.file).name
    return Finding(fault.line, fault.column, fault.what, fault.remedy, severity, file)
