"""Webhooks as they are kept: where to, what of, signed with what, told how far.

Everything here waits for the store: never call it from the loop of the hotline. It sends nothing.
"""

import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, Final
from urllib.parse import SplitResult, urlsplit

import msgspec
from sqlalchemy import Connection, Row, delete, func, insert, select, update
from sqlalchemy.exc import DBAPIError

from firstline.domain.time import Instant
from firstline.errors import FailureError, InputError, Said
from firstline.live.database import open_database, reason
from firstline.live.feed_form import KINDS
from firstline.live.schema import WEBHOOKS

MOST: Final = 20
"Webhooks of one hotline."
URL_AT_MOST: Final = 2_000
"Characters of an address."


class Webhook(msgspec.Struct, frozen=True):
    """One of them."""

    id: str
    url: str
    secret: str
    "Signs what is sent."
    names: frozenset[str]
    "Of the entries that are wanted; none: all."
    created: Instant
    delivered: int
    "The last entry it was told of, or did not want."
    paused: str
    "Why nothing is sent; empty: it is."
    failing_since: Instant | None = None
    "The first of the failures in a row; None: the last was taken."


class WebhookTable:
    """All of them. Raises InputError for what cannot be, FailureError where the store fails."""

    def __init__(self, url: str) -> None:
        """*url* is the store's."""
        self._engine: Final = open_database(url)

    def all(self) -> list[Webhook]:
        """Return every webhook, the oldest first."""
        with self._connected() as connection:
            rows = connection.execute(select(WEBHOOKS).order_by(WEBHOOKS.c.created, WEBHOOKS.c.id))
            return [_webhook(row) for row in rows]

    def add(self, url: str, names: Iterable[str], now: Instant, after: int) -> Webhook:
        """Keep a new one, to be told of what follows entry *after*; return it with its secret."""
        hook = Webhook(
            id=secrets.token_hex(4),
            url=checked_url(url),
            secret=secrets.token_urlsafe(32),
            names=checked_names(names),
            created=now,
            delivered=after,
            paused="",
        )
        with self._connected() as connection:
            if (connection.scalar(select(func.count()).select_from(WEBHOOKS)) or 0) >= MOST:
                raise InputError(
                    Said("There are {most} webhooks already.", most=MOST),
                    "Delete one that nobody needs.",
                )
            connection.execute(
                insert(WEBHOOKS).values(
                    id=hook.id,
                    url=hook.url,
                    secret=hook.secret,
                    kinds=msgspec.json.encode(sorted(hook.names)).decode(),
                    created=int(now),
                    delivered=after,
                    paused="",
                )
            )
        return hook

    def remove(self, hook_id: str) -> bool:
        """Forget one; return whether there was one."""
        with self._connected() as connection:
            done = connection.execute(delete(WEBHOOKS).where(WEBHOOKS.c.id == hook_id))
        return done.rowcount > 0

    def keep(self, hook: Webhook) -> None:
        """Keep how far one was told, since when it fails, and why it is told nothing more."""
        with self._connected() as connection:
            connection.execute(
                update(WEBHOOKS)
                .where(WEBHOOKS.c.id == hook.id)
                .values(
                    delivered=hook.delivered,
                    paused=hook.paused,
                    failing_since=hook.failing_since,
                )
            )

    def close(self) -> None:
        """Let go of the store."""
        self._engine.dispose()

    @contextmanager
    def _connected(self) -> Iterator[Connection]:
        try:
            with self._engine.begin() as connection:
                yield connection
        except DBAPIError as error:
            raise FailureError(
                Said("The store cannot be used: {why}.", why=reason(error)),
                "See /health for what is wrong.",
            ) from error


def checked_url(url: str) -> str:
    """Return *url* if something can be sent there. Whom it may reach, its writer decides.

    >>> checked_url("https://crm.example/calls")
    'https://crm.example/calls'
    """
    parts = _parts(url)
    if parts is None or parts.scheme not in {"http", "https"} or len(url) > URL_AT_MOST:
        raise InputError(
            "This is no address for a webhook.", "Write http://HOST/PATH or https://HOST/PATH."
        )
    if parts.username is not None or parts.password is not None or parts.fragment:
        raise InputError(
            "A webhook's address holds no name, password or fragment.",
            "What is sent is signed: check the signature there instead.",
        )
    return url


def _parts(url: str) -> SplitResult | None:
    """Return the parts of an address with a host; None: it is no address."""
    try:
        parts = urlsplit(url)
        return parts if parts.hostname and parts.port != 0 else None
    except ValueError:
        return None


def checked_names(names: Iterable[str]) -> frozenset[str]:
    """Return *names* if all are names of entries."""
    wanted = frozenset(names)
    if unknown := sorted(wanted - KINDS.keys()):
        raise InputError(
            Said("No entry is called {name!r}.", name=unknown[0][:64]),
            Said("Names: {known}.", known=sorted(KINDS)),
        )
    return wanted


def _webhook(row: Row[Any]) -> Webhook:
    names = frozenset(msgspec.json.decode(row.kinds, type=list[str]))
    return Webhook(
        row.id,
        row.url,
        row.secret,
        names,
        row.created,
        row.delivered,
        row.paused,
        row.failing_since,
    )
