"""The house: what the interface needs to know people by, together, from its opening to its end.

It knows no address and no request.
"""

import asyncio
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

import structlog

from firstline.domain.time import Instant
from firstline.errors import FailureError
from firstline.live.audit import Audit
from firstline.live.database import open_database
from firstline.live.people import People
from firstline.web.clerk import Clerk
from firstline.web.sessions import LOOK_S, Sessions
from firstline.web.tokens import Tokens

PAGES: Final = Path(__file__).with_name("pages")
"""Where the pages' build puts them."""


@dataclass(frozen=True, slots=True)
class Site:
    """How the interface is reached, and what browsers may do with it."""

    is_secure: bool = False
    "Whether it is served by TLS."
    is_trusted: bool = False
    "Whether the certificate is one that browsers can trust from now on."
    embed_from: tuple[str, ...] = ()
    "The origins whose pages may show /call within them."
    proxies: tuple[str, ...] = ()
    "Whose word is taken for the address that somebody comes from."
    pages: Path = PAGES


class House:
    """Use it as a context, on the loop that serves; the store has its tables by then."""

    def __init__(
        self, directory: Path, store: str, now: Callable[[], Instant], site: Site | None = None
    ) -> None:
        """*directory* keeps the tokens; *store* is the URL of the database."""
        self._engine: Final = open_database(store)
        self._open: Final = ExitStack()
        self.now: Final = now
        self.site: Final = site or Site()
        self.tokens: Final = Tokens(directory)
        self.people: Final = People(self._engine)
        self.sessions: Final = Sessions(self._engine, self.people, now)
        self.audit: Final = Audit(self._engine, now)
        self.clerk: Final = Clerk()

    def __enter__(self) -> Self:
        with ExitStack() as opened:
            opened.callback(self._engine.dispose)
            opened.enter_context(self.audit)
            opened.enter_context(self.sessions)
            opened.enter_context(self.clerk)
            opened.callback(self._look_at_tokens())
            self._open.push(opened.pop_all())
        return self

    def _look_at_tokens(self) -> Callable[[], object]:
        """Look from time to time whether somebody else has revoked a token; return what ends it."""
        log = structlog.get_logger("web")

        async def look() -> None:
            while True:
                await asyncio.sleep(LOOK_S)
                try:
                    self.tokens.close_revoked()
                except FailureError as error:
                    log.error("the tokens cannot be read", why=error.message)

        return asyncio.get_running_loop().create_task(look(), name="tokens").cancel

    def __exit__(self, *_: object) -> None:
        self._open.close()
