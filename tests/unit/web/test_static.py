"""The pages are served as they were built, with what browsers need to know about them."""

import asyncio
from pathlib import Path

import pytest

from firstline.web.house import Site
from kit.office import office


def built(directory: Path) -> Path:
    """Return a folder as the pages' build leaves it."""
    pages = directory / "pages"
    (pages / "assets").mkdir(parents=True)
    (pages / "index.html").write_text("<!doctype html><title>staff</title>", encoding="utf-8")
    (pages / "call.html").write_text("<!doctype html><title>call</title>", encoding="utf-8")
    (pages / "assets" / "index-BxY_1.js").write_text("export {};", encoding="utf-8")
    (pages / "assets" / "ring.wav").write_bytes(b"RIFF")
    (pages / "assets" / "notes.txt").write_text("not for all", encoding="utf-8")
    return pages


def test_pages_are_served_and_never_kept(tmp_path: Path) -> None:
    async def life() -> None:
        site = Site(pages=built(tmp_path))
        async with office(tmp_path, site=site) as place, place.client() as stranger:
            for path, title in (("/", "staff"), ("/call", "call")):
                answer = await stranger.get(path)
                assert answer.status_code == 200
                assert title in answer.text
                assert answer.headers["content-type"] == "text/html; charset=utf-8"
                assert answer.headers["cache-control"] == "no-store"
                policy = answer.headers["content-security-policy"]
                assert "script-src 'self';" in policy
                assert "frame-ancestors 'none'" in policy
                assert place.url.replace("http", "ws") in policy
                assert "microphone=(self)" in answer.headers["permissions-policy"]
                assert answer.headers["x-frame-options"] == "DENY"
                assert (await stranger.head(path)).status_code == 200

    asyncio.run(life())


def test_assets_are_kept_for_a_year_and_have_their_types(tmp_path: Path) -> None:
    async def life() -> None:
        site = Site(pages=built(tmp_path))
        async with office(tmp_path, site=site) as place, place.client() as stranger:
            script = await stranger.get("/assets/index-BxY_1.js")
            assert script.headers["content-type"] == "text/javascript; charset=utf-8"
            assert script.headers["cache-control"] == "public, max-age=31536000, immutable"
            assert script.headers["x-content-type-options"] == "nosniff"
            assert (await stranger.get("/assets/ring.wav")).headers["content-type"] == "audio/wav"
            for path in ("/assets/notes.txt", "/assets/gone.js", "/assets/index.html"):
                answer = await stranger.get(path)
                assert answer.status_code == 404, path
                assert answer.headers["cache-control"] == "no-store"

    asyncio.run(life())


def test_only_named_sites_may_show_the_callers_page_and_no_other_page(tmp_path: Path) -> None:
    async def life() -> None:
        site = Site(pages=built(tmp_path), embed_from=("https://www.example.com",))
        async with office(tmp_path, site=site) as place, place.client() as stranger:
            call = (await stranger.get("/call")).headers
            expected = "frame-ancestors 'self' https://www.example.com"
            assert call["content-security-policy"].endswith(expected)
            assert "x-frame-options" not in call
            staff = (await stranger.get("/")).headers
            assert staff["content-security-policy"].endswith("frame-ancestors 'none'")
            assert staff["x-frame-options"] == "DENY"

    asyncio.run(life())


@pytest.mark.parametrize(("trusted", "there"), [(True, True), (False, False)])
def test_tls_is_asked_for_ever_after_only_with_a_real_certificate(
    tmp_path: Path, trusted: bool, there: bool
) -> None:
    async def life() -> None:
        site = Site(is_secure=True, is_trusted=trusted)
        async with office(tmp_path, site=site) as place, place.client() as stranger:
            headers = (await stranger.get("/health")).headers
            assert ("strict-transport-security" in headers) is there

    asyncio.run(life())


def test_a_host_that_is_no_host_does_not_get_into_the_policy(tmp_path: Path) -> None:
    async def life() -> None:
        site = Site(pages=built(tmp_path))
        async with office(tmp_path, site=site) as place, place.client() as stranger:
            for host in ("x; script-src *", "a b", "evil.example'", "x,y"):
                answer = await stranger.get("/", headers={"Host": host})
                policy = answer.headers.get("content-security-policy", "")
                assert host not in policy

    asyncio.run(life())


def test_where_no_pages_are_built_it_says_how_to(tmp_path: Path) -> None:
    async def life() -> None:
        site = Site(pages=tmp_path / "nowhere")
        async with office(tmp_path, site=site) as place, place.client() as stranger:
            answer = await stranger.get("/")
            assert answer.status_code == 503
            assert "make pages" in answer.text
            assert (await stranger.get("/health")).status_code == 200

    asyncio.run(life())
