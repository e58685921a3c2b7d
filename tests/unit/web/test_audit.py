"""The audit over HTTP: the newest first, page by page."""

import asyncio
from pathlib import Path

from kit.office import office
from kit.visitors import visitor


def test_it_is_read_page_by_page(tmp_path: Path) -> None:
    async def life() -> None:
        async with office(tmp_path) as place, visitor(place, "root", "administrator") as root:
            for _ in range(4):
                await root.put("/session/language", json={"language": "hu"})
            await asyncio.sleep(0.6)
            newest = (await root.get("/audit", params={"limit": 2})).json()
            assert [act["about"] for act in newest] == ["/session/language"] * 2
            assert newest[0]["at"].startswith("2026")
            assert newest[0]["client"] == "127.0.0.1"
            before = {"before": newest[-1]["id"], "limit": 1000}
            rest = (await root.get("/audit", params=before)).json()
            assert [act["act"] for act in rest] == ["PUT", "PUT", "sign-in"]
            for wrong in ({"limit": 0}, {"limit": 1001}, {"before": -1}, {"before": 2**70}):
                assert (await root.get("/audit", params=wrong)).status_code == 422, wrong

    asyncio.run(life())
