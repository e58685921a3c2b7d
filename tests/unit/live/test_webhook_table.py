"""Webhooks as they are kept: addresses that make sense, names that exist, a secret each."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from firstline.errors import FailureError, InputError
from firstline.live.database import sqlite_url
from firstline.live.webhook_table import WebhookTable, checked_names, checked_url
from kit.journals import START
from kit.stores import opened


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:8000/x",
        "https://crm.example/calls?key=1",
        "http://[::1]:8000/",
        "http://10.0.0.1",
    ],
)
def test_an_address_of_http_is_taken_wherever_it_is(url: str) -> None:
    assert checked_url(url) == url


@pytest.mark.parametrize(
    "url",
    [
        "",
        "crm.example",
        "ftp://crm.example/",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "http://",
        "http://:80/",
        "http://crm.example:99999/",
        "http://[::1",
        "https://user:word@crm.example/",
        "https://crm.example/#part",
        "https://crm.example/" + "x" * 2_000,
    ],
)
def test_no_other_address_is(url: str) -> None:
    with pytest.raises(InputError):
        checked_url(url)


def test_names_that_no_entry_has_are_refused() -> None:
    assert checked_names(["Connect", "Connect"]) == {"Connect"}
    with pytest.raises(InputError, match="Konnect"):
        checked_names(["Connect", "Konnect"])


def test_what_is_kept_is_found_again(tmp_path: Path) -> None:
    url = sqlite_url(tmp_path)
    with opened(url):
        table = WebhookTable(url)
        one = table.add("http://a.example/", ["Connect"], START, 17)
        other = table.add("http://b.example/", (), START + 1, 18)
        assert table.all() == [one, other]
        assert one.secret != other.secret
        table.keep(replace(one, delivered=40, paused="no more", failing_since=START))
        again = WebhookTable(url)
        kept = again.all()[0]
        assert (kept.delivered, kept.paused, set(kept.names)) == (40, "no more", {"Connect"})
        assert again.remove(one.id)
        assert table.all() == [other]
        again.close()
        table.close()


def test_a_store_that_is_away_is_said_to_be(tmp_path: Path) -> None:
    with pytest.raises(FailureError, match="store"):
        WebhookTable(sqlite_url(tmp_path / "nowhere")).all()
