"""Passwords: what makes a good one, how it is kept, how it is checked.

Kept as Argon2id (:rfc:`9106`). One check takes some forty milliseconds of one core on purpose;
whoever asks waits in a thread, never in the loop that carries calls. It knows no person.
"""

import secrets
import unicodedata
from functools import cache
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from firstline.errors import InputError, Said

SHORTEST: Final = 12
"""Characters of a password."""
LONGEST: Final = 200
"""Characters. Longer ones would only cost time."""

_HASHER: Final = PasswordHasher(time_cost=3, memory_cost=32 * 1024, parallelism=1)
"""More than OWASP's least (19 MiB, 2 passes), less than would disturb calls on two cores."""

_GROUPS: Final = 4
_LETTERS: Final = "abcdefghjkmnpqrstuvwxyz23456789"
"""What is copied by hand has no l, 1, o, 0, i."""

_WELL_KNOWN: Final = frozenset(
    {
        *("123456789012", "1234567890123", "12345678901234", "123456789123", "1q2w3e4r5t6y"),
        *("abcdefghijkl", "qwertyuiop12", "qwertyuiop123", "qwertzuiop12", "qwertzuiop123"),
        *("qwertyqwerty", "qwertzuiopasdf", "qwertyuiopasdf", "asdfghjkl123", "1qaz2wsx3edc"),
        *("password1234", "password12345", "password123456", "passwordpassword"),
        *("iloveyou1234", "administrator", "adminadmin12", "letmeinletmein", "welcome12345"),
        *("changeme1234", "changemechangeme", "trustno1trustno1", "superman1234"),
        *("correcthorsebatterystaple", "firstline123", "firstline1234", "firstlinefirstline"),
        *("hotlinehotline", "jelszo123456", "jelszó123456", "jelszojelszo", "jelszójelszó"),
        *("titkosjelszo", "titkosjelszó", "szeretlek123"),
    }
)
"""What is tried first and is long enough; few different signs are refused as such."""


def checked_password(password: str, name: str) -> str:
    """Return *password* if *name* may have it; say what is wrong with it otherwise."""
    shown = _plain(password)
    if not SHORTEST <= len(password) <= LONGEST:
        raise _refusal(
            Said(
                "A password has {shortest} to {longest} characters.",
                shortest=SHORTEST,
                longest=LONGEST,
            )
        )
    if _plain(name) in shown and len(shown.replace(_plain(name), "")) <= SHORTEST // 2:
        raise _refusal("A password is more than the name of whose it is.")
    if shown in _WELL_KNOWN or len(set(shown)) < SHORTEST // 3:
        raise _refusal("This password is among the first that somebody would try.")
    return password


def one_time_password() -> str:
    """Return a password for one sign-in: 78 bits, easily read out and typed."""
    return "-".join(
        "".join(secrets.choice(_LETTERS) for _ in range(_GROUPS)) for _ in range(_GROUPS)
    )


def kept_form(password: str) -> str:
    """Return what is kept of *password*. Takes its time: not from the loop."""
    return _HASHER.hash(_normal(password))


def is_right(kept: str, password: str) -> bool:
    """Return whether *password* is the one that is kept. Takes its time: not from the loop."""
    try:
        return _HASHER.verify(kept, _normal(password))
    except (InvalidHashError, VerificationError):
        return False


def check_in_vain(password: str) -> None:
    """Take as long as a check would: who asks for an unknown name shall not notice."""
    is_right(_nobodys(), password)


def is_dated(kept: str) -> bool:
    """Return whether it was kept with less effort than is made now."""
    return _HASHER.check_needs_rehash(kept)


@cache
def _nobodys() -> str:
    return kept_form(secrets.token_urlsafe())


def _normal(password: str) -> str:
    # One keyboard sends é as one sign, another as two (:rfc:`8265`).
    return unicodedata.normalize("NFC", password[: LONGEST + 1])


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def _refusal(what: str) -> InputError:
    return InputError(what, "Choose another: three or four words that belong to nobody but you.")
