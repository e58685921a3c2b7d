"""The people who work in the browser: names, roles, passwords, in the store.

Everything here waits, for the store or for a password's check: never call it from the loop. It
knows neither sessions nor HTTP, and nothing of what a role allows.
"""

import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, Final

import msgspec
from sqlalchemy import Connection, Engine, Row, delete, insert, select, update
from sqlalchemy.exc import DBAPIError

from firstline.domain.time import Instant
from firstline.errors import FailureError, InputError, Said
from firstline.live.database import bring_up_to_date, is_up_to_date, open_database, reason, told
from firstline.live.passwords import (
    check_in_vain,
    checked_password,
    is_dated,
    is_right,
    kept_form,
    one_time_password,
)
from firstline.live.schema import SESSIONS, USERS

AGENT: Final = "agent"
ADMINISTRATOR: Final = "administrator"
ROLES: Final = (AGENT, "supervisor", "manager", ADMINISTRATOR)
LANGUAGES: Final = ("en", "hu")
"""In which the pages speak."""
FIRST: Final = "admin"
"""The name of the first of all."""
FIRST_ROLES: Final = ("supervisor", "manager", ADMINISTRATOR)

MOST: Final = 5_000
"""People who may sign in."""
NAME_AT_MOST: Final = 64
"""Characters of a name."""


class Person(msgspec.Struct, frozen=True):
    """Somebody who may sign in."""

    name: str
    roles: tuple[str, ...]
    agent: str
    "The agent of the plan whom this person is; empty: none."
    language: str
    "In which the pages speak; empty: the browser's own."
    must_change: bool
    "The password was given by somebody else, and is good for nothing but choosing another."
    disabled: bool
    created: Instant


class Change(msgspec.Struct, frozen=True):
    """What is to be another with a person; None: it stays."""

    roles: tuple[str, ...] | None = None
    agent: str | None = None
    language: str | None = None
    disabled: bool | None = None


class People:
    """All of them. Raises InputError for what cannot be, FailureError where the store fails."""

    def __init__(self, engine: Engine) -> None:
        self._engine: Final = engine

    def all(self) -> list[Person]:
        """Return everybody, by name."""
        with self._reading() as connection:
            return [
                _person(row) for row in connection.execute(select(USERS).order_by(USERS.c.name))
            ]

    def find(self, name: str) -> Person | None:
        """Return the one called *name*."""
        row = self._row(name)
        return None if row is None else _person(row)

    def is_empty(self) -> bool:
        """Return whether nobody is known yet."""
        with self._reading() as connection:
            return connection.scalar(select(USERS.c.name).limit(1)) is None

    def add(self, person: Person, password: str = "") -> str:
        """Add a person, and return a one-time password; or, with a *password* of theirs, that."""
        made = checked_password(password, person.name) if password else one_time_password()
        kept = kept_form(made)
        with self._alone() as connection:
            known = {row.name for row in connection.execute(select(USERS.c.name))}
            if person.name in known:
                raise InputError(
                    Said("There is already a {person!r}.", person=person.name),
                    "Choose another name.",
                )
            if len(known) >= MOST:
                raise InputError(
                    Said("There are already {most} people.", most=MOST), "Remove who has left."
                )
            connection.execute(
                insert(USERS).values(
                    name=person.name,
                    roles=_json(person.roles),
                    agent=person.agent,
                    language=person.language,
                    password=kept,
                    must_change=not password,
                    disabled=person.disabled,
                    created=person.created,
                )
            )
        return made

    def add_first(self, now: Instant) -> str | None:
        """Where there is nobody yet, add an administrator; return the one-time password."""
        if not self.is_empty():
            return None
        return self.add(new_person(FIRST, FIRST_ROLES, now=now))

    def change(self, name: str, change: Change) -> Person:
        """Change what *change* says, and return the person as they are then."""
        with self._alone() as connection:
            before = _known(connection, name)
            values = {k: v for k, v in msgspec.structs.asdict(change).items() if v is not None}
            after = _checked(msgspec.structs.replace(before, **values))
            if after.disabled or ADMINISTRATOR not in after.roles:
                _keep_an_administrator(connection, name)
            connection.execute(
                update(USERS)
                .where(USERS.c.name == name)
                .values(
                    roles=_json(after.roles),
                    agent=after.agent,
                    language=after.language,
                    disabled=after.disabled,
                )
            )
            if after.disabled:
                connection.execute(delete(SESSIONS).where(SESSIONS.c.user == name))
        return after

    def reset(self, name: str) -> str:
        """Give *name* a one-time password, end all their sessions, and return it."""
        password = one_time_password()
        self._set(name, password, must_change=True)
        return password

    def choose(self, name: str, password: str) -> None:
        """Let *name* have the *password* that they chose; all their sessions end."""
        self._set(name, checked_password(password, name), must_change=False)

    def remove(self, name: str) -> None:
        """Forget a person, and end all their sessions."""
        with self._alone() as connection:
            _known(connection, name)
            _keep_an_administrator(connection, name)
            connection.execute(delete(SESSIONS).where(SESSIONS.c.user == name))
            connection.execute(delete(USERS).where(USERS.c.name == name))

    def verify(self, name: str, password: str) -> Person | None:
        """Return the one called *name* if that is the password. Takes as long if it is not."""
        row = self._row(name)
        if row is None:
            check_in_vain(password)
            return None
        if not is_right(row.password, password) or row.disabled:
            return None
        if is_dated(row.password):
            anew = kept_form(password)
            with self._alone() as connection:
                same = update(USERS).where(USERS.c.name == name, USERS.c.password == row.password)
                connection.execute(same.values(password=anew))
        return _person(row)

    def _set(self, name: str, password: str, *, must_change: bool) -> None:
        kept = kept_form(password)
        with self._alone() as connection:
            _known(connection, name)
            connection.execute(
                update(USERS)
                .where(USERS.c.name == name)
                .values(password=kept, must_change=must_change)
            )
            connection.execute(delete(SESSIONS).where(SESSIONS.c.user == name))

    def _row(self, name: str) -> Row[Any] | None:
        with self._reading() as connection:
            return connection.execute(select(USERS).where(USERS.c.name == name)).one_or_none()

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        try:
            with self._engine.connect() as connection:
                yield connection
        except DBAPIError as error:
            raise _failure(error) from error

    @contextmanager
    def _alone(self) -> Iterator[Connection]:
        """Change people; nobody else does meanwhile, nor counts administrators."""
        try:
            with self._engine.begin() as connection:
                # SQLite: takes the right to write. PostgreSQL: locks every person's row.
                connection.execute(update(USERS).values(name=USERS.c.name))
                yield connection
        except DBAPIError as error:
            raise _failure(error) from error


@contextmanager
def people_in(url: str) -> Iterator[People]:
    """Open the store at *url* for the time of a `with`; its tables are made if nobody has yet."""
    engine = open_database(url)
    try:
        with told(url), engine.connect() as connection:
            if not is_up_to_date(connection):
                bring_up_to_date(connection)
                connection.commit()
        yield People(engine)
    finally:
        engine.dispose()


def new_person(
    name: str,
    roles: Iterable[str],
    *,
    agent: str = "",
    language: str = "",
    now: Instant,
) -> Person:
    """Return a person as they can be; raise InputError if they cannot."""
    return _checked(
        Person(
            name=signing_name(name),
            roles=tuple(sorted(set(roles), key=_rank)),
            agent=agent,
            language=language,
            must_change=True,
            disabled=False,
            created=now,
        )
    )


def signing_name(text: str) -> str:
    """Return *text* as one signs in: in lower case, and one way to write it."""
    return unicodedata.normalize("NFKC", text.strip()).lower()


def _checked(person: Person) -> Person:
    _check_name(person.name)
    _check_roles(person.roles)
    if (AGENT in person.roles) != bool(person.agent):
        raise InputError(
            "The role `agent` and the name of an agent of the plan belong together.",
            "Give both, or neither.",
        )
    if person.language not in {"", *LANGUAGES}:
        raise InputError(
            Said("The pages do not speak {language!r}.", language=person.language),
            Said("Languages: {known}.", known=LANGUAGES),
        )
    return person


def _check_name(name: str) -> None:
    letters = name.replace(".", "").replace("-", "").replace("_", "")
    if not letters.isalnum() or not name[0].isalnum() or len(name) > NAME_AT_MOST:
        raise InputError(
            Said("{name!r} is no name to sign in with.", name=name[:NAME_AT_MOST]),
            Said("Up to {most} letters and digits, and . - _ between them.", most=NAME_AT_MOST),
        )


def _check_roles(roles: tuple[str, ...]) -> None:
    remedy = Said("Roles: {roles}.", roles=ROLES)
    if not roles:
        raise InputError("Somebody without a role can do nothing.", remedy)
    for role in roles:
        if role not in ROLES:
            raise InputError(Said("There is no role {role!r}.", role=role), remedy)


def _keep_an_administrator(connection: Connection, but: str) -> None:
    """Refuse where nobody *but* that one could administer."""
    others = connection.execute(select(USERS).where(USERS.c.name != but, ~USERS.c.disabled))
    if all(ADMINISTRATOR not in _person(row).roles for row in others):
        if ADMINISTRATOR not in _known(connection, but).roles:
            return
        raise InputError(
            Said("{but!r} is the last administrator.", but=but),
            "Make somebody else an administrator first.",
        )


def _known(connection: Connection, name: str) -> Person:
    row = connection.execute(select(USERS).where(USERS.c.name == name)).one_or_none()
    if row is None:
        raise UnknownPersonError(name)
    return _person(row)


class UnknownPersonError(InputError):
    """There is nobody of that name."""

    def __init__(self, name: str) -> None:
        super().__init__(
            Said("There is nobody called {name!r}.", name=name), "See firstline user list."
        )


def _person(row: Row[Any]) -> Person:
    return Person(
        name=row.name,
        roles=tuple(msgspec.json.decode(row.roles, type=list[str])),
        agent=row.agent,
        language=row.language,
        must_change=row.must_change,
        disabled=row.disabled,
        created=row.created,
    )


def _json(roles: tuple[str, ...]) -> str:
    return msgspec.json.encode(roles).decode()


def _rank(role: str) -> int:
    return ROLES.index(role) if role in ROLES else len(ROLES)


def _failure(error: DBAPIError) -> FailureError:
    return FailureError(
        Said("The store of people cannot be used: {why}.", why=reason(error)),
        "See that the disk has room and the database server runs, then try again.",
    )
