"""How simulated figures are shown: tables, with their intervals and formulas.

Knows no way in which they came about.
"""

from collections.abc import Iterable, Sequence
from enum import Enum
from typing import Final

from rich.console import Group as Stack
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from firstline.analysis.measures import HEADLINE
from firstline.analysis.metric import Clock, Metric, Unit
from firstline.cli.terminal import clock
from firstline.domain.time import MINUTE, SECOND
from firstline.plan.times import say_length
from firstline.study import results as study
from firstline.study.results import By, Estimate, Group, Profile, Results

CALLS: Final = (
    "arrived", "answered", "abandonment", HEADLINE, "asa", "wait-median", "wait-90", "wait-95",
    "wait-longest", "right-human", "transferred",
)  # fmt: skip
"What is shown of callers by group; --json has everything."
INTERVALS: Final = (
    "arrived", "queued", "answered", "abandonment", HEADLINE, "asa", "wait-90", "wait-longest",
)  # fmt: skip
TENTHS: Final = 10 * int(SECOND)
"Shorter lengths, and intervals of lengths, are shown in tenths of a second."


class Groups(Enum):
    """By what figures are shown."""

    ALL = "all"
    STREAM = "stream"
    URGENCY = "urgency"
    CALLERS = "callers"
    TEAM = "team"
    INTERVAL = "interval"


def shown(results: Results, groups: Sequence[Groups], language: str) -> RenderableType:
    """Return the tables that are wanted, and every formula once."""
    parts: list[RenderableType] = [Text(_headed(results, language)), ""]
    said: list[Metric] = []
    for wanted in groups:
        if wanted is Groups.ALL:
            parts += [_one(results, language), ""]
        elif wanted is Groups.INTERVAL:
            parts += _intervals(results, language)
            said += _chosen(results.table(By.ALL), INTERVALS)
        else:
            table = results.table(By(wanted.value))
            parts += [_many(table, language), ""]
            said += _columns(table)
    if Groups.ALL in groups:
        told = results.table(By.ALL).metrics
        said = [metric for metric in said if metric not in told]
    if said:
        parts += [_formulas(dict.fromkeys(said), language), ""]
    return Stack(*parts, Text(_footed(results, language), style="dim"))


def _chosen(table: study.Table, wanted: Sequence[str]) -> list[Metric]:
    return [metric for metric in table.metrics if metric.id in wanted]


def _columns(table: study.Table) -> list[Metric]:
    return list(table.metrics) if table.by is By.TEAM else _chosen(table, CALLS)


def _headed(results: Results, language: str) -> str:
    ran, words = results.ran, _WORDS[language]
    lines = [
        words["ran"].format(
            hotline=ran.hotline,
            days=f"{ran.days} {words['day' if ran.days == 1 else 'days']}",
            day=ran.first_day,
            times=words["times"].format(n=ran.replications) if ran.replications > 1 else "",
            calls=f"{ran.calls:,}",
            seed=ran.seed,
            within=say_length(ran.limits.within),
            short=say_length(ran.limits.short),
        )
    ]
    if ran.is_interrupted:
        lines.append(words["interrupted"].format(done=ran.days_done))
    if ran.precision is not None:
        said = "precise" if ran.is_precise else "not precise"
        lines.append(words[said].format(share=f"{100 * ran.precision:g}", units=ran.units))
    return "\n".join(lines)


def _footed(results: Results, language: str) -> str:
    words = _WORDS[language]
    lone = words["one unit"] if results.ran.units == 1 else words["±"].format(n=results.ran.units)
    return f"{lone} {words['clocks']}"


def _one(results: Results, language: str) -> Table:
    """Return every figure of everything, one below the other, with its formula."""
    found = results.table(By.ALL)
    table = Table(box=None, pad_edge=False, show_header=False)
    table.add_column()
    table.add_column(justify="right")
    table.add_column(style="dim")
    table.add_column(style="dim")
    for metric, estimate in zip(found.metrics, found.rows[0].estimates, strict=True):
        bold = "bold" if metric.id == HEADLINE else ""
        table.add_row(
            Text(metric.name.in_language(language), style=bold),
            Text(number(metric, estimate.value), style=bold),
            Text(_half(metric, estimate)),
            Text(_formula(metric, language)),
        )
    return table


def _many(found: study.Table, language: str) -> Table:
    """Return some figures of every group side by side."""
    chosen = _columns(found)
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column(_WORDS[language][found.by.value], no_wrap=True)
    for metric in chosen:
        table.add_column(metric.name.in_language(language), justify="right")
    for row in found.rows:
        known = dict(zip(found.metrics, row.estimates, strict=True))
        cells = [_cell(metric, known[metric]) for metric in chosen]
        table.add_row(Text(_name(row.group, language)), *cells)
    return table


def _cell(metric: Metric, estimate: Estimate) -> Text:
    half = _half(metric, estimate)
    value = Text(number(metric, estimate.value))
    return value + Text(f"\n{half}", style="dim") if half else value


def _intervals(results: Results, language: str) -> list[RenderableType]:
    """Return the day by interval, for everybody and for both queues."""
    metrics = _chosen(results.table(By.ALL), INTERVALS)
    groups = (study.EVERYBODY, Group(By.URGENCY, "first"), Group(By.URGENCY, "second"))
    profiles = [profile for it in groups if (profile := results.profile(it)) is not None]
    tables = [_day(profile, metrics, results, language) for profile in profiles]
    return [part for table in tables for part in (table, "")]


def _day(profile: Profile, metrics: list[Metric], results: Results, language: str) -> Table:
    words = _WORDS[language]
    title = f"{_name(profile.group, language)} ({words['a day']})"
    table = Table(box=None, pad_edge=False, header_style="bold", title=title, title_justify="left")
    table.add_column(words["interval"])
    for metric in metrics:
        table.add_column(metric.name.in_language(language), justify="right")
    for place in range(len(profile.series["arrived"])):
        hour, minute = divmod(place * results.ran.interval // int(MINUTE), 60)
        values = [number(it, profile.series[it.id][place], ".1f") for it in metrics]
        table.add_row(f"{hour:02}:{minute:02}", *values)
    return table


def _formulas(metrics: Iterable[Metric], language: str) -> Table:
    table = Table(box=None, pad_edge=False, show_header=False, style="dim")
    for metric in metrics:
        table.add_row(Text(metric.name.in_language(language)), Text(_formula(metric, language)))
    return table


def _formula(metric: Metric, language: str) -> str:
    formula = metric.formula.in_language(language)
    return f"{formula} [{_CLOCKS[language][metric.clock]}]" if metric.clock.value else formula


def _name(group: Group, language: str) -> str:
    words = _WORDS[language]
    name = words.get(group.name, group.name) if group.by is By.URGENCY else group.name
    return f"{name}, {words[group.path]}" if group.path else name or words["total"]


def number(metric: Metric, value: float | None, counts: str = ",.0f") -> str:
    """Return a figure as it is read."""
    if value is None:
        return "-"
    if metric.unit is Unit.SHARE:
        return f"{100 * value:.1f} %"
    if metric.unit is Unit.DURATION:
        return clock_of(value)
    return f"{value:{'.1f' if metric.id == 'on-duty' else counts}}"


def clock_of(value: float) -> str:
    """Return a length as minutes and seconds; a short one to the tenth of a second.

    >>> clock_of(4_230_000)
    '4.2 s'
    >>> clock_of(83_400_000)
    '1:23'
    """
    return f"{value / int(SECOND):.1f} s" if value < TENTHS else clock(value)


def _half(metric: Metric, estimate: Estimate) -> str:
    if estimate.half is None or (estimate.half == 0 and not estimate.value):
        return ""
    return f"±{number(metric, estimate.half)}"


_CLOCKS: Final = {
    "en": {Clock.QUEUE: "queue clock", Clock.ARRIVAL: "arrival clock"},
    "hu": {Clock.QUEUE: "sor-óra", Clock.ARRIVAL: "érkezés-óra"},
}
_WORDS: Final = {
    "en": {
        "ran": (
            "{hotline}: {days} from {day}{times}, {calls} calls in all; "
            "seed {seed}, T = {within}, S = {short}."
        ),
        "day": "day",
        "days": "days",
        "times": ", simulated {n} times",
        "interrupted": "Interrupted: the figures are those of the {done} days that were done.",
        "precise": "Every headline figure is known within {share} %, after {units} units.",
        "not precise": "The headline figures are not known within {share} % after {units} units.",
        "one unit": (
            "One unit of simulation only, so no intervals: "
            "take more than 7 days, or --replications."
        ),
        "±": "±: 95 % interval (Student's t over {n} independent units of at most a week).",
        "clocks": (
            "Queue clock: from the entry into the first line. Arrival clock: from the caller's "
            "arrival, menus included. Counts are those of the days asked for."
        ),
        "all": "",
        "total": "all",
        "stream": "stream",
        "urgency": "queue",
        "callers": "caller's matter, way",
        "team": "team",
        "interval": "entered at",
        "a day": "calls of a mean day",
        "first": "first queue",
        "second": "second queue",
        "truthful": "truthful",
        "pretending": "pretending",
        "straight to zero": "straight to zero",
    },
    "hu": {
        "ran": (
            "{hotline}: {days}, az első {day}{times}, összesen {calls} hívás; "
            "mag {seed}, T = {within}, S = {short}."
        ),
        "day": "nap",
        "days": "nap",
        "times": ", {n} ismétlés",
        "interrupted": "Megszakítva: a számok az elkészült {done} napéi.",
        "precise": "Minden fő szám {share} %-on belül ismert, {units} egység után.",
        "not precise": "A fő számok {units} egység után sem ismertek {share} %-on belül.",
        "one unit": (
            "Csak egy szimulációs egység, ezért nincs tartomány: több mint 7 nap kell, "
            "vagy --replications."
        ),
        "±": "±: 95 %-os tartomány (Student-féle t, {n} független, legfeljebb egyhetes egység).",
        "clocks": (
            "Sor-óra: az első sorba állástól. Érkezés-óra: a hívás érkezésétől, a menüvel együtt. "
            "A darabszámok a kért napokéi."
        ),
        "all": "",
        "total": "összesen",
        "stream": "folyam",
        "urgency": "sor",
        "callers": "ügy, út",
        "team": "csapat",
        "interval": "sorba állt",
        "a day": "egy átlagos nap hívásai",
        "first": "első sor",
        "second": "második sor",
        "truthful": "őszinte",
        "pretending": "másnak adja ki magát",
        "straight to zero": "rögtön a nulla",
    },
}
