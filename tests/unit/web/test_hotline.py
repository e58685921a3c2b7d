"""What pages are told of the hotline: the names and labels of the plan that runs."""

import asyncio
from pathlib import Path

from firstline.plan.build import build
from firstline.plan.read import read
from kit.documents import ROOT
from kit.office import office


def test_the_names_of_the_plan_are_told_to_everybody_who_is_known(tmp_path: Path) -> None:
    plan = read(ROOT / "examples" / "bank.yaml")

    async def life() -> None:
        async with office(tmp_path, build(plan, {}), plan) as place:
            async with place.client() as nobody:
                assert (await nobody.get("/hotline")).status_code == 401
                told = (await nobody.get("/call/hotline")).json()
                assert told == {
                    "hotline": "Duna Bank",
                    "languages": ["hu", "en"],
                    "takes_calls": False,
                    "stun": "",
                }
            async with place.client("agent:anna") as anna:
                told = (await anna.get("/hotline")).json()
            assert told["streams"][0] == {
                "name": "cards-new",
                "label": {"hu": "új kártya", "en": "new card"},
                "service": "cards",
                "urgency": "first",
            }
            assert told["teams"][0]["agents"][:2] == ["anna", "bence"]
            assert told["services"] == ["accounts", "cards", "mortgages"]
            assert (told["number"], told["codes"]) == ("", list(plan.wrap_up_codes))

    asyncio.run(life())
