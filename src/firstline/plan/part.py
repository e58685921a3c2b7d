"""What all parts of a plan have in common: they are frozen and know every key that they may hold.

It knows none of the parts.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict, ValidationInfo

from firstline.plan.reach import EVERYTHING, Reach


class Part(BaseModel):
    """A section of the plan, or a part of one."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    all_or_nothing: ClassVar[bool] = False
    "Whether a fault in it leaves nothing of it to be judged further."


def named_file(written: str, info: ValidationInfo) -> Path:
    """Return the path of a file that the plan names: it starts from the folder of the plan."""
    return reach(info).file(written, Path((info.context or {}).get("folder", ".")))


def reach(info: ValidationInfo) -> Reach:
    """Return what the plan may name."""
    found: Reach = (info.context or {}).get("reach", EVERYTHING)
    return found


def shorthand(*words: str) -> Callable[[object], object]:
    """Return what reads “word” as {word: true}."""

    def read(written: object) -> Any:
        return {written: "true"} if written in words else written

    return read


def listing(written: object) -> object:
    """Read a list of names as a mapping of names to nothing, and one name as a list of one."""
    names = [written] if isinstance(written, str) else written
    if isinstance(names, list) and all(isinstance(name, str) for name in names):
        return {name: {} for name in names}
    return filled(names)


def filled(written: object) -> object:
    """Read a name without a value as one with an empty mapping."""
    if isinstance(written, dict):
        return {name: {} if value is None else value for name, value in written.items()}
    return written


def one_or_more(written: object) -> object:
    """Read a single text as a list of one."""
    return [written] if isinstance(written, str) else written
