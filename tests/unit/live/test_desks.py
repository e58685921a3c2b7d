"""Desks: each is shown when something of it has changed, some at a time, and to nobody else."""

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest

from firstline.journal.events import AgentAnswered, AgentSignedIn, CallerHungUp, SupervisionAsked
from firstline.live import desks
from kit.journals import ANNA, BELA
from kit.office import Office, office


class Watching:
    """Somebody who looks at a desk."""

    def __init__(self, owner: str) -> None:
        self.owner = owner
        self.user = "somebody"
        self.telephone = "none"
        self.seen: list[dict[str, Any]] = []
        self.told: list[dict[str, Any]] = []

    def phone(self) -> str:
        return self.telephone

    def show(self, text: str) -> None:
        self.seen.append(json.loads(text))

    def tell(self, text: str) -> None:
        self.told.append(json.loads(text))


async def turns(place: Office, count: int = 10) -> None:
    """Let everything be stored and shown."""
    await place.stored()
    for _ in range(count):
        await asyncio.sleep(0)


def test_a_desk_is_shown_at_once_and_then_only_when_it_changes(tmp_path: Path) -> None:
    async def life() -> None:
        async with office(tmp_path) as place:
            anna, other, bela = Watching("agent:anna"), Watching("agent:anna"), Watching("agent:x")
            for watcher in (anna, other, bela):
                place.desk.desks.open(watcher)
            assert len(place.desk.desks) == 3
            assert [len(one.seen) for one in (anna, other, bela)] == [1, 1, 1]
            assert (anna.seen[0]["state"], bela.seen[0]["agent"]) == ("signed out", "")
            place.desk.desks.touch("agent:anna")
            await turns(place)
            assert len(anna.seen) == 1
            other.telephone = "here"
            place.desk.desks.touch("agent:anna")
            await turns(place)
            assert [len(one.seen) for one in (anna, other)] == [1, 2]
            place.on(AgentSignedIn(ANNA))
            await turns(place)
            assert [len(one.seen) for one in (anna, other, bela)] == [2, 3, 1]
            place.desk.desks.close(other)
            place.ready(ANNA)
            await turns(place)
            assert len(other.seen) == 3
            assert anna.seen[-1]["state"] == "ready"

    asyncio.run(life())


def test_a_call_concerns_whoever_has_it_as_long_as_they_do(tmp_path: Path) -> None:
    async def life() -> None:
        async with office(tmp_path) as place:
            anna, kati = Watching("agent:anna"), Watching("user:kati")
            place.desk.desks.open(anna)
            place.desk.desks.open(kati)
            place.ready(ANNA)
            number = place.call("12")
            await turns(place)
            assert place.desk.desks._concerned == {number: {"agent:anna"}}
            place.on(AgentAnswered(ANNA, number), SupervisionAsked("kati", ANNA, "listen"))
            await turns(place)
            supervising = {"agent": ANNA, "call": number, "mode": "listen"}
            assert kati.seen[-1]["supervising"] == supervising
            place.on(CallerHungUp(number))
            await turns(place)
            assert anna.seen[-1]["call"]["state"] == "wrap_up"
            assert kati.seen[-1]["supervising"] is None
            place.desk.desks.close(anna)
            assert not place.desk.desks._concerned

    asyncio.run(life())


def test_many_desks_are_shown_some_at_a_time(tmp_path: Path) -> None:
    async def life() -> None:
        async with office(tmp_path) as place:
            watchers = [Watching(f"user:{number}") for number in range(desks.AT_ONCE * 3)]
            for watcher in watchers:
                place.desk.desks.open(watcher)
                watcher.telephone = "here"
            place.desk.desks.touch_all()
            for shown in (1, 2, 3):
                await asyncio.sleep(0)
                assert sum(len(it.seen) == 2 for it in watchers) == desks.AT_ONCE * shown

    asyncio.run(life())


@pytest.mark.slow
def test_changes_of_colleagues_are_gathered(tmp_path: Path) -> None:
    async def life() -> None:
        async with office(tmp_path) as place:
            anna, kati = Watching("agent:anna"), Watching("user:kati")
            place.desk.desks.open(anna)
            place.desk.desks.open(kati)
            assert [it["is"] for it in anna.told] == ["goals", "colleagues"]
            place.ready(BELA)
            await turns(place)
            assert len(anna.told) == 2
            await asyncio.sleep(desks.COLLEAGUES_EVERY + 0.2)
            assert [it["is"] for it in anna.told[2:]] == ["colleagues", "goals"]
            states = [(it["agent"], it["state"]) for it in anna.told[2]["colleagues"]]
            assert states == [(BELA, "ready")]
            assert (len(anna.seen), kati.told) == (1, [])

    asyncio.run(life())
