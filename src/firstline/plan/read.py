"""Reads a plan from a file or a text: a `Plan`, or all its faults at once.

It knows the order of the questions: is it a file, is it text, is it YAML, is it well-formed, does
it make sense. The answers are given elsewhere.
"""

from pathlib import Path
from typing import Final

from firstline.plan import limits
from firstline.plan.check import check
from firstline.plan.faults import Fault, PlanFaults, Remark
from firstline.plan.form import shape
from firstline.plan.model import Plan
from firstline.plan.reach import EVERYTHING, Reach
from firstline.plan.tree import Names, Source, grow, plain

TOO_LARGE: Final = "Plans are far smaller: is this the right file?"


def read(path: Path) -> Plan:
    """Return the plan in the file at *path*, or raise PlanFaults with all its faults."""
    return read_text(text_in(path), str(path))


def text_in(path: Path) -> str:
    """Return the text of the file at *path*, or raise PlanFaults if it cannot be a plan's."""
    return _decoded(_content(path), str(path))


def read_text(text: str, name: str, reach: Reach = EVERYTHING) -> Plan:
    """Return the plan in *text*, or raise PlanFaults; *name* is the file's, for the faults.

    What the text may name besides is in *reach*.
    """
    if len(text) > limits.FILE_BYTES:
        raise _refused(name, f"the plan is larger than {limits.FILE_BYTES:,} characters", TOO_LARGE)
    root, faults = grow(text, name)
    if root is None or (not isinstance(root, Names) and plain(root) is None):
        raise _refused(name, "the plan is empty", "Begin with “hotline: …”; see the examples.")
    data = plain(root)
    if not isinstance(data, dict):
        what = "a plan is a mapping of sections, not a list or a single text"
        raise _refused(name, what, "Begin with “hotline: …”; see the examples.")
    source = Source(name, root, reach)
    form = shape(data, Path(name).parent, reach)
    remarks = list(form.remarks)
    if form.plan is not None:
        remarks += check(form.plan, form.remarks)
    return _plan(form.plan, source, faults, remarks)


def _plan(plan: Plan | None, source: Source, faults: list[Fault], remarks: list[Remark]) -> Plan:
    if plan is None or faults or remarks:
        raise PlanFaults([*faults, *(source.fault(remark) for remark in remarks)])
    plan._source = source
    return plan


def _content(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise _refused(str(path), "this is a folder, not a plan", "Name the file in it.")
        if path.exists() and not path.is_file():
            raise _refused(str(path), "this is not a file", "Name a plan's file.")
        with path.open("rb") as file:
            content = file.read(limits.FILE_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "the name is impossible"
        what = f"the plan cannot be read ({reason.lower()})"
        raise _refused(str(path), what, "Check the path and the rights.") from error
    if len(content) > limits.FILE_BYTES:
        raise _refused(str(path), f"the plan is larger than {limits.FILE_BYTES:,} bytes", TOO_LARGE)
    return content


def _decoded(content: bytes, name: str) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = content[: error.start]
        line, column = before.count(b"\n") + 1, len(before) - (before.rfind(b"\n") + 1) + 1
        what, remedy = "this is not UTF-8 text", "Save the file as UTF-8."
        raise PlanFaults([Fault(name, line, column, what, remedy)]) from error


def _refused(name: str, what: str, remedy: str) -> PlanFaults:
    return PlanFaults([Fault(name, 1, 1, what, remedy)])
