"""The plan over HTTP: checked, drawn, published, never overwritten, restored, taken up."""

import asyncio
from pathlib import Path
from xml.etree import ElementTree

import httpx

from firstline.live.plan_versions import PlanVersions
from kit.journals import START
from kit.office import Office, office
from kit.plans import text

EVIL = "<script>alert(1)</script>"


async def brought_in(place: Office, written: str) -> None:
    """Let the plan's file have been brought in, and run."""
    versions = PlanVersions(place.desk.store)
    await asyncio.to_thread(versions.bring_in, written, "plan.yaml", START)
    versions.close()
    place.plans.runs(1)


async def publish(client: httpx.AsyncClient, written: str, based_on: int) -> httpx.Response:
    """Publish a version."""
    new = {"text": written, "note": "a note", "based_on": based_on}
    return await client.post("/plan/versions", json=new)


def test_versions_are_published_listed_and_restored(tmp_path: Path) -> None:
    async def life() -> None:
        async with office(tmp_path) as place, place.client("manager") as client:
            await brought_in(place, text())
            now = (await client.get("/plan")).json()
            assert (now["version"], now["running_version"], now["by"]) == (1, 1, "file")
            assert (now["text"], now["taking_up"]) == (text(), None)
            made = await publish(client, text(hotline="Better"), 1)
            assert made.status_code == 201
            assert made.json()["based_on"] == 1
            assert made.json()["by"].startswith("token:")
            again = await publish(client, text(hotline="Late"), 1)
            assert again.status_code == 409
            assert "version 2" in again.json()["detail"]
            back = await client.post("/plan/versions/1/restore", json={"note": "as it was"})
            assert back.status_code == 201
            assert (back.json()["version"], back.json()["text"]) == (3, text())
            listed = (await client.get("/plan/versions")).json()
            assert [one["version"] for one in listed] == [3, 2, 1]
            assert "text" not in listed[0]
            assert (await client.get("/plan/versions/2")).json()["text"] == text(hotline="Better")
            assert (await client.get("/plan/versions/9")).status_code == 404
            answer = await client.post("/plan/versions/9/restore", json={})
            assert answer.status_code == 404

    asyncio.run(life())


def test_a_plan_with_faults_is_refused_with_them(tmp_path: Path) -> None:
    async def life() -> None:
        async with office(tmp_path) as place, place.client("manager") as client:
            await brought_in(place, text())
            answer = await publish(client, text(operator="nobody"), 1)
            assert answer.status_code == 422
            (fault,) = answer.json()["faults"]
            assert fault["where"] == "line 2, column 11"
            for music in ("/etc/hostname", "../x.wav"):
                answer = await publish(client, text(music=music), 1)
                assert "out of reach" in answer.json()["faults"][0]["what"]
            assert (await client.get("/plan")).json()["version"] == 1

    asyncio.run(life())


def test_a_text_is_checked_while_it_is_written(tmp_path: Path) -> None:
    async def life() -> None:
        async with office(tmp_path) as place, place.client("manager") as client:
            answer = await client.post("/plan/check", json={"text": text(operator="nobody")})
            (fault,) = answer.json()["faults"]
            assert (fault["line"], fault["column"], fault["severity"]) == (2, 11, "fault")
            slow = text(policy="{ring_time: 2 min}")
            answer = await client.post("/plan/check", json={"text": slow})
            assert {found["severity"] for found in answer.json()["faults"]} == {"lint"}
            answer = await client.post("/plan/check", json={"text": "x" * 300_000})
            assert answer.status_code == 422
            answer = await client.post("/plan/check", json={"text": "x" * 3_000_000})
            assert answer.status_code == 413

    asyncio.run(life())


def test_a_drawing_holds_no_script_whatever_the_plan_says(tmp_path: Path) -> None:
    async def life() -> None:
        async with office(tmp_path) as place, place.client("manager") as client:
            menu = f"{{welcome: {{say: Hello., keys: {{1: {{label: '{EVIL}', stream: sales}}}}}}}}"
            written = text(hotline=f"'{EVIL} & more'", menu=menu)
            for language in ("hu", "en"):
                drawn = await client.post(
                    "/plan/drawing", json={"text": written, "language": language}
                )
                assert drawn.headers["content-type"] == "image/svg+xml"
                names = {
                    part.tag.rpartition("}")[2]
                    for part in ElementTree.fromstring(drawn.text).iter()
                }
                assert names <= {
                    *("svg", "title", "style", "defs", "marker", "path", "rect", "text", "circle"),
                    *("g", "line"),
                }
                assert "<script" not in drawn.text
            faulty = await client.post("/plan/drawing", json={"text": "hotline: x"})
            assert faulty.status_code == 422
            await brought_in(place, text())
            for wanted in ({}, {"version": 1}):
                assert (await client.post("/plan/drawing", json=wanted)).status_code == 200
            assert (await client.post("/plan/drawing", json={"version": 5})).status_code == 404

    asyncio.run(life())


def test_the_newest_version_is_taken_up_on_demand(tmp_path: Path) -> None:
    async def life() -> None:
        async with office(tmp_path) as place, place.client("manager") as client:
            await brought_in(place, text())
            idle = {"when": "idle"}
            assert (await client.post("/plan/take-up", json=idle)).status_code == 409
            await publish(client, text(hotline="Better"), 1)
            asked = await client.post("/plan/take-up", json=idle)
            assert asked.status_code == 202
            assert (asked.json()["version"], asked.json()["when"]) == (2, "idle")
            assert (await client.get("/plan")).json()["taking_up"]["version"] == 2
            assert (await client.delete("/plan/take-up")).status_code == 204
            assert (await client.get("/plan")).json()["taking_up"] is None
            wrong = await client.post("/plan/take-up", json={"when": "later"})
            assert wrong.status_code == 422

    asyncio.run(life())


def test_only_managers_see_and_change_the_plan(tmp_path: Path) -> None:
    async def life() -> None:
        async with office(tmp_path) as place:
            await brought_in(place, text())
            for scope in ("reader", "agent:anna"):
                async with place.client(scope) as client:
                    assert (await client.get("/plan")).status_code == 403
                    assert (await publish(client, text(), 1)).status_code == 403

    asyncio.run(life())
