"""What is wrong in a plan, where, and what to do about it.

A `Remark` names its place by the names of the plan's sections; a `Fault` by line and column. It
knows nothing of what a plan contains.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TypeAlias

from firstline.errors import InputError

Path: TypeAlias = tuple[str | int, ...]
"The way from the top of a plan to a value: names, and numbers in lists."


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a file. Lines and columns count from 1."""

    file: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to say about a value of the plan, or about its name."""

    path: Path
    what: str
    remedy: str
    about_name: bool = False
    "The place is the name in front of the value, not the value."
    elsewhere: Place | None = None
    "The place, where it is in a file that the plan names."


def by_themselves(remarks: Iterable[Remark], others: Iterable[Remark]) -> list[Remark]:
    """Return those *remarks* that are no mere consequences of others about the same value."""
    paths = {other.path for other in others if other.path}
    holders = {_holder(path) for path in paths}
    return [
        remark
        for remark in remarks
        if remark.path not in holders and paths.isdisjoint(_beginnings(remark.path))
    ]


def _beginnings(path: Path) -> list[Path]:
    return [path[:length] for length in range(1, len(path) + 1)]


def _holder(path: Path) -> Path:
    """Return the path of what holds the value at *path*, or the list that it is in."""
    return path[:-2] if isinstance(path[-1], int) else path[:-1]


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """A remark with its place in a file. Lines and columns count from 1."""

    file: str
    line: int
    column: int
    what: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.what}. {self.remedy}"


class PlanFaults(InputError):  # noqa: N818 - not one error, but all the faults of a plan
    """A plan cannot be used, for these reasons."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults: tuple[Fault, ...] = tuple(sorted(set(faults)))
        super().__init__("\n".join(str(fault) for fault in self.faults))


def suggest(wrong: str, names: Iterable[str], kind: str) -> str:
    """Return a remedy for a *wrong* name: the nearest of *names*, or all of them.

    >>> suggest("crads", ["cards", "mortgages"], "Streams")
    'Did you mean “cards”?'
    >>> suggest("x", ["cards", "mortgages"], "Streams")
    'Streams: cards, mortgages.'
    """
    known = list(names)
    near = get_close_matches(wrong, known, n=1, cutoff=0.6)
    if near:
        return f"Did you mean “{near[0]}”?"
    return f"{kind}: {listed(known)}." if known else f"{kind}: none yet."


def listed(names: Sequence[str], most: int = 12) -> str:
    """Return *names* as a list in a sentence, cut short where they are many."""
    shown = ", ".join(names[:most])
    return f"{shown} and {len(names) - most} more" if len(names) > most else shown


def short(text: str, most: int = 40) -> str:
    """Return *text* on one line, cut to *most* characters, to be quoted in a fault."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1] + "…"
