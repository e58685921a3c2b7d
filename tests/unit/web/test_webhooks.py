"""Webhooks over HTTP: for administrators, a secret shown once, tests that say what is wrong."""

import asyncio
from pathlib import Path

from kit.journals import ANNA
from kit.office import office
from kit.receiver import receiver


def test_a_webhook_is_made_told_tested_and_deleted(tmp_path: Path) -> None:
    async def life() -> None:
        with receiver() as other:
            async with office(tmp_path) as place, place.client("administrator") as client:
                answer = await client.post(
                    "/webhooks", json={"url": f"{other.url}/in", "names": ["ShowAgent"]}
                )
                assert answer.status_code == 201, answer.text
                made = answer.json()
                assert len(made["secret"]) > 30
                place.ready(ANNA)
                await asyncio.to_thread(other.wait_until, lambda: len(other.taken) >= 2)
                shown = (await client.get("/webhooks")).json()
                assert [hook["id"] for hook in shown] == [made["id"]]
                assert "secret" not in shown[0]
                assert (shown[0]["names"], shown[0]["paused"]) == (["ShowAgent"], "")
                tested = (await client.post(f"/webhooks/{made['id']}/test")).json()
                assert (tested["taken"], tested["status"], tested["why"]) == (True, 204, "")
                assert other.posts[-1].entries[0]["kind"] == "test"
                assert (await client.delete(f"/webhooks/{made['id']}")).status_code == 204
                assert (await client.delete(f"/webhooks/{made['id']}")).status_code == 404
                assert (await client.post(f"/webhooks/{made['id']}/test")).status_code == 404
                assert (await client.get("/webhooks")).json() == []

    asyncio.run(life())


def test_a_test_that_fails_says_why(tmp_path: Path) -> None:
    async def life() -> None:
        async with office(tmp_path) as place, place.client("administrator") as client:
            made = (await client.post("/webhooks", json={"url": "http://127.0.0.1:9/"})).json()
            tested = (await client.post(f"/webhooks/{made['id']}/test")).json()
            assert (tested["taken"], tested["status"]) == (False, None)
            assert "Connect" in tested["why"]

    asyncio.run(life())


def test_what_is_no_webhook_is_refused_with_a_remedy(tmp_path: Path) -> None:
    async def life() -> None:
        async with office(tmp_path) as place, place.client("administrator") as client:
            for wrong in (
                {"url": "ftp://crm.example/"},
                {"url": "https://me:word@crm.example/"},
                {"url": "http://crm.example/", "names": ["Nothing"]},
                {"url": "http://crm.example/", "secret": "mine"},
                {},
            ):
                answer = await client.post("/webhooks", json=wrong)
                assert answer.status_code == 422, wrong
                assert answer.json()["remedy"]

    asyncio.run(life())


def test_only_administrators_see_them(tmp_path: Path) -> None:
    async def life() -> None:
        async with office(tmp_path) as place:
            for scope in ("reader", "manager", "agent:anna"):
                async with place.client(scope) as client:
                    assert (await client.get("/webhooks")).status_code == 403
                    answer = await client.post("/webhooks", json={"url": "http://127.0.0.1:9/"})
                    assert answer.status_code == 403

    asyncio.run(life())
