"""Colleagues and goals: what a desk offers is what the switchboard takes, and nothing else."""

import json
from contextlib import suppress
from typing import Any

import pytest

from firstline.domain.hotline import Hotline
from firstline.journal.events import (
    AgentMoved,
    AgentSignedIn,
    AgentSignedOut,
    AgentWentReady,
    PhoneConnected,
    RunStarted,
)
from firstline.live.colleagues import Colleagues
from firstline.live.labels import Labels
from firstline.plan.build import build
from firstline.plan.read import read_text
from firstline.switchboard.goals import Goals
from firstline.switchboard.parties import Agent
from firstline.switchboard.refusal import Refusal
from kit.journals import Desk

PLAN = """
hotline: Test
menu: {w: {say: Hello., keys: {1: {label: a, stream: a}, 2: {label: b, stream: b}}}}
streams: {a: {label: all about A}, b: }
teams:
  front: {takes: a, agents: {anna: {extension: 101}, bela: , dora: }, TRANSFERS}
  back: {takes: b, agents: [cili, emil]}
"""
WAYS = ["transfers_to: [back]", "transfers_to: ['agent:emil', front]", "transfers_to: 'stream:b'"]


def made(transfers: str) -> tuple[Desk, Hotline, Colleagues]:
    """Return a desk at which some are signed in, and what its desks show of colleagues."""
    plan = read_text(PLAN.replace("TRANSFERS", transfers), "plan.yaml")
    hotline = build(plan, {})
    desk = Desk(hotline).on(RunStarted("digest"))
    desk.on(*(AgentSignedIn(name) for name in ("anna", "bela", "cili")))
    return desk, hotline, Colleagues(desk.exchange.board, Labels(plan))


def told(text: str) -> list[dict[str, Any]]:
    """Return what a page is told."""
    message = json.loads(text)
    shown: list[dict[str, Any]] = message[message["is"]]
    return shown


@pytest.mark.parametrize("transfers", ["speaks: en", *WAYS])
def test_the_goals_are_those_that_the_switchboard_takes(transfers: str) -> None:
    desk, hotline, colleagues = made(transfers)
    board = desk.exchange.board
    goals = Goals(board.room, board.lines)
    every = [
        *(f"team:{team.name}" for team in hotline.teams),
        *(f"stream:{stream.name}" for stream in hotline.streams),
        *(f"agent:{agent.name}" for agent in board.room.agents),
    ]

    def taken(asker: Agent) -> list[str]:
        found = []
        for goal in every:
            with suppress(Refusal):
                goals.find(goal, asker)
                found.append(goal)
        return found

    for moved in ("front", "back"):
        desk.on(AgentMoved("bela", moved))
        colleagues.changed("bela")
        for agent in board.room.agents:
            offered = [goal["goal"] for goal in told(colleagues.goals(agent))]
            assert [goal for goal in offered if goal != f"agent:{agent.name}"] == taken(agent)


def test_goals_have_labels_and_kinds() -> None:
    desk, _, colleagues = made("speaks: en")
    bela = desk.exchange.board.agent("bela")
    assert bela is not None
    shown = {goal["goal"]: goal for goal in told(colleagues.goals(bela))}
    assert shown["agent:anna"]["label"] == {"hu": "anna (101)", "en": "anna (101)"}
    assert shown["stream:a"]["label"]["en"] == "all about A"
    assert [shown[goal]["kind"] for goal in ("agent:anna", "stream:a", "team:back")] == [
        "agent",
        "stream",
        "team",
    ]


def test_after_everybody_only_those_who_have_changed_are_told() -> None:
    desk, _, colleagues = made("speaks: en")
    before = told(colleagues.everybody())
    assert [one["agent"] for one in before] == ["anna", "bela", "dora", "cili", "emil"]
    assert [one["state"] for one in before] == ["not ready", *["not ready", "signed out"] * 2]
    desk.on(AgentSignedOut("bela"), AgentMoved("bela", "back"))
    colleagues.changed("bela")
    after = told(colleagues.news())
    assert [(one["agent"], one["state"], one["team"]) for one in after] == [
        ("bela", "signed out", "back")
    ]
    assert not told(colleagues.news())


def test_goals_are_written_anew_only_when_somebody_comes_goes_or_is_moved() -> None:
    desk, _, colleagues = made("speaks: en")
    anna = desk.exchange.board.agent("anna")
    assert anna is not None
    colleagues.changed("bela")
    before = colleagues.goals(anna)
    desk.on(PhoneConnected("bela"), AgentWentReady("bela"))
    colleagues.changed("bela")
    assert colleagues.goals(anna) is before
    desk.on(AgentSignedOut("bela"))
    colleagues.changed("bela")
    assert "agent:bela" not in {goal["goal"] for goal in told(colleagues.goals(anna))}
