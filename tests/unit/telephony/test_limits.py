"""The table of limits is whole and stands together."""

from dataclasses import fields

from firstline.telephony.limits import LIMITS


def test_every_limit_is_a_positive_number() -> None:
    assert all(getattr(LIMITS, field.name) > 0 for field in fields(LIMITS))


def test_shortest_is_shorter_than_longest() -> None:
    assert LIMITS.registration_shortest < LIMITS.registration_longest
    assert LIMITS.session_shortest < LIMITS.session_expires
    assert LIMITS.unknown_rate < LIMITS.known_rate
    assert LIMITS.trying_after < 0.2  # RFC 3261 17.2.1
