"""The document at /openapi.json: what FastAPI finds out, and what it cannot know.

FastAPI takes every answer for JSON of its address's own kind; refusals are problem details, and
some come before an address is asked at all. It answers nothing itself.
"""

from collections.abc import Iterator
from http import HTTPStatus
from typing import Any, Final

from fastapi import FastAPI

from firstline.web.problem import MEDIA_TYPE

PROBLEM: Final = {"schema": {"$ref": "#/components/schemas/Problem"}}

OF_BODIES: Final = {
    HTTPStatus.BAD_REQUEST: "What was sent cannot be read",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "More was sent than one request may have",
}
"""What can be said to any request with a body."""


class Documented(FastAPI):
    """An application whose document tells all that it answers."""

    def openapi(self) -> dict[str, Any]:
        """Return the document."""
        is_new = self.openapi_schema is None
        document = super().openapi()
        if is_new:
            for operation in _operations(document):
                _complete(operation)
        return document


def _operations(document: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for operations in document["paths"].values():
        yield from operations.values()


def _complete(operation: dict[str, Any]) -> None:
    answers = operation["responses"]
    for status, answer in answers.items():
        if int(status) >= HTTPStatus.BAD_REQUEST and PROBLEM in answer.get("content", {}).values():
            answer["content"] = {MEDIA_TYPE: PROBLEM}
    if "requestBody" in operation:
        for status, what in OF_BODIES.items():
            told = {"description": what, "content": {MEDIA_TYPE: PROBLEM}}
            answers.setdefault(str(status.value), told)
