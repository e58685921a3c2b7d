"""Small plans for tests: a sound one, changed section by section, with its faults and warnings."""

from collections.abc import Mapping
from typing import Final

from firstline.plan.faults import Fault, PlanFaults
from firstline.plan.lint import lint
from firstline.plan.model import Plan
from firstline.plan.read import read_text

FILE: Final = "plan.yaml"

SECTIONS: Final[Mapping[str, str]] = {
    "hotline": "Test",
    "operator": "service",
    "menu": "{welcome: {say: Hello., keys: {1: {label: sales, stream: sales}, "
    "2: {label: service, stream: service}}}}",
    "streams": "{sales: {caller: prospect, service: goods}, service: {caller: customer}}",
    "teams": "{all: {takes: [sales, service], agents: {anna: {address: 'sip:anna@127.0.0.1'}}}}",
}
"A sound plan: one line for each section."


def text(**changes: str | None) -> str:
    """Return the small plan as text, with some sections changed, added or (None) left out."""
    sections = {**SECTIONS, **changes}
    return "".join(f"{name}: {it}\n" for name, it in sections.items() if it is not None)


def plan(**changes: str | None) -> Plan:
    """Return the small plan with some sections changed."""
    return read_text(text(**changes), FILE)


def faults_in(written: str) -> list[Fault]:
    """Return the faults of a plan's text."""
    try:
        read_text(written, FILE)
    except PlanFaults as error:
        return list(error.faults)
    return []


def faults(**changes: str | None) -> list[str]:
    """Return what is wrong with the small plan and its remedies, after some changes."""
    return [f"{fault.what}. {fault.remedy}" for fault in faults_in(text(**changes))]


def warnings(**changes: str | None) -> list[str]:
    """Return the warnings about the small plan, after some changes."""
    return [warning.what for warning in lint(plan(**changes))]
