"""Known callers: kept in the store, found by number however it is written, bounded in memory."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import create_engine, text

from firstline.live.callers_known import REMEMBERED, KnownCaller, KnownCallers
from firstline.live.store import Store

EVA = KnownCaller("Kovács Éva", "Has two cards.", "hu")


@pytest.fixture
def callers(url: str) -> Iterator[KnownCallers]:
    """Return the callers of a store that has its tables."""
    Store(url).close()
    known = KnownCallers(url)
    yield known
    known.close()


def test_a_caller_is_kept_replaced_and_forgotten(callers: KnownCallers, url: str) -> None:
    assert callers.find("+36301234567") is None
    callers.tell("+36 (30) 123-4567", EVA, 1)
    assert callers.find("+36301234567") == EVA
    another = KnownCallers(url)
    assert another.find("+36 30 123 4567") == EVA
    another.tell("+36301234567", KnownCaller("Ádám"), 2)
    another.close()
    afresh = KnownCallers(url)
    assert afresh.find("+36301234567") == KnownCaller("Ádám")
    assert (afresh.forget("+36301234567"), afresh.forget("+36301234567")) == (True, False)
    assert afresh.find("+36301234567") is None
    afresh.close()


def test_what_is_asked_again_is_not_read_again(callers: KnownCallers, url: str) -> None:
    callers.find("+361")
    callers.tell("+362", EVA, 1)
    engine = create_engine(url.replace("postgresql://", "postgresql+psycopg://"))
    with engine.begin() as connection:
        connection.execute(text("DELETE FROM known_callers"))
    engine.dispose()
    assert (callers.find("+361"), callers.find("+362")) == (None, EVA)


def test_not_everybody_is_remembered(tmp_path: object, url: str) -> None:
    Store(url).close()
    known = KnownCallers(url)
    for number in range(0, REMEMBERED + 300, 7):
        known._changed(str(number), None)
    assert len(known._cache) <= REMEMBERED
    for number in range(REMEMBERED + 5):
        known._changed(str(number), EVA)
    assert len(known._cache) == REMEMBERED
    known.close()


def test_many_threads_may_ask(callers: KnownCallers) -> None:
    def ask(number: int) -> KnownCaller | None:
        if number % 3 == 0:
            callers.tell(f"+36{number % 5}", EVA, number)
        return callers.find(f"+36{number % 5}")

    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(ask, range(60)))
    assert found.count(EVA) > 20
