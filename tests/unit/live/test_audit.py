"""The audit: noted at once, written soon, and no act waits for it."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

import pytest
from sqlalchemy import Engine, insert

from firstline.domain.time import DAY
from firstline.live.audit import KEPT, WAITING_AT_MOST, WORDS_AT_MOST, Audit
from firstline.live.database import bring_up_to_date, open_database
from firstline.live.schema import AUDIT

NOW = 1_700_000_000_000_000


@dataclass(frozen=True)
class Kati:
    """Somebody who acts."""

    who: str = "user:kati"


@pytest.fixture
def engine(url: str) -> Iterator[Engine]:
    made = open_database(url)
    with made.connect() as connection:
        bring_up_to_date(connection)
        connection.commit()
    yield made
    made.dispose()


def test_what_is_noted_is_read_the_newest_first_page_by_page(engine: Engine) -> None:
    clock = count(NOW)
    with Audit(engine, lambda: next(clock)) as audit:
        for number in range(5):
            audit.note(Kati(), "192.0.2.1", "POST", f"/calls/{number}")
        audit.note(None, "192.0.2.2", "sign-in", "somebody unknown", "401 wrong")
    newest = audit.page(None, 2)
    assert [(note.who, note.about, note.outcome) for note in newest] == [
        ("", "somebody unknown", "401 wrong"),
        ("user:kati", "/calls/4", "done"),
    ]
    assert [note.about for note in audit.page(newest[-1].id, 2)] == ["/calls/3", "/calls/2"]


def test_what_is_old_is_forgotten(engine: Engine) -> None:
    with engine.begin() as connection:
        for at in (NOW - KEPT - DAY, NOW - KEPT + DAY):
            old = {"who": "", "client": "", "act": "", "about": str(at), "outcome": ""}
            connection.execute(insert(AUDIT).values(at=at, **old))
    with Audit(engine, lambda: NOW) as audit:
        audit.note(None, "", "", "")
    assert len(audit.page(None, 10)) == 2


def test_what_comes_from_outside_is_kept_short_and_on_one_line(engine: Engine) -> None:
    with Audit(engine, lambda: NOW) as audit:
        audit.note(None, "x", "POST", "/a\nb\0\x1b[2J" + "y" * 5_000)
    (note,) = audit.page(None, 10)
    assert note.about.isprintable()
    assert len(note.about) == WORDS_AT_MOST


def test_a_store_that_fails_holds_nobody_up_and_loses_only_what_has_no_room(url: str) -> None:
    engine = open_database(url)  # without its tables
    with Audit(engine, lambda: NOW) as audit:
        for _ in range(WAITING_AT_MOST * 2):
            audit.note(None, "", "POST", "/")
    assert audit.lost >= WAITING_AT_MOST
    engine.dispose()
