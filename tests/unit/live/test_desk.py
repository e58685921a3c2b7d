"""The desk: acts become events at once, or are refused; what is asked for is found."""

import asyncio
from pathlib import Path

import pytest

from firstline.domain.time import NEVER, SECOND
from firstline.errors import FailureError, InputError
from firstline.journal.events import AgentAnswered, AgentSignedIn, AgentWentReady, ClosingAsked
from firstline.live.announcements import Announcement
from firstline.live.archive import Wanted
from firstline.switchboard.refusal import Refusal
from kit.journals import ANNA
from kit.office import office

MESSAGE = {"hu": "Üzemzavar van.", "en": "There is an outage."}


def test_an_act_happens_at_once(tmp_path: Path) -> None:
    async def life() -> None:
        async with office(tmp_path) as place:
            place.desk.act(AgentSignedIn(ANNA))
            anna = place.desk.agent(ANNA)
            assert anna is not None
            assert anna.state == "not ready"
            assert place.desk.agent("zoltan") is None
            with pytest.raises(Refusal):
                place.desk.act(AgentWentReady("zoltan"))

    asyncio.run(life())


def test_nothing_is_done_that_cannot_be_remembered(tmp_path: Path) -> None:
    async def life() -> None:
        async with office(tmp_path) as place:
            place.health.need(lambda: "the store has failed: no room")
            with pytest.raises(FailureError, match="no room"):
                place.desk.act(AgentSignedIn(ANNA))

    asyncio.run(life())


def test_while_it_closes_agents_may_still_act(tmp_path: Path) -> None:
    async def life() -> None:
        async with office(tmp_path) as place:
            place.health.need(lambda: "it is closing")
            place.on(ClosingAsked())
            place.desk.act(AgentSignedIn(ANNA))

    asyncio.run(life())


def test_an_incident_lasts_as_long_as_it_was_said_to(tmp_path: Path) -> None:
    async def life() -> None:
        async with office(tmp_path) as place:
            await place.desk.declare(Announcement("short", MESSAGE), 60 * SECOND)
            await place.desk.declare(Announcement("long", MESSAGE), NEVER)
            ends = {incident.incident: incident.until for incident in place.desk.incidents()}
            assert ends["short"].startswith("2026-01-01T00:01:")
            assert not ends["long"]
            place.desk.end_incident("long")
            assert [incident.incident for incident in place.desk.incidents()] == ["short"]

    asyncio.run(life())


def test_an_incident_is_of_a_service_that_exists(tmp_path: Path) -> None:
    async def life() -> None:
        async with office(tmp_path) as place:
            weather = Announcement("rain", MESSAGE, service="weather")
            with pytest.raises(InputError, match="weather") as refused:
                await place.desk.declare(weather, NEVER)
            assert "cards" in refused.value.remedy

    asyncio.run(life())


def test_contacts_are_read_from_the_store(tmp_path: Path) -> None:
    async def life() -> None:
        async with office(tmp_path) as place:
            place.ready(ANNA)
            number = place.call("11")
            place.on(AgentAnswered(ANNA, number))
            await place.stored()
            (contact,) = place.desk.contacts(Wanted())
            assert contact.agent == ANNA
            found = place.desk.contact(number)
            assert found is not None
            assert (found[0], len(found[1])) == (contact, 3)
            assert place.desk.contact(99) is None

    asyncio.run(life())


def test_the_picture_has_everything(tmp_path: Path) -> None:
    async def life() -> None:
        async with office(tmp_path) as place:
            place.call("11")
            await place.stored()
            picture = place.desk.picture(10)
            assert picture.now.calls_up == picture.counts.calls == 1
            assert picture.service_level.value is None
            assert "waits for" in picture.last[0].en

    asyncio.run(life())
