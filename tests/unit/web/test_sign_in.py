"""Signing in and out, one's own password and language, and those who only guess."""

import asyncio
import time
from http.cookies import SimpleCookie
from pathlib import Path

import httpx
import pytest

from firstline.web.house import Site
from firstline.web.sign_in import NAME_BURST
from firstline.web.throttle import BURST
from kit.office import Office, office
from kit.visitors import OTHER_PASSWORD, PASSWORD, cookie, known, person, sign_in, visitor


def test_who_signs_in_is_known_until_signing_out(tmp_path: Path) -> None:
    async def life() -> None:
        async with office(tmp_path) as place, visitor(place, "kati", "supervisor") as page:
            told = (await page.get("/session")).json()
            assert told["user"] == {
                "name": "kati",
                "roles": ["supervisor"],
                "agent": "",
                "language": "",
                "must_change": False,
            }
            assert (await page.get("/state")).status_code == 200
            held = cookie(page)
            assert (await page.delete("/session")).status_code == 204
            # The browser forgets it; a thief who has it can do nothing with it.
            assert not list(page.cookies.jar)
            page.cookies.set("firstline", held)
            assert (await page.get("/state")).status_code == 401
            assert (await page.get("/session")).status_code == 401

    asyncio.run(life())


@pytest.mark.parametrize(
    ("site", "name"),
    [(Site(), "firstline"), (Site(is_secure=True), "__Host-firstline")],
    ids=["plain", "tls"],
)
def test_no_script_and_no_other_site_gets_at_the_cookie(
    tmp_path: Path, site: Site, name: str
) -> None:
    async def life() -> None:
        async with office(tmp_path, site=site) as place, place.client() as client:
            await known(place, "kati", "supervisor")
            answer = await sign_in(client, "kati")
            (held,) = SimpleCookie(answer.headers["set-cookie"]).values()
            assert held.key == name
            assert held["httponly"]
            assert held["samesite"] == "strict"
            assert held["path"] == "/"
            assert not held["domain"]
            assert bool(held["secure"]) is site.is_secure
            assert held.value not in answer.text
            assert len(held.value) >= 40

    asyncio.run(life())


@pytest.mark.parametrize("name", ["kati", "KATI", "  Kati "])
def test_a_name_is_one_name_however_it_is_typed(tmp_path: Path, name: str) -> None:
    async def life() -> None:
        async with office(tmp_path) as place, place.client() as client:
            await known(place, "kati", "supervisor")
            assert (await sign_in(client, name)).status_code == 200

    asyncio.run(life())


def test_a_wrong_password_and_an_unknown_name_are_answered_alike(tmp_path: Path) -> None:
    async def life() -> None:
        async with office(tmp_path) as place, place.client() as client:
            await known(place, "kati", "supervisor")
            wrong = await sign_in(client, "kati", "not the password")
            unknown = await sign_in(client, "zoltan", "not the password")
            assert (wrong.status_code, unknown.status_code) == (401, 401)
            assert wrong.json() == unknown.json()
            assert not list(client.cookies.jar)

    asyncio.run(life())


def test_an_unknown_name_takes_as_long_as_a_known_one(tmp_path: Path) -> None:
    async def life() -> None:
        async with office(tmp_path) as place, place.client() as client:
            await known(place, "kati", "supervisor")
            took: dict[str, list[float]] = {"kati": [], "zoltan": []}
            for _ in range(4):
                for name, times in took.items():
                    began = time.perf_counter()
                    await sign_in(client, name, "not the password")
                    times.append(time.perf_counter() - began)
            known_one, unknown = min(took["kati"]), min(took["zoltan"])
            assert 0.4 < unknown / known_one < 2.5

    asyncio.run(life())


async def guess(client: httpx.AsyncClient, name: str, times: int) -> list[int]:
    """Return the answers to so many wrong passwords, all sent at once."""
    answers = await asyncio.gather(
        *(sign_in(client, name, f"guess number {n}") for n in range(times))
    )
    return [answer.status_code for answer in answers]


def test_who_guesses_is_held_up_even_with_the_right_password(tmp_path: Path) -> None:
    async def life() -> None:
        async with office(tmp_path) as place, place.client() as thief:
            await known(place, "kati", "supervisor")
            place.stand_still()
            answers = await guess(thief, "kati", BURST + 5)
            assert sorted(answers) == [401] * BURST + [429] * 5
            # The guess that would have been right comes too late.
            late = await sign_in(thief, "kati")
            assert late.status_code == 429
            assert 0 < int(late.headers["retry-after"]) <= 60
            assert PASSWORD not in late.text

    asyncio.run(life())


def test_a_name_is_held_up_from_everywhere_but_where_it_has_signed_in(tmp_path: Path) -> None:
    async def life() -> None:
        async with office(tmp_path) as place, visitor(place, "kati", "supervisor") as page:
            place.stand_still()
            for n in range(NAME_BURST):
                await guess_from(place, f"127.0.0.{10 + n}")
            late = await sign_in_from(place, "127.0.0.99", PASSWORD)
            assert late.status_code == 429
            # Where kati has been before, she is let in.
            assert (await sign_in(page, "kati")).status_code == 200

    asyncio.run(life())


async def guess_from(place: Office, address: str) -> None:
    """Guess once, from another address of this machine."""
    assert (await sign_in_from(place, address, "not the password")).status_code == 401


async def sign_in_from(place: Office, address: str, password: str) -> httpx.Response:
    """Try to sign in from another address of this machine."""
    transport = httpx.AsyncHTTPTransport(local_address=address)
    async with httpx.AsyncClient(base_url=place.url, transport=transport) as client:
        return await sign_in(client, "kati", password)


def test_signing_in_gives_a_new_session_whatever_the_browser_held(tmp_path: Path) -> None:
    async def life() -> None:
        async with office(tmp_path) as place, place.client() as victim:
            await known(place, "kati", "supervisor")
            async with visitor(place, "mallory", "agent", agent="anna") as thief:
                planted = cookie(thief)
                victim.cookies.set("firstline", planted)
                answer = await sign_in(victim, "kati")
                assert answer.status_code == 200
                assert planted not in answer.headers["set-cookie"]
                # The planted one has not become kati's; it is over.
                assert (await thief.get("/session")).status_code == 401

    asyncio.run(life())


def test_with_a_one_time_password_nothing_can_be_done_but_choosing_another(tmp_path: Path) -> None:
    async def life() -> None:
        async with office(tmp_path) as place, place.client() as page:
            given = await asyncio.to_thread(
                place.house.people.add, person("kati", "supervisor", "administrator")
            )
            told = (await sign_in(page, "kati", given)).json()
            assert told["user"]["must_change"]
            for path in ("/state", "/users", "/incidents", "/contacts", "/agents/anna"):
                assert (await page.get(path)).status_code == 403, path
            assert (await page.post("/agents/anna/sign-in")).status_code == 403
            changed = await page.put(
                "/session/password", json={"old": given, "new": OTHER_PASSWORD}
            )
            assert changed.status_code == 200
            page.headers["X-CSRF-Token"] = changed.json()["csrf"]
            assert not changed.json()["user"]["must_change"]
            assert (await page.get("/state")).status_code == 200
            assert (await sign_in(page, "kati", given)).status_code == 401

    asyncio.run(life())


def test_a_new_password_ends_all_other_sessions(tmp_path: Path) -> None:
    async def life() -> None:
        async with (
            office(tmp_path) as place,
            visitor(place, "kati", "supervisor") as page,
            visitor(place, "kati") as elsewhere,
        ):
            before = cookie(page)
            chosen = {"old": PASSWORD, "new": OTHER_PASSWORD}
            answer = await page.put("/session/password", json=chosen)
            assert answer.status_code == 200
            assert cookie(page) != before
            assert (await page.get("/state")).status_code == 200
            assert (await elsewhere.get("/state")).status_code == 401
            elsewhere.cookies.clear()
            elsewhere.cookies.set("firstline", before)
            assert (await elsewhere.get("/state")).status_code == 401

    asyncio.run(life())


@pytest.mark.parametrize(
    ("old", "new", "status"),
    [
        ("not the password", OTHER_PASSWORD, 403),
        (PASSWORD, PASSWORD, 422),
        (PASSWORD, "short", 422),
        (PASSWORD, "kati2024", 422),
        (PASSWORD, "passwordpassword", 422),
        (PASSWORD, "x" * 300, 422),
    ],
)
def test_a_password_is_not_changed_for_a_bad_one(
    tmp_path: Path, old: str, new: str, status: int
) -> None:
    async def life() -> None:
        async with office(tmp_path) as place, visitor(place, "kati", "supervisor") as page:
            answer = await page.put("/session/password", json={"old": old, "new": new})
            assert answer.status_code == status
            assert new not in answer.text
            assert (await sign_in(page, "kati")).status_code == 200

    asyncio.run(life())


def test_the_language_is_kept(tmp_path: Path) -> None:
    async def life() -> None:
        async with office(tmp_path) as place, visitor(place, "kati", "supervisor") as page:
            answer = await page.put("/session/language", json={"language": "hu"})
            assert answer.json()["user"]["language"] == "hu"
            assert (await page.put("/session/language", json={"language": "xx"})).status_code == 422
            async with visitor(place, "kati") as elsewhere:
                assert (await elsewhere.get("/session")).json()["user"]["language"] == "hu"

    asyncio.run(life())


def test_a_token_has_no_session(tmp_path: Path) -> None:
    async def life() -> None:
        async with office(tmp_path) as place, place.client("supervisor") as client:
            assert (await client.get("/session")).status_code == 401
            assert (await client.delete("/session")).status_code == 401

    asyncio.run(life())
