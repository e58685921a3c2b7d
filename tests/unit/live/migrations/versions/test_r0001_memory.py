"""The revisions lead to the tables as they are declared, and away again."""

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, inspect

from firstline.live.database import MIGRATIONS, bring_up_to_date, open_database
from firstline.live.schema import METADATA


def test_the_revisions_make_the_tables_that_are_declared(url: str) -> None:
    engine = open_database(url)
    with engine.connect() as connection:
        bring_up_to_date(connection)
        connection.commit()
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "compare_server_default": True}
        )
        assert compare_metadata(context, METADATA) == []
        made = {table: _keys(connection, table) for table in METADATA.tables}
        assert made == {
            name: [column.name for column in table.primary_key]
            for name, table in METADATA.tables.items()
        }
    engine.dispose()


def test_the_revisions_can_be_taken_back(url: str) -> None:
    engine = open_database(url)
    with engine.connect() as connection:
        bring_up_to_date(connection)
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        config.attributes["connection"] = connection
        command.downgrade(config, "base")
        connection.commit()
        assert set(inspect(connection).get_table_names()) == {"alembic_version"}
    engine.dispose()


def _keys(connection: Connection, table: str) -> list[str]:
    return list(inspect(connection).get_pk_constraint(table)["constrained_columns"])
