"""The stage: a copy of the plan that can be shown on one machine, at any hour."""

import re
from pathlib import Path

import pytest

from firstline.demo.stage import CALLERS, KEYS_AT_MOST, Stage, callers, set_up
from firstline.plan.read import read

EXAMPLES = Path(__file__).parents[3] / "examples"
PORT = 15_070

PLAN = """
hotline: Small
languages: [hu, en]
open: {mon: "08:00-09:00"}
trunks: {provider: {address: 192.0.2.0/24}}
numbers: {"+36 1 234 5678": welcome}
menu:
  welcome:
    say: {hu: "Jó napot.", en: "Good day."}
    keys:
      1: {label: {hu: "ügyek", en: "matters"}, go: matters}
      0: {label: {hu: "ügyintéző", en: "an operator"}, stream: all}
      9: {language: en}
  matters:
    say: {hu: "Ügyek.", en: "Matters."}
    keys:
      1: {label: {hu: "régi", en: "old"}, stream: all}
      2: {label: {hu: "új", en: "new"}, stream: new}
streams: {all: {}, new: {caller: prospect}}
teams:
  front:
    takes: [all, new]
    agents:
      anna: {address: "sip:anna@127.0.0.1:5101", ready_from_start: true}
      bela: {address: "sip:b@127.0.0.1:5102"}
      cili: {address: "sip:cili@192.0.2.7:5060", ready_from_start: true}
      dora: {phone: {user: d, password: {env: DORA_PASSWORD}}}
"""


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    """Return the stage for the small plan."""
    source = tmp_path / "small.yaml"
    source.write_text(PLAN, encoding="utf-8")
    return set_up(read(source), source, tmp_path / "data", PORT)


def test_the_copy_is_always_open_and_lets_this_machine_in(stage: Stage) -> None:
    copy = read(stage.plan)
    assert copy.open is not None
    assert list(copy.open.days) == ["mon-sun"]
    assert str(copy.trunks["demonstration"].address[0]) == "127.0.0.0/8"
    assert "provider" in copy.trunks


def test_robots_are_those_whose_phones_are_on_this_machine(stage: Stage) -> None:
    assert stage.robots == ["anna", "bela"]
    assert stage.to_begin == ["bela"]
    agents = read(stage.plan).teams["front"].agents
    addresses = {name: agent.address for name, agent in agents.items() if agent.address}
    assert [addresses[name].text for name in stage.robots] == [
        f"sip:anna@127.0.0.1:{PORT}",
        f"sip:bela@127.0.0.1:{PORT}",
    ]
    assert addresses["cili"].host == "192.0.2.7"


def test_a_person_can_be_an_agent_whose_phone_registers(stage: Stage) -> None:
    (phone,) = stage.softphones
    assert (phone.agent, phone.user, phone.variable) == ("dora", "d", "DORA_PASSWORD")
    assert len(phone.password) >= 8


def test_callers_take_every_way_to_every_stream(stage: Stage) -> None:
    assert stage.dialled == "+3612345678"
    assert set(stage.keys) == {"0", "11", "12", "90", "911", "912"}


def test_every_caller_has_another_number_and_all_ways_are_taken() -> None:
    listed = callers(["0", "11", "12"])
    assert len({number for number, _ in listed}) == CALLERS
    assert {keys for _, keys in listed} == {"0", "11", "12"}
    assert all(number.startswith("+3620") and len(number) == 12 for number, _ in listed)


def test_what_lies_beside_the_plan_is_found_from_the_copy(tmp_path: Path) -> None:
    source = tmp_path / "plans" / "small.yaml"
    source.parent.mkdir()
    source.write_text(PLAN, encoding="utf-8")
    (source.parent / "hello.wav").write_bytes(b"sound")
    for _ in range(2):  # a second demonstration on the same directory
        stage = set_up(read(source), source, tmp_path / "data", PORT)
    assert (stage.plan.parent / "hello.wav").read_bytes() == b"sound"
    assert source.read_text(encoding="utf-8") == PLAN


@pytest.mark.parametrize("example", sorted(EXAMPLES.glob("*.yaml")), ids=lambda path: path.stem)
def test_every_example_can_be_shown(tmp_path: Path, example: Path) -> None:
    stage = set_up(read(example), example, tmp_path, PORT)
    read(stage.plan)
    assert len(stage.robots) >= 3
    assert re.fullmatch(r"[+\w]+", stage.dialled)
    assert stage.keys
    assert all(len(keys) <= KEYS_AT_MOST for keys in stage.keys)
