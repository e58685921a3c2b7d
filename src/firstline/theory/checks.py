"""What a number must be before a formula may use it.

Knows no formula. A formula that is given nonsense must not answer with a number.
"""

from math import isfinite

from firstline.errors import InputError


class BadNumberError(InputError, ValueError):
    """A rate, time, count or share that makes no sense."""


def positive(what: str, value: float) -> float:
    """Return *value*, which must be finite and above 0."""
    if not (isfinite(value) and value > 0):
        raise BadNumberError(f"{what} is {value:g}.", f"Give {what} as a number above 0.")
    return float(value)


def not_negative(what: str, value: float) -> float:
    """Return *value*, which must be finite and at least 0."""
    if not (isfinite(value) and value >= 0):
        raise BadNumberError(f"{what} is {value:g}.", f"Give {what} as a number of at least 0.")
    return float(value)


def share(what: str, value: float) -> float:
    """Return *value*, which must be between 0 and 1."""
    if not 0 <= value <= 1:
        raise BadNumberError(f"{what} is {value:g}.", f"Give {what} as a share between 0 and 1.")
    return float(value)


def below_one(what: str, value: float) -> float:
    """Return *value*, which must be at least 0 and below 1."""
    if share(what, value) == 1:
        raise BadNumberError(f"{what} is 1.", f"Give {what} as a share below 1.")
    return float(value)


def at_least(what: str, value: int, least: int) -> int:
    """Return *value*, which must be a whole number and at least *least*."""
    if value != int(value) or value < least:
        raise BadNumberError(
            f"{what} is {value:g}.", f"Give {what} as a whole number of at least {least}."
        )
    return int(value)
