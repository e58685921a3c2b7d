"""Sessions: who has signed in, in which browser, until when.

A browser holds 256 random bits; the store knows their SHA-256 only, so that sessions outlive a
restart and nobody who reads the store can use one. To check one costs no look into the store: all
are at hand here, and a thread looks every other second whether somebody else (the command line) has
changed or removed a person. It knows nothing of HTTP but what a cookie holds.
"""

import asyncio
import hmac
import secrets
import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from hashlib import sha256
from typing import Any, Final, Self

import structlog
from sqlalchemy import Engine, delete, insert, select, update
from sqlalchemy.exc import DBAPIError

from firstline.domain.time import HOUR, MINUTE, Duration, Instant
from firstline.errors import FirstlineError
from firstline.live.database import reason
from firstline.live.people import AGENT, People, Person
from firstline.live.schema import SESSIONS
from firstline.web.grant import Grant

IDLE: Final[Duration] = 12 * HOUR
"""Without a request or an open page, a session is over after that: a shift, and no night."""
LONGEST: Final[Duration] = 24 * HOUR
"""However busy it is, one signs in again after that."""
MOST_OF_ONE: Final = 16
"""Sessions of one person; signing in once more ends the one that was used longest ago."""

LOOK_S: Final = 2.0
"""Between two looks at the store."""
SEEN_EVERY: Final[Duration] = 5 * MINUTE
"""How exactly the store knows when a session was used last."""

ENDED: Final = 4401
"Closes a socket whose session is over."
CHANGED: Final = 1012
"Closes a socket whose person may now do other things: the page connects again."

Closers = set[Callable[[int], None]]
"""What closes open sockets and answers, with a code."""


class Session:
    """One browser that has signed in."""

    def __init__(self, digest: str, person: Person, csrf: str, begun: Instant) -> None:
        self.digest: Final = digest
        self.csrf: Final = csrf
        self.begun: Final = begun
        self.seen = begun
        self.stored = begun
        "When it was used last, as the store knows it."
        self.checked = begun
        "When the person was as they are here."
        self.closers: Closers = set()
        "What closes the sockets that were opened in it."
        self.person = person
        self.grant = self._grant()

    def take(self, person: Person, now: Instant) -> None:
        """Go by what *person* may do now; sockets that were opened for more or less are closed."""
        before, self.person, self.checked = self.grant, person, now
        self.grant = self._grant()
        if (before.roles, before.agents) != (self.grant.roles, self.grant.agents):
            self.close(CHANGED)

    def close(self, code: int) -> None:
        """Close all sockets."""
        for closer in tuple(self.closers):
            closer(code)

    def is_csrf(self, token: str) -> bool:
        """Return whether *token* is what a page of ours sends along."""
        return hmac.compare_digest(self.csrf.encode(), token.encode())

    def is_over(self, now: Instant) -> bool:
        """Return whether it has lasted too long, used or not."""
        idle = not self.closers and now - self.seen > IDLE
        return idle or now - self.begun > LONGEST

    def _grant(self) -> Grant:
        person = self.person
        return Grant(
            who=f"user:{person.name}",
            roles=frozenset(person.roles),
            user=person.name,
            agents=frozenset({person.agent} if AGENT in person.roles else ()),
            language=person.language,
            must_change=person.must_change,
            session=self.digest,
            until=self.begun + LONGEST,
        )


class Sessions:
    """All of them. Use it as a context, on the loop that checks them."""

    def __init__(self, engine: Engine, people: People, now: Callable[[], Instant]) -> None:
        self._engine: Final = engine
        self._people: Final = people
        self._now: Final = now
        self._all: dict[str, Session] = {}
        self._ends: Final = threading.Event()
        self._thread: Final = threading.Thread(target=self._watch, name="sessions", daemon=True)
        self._loop: asyncio.AbstractEventLoop
        self._failed = False

    def __enter__(self) -> Self:
        self._loop = asyncio.get_running_loop()
        persons = {person.name: person for person in self._people.all()}
        with self._engine.connect() as connection:
            for row in connection.execute(select(SESSIONS)):
                session = Session(row.digest, persons[row.user], row.csrf, row.created)
                session.seen = session.stored = row.seen
                self._all[row.digest] = session
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ends.set()
        self._thread.join()

    def find(self, secret: str) -> Session | None:
        """Return the session of the browser that holds *secret*, which is used now."""
        session = self._all.get(_digest(secret))
        if session is None:
            return None
        now = self._now()
        if session.is_over(now) or session.person.disabled:
            self._forget([session])
            return None
        session.seen = now
        return session

    def of(self, user: str) -> list[Session]:
        """Return the sessions of one person, the one used longest ago first."""
        found = [session for session in self._all.values() if session.person.name == user]
        return sorted(found, key=lambda session: session.seen)

    async def begin(self, person: Person) -> tuple[str, Session]:
        """Begin a session; return what the browser is to hold, and the session."""
        secret = secrets.token_urlsafe(32)
        now = self._now()
        session = Session(_digest(secret), person, secrets.token_urlsafe(24), now)
        await self.end(self.of(person.name)[: -MOST_OF_ONE + 1])
        await asyncio.to_thread(self._store, session)
        session.checked = self._now()
        self._all[session.digest] = session
        return secret, session

    async def renew(self, old: Session, person: Person) -> tuple[str, Session]:
        """Begin a session in the place of *old*: its sockets go on, all others' are closed."""
        closers, old.closers = old.closers, set()
        secret, new = await self.begin(person)
        new.closers = closers
        self._forget([session for session in self.of(person.name) if session is not new])
        return secret, new

    async def end(self, sessions: Iterable[Session]) -> None:
        """End *sessions* for good."""
        over = list(sessions)
        self._forget(over)
        if over:
            await asyncio.to_thread(self._remove, [session.digest for session in over])

    def changed(self, person: Person) -> None:
        """Go by what *person* may do from now on."""
        now = self._now()
        for session in self.of(person.name):
            session.take(person, now)
        if person.disabled:
            self.removed(person.name)

    def removed(self, user: str) -> None:
        """Take note that the store has no session of *user* any more."""
        self._forget(self.of(user))

    def _forget(self, sessions: Iterable[Session]) -> None:
        for session in sessions:
            self._all.pop(session.digest, None)
            session.close(ENDED)

    def _store(self, session: Session) -> None:
        with self._engine.begin() as connection:
            connection.execute(
                insert(SESSIONS).values(
                    digest=session.digest,
                    user=session.person.name,
                    csrf=session.csrf,
                    created=session.begun,
                    seen=session.seen,
                )
            )

    def _remove(self, digests: list[str]) -> None:
        with self._engine.begin() as connection:
            connection.execute(delete(SESSIONS).where(SESSIONS.c.digest.in_(digests)))

    def _watch(self) -> None:
        """Look at the store from time to time, and tell it what was used."""
        while not self._ends.wait(LOOK_S):
            if self._all:
                self._try_to(self._look)
        self._try_to(lambda: self._write_seen(0))

    def _try_to(self, work: Callable[[], None]) -> None:
        """Do something with the store; where it fails, what is known here stays good meanwhile."""
        try:
            work()
            self._failed = False
        except (DBAPIError, FirstlineError) as error:
            if not self._failed:
                why = reason(error) if isinstance(error, DBAPIError) else error.message
                structlog.get_logger("web").error("the sessions cannot be stored", why=why)
            self._failed = True

    def _look(self) -> None:
        began = self._now()
        self._write_seen(SEEN_EVERY)
        with self._engine.connect() as connection:
            kept = connection.execute(select(SESSIONS.c.digest, SESSIONS.c.created)).all()
        over = [row.digest for row in kept if row.created < began - LONGEST]
        if over:
            self._remove(over)
        digests = {row.digest for row in kept}.difference(over)
        persons = {person.name: person for person in self._people.all()}
        with suppress(RuntimeError):  # the loop has come to its end meanwhile
            self._loop.call_soon_threadsafe(self._compare, began, digests, persons)

    def _compare(self, began: Instant, digests: set[str], persons: dict[str, Person]) -> None:
        """Go by what the store has said, but where something newer is known here."""
        now = self._now()
        self._forget([session for session in self._all.values() if session.is_over(now)])
        older = [session for session in self._all.values() if session.checked < began]
        self._forget([session for session in older if session.digest not in digests])
        for session in older:
            _renew(session, persons, began)

    def _write_seen(self, every: Duration) -> None:
        now = self._now()
        rows: list[dict[str, Any]] = []
        for session in list(self._all.values()):
            seen = now if session.closers else session.seen
            if seen - session.stored > every:
                session.seen = session.stored = seen
                rows.append({"key": session.digest, "last": seen})
        if not rows:
            return
        with self._engine.begin() as connection:
            for row in rows:
                of_it = update(SESSIONS).where(SESSIONS.c.digest == row["key"])
                connection.execute(of_it.values(seen=row["last"]))


def _renew(session: Session, persons: dict[str, Person], began: Instant) -> None:
    """Let *session* be that of the person as they are now."""
    person = persons.get(session.person.name, session.person)
    if person != session.person:
        session.take(person, began)


def _digest(secret: str) -> str:
    return sha256(secret.encode(errors="surrogateescape")).hexdigest()
