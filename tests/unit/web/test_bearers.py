"""Tokens over HTTP: made and told once, listed without secrets, revoked."""

import asyncio
from pathlib import Path

from kit.office import office
from kit.visitors import visitor


def test_a_token_is_good_until_it_is_revoked(tmp_path: Path) -> None:
    async def life() -> None:
        async with (
            office(tmp_path) as place,
            visitor(place, "root", "administrator") as root,
            place.client() as program,
        ):
            made = await root.post("/tokens", json={"scopes": ["reader"], "note": "wallboard"})
            assert made.status_code == 201
            token = made.json()["token"]
            program.headers["Authorization"] = f"Bearer {token}"
            assert (await program.get("/state")).status_code == 200
            listed = await root.get("/tokens")
            assert token.split("_", 2)[2] not in listed.text
            (known,) = listed.json()
            assert (known["scopes"], known["note"]) == (["reader"], "wallboard")
            assert (await root.delete(f"/tokens/{known['id']}")).status_code == 204
            assert (await program.get("/state")).status_code == 401
            assert (await root.delete(f"/tokens/{known['id']}")).status_code == 404

    asyncio.run(life())


def test_a_scope_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    async def life() -> None:
        async with office(tmp_path) as place, visitor(place, "root", "administrator") as root:
            for scopes in (["root"], [], ["agent:"], ["reader"] * 101):
                answer = await root.post("/tokens", json={"scopes": scopes})
                assert answer.status_code == 422, scopes
            assert (await root.get("/tokens")).json() == []

    asyncio.run(life())
