"""Incidents that are declared while the hotline runs: their texts become sound, and are kept.

The journal knows an incident's prompt by name and length only, so the texts lie beside it, for the
next start. It declares nothing: that is an event.
"""

import asyncio
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import msgspec

from firstline.domain.time import Duration, Instant
from firstline.errors import FailureError, InputError, Said
from firstline.journal.state import IncidentValue
from firstline.plan.model import Plan
from firstline.plan.prompts import incident_prompt
from firstline.telephony.prompts import Clip, Prompts
from firstline.telephony.repertoire import Repertoire

TEXTS: Final = "announcements.json"


@dataclass(frozen=True, slots=True)
class Announcement:
    """An incident as somebody words it."""

    name: str
    message: Mapping[str, str]
    "By language."
    area: Sequence[str] = ()
    service: str = ""


class Announcements:
    """Speaks announcements and remembers what they said."""

    def __init__(
        self, directory: Path, prompts: Prompts, repertoire: Repertoire, languages: Sequence[str]
    ) -> None:
        self._path: Final = directory / TEXTS
        self._prompts: Final = prompts
        self._repertoire: Final = repertoire
        self._languages: Final = languages
        self._texts: dict[str, dict[str, str]] = self._read()
        self._by_prompt: Final[dict[str, Mapping[str, str]]] = {}
        "Of those that sound."

    async def speak(self, new: Announcement, until: Instant) -> IncidentValue:
        """Prepare the sound of *new*; return the incident, ready to be declared."""
        self._check(new.message)
        lengths = await self._voice(new.name, new.message)
        self._texts[new.name] = dict(new.message)
        self._write()
        return IncidentValue(
            incident=new.name,
            area=tuple(new.area),
            service=new.service,
            prompt=incident_prompt(new.name),
            lengths=tuple(lengths),
            until=until,
        )

    def words(self, prompt: str, language: str) -> str:
        """Return what *prompt* says in *language*; nothing where it is not announced."""
        message = self._by_prompt.get(prompt)
        return "" if message is None else message.get(language, "")

    def message(self, name: str) -> dict[str, str]:
        """Return what callers are told of the incident *name*, by language; nothing if unknown."""
        return dict(self._texts.get(name, {}))

    async def restore(self, prompt_names: Sequence[str]) -> list[str]:
        """Speak again what was declared before the restart; return the prompts that now sound."""
        known = {incident_prompt(name): name for name in self._texts}
        names = [known[prompt] for prompt in prompt_names if prompt in known]
        self._texts = {name: self._texts[name] for name in names}
        for name, message in self._texts.items():
            await self._voice(name, message)
        return [incident_prompt(name) for name in names]

    async def _voice(self, name: str, message: Mapping[str, str]) -> list[Duration]:
        texts = [(message[language], language) for language in self._languages]
        clips = await asyncio.to_thread(self._prompts.prepare_all, texts)
        # Who has had no chance yet to choose a language hears them all.
        heard = [self._prompts.joined(clips), *clips[1:]]
        self._by_prompt[incident_prompt(name)] = message
        for language, clip in zip(self._languages, heard, strict=True):
            self._repertoire.add(incident_prompt(name), language, clip)
        return [_length(clip) for clip in heard]

    def _check(self, message: Mapping[str, str]) -> None:
        if set(message) != set(self._languages):
            raise InputError(
                "The message is needed in each language of the hotline, and in no other.",
                Said("The languages are: {languages}.", languages=self._languages),
            )

    def _read(self) -> dict[str, dict[str, str]]:
        try:
            return msgspec.json.decode(self._path.read_bytes(), type=dict[str, dict[str, str]])
        except FileNotFoundError:
            return {}
        except (OSError, msgspec.DecodeError) as error:
            raise FailureError(
                Said(
                    "The announcements in {path} cannot be read: {error}.",
                    path=self._path,
                    error=error,
                ),
                "Restore the file, or delete it and declare the incidents again.",
            ) from error

    def _write(self) -> None:
        draft = self._path.with_name(f".{TEXTS}.{os.getpid()}")
        draft.write_bytes(msgspec.json.encode(self._texts))
        draft.replace(self._path)


def message_of(plan: Plan, announcements: Announcements, name: str) -> dict[str, str]:
    """Return what callers are told of the incident *name*: as it was declared, or as planned."""
    declared, planned = announcements.message(name), plan.incidents.get(name)
    if declared or planned is None:
        return declared
    return {language: planned.say.said(language).text for language in plan.languages}


def _length(clip: Clip) -> Duration:
    return clip.duration
