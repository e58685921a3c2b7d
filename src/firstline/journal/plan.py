"""The plan as it was run: what a replay needs to build the same hotline again.

The digest covers the text and how long each prompt took to say, since both shape the journal.
"""

import hashlib

import msgspec
from msgspec import Struct

from firstline.domain.hotline import Hotline
from firstline.plan.build import build
from firstline.plan.read import read_text


class PlanCopy(Struct, frozen=True, forbid_unknown_fields=True):
    """A plan's text, and the length of every prompt in each of its languages, in microseconds."""

    text: str
    lengths: dict[str, tuple[int, ...]]
    folder: str = ""
    "Where paths in the plan start from."

    def digest(self) -> str:
        """Return what tells this copy from every other."""
        return hashlib.sha256(
            msgspec.json.encode((self.text, self.lengths), order="sorted")
        ).hexdigest()


def hotline_of(copy: PlanCopy) -> Hotline:
    """Build the hotline again; PlanFaults where this version takes the plan no more."""
    plan = read_text(copy.text, f"{copy.folder or '.'}/plan.yaml")
    return build(
        plan,
        {
            (prompt, language): length
            for prompt, lengths in copy.lengths.items()
            for language, length in zip(plan.languages, lengths, strict=True)
        },
    )
