"""`firstline simulate`: a plan's hotline under invented calls, and how well it served them.

Checks that there is something to simulate and room for it, runs it, shows what came out. How the
figures look is simulated.py's, how far it has got progress.py's.
"""

from contextlib import AbstractContextManager, nullcontext
from datetime import date, timedelta
from enum import Enum
from pathlib import Path
from typing import Annotated, Final, TypeAlias

import typer
from rich.console import Console

from firstline.analysis.metric import Thresholds
from firstline.cli.progress import Bar
from firstline.cli.simulated import Groups, shown
from firstline.cli.simulated_document import document
from firstline.cli.terminal import AsJson, as_in_a_plan, console, length, processes
from firstline.plan.model import Plan
from firstline.plan.read import read
from firstline.plan.shares import read_share
from firstline.sim.unit import LONGEST, Prepared
from firstline.study.running.calls import calls_file, kind_of, names_of
from firstline.study.running.load import FULL, Balance, told
from firstline.study.running.memory import check_disk, check_memory, memory_for
from firstline.study.running.ready import ready
from firstline.study.running.replications import (
    FEW,
    FIRST_DAY,
    Study,
    TakeRows,
    Wanted,
    run,
    scheme_of,
)

INTERRUPTED: Final = 130
YEARS: Final = 3_660
"Days at most."
MONDAY: Final = FIRST_DAY.isoformat()
USUAL: Final = [Groups.ALL, Groups.STREAM, Groups.URGENCY, Groups.TEAM]


class Language(Enum):
    """What the tables and the page are written in."""

    EN = "en"
    HU = "hu"


PlanFile: TypeAlias = Annotated[
    Path, typer.Argument(help="The plan's YAML file.", show_default=False)
]
Days: TypeAlias = Annotated[int, typer.Option(min=1, max=YEARS, help="How many days.")]
FirstDay: TypeAlias = Annotated[str, typer.Option("--from", metavar="DATE", help="The first day.")]
Seed: TypeAlias = Annotated[
    int, typer.Option(min=0, max=2**62, help="Another one: other callers by the same laws.")
]
Replications: TypeAlias = Annotated[
    int | None,
    typer.Option(min=1, help="How often the days are simulated.", show_default="once"),
]
Precision: TypeAlias = Annotated[
    str | None,
    typer.Option(
        metavar="SHARE",
        help="Replicate until each headline figure's 95 % interval is as narrow as this: 1%.",
    ),
]
Jobs: TypeAlias = Annotated[
    int | None, typer.Option(min=1, help="Processes.", show_default="one for each core")
]
Cluster: TypeAlias = Annotated[
    str | None, typer.Option(metavar="ADDRESS", help="Of a Dask scheduler, or “local”.")
]
By: TypeAlias = Annotated[
    list[Groups] | None,
    typer.Option(help="Which tables; may be repeated.", show_default="all but two"),
]
Report: TypeAlias = Annotated[
    Path | None, typer.Option(metavar="FILE", help="Write a page with charts: out.html.")
]
Calls: TypeAlias = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help="Write every call: out.parquet or out.csv."),
]
Quiet: TypeAlias = Annotated[bool, typer.Option("--quiet", help="Show no progress.")]


def simulate(  # noqa: PLR0913 - every argument is an option
    plan: PlanFile,
    *,
    days: Days = 7,
    first_day: FirstDay = MONDAY,
    seed: Seed = 1,
    replications: Replications = None,
    precision: Precision = None,
    jobs: Jobs = None,
    cluster: Cluster = None,
    within: Annotated[str, typer.Option(help="T: an answer in time.")] = "20s",
    short: Annotated[str, typer.Option(help="S: a short abandon.")] = "5s",
    by: By = None,
    report: Report = None,
    calls: Calls = None,
    quiet: Quiet = False,
    language: Annotated[Language, typer.Option(help="Of the tables and the page.")] = Language.EN,
    as_json: AsJson = False,
) -> None:
    """Simulate a plan's hotline under invented calls, and show how well it served them."""
    wanted = Wanted(
        first_day=date_of(first_day),
        days=days,
        seed=seed,
        replications=replications,
        precision=None if precision is None else precision_of(precision),
        limits=Thresholds(within=length(within), short=length(short)),
        jobs=processes(jobs),
        cluster=cluster,
    )
    talk = Console(stderr=True, highlight=False, quiet=quiet)
    hotline = read(plan)
    made = prepared(hotline, wanted, calls, talk)
    with _rows(calls, made) as take_rows, Bar(talk) as bar:
        study = run(hotline, wanted, watch=bar.show, take_rows=take_rows)
    if as_json:
        print(document(study.results))
    else:
        console().print(shown(study.results, by or USUAL, language.value))
    if report is not None:
        _write_page(hotline, wanted, study, report, language, talk)
    if study.results.ran.is_interrupted:
        raise typer.Exit(INTERRUPTED)


def date_of(text: str) -> date:
    """Read a day."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise typer.BadParameter(f"“{text}” is not a day. Write 2026-01-31.") from error


def precision_of(text: str) -> float:
    """Read how narrow intervals are to be, relative to their figures."""
    share = as_in_a_plan(read_share, text)
    if not isinstance(share, float) or not 0 < share < 1:
        raise typer.BadParameter(f"“{text}” is no precision. Write 1%, or 0.5%.")
    return share


def prepared(plan: Plan, wanted: Wanted, calls: Path | None, talk: Console) -> Prepared:
    """Return the plan ready to be simulated, if that makes sense and there is room for it."""
    found = ready(plan, wanted)
    _remark(found.balance, wanted.first_day, talk)
    kept = 0.0
    if calls is not None:
        kept = found.per_day * min(wanted.days, LONGEST) * wanted.jobs * FEW
        _check_file(calls, found.per_day, wanted)
    check_memory(memory_for(scheme_of(plan, wanted), wanted.jobs, kept))
    return found.prepared


def _remark(balance: Balance, first_day: date, talk: Console) -> None:
    """Say when there is more work than the agents can do, and callers leave or wait for long."""
    whole, busiest = balance.whole(), balance.busiest_day()
    if whole is not None and whole.load >= FULL:
        talk.print(f"More work than agents: {told(whole)}. Some callers leave whatever is done.")
    elif busiest is not None and busiest[1].load >= FULL:
        day = first_day + timedelta(days=busiest[0])
        talk.print(f"More work than agents on {day:%A, %Y-%m-%d}: {told(busiest[1])}.")


def _check_file(calls: Path, per_day: float, wanted: Wanted) -> None:
    if wanted.precision is not None and wanted.replications is None:
        raise typer.BadParameter(
            "With --calls and --precision, say the most with --replications: "
            "the file's size would not be known before."
        )
    check_disk(per_day * wanted.days * wanted.most * kind_of(calls).bytes, calls)


def _rows(calls: Path | None, prepared: Prepared) -> AbstractContextManager[TakeRows | None]:
    if calls is None:
        return nullcontext()
    return calls_file(calls, names_of(prepared.hotline))


def _write_page(
    plan: Plan, wanted: Wanted, study: Study, path: Path, language: Language, talk: Console
) -> None:
    """Write the page; what each surge did takes a run without it."""
    # Charts are slow to import, and mostly not wanted.
    from firstline.study.page import page  # noqa: PLC0415
    from firstline.study.surge import runs as surge_runs  # noqa: PLC0415

    with Bar(talk) as bar:
        effects = surge_runs.effects(plan, wanted, study, watch=bar.show)
    page.write(study.results, effects, path, language.value)
    talk.print(f"The page is in {path}.")
