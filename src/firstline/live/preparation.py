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
from firstline.plan.read import read
from firstline.telephony.prompts import VOICES, Prompts
from firstline.telephony.repertoire import Repertoire
from firstline.telephony.speech import Lengths
from firstline.telephony.speech import prepare as speak

PROMPTS: Final = "prompts"
"""The folder of the data directory that holds all sounds."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """Everything that a plan says, ready to be run."""

    plan: Plan
    hotline: Hotline
    copy: PlanCopy
    prompts: Prompts
    repertoire: Repertoire


def prepare(path: Path, directory: Path, progress: Callable[[int, int], None]) -> Prepared:
    """Return the plan at *path*, ready to be run; *progress* hears how many texts are spoken."""
    plan = read(path)
    prompts = Prompts(directory / PROMPTS, {**VOICES, **plan.voices})
    repertoire, lengths = speak(plan, prompts, progress)
    text, folder = path.read_text(encoding="utf-8-sig"), path.absolute().parent
    return Prepared(
        plan=plan,
        hotline=build(plan, lengths),
        copy=PlanCopy(text, _by_prompt(plan, lengths), str(folder)),
        prompts=prompts,
        repertoire=repertoire,
    )


def _by_prompt(plan: Plan, lengths: Lengths) -> dict[str, tuple[int, ...]]:
    names = dict.fromkeys(name for name, _ in lengths)
    return {name: tuple(lengths[name, language] for language in plan.languages) for name in names}
