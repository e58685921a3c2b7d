"""Recordings over HTTP: played by whom it is allowed to, in parts, and each playing is noted."""

import asyncio
from pathlib import Path

from firstline.web.recordings import ONE_PLAYING, Playings
from kit.journals import ANNA
from kit.office import Office, office
from kit.wav_file import sine, write_wav

NAME = "20260101T000000Z-1.wav"


async def recorded(place: Office) -> str:
    """Let a call have been recorded; return the address of its recording."""
    place.ready(ANNA)
    place.call("11")
    await place.stored()
    place.desk.recordings.mkdir()
    write_wav(place.desk.recordings / NAME, sine(440, 8000, 1.0), 8000)
    return f"/contacts/1/recordings/{NAME}"


def test_a_recording_is_listed_and_played_in_parts(tmp_path: Path) -> None:
    async def life() -> None:
        async with office(tmp_path) as place, place.client("manager") as client:
            href = await recorded(place)
            (told,) = (await client.get("/contacts/1")).json()["recordings"]
            assert told == {
                "name": NAME,
                "began": "2026-01-01T00:00:00.000Z",
                "duration_s": 1.0,
                "href": href,
            }
            whole = await client.get(href)
            assert whole.status_code == 200
            assert whole.headers["content-type"] == "audio/wav"
            assert whole.headers["accept-ranges"] == "bytes"
            assert len(whole.content) == 44 + 2 * 8000
            part = await client.get(href, headers={"Range": "bytes=44-143"})
            assert part.status_code == 206
            assert part.content == whole.content[44:144]
            assert part.headers["content-range"] == f"bytes 44-143/{len(whole.content)}"
            beyond = await client.get(href, headers={"Range": "bytes=999999-"})
            assert beyond.status_code == 416

    asyncio.run(life())


def test_only_whose_role_allows_it_may_hear(tmp_path: Path) -> None:
    async def life() -> None:
        async with office(tmp_path) as place:
            href = await recorded(place)
            async with place.client("reader") as client:
                assert (await client.get("/contacts/1")).json()["recordings"] == []
                assert (await client.get(href)).status_code == 403
            async with place.client("agent:anna") as client:
                assert (await client.get(href)).status_code == 403
            async with place.client() as client:
                assert (await client.get(href)).status_code == 401

    asyncio.run(life())


def test_names_lead_nowhere_else(tmp_path: Path) -> None:
    async def life() -> None:
        async with office(tmp_path) as place, place.client("supervisor") as client:
            await recorded(place)
            write_wav(tmp_path / NAME, sine(440, 8000, 1.0), 8000)
            for wrong in (
                f"/contacts/2/recordings/{NAME}",
                f"/contacts/1/recordings/..%2F{NAME}",
                f"/contacts/1/recordings/%2E%2E%2F{NAME}",
                "/contacts/1/recordings/firstline.db",
                "/contacts/1/recordings/20260101T000000Z-1.far.rtp",
                "/contacts/1/recordings/%00",
            ):
                assert (await client.get(wrong)).status_code == 404, wrong

    asyncio.run(life())


def test_each_playing_is_noted_once(tmp_path: Path) -> None:
    async def life() -> None:
        async with office(tmp_path) as place, place.client("supervisor") as client:
            href = await recorded(place)
            for part in ("bytes=100-", "bytes=200-", "bytes=300-"):
                await client.get(href, headers={"Range": part})
            for _ in range(100):
                noted = [note for note in place.house.audit.page(None, 50) if note.act == "play"]
                if noted:
                    break
                await asyncio.sleep(0.05)
            (note,) = noted
            assert note.about == f"recording {NAME}"
            assert note.who.startswith("token:")

    asyncio.run(life())


def test_a_playing_begins_at_the_start_or_after_a_while() -> None:
    playings = Playings()
    assert playings.is_new("user:kati", "a", from_start=True, now=0)
    assert not playings.is_new("user:kati", "a", from_start=False, now=1)
    assert playings.is_new("user:bela", "a", from_start=False, now=1)
    assert playings.is_new("user:kati", "a", from_start=True, now=2)
    assert playings.is_new("user:kati", "a", from_start=False, now=3 + ONE_PLAYING)
