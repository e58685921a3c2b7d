"""What is made of a plan before the first call: the hotline, its sounds, a copy for the journal.

It takes its time, most of it for speech; nothing runs yet.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from firstline.domain.hotline import Hotline
from firstline.journal.plan import PlanCopy
from firstline.plan.build import build
from firstline.plan.model import Plan
from firstline.plan.reach import EVERYTHING, Reach
from firstline.plan.read import read_text, text_in
from firstline.telephony.prompts import VOICES, Prompts
from firstline.telephony.repertoire import Repertoire
from firstline.telephony.speech import Lengths
from firstline.telephony.speech import prepare as speak

PROMPTS: Final = "prompts"
"""The folder of the data directory that holds all sounds."""


@dataclass(frozen=True, slots=True)
class PlanText:
    """A plan before it is read."""

    text: str
    file: Path
    "As its faults call it; paths in the plan start from its folder."
    reach: Reach = EVERYTHING
    version: int = 0

    @classmethod
    def of_file(cls, path: Path, version: int = 0) -> "PlanText":
        """Return what stands in the file at *path*."""
        return cls(text_in(path), path, version=version)


@dataclass(frozen=True, slots=True)
class Prepared:
    """Everything that a plan says, ready to be run."""

    plan: Plan
    hotline: Hotline
    copy: PlanCopy
    prompts: Prompts
    repertoire: Repertoire
    version: int


def prepare(source: PlanText, directory: Path, progress: Callable[[int, int], None]) -> Prepared:
    """Return the plan in *source*, ready to be run; *progress* hears how many texts are spoken."""
    plan = read_text(source.text, str(source.file), source.reach)
    prompts = Prompts(directory / PROMPTS, {**VOICES, **plan.voices})
    repertoire, lengths = speak(plan, prompts, progress)
    folder = source.file.absolute().parent
    return Prepared(
        plan=plan,
        hotline=build(plan, lengths),
        copy=PlanCopy(source.text, _by_prompt(plan, lengths), str(folder)),
        prompts=prompts,
        repertoire=repertoire,
        version=source.version,
    )


def _by_prompt(plan: Plan, lengths: Lengths) -> dict[str, tuple[int, ...]]:
    names = dict.fromkeys(name for name, _ in lengths)
    return {name: tuple(lengths[name, language] for language in plan.languages) for name in names}
