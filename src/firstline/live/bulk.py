"""Many rows in one statement, from one JSON text: the database reads it, not the interpreter.

Row by row, each step gives the interpreter's lock away and waits for it anew, and a busy thread
holds it for milliseconds; in one statement a batch waits once, however long it is.
"""

from typing import Any, Final

from sqlalchemy import BigInteger, Boolean, Column, Integer, Table

ROWS: Final = "rows"
"The parameter that holds the JSON text: an array of objects."
OBJECT: Final = "what"
"A field that is an object itself, where rows have one."
_POSTGRES: Final = "postgresql"


def insert(table: Table, dialect: str, given: dict[str, str] | None = None) -> str:
    """Return the statement that inserts every object's fields into the columns of their names.

    *given* holds the columns that come from elsewhere, and the SQL for each.
    """
    given = given or {}
    own = [column for column in table.columns if column.name not in given]
    names = ", ".join(_quoted(column) for column in table.columns)
    values = ", ".join(
        given.get(column.name) or _field(column, dialect) for column in table.columns
    )
    return f"INSERT INTO {table.name} ({names}) SELECT {values} FROM {_source(own, dialect)}"


def upsert(table: Table, dialect: str, given: dict[str, str] | None = None) -> str:
    """Return `insert`, in which a row with the same key takes the new values."""
    keys = ", ".join(_quoted(column) for column in table.primary_key.columns)
    news = ", ".join(
        f"{_quoted(column)} = excluded.{_quoted(column)}"
        for column in table.columns
        if not column.primary_key
    )
    # Without the WHERE, SQLite would take ON for the beginning of a join.
    return f"{insert(table, dialect, given)} WHERE true ON CONFLICT ({keys}) DO UPDATE SET {news}"


def of_object(column: Column[Any], dialect: str) -> str:
    """Return the SQL for the column's value, taken out of the row's OBJECT."""
    if dialect != _POSTGRES:
        return f"json_extract(value, '$.{OBJECT}.{column.name}')"
    return f"(value.{OBJECT} ->> '{column.name}')::{_cast(column)}"


def object_text(dialect: str) -> str:
    """Return the SQL for the row's OBJECT, as JSON text."""
    return f"json_extract(value, '$.{OBJECT}')" if dialect != _POSTGRES else f"value.{OBJECT}::text"


def parameter(name: str, dialect: str) -> str:
    """Return how the dialect's driver marks a parameter."""
    return f":{name}" if dialect != _POSTGRES else f"%({name})s"


def _field(column: Column[Any], dialect: str) -> str:
    if dialect != _POSTGRES:
        return f"json_extract(value, '$.{column.name}')"
    return f"value.{_quoted(column)}"


def _source(own: list[Column[Any]], dialect: str) -> str:
    if dialect != _POSTGRES:
        return f"json_each({parameter(ROWS, dialect)})"
    fields = ", ".join(f"{_quoted(column)} {_cast(column)}" for column in own)
    rows = f"json_to_recordset(CAST({parameter(ROWS, dialect)} AS json))"
    return f"{rows} AS value({fields}, {OBJECT} json)"


def _cast(column: Column[Any]) -> str:
    kind = column.type
    if isinstance(kind, Boolean):
        return "boolean"
    if isinstance(kind, BigInteger):
        return "bigint"
    return "integer" if isinstance(kind, Integer) else "text"


def _quoted(column: Column[Any]) -> str:
    return f'"{column.name}"'
