"""A password of the plan, or where it is found. Nothing here ever shows one.

It knows nothing of what the password is for.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    Field,
    GetJsonSchemaHandler,
    SecretStr,
    ValidationInfo,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from firstline.plan.part import Part, named_file, reach


def _beside_the_plan(path: Path, info: ValidationInfo) -> Path:
    return named_file(str(path), info)


def _in_reach(name: str, info: ValidationInfo) -> str:
    return reach(info).variable(name) if name else name


class Secret(Part):
    """{env: NAME}, {file: PATH}, or the password itself: for trials only, lint warns."""

    env: Annotated[
        str, Field(pattern=r"^([A-Za-z_][A-Za-z0-9_]{0,99})?$"), AfterValidator(_in_reach)
    ] = ""
    "The environment variable that holds the password."
    file: Annotated[Path, AfterValidator(_beside_the_plan)] | None = None
    "The file whose first line is the password; its path starts from the folder of the plan."
    clear: SecretStr = SecretStr("")
    "The password itself, where it is written in the plan."

    @model_validator(mode="before")
    @classmethod
    def _read(cls, written: object) -> Any:
        return {"clear": written} if isinstance(written, str) else written

    def reveal(self, environment: Mapping[str, str]) -> str | None:
        """Return the password; None where the variable or the file is missing or empty."""
        if self.env:
            return environment.get(self.env) or None
        if self.file is not None:
            return _first_line(self.file) or None
        return self.clear.get_secret_value() or None

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Describe what may be written, not what is kept."""
        env = {"type": "object", "properties": {"env": {"type": "string"}}, "required": ["env"]}
        file = {"type": "object", "properties": {"file": {"type": "string"}}, "required": ["file"]}
        written = [env, file, {"type": ["string", "integer"]}]
        return {"anyOf": written, "description": cls.__doc__ or ""}


def _first_line(file: Path) -> str:
    if not file.is_file():  # a pipe would never end
        return ""
    try:
        with file.open(encoding="utf-8") as lines:
            return lines.readline(1_000).strip()
    except (OSError, UnicodeDecodeError):
        return ""
