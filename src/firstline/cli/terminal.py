"""How commands read and show what many of them have in common: lengths, clocks, the console.

Knows no hotline and no memory of one.
"""

import sys
from typing import Annotated, Final, TypeAlias

import typer
from pydantic_core import PydanticCustomError
from rich.console import Console

from firstline.plan.times import read_length

WIDE: Final = 200
"Columns of what is not printed to a terminal: nothing is to be cut off there."

AsJson: TypeAlias = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]


def console() -> Console:
    """Return the console on standard output."""
    return Console(width=None if sys.stdout.isatty() else WIDE, highlight=False)


def clock(length: float | None) -> str:
    """Return a length as minutes and seconds; nothing for None.

    >>> clock(83_400_000)
    '1:23'
    >>> clock(3_723_000_000)
    '1:02:03'
    """
    if length is None:
        return ""
    minutes, seconds = divmod(int(length) // 1_000_000, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{seconds:02d}" if hours else f"{minutes}:{seconds:02d}"


def length(text: str) -> int:
    """Read a length as a plan has it: 20s, 5 min."""
    try:
        return read_length(text)
    except PydanticCustomError as error:
        context = error.context or {}
        raise typer.BadParameter(f"{context.get('what')}. {context.get('remedy')}") from error
