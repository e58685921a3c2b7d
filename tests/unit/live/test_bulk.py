"""Rows that go in as JSON come out as they were, in both dialects."""

from collections.abc import Iterator

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from firstline.journal.records import Contact, Segment, Stint
from firstline.live import bulk
from firstline.live.archive import ArchiveReader, Wanted
from firstline.live.database import bring_up_to_date, open_database
from firstline.live.schema import CONTACTS, SEGMENTS, STINTS
from kit.entries import of_struct

_ON_ONE_DATABASE = settings(
    max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


class Table:
    """A database in which records are put."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.engine = open_database(url)
        with self.engine.connect() as connection:
            bring_up_to_date(connection)
            connection.commit()

    def put(self, contacts: list[Contact], segments: list[Segment], stints: list[Stint]) -> None:
        """Insert records, or change them."""
        dialect = self.engine.dialect.name
        run = {"run": bulk.parameter("run", dialect)}
        with self.engine.begin() as connection:
            for statement, rows in (
                (bulk.upsert(CONTACTS, dialect, run), contacts),
                (bulk.upsert(SEGMENTS, dialect), segments),
                (bulk.upsert(STINTS, dialect), stints),
            ):
                values = {bulk.ROWS: msgspec.json.encode(rows).decode(), "run": 1}
                connection.exec_driver_sql(statement, values)


@pytest.fixture
def table(url: str) -> Iterator[Table]:
    """Return a database with empty tables."""
    made = Table(url)
    yield made
    made.engine.dispose()


@_ON_ONE_DATABASE
@given(
    st.data(),
    st.lists(of_struct(Contact), max_size=5, unique_by=lambda contact: contact.call),
)
def test_records_survive_being_stored(
    table: Table, data: st.DataObject, contacts: list[Contact]
) -> None:
    drawn = [data.draw(of_struct(Segment)) for _ in contacts]
    segments = [
        msgspec.structs.replace(segment, call=contact.call)
        for segment, contact in zip(drawn, contacts, strict=True)
    ]
    table.put(contacts, segments, [])
    with ArchiveReader(table.url) as archive:
        for contact, segment in zip(contacts, segments, strict=True):
            wanted = Wanted(number=contact.call)
            assert archive.contacts(wanted) == [contact]
            assert segment in archive.segments(wanted)


@_ON_ONE_DATABASE
@given(of_struct(Stint))
def test_a_row_with_the_same_key_takes_the_new_values(table: Table, stint: Stint) -> None:
    table.put([], [], [stint])
    ended = msgspec.structs.replace(stint, ended=stint.began + 1, reason="other")
    table.put([], [], [ended])
    with ArchiveReader(table.url) as archive:
        assert ended in archive.stints(0, stint.began + 1)
