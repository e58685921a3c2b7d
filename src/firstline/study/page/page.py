"""One page that tells a simulation: it stands alone, asks no host for anything, and prints.

Its parts are made by page_tables, page_charts and page_surges; here they become HTML. What comes
from a plan is data: the template escapes everything but the drawings, which escape themselves.
"""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from msgspec import Struct

from firstline import __version__
from firstline.analysis.measures import HEADLINE
from firstline.analysis.metric import Unit
from firstline.errors import FailureError
from firstline.study.page import charts as page_charts
from firstline.study.page.drawing import Chart
from firstline.study.page.numbers import length_of, number, shown
from firstline.study.page.surges import story
from firstline.study.page.tables import formula_of, formulas, grids
from firstline.study.page.words import words_of
from firstline.study.results import EVERYBODY, By, Estimate, Group, Ran, Results
from firstline.study.surge.effect import Effect

TEMPLATES: Final = Path(__file__).with_name("templates")


class Tile(Struct, frozen=True):
    """A figure in large letters."""

    figure: str
    name: str
    note: str = ""


class Fact(Struct, frozen=True):
    """Something about the run."""

    name: str
    value: str


def write(results: Results, effects: Sequence[Effect], path: Path, language: str) -> None:
    """Write the page about *results*, and about what each surge did, to *path*."""
    save(page(results, effects, language), path)


def save(html: str, path: Path) -> None:
    """Write a page to *path*."""
    try:
        path.write_text(html, encoding="utf-8")
    except OSError as error:
        raise FailureError(
            f"The page cannot be written to {path}: {error.strerror}.", "Name another file."
        ) from error


def page(results: Results, effects: Sequence[Effect], language: str) -> str:
    """Return the page about *results*, and about what each surge did."""
    interval = results.ran.interval
    return rendered(
        "simulation.html.j2",
        language,
        ran=results.ran,
        when=_when(results.ran, language),
        tiles=_tiles(results, language),
        day=page_charts.day(results, language),
        waits=page_charts.waits(results, language),
        occupancy=page_charts.occupancy(results, language),
        stories=[story(effect, interval, language) for effect in effects],
        grids=grids(results, language),
        formulas=formulas(results, language),
        facts=facts(results.ran, language),
    )


def rendered(template: str, language: str, **parts: object) -> str:
    """Return a template with its parts filled in."""
    html = _environment().get_template(template)
    return html.render(words=words_of(language), language=language, **parts)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["drawing"] = _drawing
    return environment


def _drawing(chart: Chart) -> Markup:
    """Return a drawing, whose texts charts.py has escaped."""
    return Markup(chart.svg)


def _when(ran: Ran, language: str) -> str:
    return words_of(language)["when"].format(
        days=number(ran.days, 0, language),
        first=ran.first_day,
        calls=number(ran.calls, 0, language),
    )


def _tiles(results: Results, language: str) -> list[Tile]:
    """Return the figures that a manager looks for first."""
    words = words_of(language)
    limits = results.ran.limits
    within = words["in-time"].format(within=length_of(limits.within, language))
    tiles = [
        Tile(_a_day(results, language), words["arrived-a-day"]),
        _tile(results, "abandonment", EVERYBODY, words["gave-up"], language),
        _tile(results, HEADLINE, EVERYBODY, within, language),
        _tile(results, "asa", Group(By.URGENCY, "second"), words["second-waits"], language),
        _tile(results, "asa", Group(By.URGENCY, "first"), words["first-waits"], language),
        *_busiest(results, language),
    ]
    return [tile for tile in tiles if tile is not None]


def _a_day(results: Results, language: str) -> str:
    arrived = results.estimate("arrived")
    days = max(1, results.ran.days)
    half = None if arrived.half is None else arrived.half / days
    value = None if arrived.value is None else arrived.value / days
    return shown(Estimate(value, half), Unit.COUNT, language)


def _tile(results: Results, metric: str, group: Group, name: str, language: str) -> Tile | None:
    table = results.table(group.by)
    if all(row.group != group for row in table.rows):
        return None
    known = table.metrics[table.place(metric)]
    figure = shown(results.estimate(metric, group), known.unit, language)
    return Tile(figure, name, formula_of(known, language))


def _busiest(results: Results, language: str) -> list[Tile]:
    table = results.table(By.TEAM)
    busy = [(results.estimate("occupancy", row.group), row.group.name) for row in table.rows]
    most, team = max(busy, key=lambda each: each[0].value or 0.0, default=(Estimate(None), ""))
    if most.value is None:
        return []
    metric = table.metrics[table.place("occupancy")]
    name = words_of(language)["busy"].format(team=team)
    return [Tile(shown(most, Unit.SHARE, language), name, formula_of(metric, language))]


def facts(ran: Ran, language: str) -> list[Fact]:
    """Return what was run, so that it can be run again."""
    words = words_of(language)
    simulated = words["ran-days-value"].format(
        days=number(ran.days, 0, language),
        first=ran.first_day,
        replications=ran.replications,
        done=number(ran.days_done, 0, language),
        units=number(ran.units, 0, language),
        calls=number(ran.calls, 0, language),
    )
    within, short = (length_of(it, language) for it in (ran.limits.within, ran.limits.short))
    limits = f"T = {within}, S = {short}"
    precise = [Fact(words["ran-precision"], _precision(ran, language))] if ran.precision else []
    return [
        Fact(words["ran-days"], simulated),
        Fact(words["ran-limits"], limits),
        *precise,
        Fact(words["ran-zone"], ran.timezone),
        Fact(words["ran-seed"], str(ran.seed)),
        Fact(words["ran-plan"], ran.digest),
        Fact(words["ran-version"], __version__),
    ]


def _precision(ran: Ran, language: str) -> str:
    words = words_of(language)
    asked = shown(Estimate(ran.precision), Unit.SHARE, language)
    return words["ran-precise" if ran.is_precise else "ran-imprecise"].format(asked=asked)
