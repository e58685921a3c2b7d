"""`firstline paths`: the ways to a human, ranked; and what pretending gains, and who pays.

How it is found out is study/paths/inquiry.py's; here it is asked for, and shown.
"""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from enum import Enum
from pathlib import Path
from typing import Annotated, TypeAlias

import typer
from rich.console import Console, Group, RenderableType
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn
from rich.table import Table
from rich.text import Text

from firstline.cli.terminal import AsJson, as_in_a_plan, console, length, processes
from firstline.plan.demand_times import Weekly, read_when
from firstline.plan.faults import suggest
from firstline.plan.model import Plan
from firstline.plan.read import read
from firstline.study.page.tables import Grid
from firstline.study.paths.advice import Adviser
from firstline.study.paths.document import document
from firstline.study.paths.inquiry import COST, DAYS, WEEKS, Answer, Look, Wanted, Watch, inquire
from firstline.study.paths.tables import announced_table, rules_table, shares_table, ways_table
from firstline.study.pretending.verdict import Judge


class Language(Enum):
    """What is told in."""

    EN = "en"
    HU = "hu"


PlanFile: TypeAlias = Annotated[
    Path, typer.Argument(help="The plan's YAML file.", show_default=False)
]
About: TypeAlias = Annotated[
    str | None,
    typer.Option(
        metavar="MATTER",
        help="What the call is about: a stream, or a service; what most call about without it.",
        show_default=False,
    ),
]
At: TypeAlias = Annotated[
    str | None,
    typer.Option(
        metavar="WHEN",
        help="When: “tue 10:00”, or “2026-06-09 10:00”; the busiest hour without it.",
        show_default=False,
    ),
]
Speaks: TypeAlias = Annotated[
    str | None, typer.Option(help="The caller's language; the hotline's first without it.")
]
As: TypeAlias = Annotated[
    str | None, typer.Option("--as", metavar="STREAM", help="Whose key a pretender presses.")
]
Cost: TypeAlias = Annotated[
    str, typer.Option(help="Pretending is as unpleasant as so much waiting.")
]
Pretending: TypeAlias = Annotated[
    Look, typer.Option(help="How much to look at it: rules are tried, too.")
]
Days: TypeAlias = Annotated[
    int, typer.Option(min=2, max=100_000, help="Simulated for the ways, each once.")
]
Weeks: TypeAlias = Annotated[
    int, typer.Option(min=2, max=10_000, help="Simulated for each share of pretenders.")
]
Honesty: TypeAlias = Annotated[
    bool, typer.Option("--announced", help="Measure how honest announced waits are, too.")
]
Seed: TypeAlias = Annotated[int, typer.Option(min=0, max=2**62, help="Of all chance.")]
Jobs: TypeAlias = Annotated[
    int | None, typer.Option(min=1, help="Processes.", show_default="one for each core")
]
Report: TypeAlias = Annotated[
    Path | None, typer.Option(metavar="FILE", help="Write a page with charts: out.html.")
]
Told: TypeAlias = Annotated[Language, typer.Option(help="Of what is told.")]


def paths(  # noqa: PLR0913 - every argument is an option
    plan: PlanFile,
    *,
    about: About = None,
    at: At = None,
    speaks: Speaks = None,
    pretend_as: As = None,
    cost: Cost = COST,
    pretending: Pretending = Look.RULES,
    days: Days = DAYS,
    weeks: Weeks = WEEKS,
    announced: Honesty = False,
    seed: Seed = 1,
    jobs: Jobs = None,
    report: Report = None,
    language: Told = Language.EN,
    as_json: AsJson = False,
) -> None:
    """Rank the ways to a human by time, true and pretending, and say what pretending comes to."""
    hotline = read(plan)
    wanted = Wanted(
        about=about,
        when=None if at is None else _when(at),
        spoken=_spoken(hotline, speaks),
        days=days,
        look=pretending,
        pretend_as=_stream(hotline, pretend_as),
        cost=length(cost) / 1_000_000,
        weeks=weeks,
        announced=announced,
        seed=seed,
        jobs=processes(jobs),
    )
    with _watched() as watch:
        answer = inquire(hotline, wanted, watch)
    if report is not None:
        _write_page(answer, report, language.value)
    _print(answer, language.value, as_json=as_json)


def _spoken(plan: Plan, speaks: str | None) -> str:
    if speaks is not None and speaks not in plan.languages:
        raise typer.BadParameter(
            f"The hotline does not speak “{speaks}”: it speaks {', '.join(plan.languages)}."
        )
    return speaks or plan.languages[0]


def _stream(plan: Plan, name: str | None) -> str | None:
    if name is not None and name not in plan.streams:
        raise typer.BadParameter(
            f"The plan has no stream “{name}”. {suggest(name, plan.streams, 'Streams')}"
        )
    return name


def _when(text: str) -> Weekly | datetime:
    when = as_in_a_plan(read_when, text)
    assert isinstance(when, Weekly | datetime)
    return when


@contextmanager
def _watched() -> Iterator[Watch]:
    """Show on a terminal how far it has got, one bar after the other."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    if not sys.stderr.isatty():
        yield lambda step, done, total: None
        return
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        tasks: dict[str, TaskID] = {}

        def watch(step: str, done: int, total: int) -> None:
            if step not in tasks:
                tasks[step] = bar.add_task(step, total=total)
            bar.update(tasks[step], completed=done)

        yield watch


def _print(answer: Answer, language: str, *, as_json: bool) -> None:
    if as_json:
        print(json.dumps(document(answer), ensure_ascii=False, indent=2))
    else:
        parts = (_ways, _pretending, _announced)
        console().print(Group(*(line for part in parts for line in part(answer, language))))


def _ways(answer: Answer, language: str) -> Iterator[RenderableType]:
    adviser = Adviser(answer.plan, answer.question, language)
    yield Text(adviser.title(), style="bold")
    yield Text(adviser.about())
    if answer.asked.others:
        yield Text(adviser.others(answer.asked.service, answer.asked.others))
    yield ""
    yield _table(ways_table(answer.ways, adviser))
    yield ""
    for paragraph in adviser.advice(answer.ways):
        yield Text(paragraph)
    yield Text(adviser.method(answer.ways, answer.method()), style="dim")


def _pretending(answer: Answer, language: str) -> Iterator[RenderableType]:
    if answer.found is None:
        return
    judge = Judge(answer.plan, answer.found, language)
    yield ""
    yield Text(judge.title(), style="bold")
    yield _table(shares_table(answer.found, judge))
    if answer.found.tried:
        yield ""
        yield _table(rules_table(answer.found, judge))
    yield ""
    *told, method = judge.told()
    for paragraph in told:
        yield Text(paragraph)
    yield Text(method, style="dim")


def _announced(answer: Answer, language: str) -> Iterator[RenderableType]:
    if answer.announced is None:
        return
    adviser = Adviser(answer.plan, answer.question, language)
    what, *told = adviser.honesty(answer.announced, answer.weeks)
    yield ""
    yield Text(what, style="bold")
    yield _table(announced_table(answer.announced, adviser))
    for paragraph in told:
        yield Text(paragraph)


def _table(grid: Grid) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column(grid.corner)
    for name in grid.head:
        table.add_column(name, justify="right")
    for line in grid.lines:
        cells = [Text(cell) for cell in (line.name, *line.cells)]
        table.add_row(*cells, style="bold" if line.is_important else "")
    return table


def _write_page(answer: Answer, path: Path, language: str) -> None:
    from firstline.study.paths import page as path_page  # noqa: PLC0415 - drawing is slow to import

    adviser = Adviser(answer.plan, answer.question, language)
    judge = None if answer.found is None else Judge(answer.plan, answer.found, language)
    method = answer.method()
    seen = path_page.Seen(adviser.title(), adviser, answer.ways, method, answer.found, judge)
    path_page.write(seen, path, language)
