"""The plan's JSON schema: editors complete and check a plan with it while it is written.

It says what one section may look like; whether names exist is for check.py.
"""

from collections.abc import Mapping
from typing import Any, Final

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from firstline.plan.model import Plan
from firstline.plan.times import say_length

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"


class _Generator(GenerateJsonSchema):
    """Writes lengths of time as a plan does, and leaves out what only repeats."""

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        described = super().default_schema(schema)
        default = described.get("default")
        if isinstance(default, Mapping | list) or default is None:
            described.pop("default", None)
        elif described.get("type") == "string" and isinstance(default, int):
            described["default"] = say_length(default)
        return described

    def get_title_from_name(self, name: str) -> str:
        """Keep the key itself: it is what is written."""
        return name


def schema() -> dict[str, Any]:
    """Return the JSON schema of a plan."""
    return {"$schema": DIALECT, **Plan.model_json_schema(schema_generator=_Generator)}
