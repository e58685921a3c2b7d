"""Accounts of a demonstration: somebody for each agent left to people, and one for the rest."""

from pathlib import Path

from firstline.demo.accounts import SUPERVISOR, open_accounts
from firstline.live.database import open_database, sqlite_url
from firstline.live.people import People

NOW = 1_790_000_000_000_000


def test_each_account_opens_with_its_password_and_with_that_of_the_last_start(
    tmp_path: Path,
) -> None:
    first = open_accounts(tmp_path, ["zsofi"], NOW)
    second = open_accounts(tmp_path, ["zsofi"], NOW)
    people = People(open_database(sqlite_url(tmp_path)))
    assert [(account.name, account.agent) for account in second] == [
        ("zsofi", "zsofi"),
        (SUPERVISOR, ""),
    ]
    for account in second:
        person = people.verify(account.name, account.password)
        assert person is not None
        assert not person.must_change
    assert people.verify("zsofi", first[0].password) is None
