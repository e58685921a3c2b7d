"""firstline report: how well callers were served, with every metric's formula.

Reads the memory and shows what firstline.analysis computes.
"""

import json
from collections.abc import Callable
from datetime import tzinfo
from enum import Enum
from pathlib import Path
from typing import Annotated, Final

import typer
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from firstline.analysis.measures import HEADLINE
from firstline.analysis.metric import Clock, Metric, Thresholds, Unit
from firstline.analysis.report import TOTAL, By, Report, Row, Window
from firstline.cli.memory import Data, StoreUrl, local, memory, moment, zone_of
from firstline.cli.terminal import AsJson, clock, console, length
from firstline.journal.told import iso
from firstline.live.archive import Archive
from firstline.live.reports import ReportWanted, report_from
from firstline.live.runner import wall_clock
from firstline.plan.times import say_length

NARROW: Final = (
    "queued", "answered", "abandoned", "waiting", HEADLINE, "abandonment", "asa", "wait-90",
    "wait-longest", "aht", "transferred",
)  # fmt: skip
"""What is shown of callers by group; --json has everything."""


class Language(Enum):
    """What the report is written in."""

    EN = "en"
    HU = "hu"


class Grain(Enum):
    """Minutes of an interval."""

    QUARTER = "15"
    HALF = "30"


def report(  # noqa: PLR0913 - every argument is an option
    *,
    data: Data = Path("data"),
    store: StoreUrl = None,
    since: Annotated[
        str | None, typer.Option("--from", help="From this day, or day and time, on.")
    ] = None,
    until: Annotated[
        str | None, typer.Option("--to", help="Before this day, or day and time.")
    ] = None,
    by: Annotated[By, typer.Option(help="Into which groups.")] = By.ALL,
    within: Annotated[str, typer.Option(help="T: an answer in time.")] = "20s",
    short: Annotated[str, typer.Option(help="S: a short abandon.")] = "5s",
    interval: Annotated[Grain, typer.Option(help="Minutes, with --by interval.")] = Grain.HALF,
    language: Annotated[Language, typer.Option(help="Of the report.")] = Language.EN,
    as_json: AsJson = False,
) -> None:
    """Show how well callers were served, each number with its formula."""
    limits = Thresholds(within=length(within), short=length(short))
    with memory(data, store) as archive:
        zone = zone_of(archive)
        window = _window(archive, since, until, zone)
        wanted = ReportWanted(by=by, window=window, limits=limits, minutes=int(interval.value))
        told = report_from(archive, wanted, zone)
    if as_json:
        print(_document(told))
    else:
        console().print(_shown(told, zone, language.value))


def _window(archive: Archive, since: str | None, until: str | None, zone: tzinfo) -> Window:
    now = wall_clock()
    runs = archive.runs()
    first = runs[0].started if runs else now
    return Window(
        first if since is None else moment(since, zone),
        now if until is None else moment(until, zone),
        now,
    )


def _document(told: Report) -> str:
    document = {
        "from": iso(told.window.since),
        "to": iso(told.window.until),
        "by": told.by.value,
        "thresholds": {
            "within_s": told.limits.within / 1_000_000,
            "short_s": told.limits.short / 1_000_000,
        },
        "metrics": [_metric(metric) for metric in told.metrics],
        "groups": [
            {"group": _name(told, row, iso), "values": _values(told.metrics, row)}
            for row in told.rows
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=2)


def _metric(metric: Metric) -> dict[str, object]:
    return {
        "id": metric.id,
        "name": {"hu": metric.name.hu, "en": metric.name.en},
        "formula": {"hu": metric.formula.hu, "en": metric.formula.en},
        "unit": "seconds" if metric.unit is Unit.DURATION else metric.unit.value,
        "clock": metric.clock.value,
    }


def _values(metrics: list[Metric], row: Row) -> dict[str, float | None]:
    return {
        metric.id: value / 1_000_000
        if metric.unit is Unit.DURATION and value is not None
        else value
        for metric, value in zip(metrics, row.values, strict=True)
    }


def _name(told: Report, row: Row, of_instant: Callable[[int], str], total: str = TOTAL) -> str:
    if row.group == TOTAL:
        return total
    return of_instant(int(row.group)) if told.by is By.INTERVAL else row.group


def _shown(told: Report, zone: tzinfo, language: str) -> RenderableType:
    words = _WORDS[language]
    if not told.rows:
        return words["nothing"]
    parts: list[RenderableType] = [
        Text(
            f"{words['from']} {local(told.window.since, zone):%Y-%m-%d %H:%M %Z} "
            f"{words['to']} {local(told.window.until, zone):%Y-%m-%d %H:%M %Z}, "
            f"T = {say_length(told.limits.within)}, S = {say_length(told.limits.short)}"
        ),
        "",
    ]
    if told.by is By.ALL:
        return Group(*parts, _one(told, language), "", words["clocks"])
    chosen = [
        place
        for place, metric in enumerate(told.metrics)
        if told.by in {By.TEAM, By.AGENT} or metric.id in NARROW
    ]
    table = _many(told, chosen, zone, language)
    return Group(*parts, table, "", _formulas(told, chosen, language), "", words["clocks"])


def _one(told: Report, language: str) -> Table:
    """Return every metric of everything, one below the other."""
    table = Table(box=None, pad_edge=False, show_header=False)
    table.add_column()
    table.add_column(justify="right")
    table.add_column(style="dim")
    for metric, value in zip(told.metrics, told.rows[-1].values, strict=True):
        bold = "bold" if metric.id == HEADLINE else ""
        table.add_row(
            Text(metric.name.in_language(language), style=bold),
            Text(_number(metric, value), style=bold),
            Text(_formula(metric, language)),
        )
    return table


def _many(told: Report, chosen: list[int], zone: tzinfo, language: str) -> Table:
    """Return some metrics of every group, side by side."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    words = _WORDS[language]
    table.add_column(words[told.by.value])
    for place in chosen:
        table.add_column(told.metrics[place].name.in_language(language), justify="right")
    for row in told.rows:
        name = _name(told, row, lambda at: f"{local(at, zone):%Y-%m-%d %H:%M}", words["total"])
        numbers = [_number(told.metrics[place], row.values[place]) for place in chosen]
        style = "bold" if row.group == TOTAL else ""
        table.add_row(*(Text(cell) for cell in (name, *numbers)), style=style)
    return table


def _formulas(told: Report, chosen: list[int], language: str) -> Table:
    table = Table(box=None, pad_edge=False, show_header=False, style="dim")
    for place in chosen:
        metric = told.metrics[place]
        table.add_row(Text(metric.name.in_language(language)), Text(_formula(metric, language)))
    return table


def _formula(metric: Metric, language: str) -> str:
    formula = metric.formula.in_language(language)
    return f"{formula} [{_CLOCKS[language][metric.clock]}]" if metric.clock.value else formula


def _number(metric: Metric, value: float | None) -> str:
    if value is None:
        return "-"
    if metric.unit is Unit.SHARE:
        return f"{100 * value:.1f} %"
    return clock(value) if metric.unit is Unit.DURATION else f"{value:.0f}"


_CLOCKS: Final = {
    "en": {Clock.QUEUE: "queue clock", Clock.ARRIVAL: "arrival clock"},
    "hu": {Clock.QUEUE: "sor-óra", Clock.ARRIVAL: "érkezés-óra"},
}
_WORDS: Final = {
    "en": {
        "from": "From",
        "to": "to",
        "total": "all",
        "stream": "stream",
        "urgency": "urgency",
        "day": "entered on",
        "interval": "entered in",
        "team": "team",
        "agent": "agent",
        "nothing": "No calls in this time.",
        "clocks": (
            "Queue clock: from the entry into the first line. Arrival clock: from the caller's "
            "arrival, menus included. Callers count where they entered their first line."
        ),
    },
    "hu": {
        "from": "Ettől:",
        "to": "eddig:",
        "total": "összesen",
        "stream": "folyam",
        "urgency": "sürgősség",
        "day": "nap",
        "interval": "sorba állt",
        "team": "csapat",
        "agent": "ügyintéző",
        "nothing": "Ebben az időben nem volt hívás.",
        "clocks": (
            "Sor-óra: az első sorba állástól. Érkezés-óra: a hívás érkezésétől, a menüvel együtt. "
            "A hívó ott számít, ahol először sorba állt."
        ),
    },
}
