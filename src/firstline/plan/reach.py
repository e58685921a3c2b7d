"""Which files and variables a plan may name, by who has written it.

Whoever writes the plan's file could read every file of the machine anyway. Who writes it in a
browser could not, and must not learn of any by the faults that a plan has, nor play one to callers.
It knows nothing of what the files are for.
"""

from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Final

from firstline.plan.faults import short
from firstline.plan.refusal import refuse


@dataclass(frozen=True, slots=True)
class Reach:
    """How far a text reaches that was written elsewhere than in the plan's file."""

    known: frozenset[str] = frozenset()
    "What the plan's file itself says: it may be said again."
    closed: tuple[Path, ...] = ()
    "Folders of which nothing may be named, wherever they are."
    is_everything: bool = False

    def file(self, written: str, folder: Path) -> Path:
        """Return the path of the file that is *written* in a plan of *folder*, or refuse it."""
        path = (folder / written).absolute()
        if self.is_everything or written in self.known:
            return path
        if _leaves(written) or any(_is_in(path, closed) for closed in self.closed):
            what = f"the file “{short(written)}” is out of reach"
            raise refuse(what, "Name one in the plan's folder, or below it; no “..” in its path.")
        return path

    def variable(self, name: str) -> str:
        """Return the *name* of an environment variable, or refuse it."""
        if self.is_everything or name in self.known:
            return name
        what = f"the variable “{short(name)}” is out of reach"
        raise refuse(what, "Name one that the plan's file names too, or add it there.")


EVERYTHING: Final = Reach(is_everything=True)
"What the writer of the plan's file may name."


def _leaves(written: str) -> bool:
    path = PurePath(written)
    return path.is_absolute() or ".." in path.parts


def _is_in(path: Path, folder: Path) -> bool:
    try:
        return path.resolve().is_relative_to(folder.resolve())
    except (OSError, ValueError, RuntimeError):  # no name that a file could have
        return True
