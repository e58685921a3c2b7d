"""A page about alternatives: what each means in a sentence, a drawing, the figures.

Made like the page of a simulation, of which it uses the parts.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from msgspec import Struct

from firstline.analysis.metric import Unit
from firstline.study.comparing.compare import Alternative, Comparison, Difference
from firstline.study.comparing.words import QUEUES, sentence
from firstline.study.page.drawing import Chart, Tone, Whisker, whiskers
from firstline.study.page.numbers import difference_of, scale_of, shown
from firstline.study.page.page import facts, rendered, save
from firstline.study.page.tables import Formula, Grid, Line, formula_of, name_of
from firstline.study.page.words import words_of

TONES: Final = {"first": Tone.FIRST, "second": Tone.SECOND}


class Part(Struct, frozen=True):
    """One alternative on the page."""

    name: str
    answer: str
    grid: Grid


def write(comparison: Comparison, path: Path, language: str) -> None:
    """Write the page about *comparison* to *path*."""
    save(page(comparison, language), path)


def page(comparison: Comparison, language: str) -> str:
    """Return the page about *comparison*."""
    base = comparison.base.ran
    return rendered(
        "comparison.html.j2",
        language,
        hotline=base.hotline,
        about=words_of(language)["compare-about"].format(base=comparison.name),
        chart=_chart(comparison, language),
        parts=[
            Part(each.name, sentence(each, language), _grid(comparison, each, language))
            for each in comparison.alternatives
        ],
        formulas=_formulas(comparison, language),
        facts=facts(base, language),
    )


def _chart(comparison: Comparison, language: str) -> Chart | None:
    """Draw by how much the mean waits of both queues differ."""
    found = [(each.name, waits) for each in comparison.alternatives for waits in _waits(each)]
    if not found:
        return None
    largest = max(abs(waits.difference.value or 0.0) for _, waits in found)
    unit, scale = scale_of(Unit.DURATION, largest, language)
    alt = " ".join(_alt(name, waits, language) for name, waits in found)
    title = words_of(language)["compare-chart"].format(base=comparison.name, unit=unit)
    marks = [_mark(name, waits, scale, language) for name, waits in found]
    return whiskers(title, alt, title, marks)


def _waits(each: Alternative) -> Iterator[Difference]:
    for group in QUEUES:
        waits = each.of("asa", group)
        if waits is not None and waits.difference.value is not None:
            yield waits


def _alt(name: str, waits: Difference, language: str) -> str:
    return words_of(language)["compare-alt"].format(
        alternative=name,
        group=name_of(waits.group, language),
        difference=difference_of(waits.difference, Unit.DURATION, language),
    )


def _mark(name: str, waits: Difference, scale: float, language: str) -> Whisker:
    return Whisker(
        f"{name}: {name_of(waits.group, language)}",
        (waits.difference.value or 0.0) / scale,
        (waits.difference.half or 0.0) / scale,
        TONES[waits.group.name],
    )


def _grid(comparison: Comparison, each: Alternative, language: str) -> Grid:
    words = words_of(language)
    lines = tuple(
        Line(
            f"{name_of(it.group, language)}: {it.metric.name.in_language(language)}",
            (
                shown(it.base, it.metric.unit, language),
                shown(it.other, it.metric.unit, language),
                difference_of(it.difference, it.metric.unit, language),
            ),
            is_important=it.is_certain,
        )
        for it in each.differences
        if it.base.value is not None or it.other.value is not None
    )
    head = (comparison.name, each.name, words["difference"])
    return Grid(each.name, words["group"], head, lines)


def _formulas(comparison: Comparison, language: str) -> list[Formula]:
    metrics = {
        it.metric.id: it.metric for each in comparison.alternatives for it in each.differences
    }
    return [
        Formula(metric.name.in_language(language), formula_of(metric, language))
        for metric in metrics.values()
    ]
