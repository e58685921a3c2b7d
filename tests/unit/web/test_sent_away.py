"""Who may do something no longer is sent away, from calls that are heard, too."""

import asyncio
from functools import partial
from pathlib import Path

from firstline.journal.events import AgentAnswered
from firstline.live.people import Change
from firstline.web.access import COOKIE
from firstline.web.sessions import CHANGED, ENDED
from kit.journals import ANNA
from kit.office import Office, run
from kit.silent_phones import SilentPhones, with_phones
from kit.socket_page import page
from kit.visitors import cookie, visitor

DESK = "/desk/socket"


def talking(place: Office) -> SilentPhones:
    """Let Anna talk with a caller; return the telephones in browsers."""
    phones, _ = with_phones(place)
    place.ready(ANNA)
    place.on(AgentAnswered(ANNA, place.call("12")))
    return phones


def watched(place: Office) -> bool:
    """Whether somebody hears Anna."""
    return bool(place.exchange.board.room.by_name[ANNA].watches)


def test_a_token_that_is_revoked_hears_and_does_nothing_more(tmp_path: Path) -> None:
    async def life(place: Office) -> None:
        phones = talking(place)
        async with page(place, DESK, "supervisor") as kati:
            await kati.do("claim-phone")
            await kati.do("supervise", agent=ANNA, mode="listen")
            await kati.desk(lambda it: it["supervising"])
            for token in place.tokens.all():
                place.tokens.revoke(token.id)
            place.tokens.close_revoked()
            assert await kati.closed() == ENDED
            assert phones.pages == {}
            assert not watched(place)

    run(life, tmp_path)


def test_who_may_supervise_no_more_hears_no_more(tmp_path: Path) -> None:
    async def life(place: Office) -> None:
        phones = talking(place)
        async with visitor(place, "kati", "supervisor") as client:
            headers = {"Cookie": f"{COOKIE}={cookie(client)}"}
            async with page(place, DESK, **headers) as kati:
                await kati.do("claim-phone")
                await kati.do("supervise", agent=ANNA, mode="listen")
                await kati.desk(lambda it: it["supervising"])
                change = partial(place.house.people.change, "kati", Change(roles=("manager",)))
                place.house.sessions.changed(await asyncio.to_thread(change))
                assert await kati.closed() == CHANGED
                assert phones.pages == {"user:kati": None}
                assert not watched(place)

    run(life, tmp_path)
