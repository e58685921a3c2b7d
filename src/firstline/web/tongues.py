"""In which language somebody is answered: the one that was asked for, else English.

The words are in hungarian.py. It knows nothing of what is refused, and why.
"""

from collections.abc import Mapping
from typing import Any, Final

from firstline.errors import Said
from firstline.web.hungarian import FAULTS, HUNGARIAN, UNFIT

EN: Final = "en"
HU: Final = "hu"


def asked_for(header: str) -> str:
    """Return the best of our languages by an Accept-Language (:rfc:`9110` 12.5.4)."""
    best, weight = EN, 0.0
    for part in header.split(","):
        name, _, given = part.strip().lower().partition(";")
        here = _weight(given)
        if name.partition("-")[0] in {EN, HU} and here > weight:
            best, weight = name.partition("-")[0], here
    return best


def worded(text: str, language: str) -> str:
    """Return *text* in *language*, as far as it has words for it."""
    if language != HU:
        return str(text)
    if not isinstance(text, Said):
        return HUNGARIAN.get(text, text)
    form = HUNGARIAN.get(text.form, text.form)
    return str(Said(form, **{name: _worded(value) for name, value in text.values.items()}))


def fault_worded(found: Mapping[str, Any], language: str) -> str:
    """Return what pydantic has *found* wrong, in *language*."""
    if language != HU:
        return str(found["msg"])
    return FAULTS.get(found["type"], UNFIT).format(**found.get("ctx", {}))


def _worded(value: object) -> object:
    match value:
        case str():
            return worded(value, HU)
        case list() | tuple():
            return [_worded(one) for one in value]
        case _:
            return value


def _weight(given: str) -> float:
    """Return the weight that is *given*, like “q=0.8”; without one it is 1."""
    value = given.strip().removeprefix("q=")
    try:
        return float(value or 1)
    except ValueError:
        return 0.0
