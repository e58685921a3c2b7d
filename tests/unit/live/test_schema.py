"""The tables hold what the records have, field by field."""

import msgspec
import pytest
from msgspec import Struct
from sqlalchemy import Table

from firstline.journal.records import Contact, Segment, Stint
from firstline.live.schema import CONTACTS, SEGMENTS, STINTS


@pytest.mark.parametrize(
    ("table", "record"), [(CONTACTS, Contact), (SEGMENTS, Segment), (STINTS, Stint)]
)
def test_a_table_has_a_column_for_every_field_of_its_record(
    table: Table, record: type[Struct]
) -> None:
    names = [column.name for column in table.columns if column.name != "run"]
    fields = {field.name: field for field in msgspec.structs.fields(record)}
    assert names == list(fields)
    for name, field in fields.items():
        assert table.columns[name].nullable == ("None" in str(field.type)), name
