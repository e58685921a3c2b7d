"""What-ifs over HTTP: asked for, followed, told with both worlds, taken back."""

import asyncio
from pathlib import Path
from typing import Any

import httpx

from firstline.live.plan_versions import PlanVersions
from kit import textbook
from kit.journals import START
from kit.office import Office, office

ONE_MORE = {"what_if": ["agents all +1"], "days": 1}


async def simulated(place: Office) -> None:
    """Let there be a plan that can be simulated."""
    versions = PlanVersions(place.desk.store)
    await asyncio.to_thread(versions.bring_in, textbook.text(), "plan.yaml", START)
    versions.close()


async def over(client: httpx.AsyncClient, name: str) -> dict[str, Any]:
    """Wait for the end of a what-if."""
    for _ in range(600):
        known: dict[str, Any] = (await client.get(f"/what-ifs/{name}")).json()
        if known["state"] not in {"waiting", "running"}:
            return known
        await asyncio.sleep(0.1)
    raise AssertionError(known)


def test_a_what_if_ends_with_both_worlds_and_a_sentence(tmp_path: Path) -> None:
    async def life() -> None:
        async with office(tmp_path) as place, place.client("manager") as client:
            await simulated(place)
            asked = await client.post("/what-ifs", json=ONE_MORE)
            assert asked.status_code == 202
            known = await over(client, asked.json()["id"])
            assert known["state"] == "done", known["why"]
            assert (known["done"], known["of"], known["version"]) == (20, 20, 1)
            (other,) = known["result"]["alternatives"]
            assert other["sentence"]["en"]
            assert other["sentence"]["hu"]
            assert known["result"]["base"]["tables"]
            (listed,) = (await client.get("/what-ifs")).json()
            assert "result" not in listed
            address = f"/what-ifs/{known['id']}"
            assert (await client.delete(address)).status_code == 204
            assert (await client.get(address)).status_code == 404
            await place.plans.what_ifs.close()

    asyncio.run(life())


def test_what_cannot_be_understood_is_told(tmp_path: Path) -> None:
    async def life() -> None:
        async with office(tmp_path) as place, place.client("manager") as client:
            await simulated(place)
            asked = await client.post("/what-ifs", json={"what_if": ["more people"], "days": 1})
            assert asked.status_code == 422
            assert "cannot be understood" in asked.json()["detail"]
            assert "agents TEAM" in asked.json()["remedy"]
            forms = (await client.get("/what-ifs/forms")).json()
            assert {"usage", "meaning"} == set(forms[0])
            wrongs: list[dict[str, Any]] = [
                {"what_if": []},
                {"what_if": ["a"] * 5},
                {"what_if": ["agents all +1"], "days": 29},
                {"what_if": ["agents all +1"], "days": 0},
            ]
            for wrong in wrongs:
                assert (await client.post("/what-ifs", json=wrong)).status_code == 422
            await place.plans.what_ifs.close()

    asyncio.run(life())


def test_the_queue_is_bounded_and_what_waits_can_be_taken_back(tmp_path: Path) -> None:
    async def life() -> None:
        async with office(tmp_path) as place, place.client("manager") as client:
            await simulated(place)
            names = [(await client.post("/what-ifs", json=ONE_MORE)).json()["id"] for _ in range(5)]
            refused = await client.post("/what-ifs", json=ONE_MORE)
            assert refused.status_code == 429
            assert refused.headers["retry-after"]
            for name in reversed(names):
                assert (await client.delete(f"/what-ifs/{name}")).status_code == 204
            told = [(await client.get(f"/what-ifs/{name}")).json()["state"] for name in names]
            assert set(told) == {"cancelled"}
            async with place.client("reader") as reader:
                assert (await reader.post("/what-ifs", json=ONE_MORE)).status_code == 403
            await place.plans.what_ifs.close()

    asyncio.run(life())
