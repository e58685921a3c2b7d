"""Whatever the audit notes has words on its page, in both languages: every act is looked up."""

import asyncio
import re
from pathlib import Path

from fastapi.routing import APIRoute

from firstline.web.acts import ACTS
from firstline.web.app import application
from firstline.web.desk_socket import OWN, UNNOTED
from firstline.web.visit import SAFE
from kit.addresses import routes
from kit.office import office

WORDS = Path(__file__).parents[3] / "pages" / "src" / "people" / "acts.ts"
LANGUAGES = 2


def worded() -> list[str]:
    """Return the acts that the page has words for, once for each language."""
    found = re.findall(r'^    (?:"([^"]+)"|([\w]+)): "', WORDS.read_text("utf-8"), re.MULTILINE)
    return [quoted or bare for quoted, bare in found]


async def addresses(directory: Path) -> set[str]:
    """Return the acts over HTTP that are noted by method and address."""
    async with office(directory) as place:
        return {
            f"{method} {re.sub(r'{[^}]+}', '{}', route.path)}"
            for route in routes(application(place.desk, place.house))
            if isinstance(route, APIRoute)
            for method in (route.methods or set()) - SAFE
        }


def test_every_act_has_words_in_both_languages(tmp_path: Path) -> None:
    own = re.compile(r"POST /agents/{}/(?:consult/)?([^/]+)")
    acts = {*ACTS, *OWN, "session", "play", "GET"} - UNNOTED
    for address in asyncio.run(addresses(tmp_path)) - {"POST /session"}:
        of_agent = own.fullmatch(address)
        acts.add(of_agent[1] if of_agent else address)
    assert sorted(worded()) == sorted([*acts] * LANGUAGES)
