"""`firstline check`: what is wrong with a plan, and what callers would suffer from.

Exit status 1 on a fault; warnings do not change it.
"""

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from firstline.plan.faults import Fault, PlanFaults
from firstline.plan.lint import lint
from firstline.plan.read import read


def check(
    plan: Annotated[Path, typer.Argument(help="The plan's YAML file.", show_default=False)],
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Say what is wrong with a plan, and what callers would suffer from."""
    faults: Sequence[Fault] = ()
    warnings: Sequence[Fault] = ()
    try:
        warnings = lint(read(plan))
    except PlanFaults as error:
        faults = error.faults
    if as_json:
        print(_document(plan, faults, warnings))
    else:
        _tell(plan, faults, warnings)
    raise typer.Exit(PlanFaults.exit_status if faults else 0)


def _document(plan: Path, faults: Sequence[Fault], warnings: Sequence[Fault]) -> str:
    document = {
        "plan": str(plan),
        "ok": not faults,
        "faults": [asdict(fault) for fault in faults],
        "warnings": [asdict(warning) for warning in warnings],
    }
    return json.dumps(document, ensure_ascii=False, indent=2)


def _tell(plan: Path, faults: Sequence[Fault], warnings: Sequence[Fault]) -> None:
    for fault in faults:
        print(fault, file=sys.stderr)
    for warning in warnings:
        at = f"{warning.file}:{warning.line}:{warning.column}"
        print(f"{at}: warning: {warning.what}. {warning.remedy}", file=sys.stderr)
    if faults:
        print(f"{plan}: {_counted(len(faults), 'fault')}.", file=sys.stderr)
    else:
        print(f"{plan}: no faults, {_counted(len(warnings), 'warning')}.")


def _counted(count: int, what: str) -> str:
    return f"{count or 'no'} {what}{'' if count == 1 else 's'}"
