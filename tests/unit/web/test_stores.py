"""Whatever is sent, on either kind of store: what it cannot hold is the fault of who sent it."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from firstline.live.plan_versions import PlanVersions
from kit.journals import START
from kit.office import Office, office
from kit.plans import text
from kit.postgres import Postgres, without_postgres

NUL = "a\x00b"
SENT = [
    ("POST", "/session", {"name": NUL, "password": NUL}),
    ("PATCH", "/users/%00", {"disabled": True}),
    ("DELETE", "/users/%00", None),
    ("GET", "/contacts?calling=%00&stream=%00&agent=%00", None),
    ("PUT", "/callers/+36301234567", {"name": NUL, "about": NUL}),
    ("POST", "/plan/versions", {"text": text(hotline="Two"), "note": NUL, "based_on": 1}),
    ("POST", "/plan/versions/1/restore", {"note": NUL}),
    ("POST", "/webhooks", {"url": f"http://127.0.0.1:9/{NUL}"}),
    ("DELETE", "/webhooks/%00", None),
    ("POST", "/agents/anna/wrap-up", {"code": "sold", "note": NUL}),
]


@pytest.fixture(scope="module")
def postgres() -> Iterator[Postgres]:
    if why := without_postgres():
        pytest.skip(why)
    with Postgres() as server:
        yield server


async def bring_in(place: Office) -> None:
    """Let there be a first version of the plan."""
    versions = PlanVersions(place.desk.store)
    await asyncio.to_thread(versions.bring_in, text(), "plan.yaml", START)
    versions.close()


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_what_a_store_cannot_hold_is_refused_and_is_no_failure_of_the_store(
    tmp_path: Path, kind: str, request: pytest.FixtureRequest
) -> None:
    store = "" if kind == "sqlite" else request.getfixturevalue("postgres").new_database()

    async def life() -> None:
        async with office(tmp_path, store=store) as place, place.client("supervisor") as client:
            await bring_in(place)
            for method, path, body in SENT:
                answer = await client.request(method, path, json=body)
                assert answer.status_code < 500, f"{method} {path}: {answer.text}"
                assert "postgresql" not in answer.text
            assert (await client.get("/health")).status_code == 200

    asyncio.run(life())
