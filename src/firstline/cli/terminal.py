"""How commands read and show what many of them have in common: lengths, clocks, the console.

Knows no hotline and no memory of one.
"""

import os
import sys
from collections.abc import Callable
from typing import Annotated, Final, TypeAlias, TypeVar

import typer
from pydantic_core import PydanticCustomError
from rich.console import Console

from firstline.plan.times import read_length

Read = TypeVar("Read")

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
    return as_in_a_plan(read_length, text)


def as_in_a_plan(read: Callable[[object], Read], text: str) -> Read:
    """Read *text* as a plan does; what a plan would refuse is a wrong use, with its remedy."""
    try:
        return read(text)
    except PydanticCustomError as error:
        context = error.context or {}
        raise typer.BadParameter(f"{context.get('what')}. {context.get('remedy')}") from error


def processes(wanted: int | None) -> int:
    """Return how many processes are wanted: without a word, one for each core."""
    return wanted or len(os.sched_getaffinity(0))
