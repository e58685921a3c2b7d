"""The versions of the plan: each is written once, and never changed or deleted.

What is brought in from the plan's file is a version like those that people publish. Every method
reads or writes the database: not from the loop. It knows nothing of what a plan says.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from typing import Any, Final

from msgspec import Struct
from sqlalchemy import Connection, Select, func, insert, select
from sqlalchemy.exc import IntegrityError

from firstline.domain.time import Instant
from firstline.errors import InputError, Said
from firstline.live.database import open_database, told
from firstline.live.schema import PLAN_VERSIONS

IMPORTER: Final = "file"
"Who has published what was brought in from the plan's file."
LISTED: Final = 500
"Versions in a list: the newest."


class PlanVersion(Struct, frozen=True):
    """One version, as it was published."""

    version: int
    text: str
    digest: str
    "SHA-256 of the text."
    note: str
    by: str
    "user:NAME, token:ID, or `file`."
    based_on: int | None
    "The version that was changed; None: it was brought in from the plan's file."
    published: Instant


class OutdatedError(InputError):
    """Somebody else has published in the meantime."""

    def __init__(self, based_on: int, newest: int) -> None:
        super().__init__(
            Said(
                "This is based on version {based_on}, but version {newest} is the newest.",
                based_on=based_on,
                newest=newest,
            ),
            "Look at the newest version, and put your changes into it.",
        )
        self.newest: Final = newest


class PlanVersions:
    """All versions in one database."""

    def __init__(self, url: str) -> None:
        self._url: Final = url
        self._engine: Final = open_database(url)

    def newest(self) -> PlanVersion | None:
        """Return the version that was published last."""
        return self._first(_newest_first())

    def imported(self) -> PlanVersion | None:
        """Return what was last brought in from the plan's file."""
        return self._first(_newest_first().where(PLAN_VERSIONS.c.based_on.is_(None)))

    def one(self, version: int) -> PlanVersion | None:
        """Return the version with a number."""
        return self._first(_newest_first().where(PLAN_VERSIONS.c.version == version))

    def listed(self) -> list[PlanVersion]:
        """Return the newest versions, the last one first."""
        with self._connected() as connection:
            return [_version(row) for row in connection.execute(_newest_first().limit(LISTED))]

    def bring_in(self, text: str, note: str, at: Instant) -> PlanVersion:
        """Publish what stands in the plan's file."""
        with self._connected() as connection:
            number = _last(connection) + 1
            return _written(connection, _made(number, text, note, IMPORTER, None, at))

    def publish(self, text: str, note: str, by: str, *, based_on: int, at: Instant) -> PlanVersion:
        """Publish a new version. Raises OutdatedError unless it is based on the newest."""
        with self._connected() as connection:
            last = _last(connection)
            if based_on != last:
                raise OutdatedError(based_on, last)
            try:
                return _written(connection, _made(last + 1, text, note, by, based_on, at))
            except IntegrityError as error:  # somebody was faster by a hair
                connection.rollback()
                raise OutdatedError(based_on, _last(connection)) from error

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    def _first(self, query: Select[Any]) -> PlanVersion | None:
        with self._connected() as connection:
            row = connection.execute(query.limit(1)).one_or_none()
            return None if row is None else _version(row)

    @contextmanager
    def _connected(self) -> Iterator[Connection]:
        with told(self._url), self._engine.connect() as connection:
            yield connection


def _newest_first() -> Select[Any]:
    return select(PLAN_VERSIONS).order_by(PLAN_VERSIONS.c.version.desc())


def _last(connection: Connection) -> int:
    return connection.scalar(select(func.max(PLAN_VERSIONS.c.version))) or 0


def _made(
    number: int, text: str, note: str, by: str, based_on: int | None, at: Instant
) -> PlanVersion:
    digest = sha256(text.encode()).hexdigest()
    return PlanVersion(number, text, digest, note, by, based_on, at)


def _written(connection: Connection, version: PlanVersion) -> PlanVersion:
    connection.execute(
        insert(PLAN_VERSIONS).values(
            {name: getattr(version, name) for name in PlanVersion.__struct_fields__}
        )
    )
    connection.commit()
    return version


def _version(row: Any) -> PlanVersion:
    return PlanVersion(**row._asdict())
