"""Whatever the server refuses, it can say so in Hungarian: every refusal is looked up."""

import ast
from collections.abc import Iterator
from pathlib import Path
from string import Formatter
from typing import Final

import pytest

import firstline
from firstline.web.hungarian import HUNGARIAN
from firstline.web.problem import REMEDIES

SOURCE: Final = Path(firstline.__file__).parent
SPEAKING: Final = (
    *("web", "live", "switchboard", "telephony/browser", "telephony/webrtc.py"),
    *("journal/events.py", "journal/happening.py", "study/comparing"),
)
"""Where refusals come from that a page can get."""
SILENT: Final = {
    "certificate.py": "speaks at the start",
    "database.py": "speaks at the start",
    "directory.py": "speaks at the start",
    "server.py": "speaks at the start",
    "service.py": "speaks at the end",
    "store.py": "its reasons are filled in",
}
"""Modules of those folders that refuse nothing to a page."""
MAKERS: Final = {
    **dict.fromkeys(("Refusal", "unauthorised", "too_many", "_refusal", "_unusable"), 1),
    **dict.fromkeys(("InputError", "FailureError", "refusal", "_not_now"), 2),
    **dict.fromkeys(("ProblemError", "problem_answer"), 3),
}
"""What makes a refusal of the texts that it is given, and how many arguments those are at most."""
HANDED_ON: Final = frozenset({"suggest", "get"})
"""Return texts that were made before; what is wrong with a plan is told in English, as ever."""
ELSEWHERE: Final = (
    *("any reason", "Not Found", "Method Not Allowed", "Request Entity Too Large"),
    *REMEDIES.values(),
    "There was an error parsing the body",
)
"""What is filled in, and what Starlette and FastAPI refuse."""


def forms_of(module: ast.Module, text: ast.expr) -> Iterator[str]:
    """Yield the forms of what *text* can be."""
    match text:
        case (
            ast.Constant(value=str(form))
            | ast.Call(func=ast.Name(id="Said"), args=[ast.Constant(value=str(form))])
        ):
            yield form
        case ast.IfExp(body=one, orelse=other):
            yield from forms_of(module, one)
            yield from forms_of(module, other)
        case ast.Name(id=name):
            yield from of_name(module, name)
        case ast.Attribute() | ast.Subscript():
            return  # a status, or handed on
        case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)) if name in HANDED_ON:
            return
        case _:
            pytest.fail(f"say it with Said: {ast.unparse(text)}")


def of_name(module: ast.Module, name: str) -> Iterator[str]:
    """Yield what is assigned to *name*; nothing for a parameter, which was looked at elsewhere."""
    for node in ast.walk(module):
        match node:
            case ast.Assign(targets=[ast.Name(id=found)], value=value) if found == name:
                yield from forms_of(module, value)
            case ast.AnnAssign(target=ast.Name(id=found), value=ast.expr() as value) if (
                found == name
            ):
                yield from forms_of(module, value)
            case _:
                pass


def made_in(module: ast.Module) -> Iterator[list[ast.expr]]:
    """Yield the texts of each refusal that is made in *module*."""
    for node in ast.walk(module):
        match node:
            case ast.Call(
                func=ast.Name(id=name) | ast.Attribute(value=ast.Name(), attr=name), args=texts
            ) if name in MAKERS:
                yield texts[: MAKERS[name]]
            case ast.ClassDef(name=name) if name.endswith("Error"):
                yield list(told_by(node))
            case _:
                pass


def told_by(part: ast.ClassDef) -> Iterator[ast.expr]:
    """Yield what an error of a kind of its own says."""
    for node in ast.walk(part):
        match node:
            case ast.Call(func=ast.Attribute(value=ast.Call(), attr="__init__"), args=texts):
                yield from texts
            case _:
                pass


def refusals(path: Path) -> Iterator[str]:
    """Yield the forms of all texts with which a module refuses."""
    module = ast.parse(path.read_text(encoding="utf-8"))
    for texts in made_in(module):
        for text in texts:
            yield from forms_of(module, text)


def modules() -> list[Path]:
    """Return the modules that refuse something to a page."""
    places = [SOURCE / place for place in SPEAKING]
    found = [it for place in places for it in (place.rglob("*.py") if place.is_dir() else [place])]
    return sorted(it for it in found if it.name not in SILENT)


def names(form: str) -> set[str]:
    """Return what is filled in."""
    return {name for _, name, _, _ in Formatter().parse(form) if name}


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(SOURCE)))
def test_every_refusal_has_hungarian_words(path: Path) -> None:
    assert {form for form in refusals(path) if form and form not in HUNGARIAN} == set()


@pytest.mark.parametrize("text", ELSEWHERE)
def test_what_others_refuse_has_hungarian_words(text: str) -> None:
    assert text in HUNGARIAN


def test_no_words_are_kept_for_what_is_never_refused() -> None:
    refused = {form for path in modules() for form in refusals(path)}
    assert set(HUNGARIAN) - refused == {*ELSEWHERE} - refused


def test_nothing_is_filled_in_that_is_not_there() -> None:
    assert [form for form, said in HUNGARIAN.items() if not names(said) <= names(form)] == []
