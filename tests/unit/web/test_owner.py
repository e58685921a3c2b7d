"""Owners: an agent's desk is the agent's, whoever opens it; others have their own."""

import asyncio
from pathlib import Path

from firstline.web.grant import Grant
from firstline.web.owner import owner_of, supervisor_of
from kit.office import office


def test_whose_desk_it_is(tmp_path: Path) -> None:
    async def life() -> None:
        async with office(tmp_path) as place:
            for agents, user, who, owner in (
                ({"anna"}, "kati", "user:kati", "agent:anna"),
                ({"zoltan"}, "kati", "user:kati", "user:kati"),
                (set(), "kati", "user:kati", "user:kati"),
                ({"anna"}, "", "token:ab12", "agent:anna"),
                ({"anna", "bela"}, "", "token:ab12", "user:token-ab12"),
            ):
                grant = Grant(who, frozenset({"agent"}), user, frozenset(agents))
                assert owner_of(place.desk, grant) == owner

    asyncio.run(life())


def test_by_which_name_an_owner_hears_others() -> None:
    assert [supervisor_of(it) for it in ("agent:anna", "user:token-ab")] == ["anna", "token-ab"]
