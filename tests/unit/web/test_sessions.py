"""Sessions: they outlive a restart, end in time, and follow what somebody else does to a person."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from sqlalchemy import Engine, select, update

from firstline.domain.time import HOUR, MINUTE, Instant
from firstline.live.database import bring_up_to_date, open_database, sqlite_url
from firstline.live.people import Change, People, Person, new_person
from firstline.live.schema import SESSIONS
from firstline.web.sessions import ENDED, IDLE, LONGEST, MOST_OF_ONE, Session, Sessions

NOW = 1_700_000_000_000_000


class Room:
    """A store, its people, and a clock that is set by hand."""

    def __init__(self, engine: Engine) -> None:
        self.engine: Final = engine
        self.people: Final = People(engine)
        self.now: Instant = NOW
        self.people.add(new_person("kati", ["supervisor"], now=NOW), "purple bicycles sing")

    def sessions(self) -> Sessions:
        """Return the sessions, as a server has them that begins."""
        return Sessions(self.engine, self.people, lambda: self.now)

    def kati(self) -> Person:
        """Return kati as she is."""
        found = self.people.find("kati")
        assert found is not None
        return found

    def stored(self) -> list[str]:
        """Return everything that the store has of sessions, as text."""
        with self.engine.connect() as connection:
            return [repr(row) for row in connection.execute(select(SESSIONS))]


@contextmanager
def room(directory: Path) -> Iterator[Room]:
    """Open a room for the time of a `with`."""
    engine = open_database(sqlite_url(directory))
    with engine.connect() as connection:
        bring_up_to_date(connection)
        connection.commit()
    yield Room(engine)
    engine.dispose()


def test_a_session_outlives_a_restart_and_its_secret_is_not_stored(tmp_path: Path) -> None:
    async def life(place: Room) -> None:
        with place.sessions() as sessions:
            secret, begun = await sessions.begin(place.kati())
        with place.sessions() as sessions:
            found = sessions.find(secret)
            assert found is not None
            assert found.grant == begun.grant
            assert found.is_csrf(begun.csrf)
            assert sessions.find("another") is None
            assert sessions.find("") is None
            assert secret not in "".join(place.stored())

    with room(tmp_path) as place:
        asyncio.run(life(place))


def test_a_session_ends_when_it_is_not_used_and_at_last_even_so(tmp_path: Path) -> None:
    async def life(place: Room) -> None:
        with place.sessions() as sessions:
            idle, _ = await sessions.begin(place.kati())
            busy, _ = await sessions.begin(place.kati())
            place.now = NOW + IDLE - MINUTE
            assert sessions.find(busy) is not None
            place.now = NOW + IDLE + MINUTE
            assert sessions.find(idle) is None
            while place.now < NOW + LONGEST:
                assert sessions.find(busy) is not None
                place.now += HOUR
            place.now = NOW + LONGEST + MINUTE
            assert sessions.find(busy) is None

    with room(tmp_path) as place:
        asyncio.run(life(place))


def test_an_open_page_counts_as_use(tmp_path: Path) -> None:
    async def life(place: Room) -> None:
        with place.sessions() as sessions:
            secret, session = await sessions.begin(place.kati())
            session.closers.add(lambda code: None)
            place.now = NOW + IDLE + MINUTE
            assert sessions.find(secret) is not None

    with room(tmp_path) as place:
        asyncio.run(life(place))


def test_one_person_has_so_many_sessions_at_most(tmp_path: Path) -> None:
    async def life(place: Room) -> None:
        with place.sessions() as sessions:
            first, _ = await sessions.begin(place.kati())
            for _ in range(MOST_OF_ONE):
                place.now += 1
                await sessions.begin(place.kati())
            assert sessions.find(first) is None
            assert len(sessions.of("kati")) == MOST_OF_ONE
            assert len(place.stored()) == MOST_OF_ONE

    with room(tmp_path) as place:
        asyncio.run(life(place))


async def comes_true(sessions: Sessions, place: Room, what: str) -> None:
    """Wait until the sessions have seen what was done to the store by somebody else."""
    async with asyncio.timeout(8):
        while repr([session.grant.roles for session in sessions.of("kati")]) != what:
            place.now += 1
            await asyncio.sleep(0.05)


def test_what_another_process_does_to_a_person_is_seen_soon(tmp_path: Path) -> None:
    async def life(place: Room) -> None:
        with place.sessions() as sessions:
            _, session = await sessions.begin(place.kati())
            closed: list[int] = []
            session.closers.add(closed.append)
            place.now += 1
            await asyncio.to_thread(place.people.change, "kati", Change(roles=("manager",)))
            await comes_true(sessions, place, "[frozenset({'manager'})]")
            await asyncio.to_thread(place.people.reset, "kati")
            await comes_true(sessions, place, "[]")
            assert closed[-1] == ENDED

    with room(tmp_path) as place:
        asyncio.run(life(place))


def test_a_store_that_fails_for_a_while_ends_no_session(tmp_path: Path) -> None:
    async def life(place: Room) -> None:
        with place.sessions() as sessions:
            secret, _ = await sessions.begin(place.kati())
            place.now += 1
            with place.engine.begin() as connection:
                connection.exec_driver_sql("ALTER TABLE sessions RENAME TO elsewhere")
            await asyncio.sleep(2.5)
            assert sessions.find(secret) is not None
            with place.engine.begin() as connection:
                connection.exec_driver_sql("ALTER TABLE elsewhere RENAME TO sessions")

    with room(tmp_path) as place:
        asyncio.run(life(place))


def test_when_a_session_was_used_is_stored(tmp_path: Path) -> None:
    async def life(place: Room) -> None:
        with place.sessions() as sessions:
            secret, _ = await sessions.begin(place.kati())
            place.now = NOW + HOUR
            sessions.find(secret)
        with place.engine.connect() as connection:
            assert connection.scalar(select(SESSIONS.c.seen)) == NOW + HOUR
        with place.engine.begin() as connection:
            connection.execute(update(SESSIONS).values(seen=NOW - IDLE))
        with place.sessions() as sessions:
            assert sessions.find(secret) is None

    with room(tmp_path) as place:
        asyncio.run(life(place))


def test_a_session_in_the_place_of_another_keeps_its_sockets(tmp_path: Path) -> None:
    async def life(place: Room) -> None:
        with place.sessions() as sessions:
            _, other = await sessions.begin(place.kati())
            secret, old = await sessions.begin(place.kati())
            closed: list[tuple[Session, int]] = []
            old.closers.add(lambda code: closed.append((old, code)))
            other.closers.add(lambda code: closed.append((other, code)))
            await asyncio.to_thread(place.people.choose, "kati", "eleven quiet lamps")
            _, new = await sessions.renew(old, place.kati())
            assert closed == [(other, ENDED)]
            assert sessions.find(secret) is None
            assert sessions.of("kati") == [new]
            assert len(place.stored()) == 1

    with room(tmp_path) as place:
        asyncio.run(life(place))
