"""The JSON schema: it allows what a plan may say, and forbids what no plan may."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML

from firstline.plan.schema import schema
from kit.plans import text

EXAMPLES = Path(__file__).resolve().parents[3] / "examples"
VALIDATOR = Draft202012Validator(schema())


def errors(written: str) -> list[str]:
    """Return what an editor would complain of, which reads YAML as JSON."""
    loaded = YAML(typ="safe", pure=True).load(written)
    data = json.loads(json.dumps(loaded, default=str))
    return [error.message for error in VALIDATOR.iter_errors(data)]


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(schema())


@pytest.mark.parametrize("example", ["bank", "isp"])
def test_examples_keep_to_the_schema(example: str) -> None:
    written = (EXAMPLES / f"{example}.yaml").read_text(encoding="utf-8")
    written = written.replace("2026-12-31:", "'2026-12-31':").replace(
        "2027-12-31:", "'2027-12-31':"
    )
    assert errors(written) == []


@pytest.mark.parametrize(
    "changes",
    [
        {"open": "always"},
        {"policy": "{order: strict, announce: never}"},
        {"teams": "{all: {takes: sales, agents: [anna]}}"},
        {"streams": "{sales: , service: }"},
        {"menu": "{w: {say: {file: hello.wav}, keys: {'*': back}, no_input: {then: hang_up}}}"},
        {"trunks": "{a: {user: x, password: {env: X}}}"},
        {"demand": "{sales: {per_day: 5, talk: 4 min, patience: never, wrong_key: 0.02}}"},
        {"demand": "{sales: {counts: {file: x.csv}, talk: {exponential: 4 min}}}"},
        {"demand": "{staff: {all: {shifts: [{agents: 1, hours: '22:00-06:00'}]}}}"},
    ],
)
def test_short_forms_keep_to_the_schema(changes: dict[str, str]) -> None:
    assert errors(text(**changes)) == []


@pytest.mark.parametrize(
    "changes",
    [
        {"strems": "{}"},
        {"policy": "{ring_time: 20}"},
        {"limits": "{calls: 0}"},
        {"menu": "{w: {keys: {1: forth}}}"},
        {"menu": None},
        {"demand": "{sales: {per_day: -5}}"},
        {"demand": "{sales: {per_day: 5, talk: {exponental: 4 min}}}"},
        {"demand": "{sales: {per_day: 5, gives_up: 5}}"},
    ],
)
def test_what_no_plan_may_say_is_against_the_schema(changes: dict[str, str | None]) -> None:
    assert errors(text(**changes)) != []


def test_defaults_are_written_as_in_a_plan() -> None:
    policy = schema()["$defs"]["Policy"]["properties"]
    assert policy["ring_time"]["default"] == "20 s"


def test_every_key_of_a_plan_is_described_or_speaks_for_itself() -> None:
    sections = schema()["properties"]
    assert sections["operator"]["description"].startswith("The stream behind 0")
