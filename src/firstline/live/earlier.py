"""Earlier contacts of a caller, as an agent wants to see them: the newest few of the same number.

It reads the store: not from the loop.
"""

from typing import Final

from msgspec import Struct
from sqlalchemy import select

from firstline.journal.told import iso
from firstline.live.database import open_database, told
from firstline.live.schema import CONTACTS

SHOWN: Final = 5
"Earlier contacts at a desk."


class EarlierContact(Struct, frozen=True):
    """One of them."""

    call: int
    arrived: str
    stream: str
    outcome: str
    agent: str
    code: str
    note: str


class EarlierContacts:
    """Finds them."""

    def __init__(self, url: str) -> None:
        self._url: Final = url
        self._engine: Final = open_database(url)

    def of(self, calling: str, call: int) -> tuple[EarlierContact, ...]:
        """Return the newest contacts from *calling* before *call*, the newest first."""
        columns = CONTACTS.c
        query = (
            select(CONTACTS)
            .where(columns.calling == calling, columns.call < call)
            .order_by(columns.call.desc())
            .limit(SHOWN)
        )
        with told(self._url), self._engine.connect() as connection:
            rows = connection.execute(query).all()
        return tuple(
            EarlierContact(
                call=row.call,
                arrived=iso(row.arrived),
                stream=row.stream,
                outcome=row.outcome or "",
                agent=row.agent,
                code=row.wrap_up_code,
                note=row._mapping.get("note", ""),
            )
            for row in rows
        )

    def close(self) -> None:
        """Let the store go; it is opened again where it is needed."""
        self._engine.dispose()
