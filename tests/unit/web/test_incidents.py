"""Incidents over HTTP: declared with a message that is spoken, listed, ended."""

import asyncio
from pathlib import Path

from kit.office import office

OUTAGE: dict[str, object] = {
    "name": "outage-debrecen",
    "message": {"hu": "Debrecenben szünetel a szolgáltatás.", "en": "Debrecen is offline."},
    "area": ["+36 52"],
    "expires_in_s": 3600,
}


def test_an_incident_is_declared_spoken_told_and_ended(tmp_path: Path) -> None:
    async def life() -> None:
        async with office(tmp_path) as place, place.client("supervisor") as client:
            answer = await client.post("/incidents", json=OUTAGE)
            assert answer.status_code == 201, answer.text
            assert answer.json()["area"] == ["+3652"]
            assert answer.json()["until"]
            clip = place.repertoire.find(["incident.outage-debrecen"], "en")
            assert clip.duration > 500_000
            listed = (await client.get("/incidents")).json()
            assert [incident["incident"] for incident in listed] == ["outage-debrecen"]
            assert listed[0]["message"] == OUTAGE["message"] == answer.json()["message"]
            state = (await client.get("/state")).json()
            assert state["now"]["incidents"] == listed
            place.call(calling="+3652123456")
            call = place.exchange.board.call(1)
            assert call is not None
            assert call.incident == "outage-debrecen"
            assert (await client.delete("/incidents/outage-debrecen")).status_code == 204
            assert (await client.get("/incidents")).json() == []
            assert (await client.delete("/incidents/outage-debrecen")).status_code == 404

    asyncio.run(life())


WRONG: list[dict[str, object]] = [
    {"message": {"hu": "Csak magyarul."}},
    {"message": {"hu": "a", "en": "b", "de": "c"}},
    {"message": {"hu": "a", "en": ""}},
    {"message": {"hu": "a", "en": "\x01 \n"}},
    {"message": {"hu": "a", "en": "x" * 601}},
    {"message": "everywhere"},
    {"area": ["Debrecen"]},
    {"area": ["1"] * 201},
    {"service": "weather"},
    {"expires_in_s": 0},
    {"expires_in_s": -1},
    {"expires_in_s": 1e12},
    {"expires_in_s": "soon"},
    {"name": "../../etc/passwd"},
    {"name": ""},
    {"colour": "red"},
]


def test_an_incident_that_makes_no_sense_is_refused(tmp_path: Path) -> None:
    async def life() -> None:
        async with office(tmp_path) as place, place.client("supervisor") as client:
            for wrong in WRONG:
                answer = await client.post("/incidents", json=OUTAGE | wrong)
                assert answer.status_code == 422, f"{wrong}: {answer.text}"
                assert answer.json()["remedy"]
            assert (await client.get("/incidents")).json() == []

    asyncio.run(life())


def test_an_incident_of_a_service_without_an_end(tmp_path: Path) -> None:
    async def life() -> None:
        async with office(tmp_path) as place, place.client("supervisor") as client:
            cards = OUTAGE | {"area": [], "service": "cards", "expires_in_s": None}
            answer = await client.post("/incidents", json=cards)
            assert answer.status_code == 201
            assert not answer.json()["until"]

    asyncio.run(life())
