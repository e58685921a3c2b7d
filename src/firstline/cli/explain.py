"""`firstline explain`: how a call flows through a plan, in words and as a picture."""

from enum import Enum
from pathlib import Path
from typing import Annotated

import typer

from firstline.errors import InputError
from firstline.plan.drawing import menu_svg
from firstline.plan.explain import explain as tell
from firstline.plan.read import read


class Language(Enum):
    """In which a plan can be told."""

    HU = "hu"
    EN = "en"


def explain(
    plan: Annotated[Path, typer.Argument(help="The plan's YAML file.", show_default=False)],
    *,
    language: Annotated[
        Language | None,
        typer.Option(help="In which it is told; without it, the plan's own.", show_default=False),
    ] = None,
    svg: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Draw the menu into this file.", show_default=False),
    ] = None,
) -> None:
    """Tell how a call flows through a plan, in words and as a picture."""
    hotline = read(plan)
    told_in = language.value if language is not None else hotline.languages[0]
    print(tell(hotline, told_in), end="")
    if svg is not None:
        _write(svg, menu_svg(hotline, told_in))


def _write(path: Path, drawing: str) -> None:
    try:
        path.write_text(drawing, encoding="utf-8")
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        raise InputError(
            f"{path} cannot be written ({reason}).",
            "Name a file in a folder that you may write to.",
        ) from error
