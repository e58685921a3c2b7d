"""Passwords: which are good, how they are kept, how they are checked."""

import pytest
from argon2 import PasswordHasher

from firstline.errors import InputError
from firstline.live.passwords import (
    LONGEST,
    SHORTEST,
    checked_password,
    is_dated,
    is_right,
    kept_form,
    one_time_password,
)


@pytest.mark.parametrize(
    "good", ["purple bicycles sing", "a1!b2?c3.d4,", "kati's bicycle is purple", "árvíztűrő tükör"]
)
def test_a_password_of_some_length_is_good(good: str) -> None:
    assert checked_password(good, "kati") == good


@pytest.mark.parametrize(
    "bad",
    [
        "",
        "x" * (SHORTEST - 1),
        "purple bicycles " * 20,
        "katikatikati",
        "Kati.kati.kati2024",
        "aaaaaaaaaaaaaa",
        "121212121212",
        "Password12345",
        "qwertzuiop123",
        "JelszoJelszo",
    ],
)
def test_what_somebody_would_try_first_is_refused_and_not_repeated(bad: str) -> None:
    with pytest.raises(InputError) as refused:
        checked_password(bad, "kati")
    assert refused.value.remedy
    assert not bad or bad not in str(refused.value)


def test_what_is_kept_tells_nothing_and_is_another_each_time() -> None:
    kept = kept_form("purple bicycles sing")
    assert kept.startswith("$argon2id$")
    assert "purple" not in kept
    assert kept != kept_form("purple bicycles sing")
    assert is_right(kept, "purple bicycles sing")
    assert not is_right(kept, "purple bicycles sang")


@pytest.mark.parametrize("kept", ["", "$argon2id$", "plain", "$2b$12$abc"])
def test_what_is_no_kept_form_is_nobodys_password(kept: str) -> None:
    assert not is_right(kept, "plain")


def test_one_password_typed_on_two_keyboards_is_one() -> None:
    assert is_right(kept_form("caf\u00e9 on the corner"), "cafe\u0301 on the corner")


def test_a_password_that_is_too_long_is_never_right() -> None:
    kept = kept_form("ab" * (LONGEST // 2))
    assert not is_right(kept, "ab" * LONGEST)


def test_what_was_kept_with_less_effort_is_dated() -> None:
    weak = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash("purple")
    assert is_dated(weak)
    assert not is_dated(kept_form("purple"))


def test_one_time_passwords_differ_and_are_easily_read_out() -> None:
    made = {one_time_password() for _ in range(100)}
    assert len(made) == 100
    assert not set("".join(made)) & set("lo01iOI ")
