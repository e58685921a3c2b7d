"""Earlier contacts: the newest of the same number, before the present call."""

import asyncio
from pathlib import Path

from firstline.journal.events import AgentAnswered, AgentHungUp, CallerHungUp, WrapUpFinished
from firstline.live.database import sqlite_url
from firstline.live.earlier import SHOWN, EarlierContacts
from kit.journals import ANNA
from kit.office import office

NUMBER = "+36301234567"


def test_the_newest_few_are_told_with_how_they_ended(tmp_path: Path) -> None:
    async def life() -> None:
        async with office(tmp_path) as place:
            place.ready(ANNA)
            answered = place.call("11")
            place.on(AgentAnswered(ANNA, answered), AgentHungUp(ANNA))
            place.on(WrapUpFinished(ANNA, "sold", "a blue card"))
            for calling in (NUMBER, "+36209999999", "4567", *[NUMBER] * 6):
                place.on(CallerHungUp(place.call("", calling)))
            await place.stored()
            earlier = EarlierContacts(sqlite_url(tmp_path))
            first = earlier.of(NUMBER, answered)
            assert first == ()
            (only, *more) = earlier.of(NUMBER, answered + 1)
            assert not more
            assert (only.call, only.agent, only.stream) == (answered, ANNA, "cards-new")
            assert (only.outcome, only.code, only.note) == ("answered", "sold", "a blue card")
            assert only.arrived.startswith("2026-01-01T00:00:0")
            newest = earlier.of(NUMBER, 10)
            assert [it.call for it in newest] == [9, 8, 7, 6, 5]
            assert len(newest) == SHOWN
            earlier.close()

    asyncio.run(life())
