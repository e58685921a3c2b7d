"""The recordings of a contact: which there are, how long they are, and where their files lie.

A recording is found by its name, which carries the contact and the time (telephony/recording.py).
What is still being converted is not told of. Looks at the disk: not for the loop.
"""

import re
import wave
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from firstline.domain.time import Instant
from firstline.telephony.recording import start_of

LISTED_AT_MOST: Final = 200
"""Recordings of one contact."""

_NAME: Final = re.compile(r"(\d{8}T\d{6}(?:\.\d{3})?Z)-(\d{1,19})(\.\d{1,4})*\.wav", re.ASCII)


@dataclass(frozen=True, slots=True)
class Recorded:
    """One recording, as a WAV file: the caller on the left, the agents on the right."""

    name: str
    began: Instant
    duration_s: float


class Recordings:
    """All recordings in a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder: Final = folder

    def of(self, call: int) -> list[Recorded]:
        """Return what was recorded of a call, in order."""
        names = sorted(path.name for path in self._folder.glob(f"*Z-{call}*.wav"))
        found = (self._one(name) for name in names if _call_of(name) == call)
        return [one for one in found if one is not None][:LISTED_AT_MOST]

    def file(self, call: int, name: str) -> Path | None:
        """Return the file of a recording of a call; None where there is no such one."""
        path = self._folder / name
        return path if _call_of(name) == call and path.is_file() else None

    def _one(self, name: str) -> Recorded | None:
        began = start_of(name)
        if began is None:
            return None
        try:
            with wave.open(str(self._folder / name), "rb") as sound:
                length = sound.getnframes() / sound.getframerate()
        except (OSError, wave.Error, EOFError):  # deleted since, or a disk was full
            return None
        return Recorded(name, began, length)


def _call_of(name: str) -> int | None:
    found = _NAME.fullmatch(name)
    return None if found is None else int(found[2])
