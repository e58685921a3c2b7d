"""Contacts over HTTP: as the command line tells them, whole, and found by what is known of them."""

import asyncio
from pathlib import Path

from firstline.journal.events import AgentAnswered, CallerHungUp
from kit.journals import ANNA
from kit.office import office


def test_a_contact_is_told_with_its_segments(tmp_path: Path) -> None:
    async def life() -> None:
        async with office(tmp_path) as place, place.client("reader") as client:
            place.ready(ANNA)
            number = place.call("11")
            place.on(AgentAnswered(ANNA, number), CallerHungUp(number))
            await place.stored()
            told = (await client.get(f"/contacts/{number}")).json()
            assert told["contact"]["outcome"] == "answered"
            assert told["contact"]["arrived"].endswith("Z")
            assert isinstance(told["contact"]["talk_s"], float)
            assert [segment["kind"] for segment in told["segments"]] == ["menu", "waiting", "talk"]
            assert [segment["id"] for segment in told["segments"]] == ["1.1", "1.2", "1.3"]

    asyncio.run(life())


def test_contacts_are_found_by_number_stream_and_time(tmp_path: Path) -> None:
    async def life() -> None:
        async with office(tmp_path) as place, place.client("reader") as client:
            place.call("11", "+36301111111")
            place.call("12", "+36302222222")
            place.call("12", "+36303333333")
            await place.stored()

            async def found(query: str) -> list[int]:
                answer = await client.get(f"/contacts?{query}")
                assert answer.status_code == 200, answer.text
                return [contact["call"] for contact in answer.json()]

            assert await found("") == [1, 2, 3]
            assert await found("limit=2") == [2, 3]
            assert await found("calling=2222222") == [2]
            assert await found("stream=cards-service") == [2, 3]
            assert await found("until=2026-01-01T00:00:00Z") == []
            assert await found("since=2026-01-01T01:00:00%2B01:00") == [1, 2, 3]

    asyncio.run(life())


def test_contacts_are_found_by_agent_and_outcome_and_read_backwards_by_pages(
    tmp_path: Path,
) -> None:
    async def life() -> None:
        async with office(tmp_path) as place, place.client("reader") as client:
            place.ready(ANNA)
            answered = place.call("11")
            place.on(AgentAnswered(ANNA, answered), CallerHungUp(answered))
            for _ in range(4):
                place.on(CallerHungUp(place.call("12")))
            await place.stored()

            async def found(query: str) -> list[int]:
                answer = await client.get(f"/contacts?{query}")
                assert answer.status_code == 200, answer.text
                return [contact["call"] for contact in answer.json()]

            assert await found("agent=anna") == [1]
            assert await found("agent=bela") == []
            assert await found("outcome=answered") == [1]
            assert await found("outcome=abandoned&before=9007199254740991") == [5, 4, 3, 2]
            assert await found("before=9007199254740991&limit=2") == [5, 4]
            assert await found("before=4&limit=2") == [3, 2]
            assert await found("before=1") == []
            assert (await client.get("/contacts?outcome=lucky")).status_code == 422

    asyncio.run(life())


def test_what_does_not_exist_or_makes_no_sense_is_said(tmp_path: Path) -> None:
    async def life() -> None:
        async with office(tmp_path) as place, place.client("reader") as client:
            assert (await client.get("/contacts/7")).status_code == 404
            for query in ("limit=0", "limit=501", "since=yesterday", "since=2026-01-01T00:00:00"):
                answer = await client.get(f"/contacts?{query}")
                assert answer.status_code == 422, query
            for number in ("seven", "-1", str(2**70)):
                assert (await client.get(f"/contacts/{number}")).status_code == 422

    asyncio.run(life())
