"""Agents' acts over HTTP: what is possible is done, what is not is refused, and nothing breaks."""

import asyncio
import random
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from firstline.journal.events import (
    AgentAnswered,
    AgentHeld,
    AgentHungUp,
    AgentSignedIn,
    AgentWentNotReady,
    ConsultAsked,
    PhoneConnected,
    PhoneLost,
)
from kit.journals import ANNA, BELA, CILI
from kit.office import Office, office

HANDING = {"to": "team:experts", "reason": "loan", "note": "in a hurry"}
ACTS: list[tuple[str, str, object]] = [
    ("GET", "", None),
    ("POST", "/sign-in", None),
    ("POST", "/sign-out", None),
    ("POST", "/ready", None),
    ("POST", "/not-ready", {"reason": "lunch"}),
    ("POST", "/not-ready", {"reason": "boredom"}),
    ("POST", "/transfer", HANDING),
    ("POST", "/transfer", {"to": "nobody"}),
    ("POST", "/transfer", {"to": "agent:anna"}),
    ("POST", "/consult", HANDING),
    ("POST", "/consult/complete", None),
    ("POST", "/consult/cancel", None),
    ("POST", "/consult/conference", None),
    ("POST", "/answer", None),
    ("POST", "/decline", None),
    ("POST", "/hold", None),
    ("POST", "/resume", None),
    ("POST", "/hang-up", None),
    ("POST", "/wrap-up", {"code": "sold", "note": "a blue one"}),
    ("POST", "/wrap-up", {"code": "unheard of"}),
    ("POST", "/wrap-up", {}),
]


def reserved(office: Office) -> int:
    """Let a call ring at Anna."""
    office.ready(ANNA)
    return office.call("12")


def paused(office: Office) -> None:
    """Let Anna be at lunch."""
    office.ready(ANNA)
    office.on(AgentWentNotReady(ANNA, "lunch"))


def talking(office: Office) -> None:
    """Let Anna talk with a caller."""
    office.on(AgentAnswered(ANNA, reserved(office)))


def holding(office: Office) -> None:
    """Let Anna hold a caller."""
    talking(office)
    office.on(AgentHeld(ANNA))


def wrapping_up(office: Office) -> None:
    """Let Anna have finished a call."""
    talking(office)
    office.on(AgentHungUp(ANNA))


def asking(office: Office) -> None:
    """Let Anna wait for a colleague."""
    talking(office)
    office.on(ConsultAsked(ANNA, "team:experts", "", ""))


def consulting(office: Office) -> None:
    """Let Anna talk with a colleague."""
    office.ready(CILI)
    asking(office)
    office.on(AgentAnswered(CILI, max(office.exchange.board.room.calls)))


STATES: dict[str, Callable[[Office], object]] = {
    "signed out": lambda office: None,
    "not ready": lambda office: office.on(PhoneConnected(ANNA), AgentSignedIn(ANNA)),
    "without a phone": lambda office: office.on(AgentSignedIn(ANNA)),
    "paused": paused,
    "ready": lambda office: office.ready(ANNA),
    "reserved": reserved,
    "talking": talking,
    "holding": holding,
    "wrap-up": wrapping_up,
    "asking": asking,
    "consulting": consulting,
}


async def send(client: httpx.AsyncClient, act: tuple[str, str, object]) -> httpx.Response:
    """Do one act as Anna."""
    method, path, body = act
    return await client.request(method, f"/agents/anna{path}", json=body)


@pytest.mark.parametrize("state", STATES)
def test_every_act_in_every_state_is_done_or_refused(tmp_path: Path, state: str) -> None:
    async def life() -> None:
        async with office(tmp_path) as place, place.client("agent:anna") as client:
            for act in ACTS:
                STATES[state](place)
                answer = await send(client, act)
                assert answer.status_code in {200, 409}, answer.text
                if answer.status_code == 409:
                    assert answer.json()["detail"]
                    assert answer.json()["remedy"]
                else:
                    assert answer.json()["agent"] == "anna"
                place.clear()

    asyncio.run(life())


def test_a_day_of_an_agent(tmp_path: Path) -> None:
    async def life() -> None:
        async with office(tmp_path) as place, place.client("agent:anna") as anna:

            async def do(path: str, body: object = None) -> dict[str, object]:
                answer = await anna.post(f"/agents/anna{path}", json=body)
                assert answer.status_code == 200, answer.text
                shown: dict[str, object] = answer.json()
                return shown

            place.on(PhoneConnected(ANNA), PhoneConnected(CILI))
            assert (await do("/sign-in"))["state"] == "not ready"
            assert (await do("/ready"))["state"] == "ready"
            number = place.call("11")
            seen = (await anna.get("/agents/anna")).json()
            assert seen["state"] == "reserved"
            assert seen["call"]["calling"] == "+36301234567"
            assert (seen["call"]["keys"], seen["call"]["stream"]) == ("11", "cards-new")
            place.on(AgentAnswered(ANNA, number))
            assert (await do("/consult", HANDING))["state"] == "holding"
            assert (await do("/consult/cancel"))["state"] == "talking"
            assert (await do("/transfer", HANDING))["state"] == "wrap-up"
            assert (await do("/wrap-up", {"code": "sold"}))["state"] == "ready"
            assert (await do("/not-ready", {"reason": "lunch"}))["reason"] == "lunch"
            assert (await do("/sign-out"))["state"] == "signed out"

    asyncio.run(life())


def test_an_agent_who_is_not_in_the_plan_is_not_found(tmp_path: Path) -> None:
    async def life() -> None:
        async with office(tmp_path) as place, place.client("supervisor") as client:
            for path in ("", "/ready", "/transfer"):
                method = "POST" if path else "GET"
                body = HANDING if path == "/transfer" else None
                answer = await client.request(method, f"/agents/zoltan{path}", json=body)
                assert answer.status_code == 404
                assert "zoltan" in answer.json()["detail"]

    asyncio.run(life())


GARBAGE: list[tuple[str, bytes]] = [
    ("/not-ready", b""),
    ("/not-ready", b"{}"),
    ("/not-ready", b'{"reason": ""}'),
    ("/not-ready", b'{"reason": 7}'),
    ("/not-ready", b'{"reason": "lunch", "x": 1}'),
    ("/transfer", b'{"to": null}'),
    ("/transfer", b'["team:experts"]'),
    ("/transfer", b'{"to": "' + b"x" * 201 + b'"}'),
    ("/consult", b'{"to": "team:experts", "note": "' + b"x" * 2001 + b'"}'),
    ("/wrap-up", b"\xff\xfe\x00"),
    ("/wrap-up", b"{" * 5000),
    ("/wrap-up", b"[" * 60_000),
    ("/wrap-up", b'{"code": ' + b"9" * 5000 + b"}"),
    ("/wrap-up", b'{"code": NaN}'),
]


def test_a_body_that_is_garbage_is_refused_as_such(tmp_path: Path) -> None:
    async def life() -> None:
        async with office(tmp_path) as place, place.client("agent:anna") as client:
            headers = {"Content-Type": "application/json"}
            for path, body in GARBAGE:
                answer = await client.post(f"/agents/anna{path}", content=body, headers=headers)
                assert answer.status_code in {400, 422}, f"{body[:40]!r}: {answer.text}"
                assert answer.headers["content-type"] == "application/problem+json"

    asyncio.run(life())


def test_words_that_no_journal_can_hold_are_made_plain(tmp_path: Path) -> None:
    async def life() -> None:
        async with office(tmp_path) as place, place.client("agent:anna") as client:
            talking(place)
            body = b'{"to": "team:experts", "reason": "\\u0000\\ud800", "note": "a\\nb"}'
            headers = {"Content-Type": "application/json"}
            answer = await client.post("/agents/anna/transfer", content=body, headers=headers)
            assert answer.status_code in {200, 422}
            await place.stored()

    asyncio.run(life())


PHONES: list[object] = [
    PhoneConnected(ANNA),
    PhoneLost(ANNA),
    PhoneConnected(CILI),
    AgentHungUp(ANNA),
    AgentHungUp(CILI),
    AgentSignedIn(BELA),
    "call",
    "answer",
    "answer",
]


def test_no_sequence_of_acts_breaks_anything(tmp_path: Path) -> None:
    async def life() -> None:
        async with office(tmp_path) as place, place.client("agent:anna") as client:
            for seed in range(25):
                draw = random.Random(seed)
                for step in draw.choices([*ACTS, *PHONES * 2], k=30):
                    if isinstance(step, tuple):
                        answer = await send(client, step)
                        assert answer.status_code in {200, 409}, f"seed {seed}: {answer.text}"
                    else:
                        happen(place, step)
                place.clear()

    asyncio.run(life())


def happen(place: Office, step: object) -> None:
    """Let something happen on the phones."""
    if step == "call":
        place.call("12")
    elif step == "answer":
        for agent in place.exchange.board.room.agents:
            if agent.place is not None:
                place.on(AgentAnswered(agent.name, agent.place.call.number))
    else:
        place.on(step)  # type: ignore[arg-type]
