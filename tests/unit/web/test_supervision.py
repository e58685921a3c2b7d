"""What supervisors do over HTTP: each act is an event, and what is not possible is refused."""

import asyncio
from pathlib import Path

from firstline.journal.events import AgentAnswered
from kit.journals import ANNA, BELA
from kit.office import office


def test_an_agent_is_moved_to_another_team(tmp_path: Path) -> None:
    async def life() -> None:
        async with office(tmp_path) as place, place.client("supervisor") as client:
            place.ready(ANNA)
            moved = await client.post("/agents/anna/move", json={"team": "experts"})
            assert (moved.status_code, moved.json()["team"]) == (200, "experts")
            refused = await client.post("/agents/anna/move", json={"team": "nobody"})
            assert refused.status_code == 409
            assert "front" in refused.json()["detail"]
            unknown = await client.post("/agents/zoltan/move", json={"team": "front"})
            assert unknown.status_code == 404

    asyncio.run(life())


def test_a_waiting_caller_is_put_into_the_other_queue(tmp_path: Path) -> None:
    async def life() -> None:
        async with office(tmp_path) as place, place.client("supervisor") as client:
            number = place.call("12")
            address = f"/calls/{number}/urgency"
            assert (await client.post(address, json={"urgency": "first"})).status_code == 204
            state = (await client.get("/state")).json()
            assert state["now"]["waiting"]["first"] == 1
            assert (await client.post(address, json={"urgency": "third"})).status_code == 422
            gone = await client.post("/calls/999/urgency", json={"urgency": "first"})
            assert gone.status_code == 409
            place.ready(ANNA)
            place.on(AgentAnswered(ANNA, number))
            late = await client.post(address, json={"urgency": "second"})
            assert late.status_code == 409

    asyncio.run(life())


def test_who_has_no_telephone_in_a_browser_hears_nobody(tmp_path: Path) -> None:
    async def life() -> None:
        async with office(tmp_path) as place, place.client("supervisor") as client:
            place.ready(BELA)
            answer = await client.post("/agents/bela/supervise", json={"mode": "listen"})
            assert answer.status_code == 409
            assert "telephone" in answer.json()["detail"]
            assert (await client.post("/agents/bela/supervise", json={})).status_code == 422
            unknown = await client.post("/agents/zoltan/supervise", json={"mode": "join"})
            assert unknown.status_code == 404
            assert (await client.delete("/supervision")).status_code == 204

    asyncio.run(life())


def test_only_supervisors_may(tmp_path: Path) -> None:
    async def life() -> None:
        async with office(tmp_path) as place:
            number = place.call("12")
            for scope in ("reader", "manager", "administrator", "agent:anna"):
                async with place.client(scope) as client:
                    for path, body in (
                        ("/agents/anna/move", {"team": "experts"}),
                        (f"/calls/{number}/urgency", {"urgency": "first"}),
                        ("/agents/anna/supervise", {"mode": "listen"}),
                    ):
                        answer = await client.post(path, json=body)
                        assert answer.status_code == 403, f"{scope} {path}"
                    assert (await client.delete("/supervision")).status_code == 403

    asyncio.run(life())
