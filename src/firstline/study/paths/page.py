"""One page about the ways to a human and about pretending: it stands alone, and prints.

Its tables are path_tables.py's, its sentences advice.py's and verdict.py's, its look is that of all
pages.
"""

from collections.abc import Sequence
from pathlib import Path as File

from msgspec import Struct

from firstline.study.page.drawing import Chart
from firstline.study.page.page import rendered, save
from firstline.study.paths.advice import Adviser, Method
from firstline.study.paths.paths import Path
from firstline.study.paths.tables import rules_table, shares_table, ways_table
from firstline.study.paths.waits import Waits
from firstline.study.pretending.curve import Point
from firstline.study.pretending.share_chart import Panel, Series, drawing
from firstline.study.pretending.share_chart import Point as Mark
from firstline.study.pretending.verdict import Found, Judge


class Seen(Struct, frozen=True):
    """Everything that is on the page."""

    title: str
    adviser: Adviser
    paths: Sequence[Path]
    method: Method
    found: Found | None
    "None: pretending was not looked at."
    judge: Judge | None


def write(seen: Seen, path: File, language: str) -> None:
    """Write the page."""
    save(page(seen, language), path)


def page(seen: Seen, language: str) -> str:
    """Return the page."""
    adviser = seen.adviser
    return rendered(
        "paths.html.j2",
        language,
        title=seen.title,
        about=adviser.about(),
        advice=list(adviser.advice(seen.paths)),
        ways=ways_table(seen.paths, adviser),
        method=adviser.method(seen.paths, seen.method),
        pretending=_pretending(seen),
    )


def _pretending(seen: Seen) -> dict[str, object] | None:
    found, judge = seen.found, seen.judge
    if found is None or judge is None:
        return None
    *told, method = judge.told()
    return {
        "title": judge.title(),
        "told": told,
        "method": method,
        "chart": chart(found, judge),
        "shares": shares_table(found, judge),
        "rules": rules_table(found, judge) if found.tried else None,
    }


def chart(found: Found, judge: Judge) -> Chart:
    """Return the drawing of the curve: who waits how long, and what pretending saves."""
    headings = judge.words.headings
    waits = Panel(
        judge.words.say("chart-waits"),
        [
            Series(headings["pretender"], "first", _marks(found, "pretender")),
            Series(headings["honest"], "second", _marks(found, "honest"), "6 3"),
            Series(headings["prospect"], "other", _marks(found, "prospect"), "2 3"),
        ],
    )
    gains = [Mark(*point.gain()) for point in found.points]
    gain = Panel(
        judge.words.say("chart-gain"),
        [Series(headings["gain"], "first", gains)],
        (judge.words.say("chart-cost"), found.cost),
        found.rests(),
    )
    return Chart(
        drawing(judge.title(), judge.words.say("chart-share"), [waits, gain]),
        judge.title(),
        "",
    )


def _marks(found: Found, kind: str) -> list[Mark]:
    return [_mark(point, getattr(point, kind)) for point in found.points]


def _mark(point: Point, waits: Waits) -> Mark:
    return Mark(point.share, waits.mean(), waits.half())
