"""What a plan has said to callers and shown to people: texts by language, or sound files.

It knows nothing of who says it, and of when.
"""

import wave
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Final

from pydantic import (
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    RootModel,
    ValidationInfo,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from firstline.plan import limits
from firstline.plan.faults import short
from firstline.plan.part import Part, named_file
from firstline.plan.refusal import refuse

EVERY: Final = ""
"Stands for all the languages of the hotline: a text that was written without naming one."


def sound_file(written: object, info: ValidationInfo) -> Path:
    """Return the full path of a WAV file that exists and can be played."""
    name = short(str(written))
    path = named_file(str(written), info)
    size = _size(path)
    if size is None:
        raise refuse(f"there is no sound file “{name}”", "Paths start from the plan's folder.")
    if size > limits.SOUND_BYTES:
        raise refuse(f"the sound “{name}” is too large", "Use a shorter one.")
    try:
        with wave.open(str(path), "rb") as sound:
            frames = sound.getnframes()
    except (wave.Error, EOFError, OSError):
        remedy = "Save it as WAV, PCM, 8 or 16 bits."
        raise refuse(f"“{name}” is not a WAV file that can be read", remedy) from None
    if not frames:
        raise refuse(f"the sound “{name}” is empty", "Record it again.")
    return path


def _size(path: Path) -> int | None:
    """Return how large a file is; None where there is no ordinary file."""
    try:
        return path.stat().st_size if path.is_file() else None
    except (OSError, ValueError):  # too long, or with a character that no path has
        return None


SoundFile = Annotated[Path, BeforeValidator(sound_file)]


class Utterance(Part):
    """A text to be spoken, or a recorded file."""

    text: str = Field(default="", max_length=limits.TEXT)
    file: SoundFile | None = None
    "A WAV file; its path starts from the folder of the plan."

    @model_validator(mode="before")
    @classmethod
    def _read(cls, written: object) -> object:
        return {"text": " ".join(written.split())} if isinstance(written, str) else written


class Words(RootModel[Mapping[str, Utterance]]):
    """The same said in each language: {hu: “…”, en: “…”}, or one text for a hotline of one."""

    model_config = ConfigDict(frozen=True)

    @model_validator(mode="before")
    @classmethod
    def _read(cls, written: object) -> object:
        if isinstance(written, str) or (isinstance(written, dict) and "file" in written):
            return {EVERY: written}
        return written

    def said(self, language: str) -> Utterance:
        """Return what is said in *language*."""
        return self.root.get(language) or self.root.get(EVERY) or Utterance()

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Describe what may be written, not what is kept."""
        text = {"type": "string", "maxLength": limits.TEXT}
        file = {
            "type": "object",
            "properties": {"file": {"type": "string"}},
            "required": ["file"],
            "additionalProperties": False,
        }
        by_language = {
            "type": "object",
            "propertyNames": {"pattern": "^[a-z]{2}$"},
            "additionalProperties": {"anyOf": [text, file]},
        }
        return {"anyOf": [text, file, by_language], "description": cls.__doc__ or ""}


class Label(RootModel[Mapping[str, Annotated[str, Field(max_length=200)]]]):
    """What people are shown or told: {hu: “…”, en: “…”}, or one text for all."""

    model_config = ConfigDict(frozen=True)

    @model_validator(mode="before")
    @classmethod
    def _read(cls, written: object) -> object:
        if isinstance(written, str):
            return {EVERY: " ".join(written.split())}
        return written

    def shown(self, language: str) -> str:
        """Return what is shown in *language*."""
        return self.root.get(language) or self.root.get(EVERY) or ""

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Describe what may be written, not what is kept."""
        by_language = {
            "type": "object",
            "propertyNames": {"pattern": "^[a-z]{2}$"},
            "additionalProperties": {"type": "string"},
        }
        return {"anyOf": [{"type": "string"}, by_language], "description": cls.__doc__ or ""}
