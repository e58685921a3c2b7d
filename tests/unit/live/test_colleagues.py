"""Colleagues and goals: what a desk offers is what the switchboard takes, and nothing else."""

import json
from contextlib import suppress
from typing import Any

import pytest
from msgspec import Raw

from firstline.domain.hotline import Hotline
from firstline.journal.events import AgentMoved, AgentSignedIn, AgentSignedOut, RunStarted
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


def told(raw: Raw) -> list[dict[str, Any]]:
    """Return what a page is told."""
    shown: list[dict[str, Any]] = json.loads(bytes(raw))
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
        for agent in board.room.agents:
            assert [goal["goal"] for goal in told(colleagues.goals(agent))] == taken(agent)


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


def test_colleagues_are_all_but_oneself_as_they_are_now() -> None:
    desk, _, colleagues = made("speaks: en")
    anna = desk.exchange.board.agent("anna")
    assert anna is not None
    before = told(colleagues.list(anna))
    assert [one["agent"] for one in before] == ["bela", "dora", "cili", "emil"]
    assert [one["state"] for one in before] == ["not ready", "signed out"] * 2
    desk.on(AgentSignedOut("bela"), AgentMoved("bela", "back"))
    colleagues.changed("bela")
    after = told(colleagues.list(anna))
    assert (after[0]["state"], after[0]["team"]) == ("signed out", "back")
    assert after[1:] == before[1:]
