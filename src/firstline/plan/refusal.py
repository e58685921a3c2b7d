"""How a value of the plan is refused: with what is wrong and what to write instead.

Knows only the form of a refusal; the values are read in times.py, addresses.py and model.py.
"""

from collections.abc import Mapping
from typing import Final

from pydantic_core import PydanticCustomError

from firstline.plan.faults import short

REFUSED: Final = "refused"
"The type of pydantic's error where a value was refused here, with its own words and remedy."


def refuse(what: str, remedy: str) -> PydanticCustomError:
    """Return the error that makes a fault of *what* and *remedy*."""
    return PydanticCustomError(REFUSED, "{what}", {"what": what, "remedy": remedy})


def quoted(written: object) -> str:
    """Return what was written in quotes, or what kind of thing it is."""
    match written:
        case str():
            return f"“{short(written)}”"
        case None:
            return "nothing"
        case list() | tuple():
            return "a list"
        case Mapping():
            return "a mapping"
        case _:
            return "this"
