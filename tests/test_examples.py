"""The examples and the plan's reference: every plan in them is sound, and without warnings."""

import re
from pathlib import Path
from typing import Final

import pytest

from firstline.plan.build import build
from firstline.plan.faults import PlanFaults
from firstline.plan.lint import lint
from firstline.plan.model import Plan
from firstline.plan.read import read, read_text
from kit.plans import SECTIONS

ROOT: Final = Path(__file__).resolve().parents[1]
EXAMPLES: Final = sorted((ROOT / "examples").glob("*.yaml"))
REFERENCE: Final = (ROOT / "docs" / "plan.md").read_text(encoding="utf-8")
FENCED: Final = re.compile(r"^```yaml\n(.*?)^```", re.MULTILINE | re.DOTALL)
BLOCKS: Final = FENCED.findall(REFERENCE)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_an_example_is_sound_and_without_warnings(path: Path) -> None:
    plan = read(path)
    assert [str(warning) for warning in lint(plan)] == []
    assert build(plan, {}).menus


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_an_example_speaks_hungarian_and_english_and_has_agents_that_robots_can_play(
    path: Path,
) -> None:
    plan = read(path)
    assert plan.languages == ("hu", "en")
    robots = [
        agent.address
        for team in plan.teams.values()
        for agent in team.agents.values()
        if agent.ready_from_start
    ]
    assert len(robots) >= 7
    assert all(address is not None and address.host == "127.0.0.1" for address in robots)
    assert len({address.port for address in robots if address is not None}) == len(robots)


def test_the_bank_has_departments_and_both_kinds_of_callers() -> None:
    bank = read(ROOT / "examples" / "bank.yaml")
    assert {stream.service for stream in bank.streams.values()} == {
        "cards",
        "mortgages",
        "accounts",
        "",
    }
    assert {"prospect", "customer"} <= {stream.caller for stream in bank.streams.values()}
    assert sum(len(team.agents) for team in bank.teams.values()) == 13


def test_the_providers_first_line_passes_on_to_specialists_and_an_outage_is_in_force() -> None:
    provider = read(ROOT / "examples" / "isp.yaml")
    assert provider.teams["first-line"].transfers_to == ("network", "accounting", "installation")
    assert list(provider.incidents) == ["debrecen"]


def completed(block: str) -> str:
    """Return a block of the reference as a whole plan: the sections it leaves out are put in."""
    given = set(re.findall(r"^(\w+):", block, re.MULTILINE))
    rest = "".join(f"{name}: {it}\n" for name, it in SECTIONS.items() if name not in given)
    return block + rest


@pytest.mark.parametrize("number", range(len(BLOCKS)))
def test_a_block_of_the_reference_is_part_of_a_sound_plan(number: int) -> None:
    try:
        plan = read_text(completed(BLOCKS[number]), str(ROOT / "docs" / "plan.yaml"))
    except PlanFaults as faults:
        pytest.fail(f"{faults}\n\n{BLOCKS[number]}")
    assert plan.hotline


def test_the_reference_names_every_section() -> None:
    headings = re.findall(r"^## (.*)$", REFERENCE, re.MULTILINE)
    named = {name for heading in headings for name in re.findall(r"`(\w+)`", heading)}
    assert named == set(Plan.model_fields)
