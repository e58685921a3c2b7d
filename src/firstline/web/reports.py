"""Reports over HTTP: what `firstline report` shows, as JSON for pages and as CSV for tables.

Every column goes out with its name, its unit and the formula it is computed by. It computes
nothing: numbers come from analysis/, what is read and how much of it, live/reports.py says.
"""

import asyncio
import csv
from collections.abc import Callable
from datetime import datetime
from enum import Enum
from http import HTTPStatus
from io import StringIO
from typing import Annotated, Any, Final, Literal
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Depends, Query
from fastapi.responses import JSONResponse, Response
from pydantic import AwareDatetime, BaseModel, BeforeValidator, Field

from firstline.analysis.metric import Metric, Thresholds, Unit
from firstline.analysis.report import TOTAL, By, Report, Row, Window
from firstline.domain.time import SECOND, seconds
from firstline.journal.told import iso
from firstline.live.archive import ArchiveReader
from firstline.live.desk import Desk
from firstline.live.reports import ReportWanted, bounded, midnight, report_from
from firstline.web.access import Access
from firstline.web.agents import ANSWERS

WITHIN_S: Final = 20.0
SHORT_S: Final = 5.0
LONGEST_S: Final = 3600.0
CSV: Final = "text/csv; charset=utf-8"
MARK: Final = "\ufeff"
"Tells a program for tables that this is UTF-8."
WORDS: Final = {
    "en": {"total": "all", "s": "s", "until": "Until"},
    "hu": {"total": "összesen", "s": "mp", "until": "Eddig"},
}
FORMULAS: Final = frozenset("=+-@\t\r")
"What a program for tables would take as the beginning of a formula."


class Form(Enum):
    """As what a report goes out."""

    JSON = "json"
    CSV = "csv"


class BothLanguages(BaseModel):
    """A text in both languages."""

    hu: str
    en: str


class Column(BaseModel):
    """What the numbers of a column are."""

    id: str
    label: BothLanguages
    unit: Literal["count", "share", "seconds"]
    formula: BothLanguages
    clock: Literal["", "queue", "arrival"] = Field(description="From when waits count.")


class GroupRow(BaseModel):
    """The numbers of a group by the columns' ids; null: there is nothing to tell."""

    group: str = Field(description="A name, a day, or an instant at which an interval began.")
    values: dict[str, float | None]


class Limits(BaseModel):
    """What T and S stand for in formulas."""

    within_s: float
    short_s: float


class ReportForm(BaseModel):
    """A report."""

    by: str
    since: str
    until: str
    zone: str
    thresholds: Limits
    columns: list[Column]
    rows: list[GroupRow]
    total: GroupRow | None


ABOUT: Final[dict[int | str, dict[str, Any]]] = {
    200: {"model": ReportForm, "content": {CSV: {"schema": {"type": "string"}}}}
}


def report_routes(desk: Desk, access: Access) -> APIRouter:
    """Return the address of reports."""
    routes = APIRouter(tags=["reports"], dependencies=[Depends(access.reader)], responses=ANSWERS)
    alone = asyncio.Lock()

    @routes.get("/reports", response_class=JSONResponse, responses=ABOUT)
    async def report(
        by: By = By.DAY,
        since: Annotated[AwareDatetime | None, Query(description="Without it: today.")] = None,
        until: Annotated[AwareDatetime | None, Query(description="Without it: now.")] = None,
        within_s: Annotated[float, Query(ge=0, le=LONGEST_S, description="T")] = WITHIN_S,
        short_s: Annotated[float, Query(ge=0, le=LONGEST_S, description="S")] = SHORT_S,
        minutes: Annotated[
            Literal[15, 30, 60], BeforeValidator(int), Query(description="Of an interval.")
        ] = 30,
        form: Annotated[Form, Query(alias="format")] = Form.JSON,
        language: Annotated[Literal["hu", "en"], Query(description="Of a CSV file.")] = "en",
    ) -> Response:
        """Tell how well callers were served, or how agents' time went, by groups.

        Callers count where they entered their first line; at most 366 days.
        """
        zone = ZoneInfo(desk.plan.timezone)
        wanted = ReportWanted(
            by=by,
            window=_window(desk, since, until, zone),
            limits=Thresholds(within=seconds(within_s), short=seconds(short_s)),
            minutes=minutes,
        )
        async with alone:  # two at once would take twice the memory, and be no sooner ready
            made = await asyncio.to_thread(_made, desk.store, wanted, zone)
        if form is Form.JSON:
            return Response(_document(made, zone), media_type="application/json")
        name = f"firstline-{by.value}-{_day(made, zone)}.csv"
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        return Response(_table(made, zone, language), HTTPStatus.OK, headers, CSV)

    return routes


def _window(desk: Desk, since: datetime | None, until: datetime | None, zone: ZoneInfo) -> Window:
    now = int(desk.now())
    first = midnight(now, zone) if since is None else _instant(since)
    return Window(first, now if until is None else _instant(until), now)


def _instant(moment: datetime) -> int:
    return round(moment.timestamp() * int(SECOND))


def _made(store: str, wanted: ReportWanted, zone: ZoneInfo) -> Report:
    with ArchiveReader(store) as archive:
        bounded(archive, wanted.window)
        return report_from(archive, wanted, zone)


def _document(made: Report, zone: ZoneInfo) -> bytes:
    rows = [_row(made, row) for row in made.rows]
    form = ReportForm(
        by=made.by.value,
        since=iso(made.window.since),
        until=iso(made.window.until),
        zone=zone.key,
        thresholds=Limits(
            within_s=made.limits.within / int(SECOND), short_s=made.limits.short / int(SECOND)
        ),
        columns=[_column(metric) for metric in made.metrics],
        rows=[row for row in rows if row.group != TOTAL],
        total=next((row for row in rows if row.group == TOTAL), None),
    )
    return form.model_dump_json().encode()


def _column(metric: Metric) -> Column:
    return Column(
        id=metric.id,
        label=BothLanguages(hu=metric.name.hu, en=metric.name.en),
        unit="seconds" if metric.unit is Unit.DURATION else metric.unit.value,
        formula=BothLanguages(hu=metric.formula.hu, en=metric.formula.en),
        clock=metric.clock.value,
    )


def _row(made: Report, row: Row) -> GroupRow:
    values = zip(made.metrics, row.values, strict=True)
    return GroupRow(
        group=_group(made, row, iso),
        values={metric.id: _plain(metric, value) for metric, value in values},
    )


def _plain(metric: Metric, value: float | None) -> float | None:
    is_length = metric.unit is Unit.DURATION and value is not None
    return value / int(SECOND) if is_length and value is not None else value


def _group(made: Report, row: Row, of_instant: Callable[[int], str]) -> str:
    is_instant = made.by is By.INTERVAL and row.group != TOTAL
    return of_instant(int(row.group)) if is_instant else row.group


def _table(made: Report, zone: ZoneInfo, language: str) -> str:
    words = WORDS[language]

    def clock(instant: int) -> str:
        return f"{datetime.fromtimestamp(instant / int(SECOND), zone):%Y-%m-%d %H:%M}"

    written = StringIO()
    table = csv.writer(written)
    table.writerow([made.by.value, *(_label(metric, language) for metric in made.metrics)])
    for row in made.rows:
        name = _group(made, row, clock) or words["total"]
        numbers = (_plain(*pair) for pair in zip(made.metrics, row.values, strict=True))
        table.writerow([_harmless(name), *("" if n is None else n for n in numbers)])
    return MARK + written.getvalue()


def _label(metric: Metric, language: str) -> str:
    """Return what heads a column; a share is told with its formula, since there are several."""
    name = metric.name.in_language(language)
    if metric.unit is Unit.SHARE:
        return f"{name}: {metric.formula.in_language(language)}"
    return f"{name} [{WORDS[language]['s']}]" if metric.unit is Unit.DURATION else name


def _harmless(name: str) -> str:
    return f"'{name}" if name[:1] in FORMULAS else name


def _day(made: Report, zone: ZoneInfo) -> str:
    return f"{datetime.fromtimestamp(made.window.since / int(SECOND), zone):%Y-%m-%d}"
