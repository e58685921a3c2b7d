"""Entries as the feed tells them: number, instant, kind and name first, and then the body."""

import json

import msgspec
from hypothesis import given

from firstline.journal.entry import Entry, event_of
from firstline.live.feed_form import item_in, item_of
from kit.entries import any_entry
from kit.journals import Traffic


@given(any_entry())
def test_any_entry_is_told_whole(entry: Entry) -> None:
    entry = Entry(entry.seq, 1_767_225_600_123_456, entry.what)
    told = json.loads(item_of(entry).text)
    assert list(told)[:4] == ["seq", "at", "kind", "name"]
    assert (told.pop("seq"), told.pop("at")) == (entry.seq, "2026-01-01T00:00:00.123456Z")
    assert told.pop("kind") == ("command" if event_of(entry) is None else "event")
    assert told == json.loads(msgspec.json.encode(entry.what))


def test_the_text_of_the_store_is_told_as_it_is() -> None:
    entry = Traffic(1).go_on(10)[0]
    body = msgspec.json.encode(entry.what).decode()
    assert item_in(entry.seq, entry.at, "RunStarted", body) == item_of(entry)


def test_what_an_older_version_wrote_is_told_too() -> None:
    assert json.loads(item_in(1, 0, "Forgotten", '{"name":"Forgotten"}').text)["kind"] == "event"
