"""People over HTTP: an administrator adds, changes and removes them."""

import asyncio
from pathlib import Path

from kit.office import office
from kit.visitors import known, sign_in, visitor


def test_who_is_added_signs_in_with_what_is_told_once(tmp_path: Path) -> None:
    async def life() -> None:
        async with (
            office(tmp_path) as place,
            visitor(place, "root", "administrator") as root,
            place.client() as page,
        ):
            new = {"name": "Kati", "roles": ["agent"], "agent": "anna", "language": "hu"}
            made = await root.post("/users", json=new)
            assert made.status_code == 201
            password = made.json()["password"]
            listed = await root.get("/users")
            assert password not in listed.text
            assert {user["name"]: user["sessions"] for user in listed.json()} == {
                "kati": 0,
                "root": 1,
            }
            user = (await sign_in(page, "kati", password)).json()["user"]
            assert (user["agent"], user["language"], user["must_change"]) == ("anna", "hu", True)

    asyncio.run(life())


def test_a_reset_and_a_removal_end_all_sessions(tmp_path: Path) -> None:
    async def life() -> None:
        async with (
            office(tmp_path) as place,
            visitor(place, "root", "administrator") as root,
            visitor(place, "kati", "manager") as page,
        ):
            told = (await root.post("/users/kati/password")).json()["password"]
            assert (await page.get("/session")).status_code == 401
            assert (await sign_in(page, "kati", told)).status_code == 200
            assert (await root.delete("/users/kati")).status_code == 204
            assert (await page.get("/session")).status_code == 401
            assert (await sign_in(page, "kati", told)).status_code == 401

    asyncio.run(life())


def test_what_cannot_be_is_refused_with_a_remedy(tmp_path: Path) -> None:
    async def life() -> None:
        async with office(tmp_path) as place, visitor(place, "root", "administrator") as root:
            for body in (
                {"name": "kati", "roles": ["agent"], "agent": "nobody"},
                {"name": "kati", "roles": ["agent"]},
                {"name": "root", "roles": ["manager"]},
                {"name": "a b", "roles": ["manager"]},
                {"name": "kati", "roles": ["king"]},
                {"name": "kati", "roles": []},
                {"name": "kati", "roles": ["manager"], "language": "xx"},
                {"name": "kati", "roles": ["manager"], "more": 1},
            ):
                answer = await root.post("/users", json=body)
                assert answer.status_code == 422, body
                assert answer.json()["remedy"], body
            for method, path in (
                ("PATCH", "/users/zoltan"),
                ("DELETE", "/users/zoltan"),
                ("POST", "/users/zoltan/password"),
            ):
                assert (await root.request(method, path, json={})).status_code == 404
            assert (await root.delete("/users/root")).status_code == 422
            assert (await root.patch("/users/root", json={"disabled": True})).status_code == 422

    asyncio.run(life())


def test_a_change_of_ones_name_in_the_plan_holds_at_once(tmp_path: Path) -> None:
    async def life() -> None:
        async with (
            office(tmp_path) as place,
            visitor(place, "root", "administrator") as root,
            visitor(place, "kati", "agent", agent="anna") as page,
        ):
            assert (await page.get("/agents/anna")).status_code == 200
            assert (await root.patch("/users/kati", json={"agent": "bela"})).status_code == 200
            assert (await page.get("/agents/anna")).status_code == 403
            assert (await page.get("/agents/bela")).status_code == 200

    asyncio.run(life())


def test_a_token_for_administrators_administers(tmp_path: Path) -> None:
    async def life() -> None:
        async with office(tmp_path) as place, place.client("administrator") as program:
            await known(place, "kati", "administrator")
            assert (await program.get("/users")).status_code == 200
            assert (await program.get("/state")).status_code == 403

    asyncio.run(life())
