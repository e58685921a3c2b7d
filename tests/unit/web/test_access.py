"""Who is let in: the right token for the right address, and nobody who guesses."""

import asyncio
from pathlib import Path

import httpx
import pytest

from firstline.web.throttle import BURST
from kit.journals import START
from kit.office import Office, office

READ = ["/state", "/contacts", "/contacts/1"]
ACT = ["/agents/anna/ready", "/agents/anna/sign-in"]
SUPERVISE = ["/incidents"]


def bearer(token: str) -> dict[str, str]:
    """Return the header for a token."""
    return {"Authorization": f"Bearer {token}"}


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer x", "Basic YTpi", "Bearer fl_00_zz"])
def test_without_a_right_token_nothing_is_told_or_done(tmp_path: Path, header: str) -> None:
    async def life() -> None:
        async with office(tmp_path) as place, place.client() as client:
            headers = {"Authorization": header} if header else {}
            for path in [*READ, *SUPERVISE, "/agents/anna"]:
                answer = await client.get(path, headers=headers)
                assert answer.status_code == 401, path
                assert "Bearer" in answer.headers["www-authenticate"]
            for path in ACT:
                assert (await client.post(path, headers=headers)).status_code == 401
            assert place.desk.agent("anna").state == "signed out"  # type: ignore[union-attr]

    asyncio.run(life())


@pytest.mark.parametrize(
    ("scope", "read", "own", "others", "supervise"),
    [
        ("supervisor", 200, 200, 200, 200),
        ("reader", 200, 403, 403, 403),
        ("agent:anna", 403, 200, 403, 403),
    ],
)
def test_a_token_opens_what_its_scope_says(
    tmp_path: Path, scope: str, read: int, own: int, others: int, supervise: int
) -> None:
    async def life() -> None:
        async with office(tmp_path) as place, place.client(scope) as client:
            assert (await client.get("/state")).status_code == read
            assert (await client.get("/agents/anna")).status_code == own
            assert (await client.post("/agents/anna/sign-in")).status_code == own
            assert (await client.get("/agents/bela")).status_code == others
            assert (await client.get("/incidents")).status_code == supervise

    asyncio.run(life())


def test_what_is_forbidden_says_which_token_would_do(tmp_path: Path) -> None:
    async def life() -> None:
        async with office(tmp_path) as place, place.client("reader") as client:
            answer = await client.post("/agents/anna/ready")
            assert "agent:anna" in answer.json()["remedy"]
            # Whether there is such an agent is nobody's business without a token for it.
            assert (await client.get("/agents/zoltan")).status_code == 403

    asyncio.run(life())


async def guess(client: httpx.AsyncClient, times: int) -> list[int]:
    """Return the answers to so many wrong tokens."""
    return [
        (await client.get("/state", headers=bearer(f"fl_guess_{n}"))).status_code
        for n in range(times)
    ]


def test_who_guesses_is_answered_less_and_less_and_nobody_else_is(tmp_path: Path) -> None:
    async def life(place: Office) -> None:
        async with place.client() as thief, place.client("reader") as reader:
            place.stand_still()
            assert await guess(thief, BURST + 5) == [401] * BURST + [429] * 5
            last = await thief.get("/state", headers=bearer("fl_guess_x"))
            assert last.status_code == 429
            assert 0 < int(last.headers["retry-after"]) <= 60
            # The same address, with a right token.
            assert (await reader.get("/state")).status_code == 200

    async def whole() -> None:
        async with office(tmp_path) as place:
            await life(place)

    asyncio.run(whole())


def test_a_token_is_good_until_it_is_revoked(tmp_path: Path) -> None:
    async def life() -> None:
        async with office(tmp_path) as place, place.client() as client:
            token = place.tokens.create(["reader"], START)
            assert (await client.get("/state", headers=bearer(token))).status_code == 200
            place.tokens.revoke(token.split("_")[1])
            assert (await client.get("/state", headers=bearer(token))).status_code == 401

    asyncio.run(life())


def test_metrics_are_for_this_machine_or_for_readers(tmp_path: Path) -> None:
    async def life() -> None:
        async with office(tmp_path) as place, place.client() as client:
            assert (await client.get("/metrics")).status_code == 200
            for header in ("X-Forwarded-For", "Forwarded", "X-Real-IP"):
                answer = await client.get("/metrics", headers={header: "192.0.2.9"})
                assert answer.status_code == 401, header
            assert (await client.get("/metrics", headers=bearer("wrong"))).status_code == 401
            async with place.client("agent:anna") as agent, place.client("reader") as reader:
                assert (await agent.get("/metrics")).status_code == 403
                far = {"X-Forwarded-For": "192.0.2.9"}
                assert (await reader.get("/metrics", headers=far)).status_code == 200

    asyncio.run(life())
