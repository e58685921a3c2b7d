"""The tables of a page: every figure with its interval, and how it is computed.

Texts only; how a table looks is for the page to say.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from msgspec import Struct

from firstline.analysis.measures import HEADLINE
from firstline.analysis.metric import Clock, Metric, Unit
from firstline.study.page.numbers import shown
from firstline.study.page.words import words_of
from firstline.study.results import EVERYBODY, By, Group, Results, Row, Table

NARROW: Final[Mapping[By, Sequence[str]]] = {
    By.STREAM: ("queued", "abandonment", HEADLINE, "asa", "wait-90", "talk"),
    By.CALLERS: ("arrived", "abandonment", "asa", "wait-90", "transferred", "right-human"),
    By.TEAM: ("on-duty", "occupancy", "utilisation", "talks", "aht"),
}
"What is shown of groups side by side: more does not fit on paper."


class Line(Struct, frozen=True):
    """A row of a table."""

    name: str
    cells: tuple[str, ...]
    formula: str = ""
    is_important: bool = False


class Grid(Struct, frozen=True):
    """A table."""

    title: str
    corner: str
    head: tuple[str, ...]
    lines: tuple[Line, ...]
    has_formulas: bool = False


class Formula(Struct, frozen=True):
    """What a figure is."""

    name: str
    formula: str


def grids(results: Results, language: str) -> list[Grid]:
    """Return all tables that have something to tell."""
    narrow = [_groups(results, by, language) for by in (By.STREAM, By.CALLERS, By.TEAM)]
    return [_everybody(results, language), *(grid for grid in narrow if grid.lines)]


def formulas(results: Results, language: str) -> list[Formula]:
    """Return how the figures are computed that stand beside no formula."""
    beside = {metric.id for metric in results.table(By.ALL).metrics}
    metrics = {
        metric.id: metric
        for by in NARROW
        for metric in _chosen(results.table(by), by)
        if metric.id not in beside
    }
    return [
        Formula(metric.name.in_language(language), formula_of(metric, language))
        for metric in metrics.values()
    ]


def formula_of(metric: Metric, language: str) -> str:
    """Return a metric's formula and from when it counts."""
    formula = metric.formula.in_language(language)
    if metric.clock is Clock.NONE:
        return formula
    return f"{formula} [{words_of(language)[f'clock-{metric.clock.value}']}]"


def name_of(group: Group, language: str) -> str:
    """Return what callers or agents are in a group."""
    words = words_of(language)
    match group.by:
        case By.ALL:
            return words["all"]
        case By.URGENCY:
            return words[group.name]
        case By.CALLERS:
            return f"{group.name}, {words[group.path]}"
        case By.STREAM | By.TEAM:
            return group.name


def _everybody(results: Results, language: str) -> Grid:
    """Return every metric, one below the other, of everybody and of the two queues."""
    words = words_of(language)
    rows = [*results.table(By.ALL).rows, *_rows(results, By.URGENCY)]
    metrics = results.table(By.ALL).metrics
    return Grid(
        words["table-all"],
        words["metric"],
        tuple(name_of(row.group, language) for row in rows),
        tuple(_metric(metric, rows, results, language) for metric in metrics),
        has_formulas=True,
    )


def _metric(metric: Metric, rows: Sequence[Row], results: Results, language: str) -> Line:
    return Line(
        metric.name.in_language(language),
        tuple(_cell(results, row, metric, language) for row in rows),
        formula_of(metric, language),
        metric.id == HEADLINE,
    )


def _cell(results: Results, row: Row, metric: Metric, language: str) -> str:
    table = results.table(row.group.by)
    if metric.id not in _ids(table):
        return ""
    return shown(row.estimates[table.place(metric.id)], metric.unit, language)


def _groups(results: Results, by: By, language: str) -> Grid:
    """Return some metrics of every group, side by side, and of everybody at the end."""
    words = words_of(language)
    metrics = _chosen(results.table(by), by)
    rows = [row for row in _rows(results, by) if _has_calls(results, row)]
    lines = [
        Line(
            name_of(row.group, language),
            tuple(_cell(results, row, metric, language) for metric in metrics),
            is_important=row.group == EVERYBODY,
        )
        for row in [*rows, *(_rows(results, By.ALL) if rows and by is not By.TEAM else ())]
    ]
    corner = {By.STREAM: "stream", By.CALLERS: "callers", By.TEAM: "team"}[by]
    head = tuple(metric.name.in_language(language) for metric in metrics)
    return Grid(words[f"table-{by.value}"], words[corner], head, tuple(lines))


def _rows(results: Results, by: By) -> Sequence[Row]:
    return next((table.rows for table in results.tables if table.by is by), ())


def _has_calls(results: Results, row: Row) -> bool:
    """Return whether anybody is in a group: most ways through a menu nobody takes."""
    metrics = results.table(row.group.by).metrics
    counts = (
        estimate.value
        for metric, estimate in zip(metrics, row.estimates, strict=True)
        if metric.unit is Unit.COUNT
    )
    return row.group.by is By.TEAM or any(counts)


def _chosen(table: Table, by: By) -> list[Metric]:
    known = {metric.id: metric for metric in table.metrics}
    return [known[wanted] for wanted in NARROW[by] if wanted in known]


def _ids(table: Table) -> Iterable[str]:
    return (metric.id for metric in table.metrics)
