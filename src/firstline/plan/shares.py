"""The shares of a plan: how many out of all, as “15 %” or 0.15; and multiples, like “110 %”.

Each is written as text and read here into a number, or refused with a remedy. It knows nothing of
what is shared.
"""

import re
from typing import Annotated, Final, TypeAlias

from pydantic import BeforeValidator, WithJsonSchema

from firstline.plan.refusal import quoted, refuse

NUMBER: Final = r"\d{1,9}(?:\.\d{1,9})?"
MOST: Final = 10.0
"A multiple above it is meant as per cent, more likely than not."


def read_share(written: object) -> float:
    """Return a part of all, from 0 to 1.

    >>> read_share("15 %"), read_share("0.15")
    (0.15, 0.15)
    """
    share, per_cent = _number(written, "a share", "Write it like “15 %” or 0.15.")
    if share > 1 and not per_cent:
        remedy = f"Write “{share:g} %”." if share <= 100 else "Write it like “15 %” or 0.15."
        raise refuse(f"{share:g} is more than all of them", remedy)
    if share > 1:
        raise refuse(f"{quoted(written)} is more than all of them", "Write at most “100 %”.")
    return share


def read_multiple(written: object) -> float:
    """Return how many times as much, from 0 to MOST.

    >>> read_multiple("110 %"), read_multiple("1.1")
    (1.1, 1.1)
    """
    times, per_cent = _number(written, "a multiple", "Write it like “110 %” or 1.1.")
    if times > MOST and not per_cent:
        remedy = f"Write “{times:g} %”, if that is meant." if times <= 1000 else "Write less."
        raise refuse(f"{times:g} times as much is absurd", remedy)
    if times > MOST:
        raise refuse(f"{quoted(written)} is absurd", f"Write at most “{MOST * 100:g} %”.")
    return times


def _number(written: object, called: str, remedy: str) -> tuple[float, bool]:
    """Return the number that was written, as a part of 1, and whether it was in per cent."""
    if isinstance(written, int | float):  # a default, or a plan made by a program
        return float(written), False
    text = written.strip() if isinstance(written, str) else ""
    if re.fullmatch(rf"- ?{NUMBER} ?%?", text):
        raise refuse(f"{quoted(written)} is less than nothing", remedy)
    found = re.fullmatch(rf"({NUMBER}) ?(%?)", text)
    if found is None:
        raise refuse(f"{quoted(written)} is not {called}", remedy)
    per_cent = bool(found[2])
    return (round(float(found[1]) / 100, 12) if per_cent else float(found[1])), per_cent


def say_share(share: float) -> str:
    """Return a share as a plan would write it.

    >>> say_share(0.15)
    '15 %'
    """
    return f"{share * 100:.10g} %"


_PER_CENT: Final = f"^{NUMBER} ?%?$"

Share: TypeAlias = Annotated[
    float,
    BeforeValidator(read_share),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string", "pattern": _PER_CENT},
                {"type": "number", "minimum": 0, "maximum": 1},
            ],
            "examples": ["15 %", 0.15],
        }
    ),
]
Multiple: TypeAlias = Annotated[
    float,
    BeforeValidator(read_multiple),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string", "pattern": _PER_CENT},
                {"type": "number", "minimum": 0, "maximum": MOST},
            ],
            "examples": ["110 %", 1.1],
        }
    ),
]
