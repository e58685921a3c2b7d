"""People in the store: added, changed, removed; and always somebody left who can administer."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from sqlalchemy import Engine, insert, select, update

from firstline.errors import FailureError, InputError
from firstline.live.database import bring_up_to_date, open_database, sqlite_url
from firstline.live.passwords import is_dated
from firstline.live.people import FIRST, Change, People, Person, UnknownPersonError, new_person
from firstline.live.schema import SESSIONS, USERS

NOW = 1_700_000_000_000_000
OWN = "purple bicycles sing"


@pytest.fixture
def engine(url: str) -> Iterator[Engine]:
    made = open_database(url)
    with made.connect() as connection:
        bring_up_to_date(connection)
        connection.commit()
    yield made
    made.dispose()


@pytest.fixture
def people(engine: Engine) -> People:
    return People(engine)


def person(name: str, *roles: str, agent: str = "") -> Person:
    """Return a person who can be added."""
    return new_person(name, roles or ("supervisor",), agent=agent, now=NOW)


def test_who_is_added_signs_in_once_with_what_was_told(people: People) -> None:
    told = people.add(person("kati", "supervisor", "agent", agent="anna"))
    found = people.verify("kati", told)
    assert found is not None
    assert found.must_change
    assert found.roles == ("agent", "supervisor")
    people.choose("kati", OWN)
    assert people.verify("kati", told) is None
    known = people.verify("kati", OWN)
    assert known is not None
    assert not known.must_change


def test_a_password_of_ones_own_need_not_be_changed(people: People) -> None:
    assert people.add(person("kati"), OWN) == OWN
    found = people.find("kati")
    assert found is not None
    assert not found.must_change


def test_there_is_one_of_each_name(people: People) -> None:
    people.add(person("kati"), OWN)
    with pytest.raises(InputError, match="already"):
        people.add(person("KATI"), OWN)
    assert [known.name for known in people.all()] == ["kati"]


@pytest.mark.parametrize("name", ["", "  ", "a b", "-a", "a/b", "x" * 65, "a\0", "a:b", "<b>", "."])
def test_what_is_no_name_is_refused(name: str) -> None:
    with pytest.raises(InputError, match="no name"):
        person(name)


@pytest.mark.parametrize("name", ["kati", "józsef", "k.kovács-2", "anna_b"])
def test_a_name_may_have_the_letters_of_any_language(name: str) -> None:
    assert person(name).name == name


@pytest.mark.parametrize(
    ("roles", "agent", "says"),
    [
        (["root"], "", "no role"),
        ([], "", "without a role"),
        (["agent"], "", "belong together"),
        (["manager"], "anna", "belong together"),
    ],
)
def test_what_cannot_be_is_said(roles: list[str], agent: str, says: str) -> None:
    with pytest.raises(InputError, match=says):
        new_person("kati", roles, agent=agent, now=NOW)
    with pytest.raises(InputError, match="do not speak"):
        new_person("kati", ["manager"], language="xx", now=NOW)


def test_the_first_start_adds_an_administrator_and_the_second_does_not(people: People) -> None:
    password = people.add_first(NOW)
    assert password is not None
    first = people.verify(FIRST, password)
    assert first is not None
    assert first.must_change
    assert "administrator" in first.roles
    assert people.add_first(NOW) is None


def test_the_last_administrator_stays(people: People) -> None:
    people.add(person("root", "administrator"), OWN)
    people.add(person("kati"), OWN)
    for change in (Change(disabled=True), Change(roles=("manager",))):
        with pytest.raises(InputError, match="last administrator"):
            people.change("root", change)
    with pytest.raises(InputError, match="last administrator"):
        people.remove("root")
    people.change("kati", Change(roles=("administrator",)))
    people.remove("root")
    with pytest.raises(InputError, match="last administrator"):
        people.remove("kati")


def test_a_disabled_administrator_does_not_count(people: People) -> None:
    people.add(person("root", "administrator"), OWN)
    people.add(person("kati", "administrator"), OWN)
    people.change("kati", Change(disabled=True))
    with pytest.raises(InputError, match="last administrator"):
        people.remove("root")


def test_two_administrators_who_remove_each_other_do_not_both_succeed(people: People) -> None:
    people.add(person("root", "administrator"), OWN)
    people.add(person("kati", "administrator"), OWN)
    start = threading.Barrier(2)
    refused: list[str] = []

    def remove(name: str) -> None:
        start.wait(10)
        try:
            people.remove(name)
        except InputError:
            refused.append(name)

    threads = [threading.Thread(target=remove, args=(name,)) for name in ("root", "kati")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert len(refused) == 1
    assert [known.name for known in people.all()] == refused


def test_who_is_disabled_does_not_sign_in_and_has_no_session(
    engine: Engine, people: People
) -> None:
    people.add(person("kati"), OWN)
    with engine.begin() as connection:
        connection.execute(
            insert(SESSIONS).values(digest="d", user="kati", csrf="c", created=NOW, seen=NOW)
        )
    people.change("kati", Change(disabled=True))
    assert people.verify("kati", OWN) is None
    with engine.connect() as connection:
        assert connection.execute(select(SESSIONS)).all() == []
    people.change("kati", Change(disabled=False))
    assert people.verify("kati", OWN) is not None


def test_a_reset_gives_another_password_for_once(people: People) -> None:
    people.add(person("kati"), OWN)
    told = people.reset("kati")
    assert people.verify("kati", OWN) is None
    found = people.verify("kati", told)
    assert found is not None
    assert found.must_change


def test_who_is_not_there_is_said_to_be_so(people: People) -> None:
    assert people.find("kati") is None
    assert people.verify("kati", OWN) is None
    for act in (people.reset, people.remove):
        with pytest.raises(UnknownPersonError, match="nobody called 'kati'"):
            act("kati")
    with pytest.raises(UnknownPersonError):
        people.change("kati", Change(language="hu"))


def test_a_password_that_was_kept_with_less_effort_is_kept_anew(
    engine: Engine, people: People
) -> None:
    people.add(person("kati"), OWN)
    weak = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(OWN)
    with engine.begin() as connection:
        connection.execute(update(USERS).values(password=weak))
    assert people.verify("kati", OWN) is not None
    with engine.connect() as connection:
        kept = connection.scalar(select(USERS.c.password))
    assert kept is not None
    assert not is_dated(kept)
    assert people.verify("kati", OWN) is not None


def test_a_store_without_tables_is_said_to_fail(tmp_path: Path) -> None:
    engine = open_database(sqlite_url(tmp_path))
    with pytest.raises(FailureError, match="cannot be used"):
        People(engine).all()
    engine.dispose()
