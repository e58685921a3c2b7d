"""The house: opened and closed as a whole."""

import asyncio
import threading
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError

from firstline.errors import FailureError
from firstline.live.database import sqlite_url
from firstline.live.store import Store
from firstline.web.house import House


def test_it_leaves_nothing_behind(tmp_path: Path) -> None:
    async def life() -> None:
        Store(sqlite_url(tmp_path)).close()
        with House(tmp_path, sqlite_url(tmp_path), lambda: 0) as house:
            house.audit.note(None, "", "POST", "/")
            assert await house.clerk.do(house.people.is_empty)
        with House(tmp_path, sqlite_url(tmp_path), lambda: 0) as house:
            assert len(house.audit.page(None, 10)) == 1

    before = threading.active_count()
    asyncio.run(life())
    assert threading.active_count() == before


def test_it_does_not_open_without_its_store(tmp_path: Path) -> None:
    async def life() -> None:
        House(tmp_path, sqlite_url(tmp_path), lambda: 0).__enter__()

    before = threading.active_count()
    with pytest.raises((FailureError, OperationalError)):
        asyncio.run(life())
    assert threading.active_count() == before
