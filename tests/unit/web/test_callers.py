"""Known callers: told by the integrator, found by number, shown to whoever is rung."""

import asyncio
from pathlib import Path

import pytest

from kit.journals import ANNA
from kit.office import office
from kit.socket_page import page

EVA = {"name": "Kovács Éva", "about": "Has two cards.", "language": "hu"}


def test_a_caller_is_told_found_replaced_and_forgotten(tmp_path: Path) -> None:
    async def life() -> None:
        async with office(tmp_path) as place, place.client("supervisor") as client:
            path = "/callers/+36 30 123 4567"
            assert (await client.get(path)).status_code == 404
            assert (await client.put(path, json=EVA)).json() == EVA
            assert (await client.get("/callers/+36301234567")).json() == EVA
            other = {**EVA, "name": "Kovács Ádám", "about": ""}
            await client.put(path, json=other)
            assert (await client.get(path)).json() == other
            assert (await client.delete(path)).status_code == 204
            assert (await client.delete(path)).status_code == 404
            assert (await client.get(path)).status_code == 404

    asyncio.run(life())


@pytest.mark.parametrize("scope", ["agent:anna", "reader"])
def test_only_supervisors_tell(tmp_path: Path, scope: str) -> None:
    async def life() -> None:
        async with office(tmp_path) as place, place.client(scope) as client:
            assert (await client.put("/callers/+361", json=EVA)).status_code == 403

    asyncio.run(life())


def test_what_is_no_caller_is_refused(tmp_path: Path) -> None:
    async def life() -> None:
        async with office(tmp_path) as place, place.client("supervisor") as client:
            for path, body in (
                ("/callers/+361", {}),
                ("/callers/+361", {"name": ""}),
                ("/callers/+361", {**EVA, "language": "Hungarian"}),
                ("/callers/+361", {**EVA, "age": 7}),
                ("/callers/%00", EVA),
                (f"/callers/{'1' * 99}", EVA),
            ):
                assert (await client.put(path, json=body)).status_code == 422, (path, body)

    asyncio.run(life())


def test_whoever_is_rung_sees_the_name_even_if_it_is_told_late(tmp_path: Path) -> None:
    async def life() -> None:
        async with office(tmp_path) as place, place.client("supervisor") as client:
            place.ready(ANNA)
            async with page(place, "/desk/socket", "agent:anna") as desk:
                place.call("12")
                view = await desk.desk(lambda it: it["call"])
                assert view["call"]["name"] == ""
                await client.put("/callers/+36301234567", json=EVA)
                view = await desk.desk(lambda it: it["call"] and it["call"]["name"])
                assert (view["call"]["name"], view["call"]["about"]) == (
                    "Kovács Éva",
                    "Has two cards.",
                )

    asyncio.run(life())
