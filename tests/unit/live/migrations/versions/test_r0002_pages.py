"""What was recorded before the second revision can still be read after it, and after going back."""

from collections.abc import Callable

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, text

from firstline.live.archive import Archive, Wanted
from firstline.live.database import MIGRATIONS, bring_up_to_date, open_database

CONTACT = """
INSERT INTO contacts (run, call, seq, calling, dialled, arrived, language, keys, stream, service,
    urgency, ended_by, refused, ringing_at_end, redial_kept, recorded, transfers, returns, consults,
    offers, missed, agent, team, talk, hold, wrap_up, wrap_up_code)
VALUES (1, 7, 3, '+361', '3000', 5, 'hu', '11', 'new', 'cards', 'first', 'caller', '',
    false, false, true, 0, 0, 0, 1, 0, 'anna', 'front', 9, 0, 0, 'sold')
"""
SEGMENT = """
INSERT INTO segments (id, call, ordinal, kind, holder, team, stream, urgency, began, "end", initial,
    previous, next, offers, missed, ringing, talk, hold, wrap_up, wrap_up_code, slip_by,
    slip_reason, slip_note)
VALUES ('7.1', 7, 1, 'talk', 'anna', 'front', 'new', 'first', 5, 'caller', '7.1', '', '', 0, 0, 0,
    9, 0, 0, 'sold', '', '', '')
"""


def to_first_revision(connection: Connection, move: Callable[[Config, str], None]) -> None:
    """Move to the first revision, by an upgrade or a downgrade."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    move(config, "0001")
    connection.commit()


def test_records_of_before_say_nothing_in_the_new_columns(url: str) -> None:
    engine = open_database(url)
    with engine.connect() as connection:
        to_first_revision(connection, command.upgrade)
        connection.execute(text(CONTACT))
        connection.execute(text(SEGMENT))
        connection.commit()
        bring_up_to_date(connection)
        connection.commit()
        (contact,) = Archive(connection).contacts(Wanted(number=7))
        (segment,) = Archive(connection).segments(Wanted(number=7))
    engine.dispose()
    assert (contact.call, contact.wrap_up_code, contact.note) == (7, "sold", "")
    assert (segment.talk, segment.note, segment.conference, segment.supervisors) == (
        9,
        "",
        False,
        "",
    )


def test_going_back_keeps_what_the_first_revision_knows(url: str) -> None:
    engine = open_database(url)
    with engine.connect() as connection:
        bring_up_to_date(connection)
        connection.execute(text(CONTACT))
        connection.execute(text(SEGMENT))
        connection.commit()
        to_first_revision(connection, command.downgrade)
        assert connection.scalar(text("SELECT agent FROM contacts")) == "anna"
        assert connection.scalar(text("SELECT holder FROM segments")) == "anna"
    engine.dispose()
