"""Older entries from the store: by number, by kind, never more than is asked for."""

from pathlib import Path

import pytest

from firstline.errors import FailureError
from firstline.live.database import sqlite_url
from firstline.live.feed_store import StoredFeed
from kit.journals import Traffic
from kit.stores import begun, fill


def test_entries_are_read_by_number_and_kind(tmp_path: Path) -> None:
    url = sqlite_url(tmp_path)
    entries = Traffic(2).go_on(200)
    with begun(url) as (store, run):
        feed = StoredFeed(url, None)
        assert (feed.last(), feed.items(0, 10, 10)) == (0, [])
        fill(store, run, entries)
        assert feed.last() == len(entries)
        assert [item.seq for item in feed.items(5, 9, 100)] == [6, 7, 8, 9]
        assert [item.seq for item in feed.items(5, 900, 3)] == [6, 7, 8]
        rings = feed.items(0, len(entries), 1_000, frozenset({"Ring"}))
        assert [item.seq for item in rings] == [
            entry.seq for entry in entries if type(entry.what).__name__ == "Ring"
        ]
        feed.close()


def test_a_store_that_is_away_is_said_to_be(tmp_path: Path) -> None:
    with pytest.raises(FailureError):
        StoredFeed(sqlite_url(tmp_path / "nowhere"), None).items(0, 1, 1)
