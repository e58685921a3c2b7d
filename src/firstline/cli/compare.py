"""`firstline compare`: the same callers under other plans, policies or staff.

Differences with intervals, and one sentence each that says what they mean. What may be asked is
known in study/comparing/what_if.py, what differs in study/comparing/compare.py.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Annotated, Final, TypeAlias

import typer
from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from firstline.cli.progress import Bar
from firstline.cli.simulate import (
    INTERRUPTED,
    MONDAY,
    Cluster,
    Days,
    FirstDay,
    Jobs,
    Language,
    Precision,
    Quiet,
    Replications,
    Report,
    Seed,
    date_of,
    precision_of,
    prepared,
)
from firstline.cli.terminal import AsJson, console, processes
from firstline.plan.model import Plan
from firstline.plan.read import read
from firstline.study.comparing.compare import Alternative, Comparison, Difference
from firstline.study.comparing.compare import compare as compared
from firstline.study.comparing.document import differences
from firstline.study.comparing.what_if import alternative, guide
from firstline.study.comparing.words import sentence
from firstline.study.page.numbers import difference_of, shown
from firstline.study.page.tables import name_of
from firstline.study.page.words import words_of
from firstline.study.results import By
from firstline.study.running.replications import Progress, Wanted

DAYS: Final = 70
"Ten units: fewer make wide intervals."


def _tell_guide(asked: bool) -> None:
    if asked:
        print(guide())
        raise typer.Exit


Forms: TypeAlias = Annotated[
    bool,
    typer.Option("--forms", callback=_tell_guide, is_eager=True, help="Say what a what-if may be."),
]


def compare(  # noqa: PLR0913 - every argument is an option
    plans: Annotated[
        list[Path],
        typer.Argument(help="The plan, and others to compare with it.", show_default=False),
    ],
    *,
    what_if: Annotated[
        list[str] | None,
        typer.Option(
            "--what-if", metavar="CHANGE", help="To the first plan: “agents cards +2”. See --forms."
        ),
    ] = None,
    days: Days = DAYS,
    first_day: FirstDay = MONDAY,
    seed: Seed = 1,
    replications: Replications = None,
    precision: Precision = None,
    jobs: Jobs = None,
    cluster: Cluster = None,
    report: Report = None,
    quiet: Quiet = False,
    language: Annotated[Language, typer.Option(help="Of what is told.")] = Language.EN,
    as_json: AsJson = False,
    forms: Forms = False,
) -> None:
    """Compare what the same callers meet under other plans, policies or staff."""
    wanted = Wanted(
        first_day=date_of(first_day),
        days=days,
        seed=seed,
        replications=replications,
        precision=None if precision is None else precision_of(precision),
        jobs=processes(jobs),
        cluster=cluster,
    )
    alternatives = _alternatives(plans, what_if or [])
    talk = Console(stderr=True, highlight=False, quiet=quiet)
    for plan in alternatives.values():
        prepared(plan, wanted, None, talk)
    with _watched(talk) as watch:
        comparison = compared(alternatives, wanted, watch=watch)
    print(_document(comparison)) if as_json else _tell(comparison, language.value)
    if report is not None:
        from firstline.study.page import comparison as page_compare  # noqa: PLC0415 - drawing is slow to import

        page_compare.write(comparison, report, language.value)
        talk.print(f"The page is in {report}.")
    if len(comparison.alternatives) < len(alternatives) - 1:
        raise typer.Exit(INTERRUPTED)


def _alternatives(paths: list[Path], what_ifs: list[str]) -> dict[str, Plan]:
    """Return the plans by name, the base first."""
    if len(paths) + len(what_ifs) < 2:
        raise typer.BadParameter(
            "There is nothing to compare with: name another plan, or add --what-if “…”.\n"
            f"A what-if may be:\n{guide()}"
        )
    is_clear = len({path.name for path in paths}) == len(paths)
    plans = {path.name if is_clear else str(path): read(path) for path in paths}
    base = next(iter(plans.values()))
    return plans | {said: alternative(base, said) for said in what_ifs}


@contextmanager
def _watched(talk: Console) -> Iterator[Callable[[str, Progress], None]]:
    """Show how far each simulation has got, under its name."""
    bars: dict[str, Bar] = {}
    with ExitStack() as stack:

        def watch(name: str, reached: Progress) -> None:
            if name not in bars:
                stack.close()
                talk.print(Text(name))
                bars[name] = stack.enter_context(Bar(talk))
            bars[name].show(reached)

        yield watch


def _tell(comparison: Comparison, language: str) -> None:
    ran = comparison.base.ran
    parts: list[RenderableType] = []
    for each in comparison.alternatives:
        parts += [Text(each.name, style="bold"), Text(sentence(each, language)), ""]
        parts += [_table(comparison, each, language), ""]
    simulated = words_of(language)["ran-days-value"].format(
        days=ran.days,
        first=ran.first_day,
        replications=ran.replications,
        done=ran.days_done,
        units=ran.units,
        calls=ran.calls,
    )
    seed = f"{words_of(language)['ran-seed']}: {ran.seed}"
    console().print(Group(*parts, Text(f"{simulated}. {seed}.", style="dim")))


def _table(comparison: Comparison, each: Alternative, language: str) -> Table:
    """Return what differs by more than chance, and the waits of both queues in any case.

    What callers do in the menu is left to the page and to --json.
    """
    table = Table(box=None, pad_edge=False, header_style="bold")
    words = words_of(language)
    table.add_column(words["group"])
    table.add_column(words["metric"])
    for name in (comparison.name, each.name, words["difference"]):
        table.add_column(Text(name), justify="right", max_width=30)
    for it in each.differences:
        is_wait = it.group.by is By.URGENCY and it.metric.id == "asa"
        if is_wait or (it.is_certain and it.group.by is not By.CALLERS):
            table.add_row(*(Text(cell) for cell in _cells(it, language)))
    return table


def _cells(it: Difference, language: str) -> tuple[str, ...]:
    return (
        name_of(it.group, language),
        it.metric.name.in_language(language),
        shown(it.base, it.metric.unit, language),
        shown(it.other, it.metric.unit, language),
        difference_of(it.difference, it.metric.unit, language),
    )


def _document(comparison: Comparison) -> str:
    return json.dumps(differences(comparison), ensure_ascii=False, indent=2)
