"""Whether a plan is well-formed: pydantic's errors as remarks, and what is left without them.

Faults of form must not hide the others, so what is malformed is taken out, piece by piece, until
the rest makes a plan that can be checked. It knows nothing of what a plan means.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path as FilePath
from types import UnionType
from typing import Annotated, Any, Final, Union, get_args, get_origin

from pydantic import RootModel, ValidationError
from pydantic_core import ErrorDetails

from firstline.plan import limits
from firstline.plan.faults import Path, Remark, by_themselves, listed, short, suggest
from firstline.plan.model import Plan
from firstline.plan.part import Part
from firstline.plan.reach import EVERYTHING, Reach
from firstline.plan.refusal import REFUSED, quoted
from firstline.plan.tree import Plain

ROUNDS: Final = 12
"How often malformed pieces are taken out before giving up."
NAMED: Final = {"menu", "streams", "teams"}
"Sections whose items others refer to: a malformed item is emptied, its name stays."


@dataclass(frozen=True, slots=True)
class Form:
    """What of a plan is well-formed, and what was not."""

    plan: Plan | None
    remarks: list[Remark]


def shape(data: dict[str, Plain], folder: FilePath, reach: Reach = EVERYTHING) -> Form:
    """Return the plan that *data* makes, with a remark for everything that is malformed."""
    remarks: list[Remark] = []
    for _ in range(ROUNDS):
        try:
            plan = Plan.model_validate(data, context={"folder": str(folder), "reach": reach})
        except ValidationError as error:
            details = error.errors(include_url=False)
            found = [remark(detail, len(remarks) + n) for n, detail in enumerate(details)]
            remarks += by_themselves(found, remarks)
            data = _without(data, [_malformed(detail) for detail in details])
        else:
            return Form(plan, remarks)
    return Form(None, remarks)


def _malformed(detail: ErrorDetails) -> Path:
    """Return the path of what has to be taken out: a part in which something is missing, whole."""
    path = tuple(step for step in detail["loc"] if step != "[key]")
    kind: Any = Plan
    for number, step in enumerate(path):
        kind = _bare(_inside(kind, step))
        if _is_part(kind) and kind.all_or_nothing:
            return path[: number + 1]
    return path[:-1] if detail["type"] == "missing" else path


def remark(detail: ErrorDetails, number: int = 0) -> Remark:
    """Return one of pydantic's errors as a remark; the first ones get a suggestion."""
    path = tuple(step for step in detail["loc"] if step != "[key]")
    if detail["type"] == "extra_forbidden":
        return _unknown(path, number)
    what, remedy = _said(detail)
    about = path[-1] if path else "plan"
    if detail["type"] != REFUSED:
        what = f"“{about}” {what}" if isinstance(about, str) else f"item {about + 1} {what}"
    return Remark(path, what, remedy, about_name="[key]" in detail["loc"])


def _unknown(path: Path, number: int) -> Remark:
    known = sorted(_fields(Plan, path[:-1]))
    name = str(path[-1])
    near = suggest(name, known, "Known") if number < limits.SUGGESTIONS else "Delete it."
    return Remark(path, f"“{short(name)}” means nothing here", near, about_name=True)


def _fields(annotation: Any, path: Path) -> list[str]:
    """Return the keys that the part at *path* may have."""
    kind = _bare(annotation)
    for step in path:
        kind = _bare(_inside(kind, step))
    if not _is_part(kind):
        return []
    return [field.alias or name for name, field in kind.model_fields.items()]


def _inside(kind: Any, step: str | int) -> Any:
    """Return the type of what *step* leads to in a *kind*; None if nothing is known of it."""
    if _is_part(kind):
        fields = {
            field.alias or name: field.annotation for name, field in kind.model_fields.items()
        }
        return fields.get(str(step), _any_other(kind))
    if isinstance(kind, type) and issubclass(kind, RootModel):
        return get_args(kind.model_fields["root"].annotation)[1]
    items = get_args(kind)
    return items[-1] if get_origin(kind) is Mapping else next(iter(items), None)


def _any_other(kind: Any) -> Any:
    """Return the type behind any key that a part has not named; None if it takes no others."""
    extra = kind.__annotations__.get("__pydantic_extra__")
    return get_args(extra)[-1] if extra is not None else None


def _is_part(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, Part)


def _bare(annotation: Any) -> Any:
    """Take away `Annotated` and `| None`."""
    while get_origin(annotation) in {Annotated, Union, UnionType}:
        annotation = get_args(annotation)[0]
    return getattr(annotation, "__value__", annotation)


KINDS: Final[dict[str, tuple[str, str]]] = {
    "string_type": ("must be a text, not {input}", "Write one text, in quotes if need be."),
    "int_parsing": ("must be a whole number, not {input}", "Write digits only."),
    "int_type": ("must be a whole number, not {input}", "Write digits only."),
    "int_from_float": ("must be a whole number, not {input}", "Write digits only."),
    "int_parsing_size": ("is too large a number", "Write a smaller one."),
    "float_parsing": ("must be a number, not {input}", "Write digits, with a point if need be."),
    "float_type": ("must be a number, not {input}", "Write digits, with a point if need be."),
    "finite_number": ("must be a number, not {input}", "Write digits, with a point if need be."),
    "bool_parsing": ("must be true or false, not {input}", "Write true or false."),
    "bool_type": ("must be true or false, not {input}", "Write true or false."),
    "model_type": ("must be a mapping, not {input}", "Write names and values below it: {keys}."),
    "mapping_type": ("must be a mapping, not {input}", "Write “name: value” lines below it."),
    "dict_type": ("must be a mapping, not {input}", "Write “name: value” lines below it."),
    "tuple_type": ("must be a list, not {input}", "Write it like “[one, two]”."),
    "missing": ("is missing", "Add it."),
    "greater_than_equal": ("must be at least {ge}, not {input}", "Write a larger number."),
    "less_than_equal": ("must be at most {le}, not {input}", "Write a smaller number."),
    "string_too_long": ("is longer than {max_length} characters", "Make it shorter."),
    "literal_error": ("must be {expected}, not {input}", "{near}"),
    "string_pattern_mismatch": ("cannot be {input}", "Allowed: {pattern}"),
}
"By the type of pydantic's error: what is wrong, and what to do."


def _said(detail: ErrorDetails) -> tuple[str, str]:
    context = detail.get("ctx", {})
    if detail["type"] == REFUSED:
        return str(context["what"]), str(context["remedy"])
    what, remedy = KINDS.get(detail["type"], ("cannot be {input}", "See the plan's reference."))
    words = {name: _plain(value) for name, value in context.items()} | {"input": _written(detail)}
    if detail["type"] == "literal_error":
        words["near"] = suggest(str(detail["input"]), _options(context["expected"]), "Possible")
    if detail["type"] == "model_type":
        words["keys"] = listed(_fields(Plan, detail["loc"]) or ["name: value"])
    return what.format(**words), remedy.format(**words)


def _plain(value: object) -> object:
    """Return a number as people write it, without a point where it is whole."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _written(detail: ErrorDetails) -> str:
    """Return what was written, unless nobody may see it."""
    secret = not {"password", "clear"}.isdisjoint(map(str, detail["loc"]))
    return "this" if secret and isinstance(detail["input"], str) else quoted(detail["input"])


def _options(expected: object) -> list[str]:
    """Return the words between quotes in pydantic's list of what it expected."""
    return re.findall(r"'([^']*)'", str(expected))


def _without(data: dict[str, Plain], paths: list[Path]) -> dict[str, Plain]:
    """Return *data* without what stands at *paths*, or at as much of each as there is."""
    copy = _copied(data)
    for path in sorted(paths, key=lambda path: [str(step).rjust(9) for step in path], reverse=True):
        _take_out(copy, path)
    return copy


def _copied(data: dict[str, Plain]) -> dict[str, Plain]:
    return {name: _copy(value) for name, value in data.items()}


def _copy(value: Plain) -> Plain:
    if isinstance(value, dict):
        return _copied(value)
    return [_copy(item) for item in value] if isinstance(value, list) else value


def _take_out(data: Plain, path: Path) -> None:
    if len(path) == 2 and path[0] in NAMED and isinstance(data, dict):
        section = data.get(str(path[0]))
        if isinstance(section, dict):
            section[str(path[1])] = {}
            return
    parent, last = _deepest(data, path)
    if isinstance(parent, dict):
        parent.pop(str(last), None)
    elif isinstance(parent, list) and parent:
        del parent[_index(parent, last)]


def _deepest(data: Plain, path: Path) -> tuple[Plain, str | int]:
    """Return the last list or mapping on the way along *path*, and the next step from there."""
    for number, step in enumerate(path):
        following = _following(data, step)
        if number == len(path) - 1 or not isinstance(following, dict | list):
            return data, step
        data = following
    return None, ""


def _following(data: Plain, step: str | int) -> Plain:
    if isinstance(data, dict):
        return data.get(str(step))
    if isinstance(data, list):
        return data[_index(data, step)] if data else None
    return None


def _index(items: list[Plain], step: str | int) -> int:
    """Find an item by its number, or by itself where a list of names was read as a mapping."""
    if isinstance(step, int):
        return min(step, len(items) - 1)
    return items.index(step) if step in items else 0
