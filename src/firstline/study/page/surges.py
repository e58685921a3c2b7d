"""What the page says about a surge: sentences with numbers and intervals, and their table.

It knows the effect as it was computed, and nothing of how.
"""

from typing import Final

from msgspec import Struct

from firstline.analysis.metric import Unit
from firstline.study.page.charts import surge as drawn
from firstline.study.page.drawing import Chart
from firstline.study.page.numbers import difference_of, length_of, number, shown, time_of_day
from firstline.study.page.tables import Grid, Line
from firstline.study.page.words import WEEKDAYS, day_of, words_of
from firstline.study.results import Surge
from firstline.study.surge.effect import Contrast, Effect, QueueEffect

FIGURES: Final = (
    ("queued-a-day", "queued", Unit.COUNT),
    ("abandoned-a-day", "abandoned", Unit.COUNT),
    ("abandonment", "abandonment", Unit.SHARE),
    ("asa", "asa", Unit.DURATION),
)
"The rows of the table: word, field of a QueueEffect, unit."


FEW: Final = 5
"Intervals from fewer days are too wide to be of much use."


class Story(Struct, frozen=True):
    """One surge on the page."""

    title: str
    what: str
    answer: str
    caution: str
    chart: Chart
    grid: Grid


def story(effect: Effect, interval: int, language: str) -> Story:
    """Return what is told about a surge."""
    words = words_of(language)
    return Story(
        title=words["surge"].format(name=effect.surge.name),
        what=_what(effect.surge, language),
        answer=answer(effect, language),
        caution=_caution(effect, language),
        chart=drawn(effect, interval, language),
        grid=_grid(effect, language),
    )


def _caution(effect: Effect, language: str) -> str:
    words = words_of(language)
    if effect.days < 2:
        return words["surge-once"]
    said = words["surge-days"].format(days=number(effect.days, 0, language))
    return f"{said} {words['surge-few']}" if effect.days < FEW else said


def answer(effect: Effect, language: str) -> str:
    """Return what the surge did to the second queue, in a few sentences."""
    words = words_of(language)
    second, first = effect.queues
    if effect.normal == effect.begins:
        sentences = [words["surge-none"]]
    else:
        sentences = [_second(effect, second, language)]
        if first.asa.with_surge.value is not None and first.asa.without.value is not None:
            sentences.append(words["surge-first"].format(**_waits(first.asa, language)))
        sentences.append(_normal(effect, language))
    return " ".join(sentences)


def _second(effect: Effect, queue: QueueEffect, language: str) -> str:
    words = words_of(language)
    hours = {"begin": time_of_day(effect.begins), "end": time_of_day(effect.ends)}
    if queue.asa.with_surge.value is None:
        return words["surge-nobody"].format(**hours)
    more = queue.abandoned.difference
    word = "surge-wait" if round(more.value or 0.0) > 0 else "surge-fewer"
    return words[word].format(
        **hours, **_waits(queue.asa, language), more=shown(more, Unit.COUNT, language)
    )


def _waits(asa: Contrast, language: str) -> dict[str, str]:
    usual = asa.without
    return {
        "longer": shown(asa.with_surge, Unit.DURATION, language),
        "usual": shown(usual, Unit.DURATION, language),
    }


def _normal(effect: Effect, language: str) -> str:
    words = words_of(language)
    if effect.normal is None:
        return words["surge-not-normal"]
    return words["surge-normal"].format(normal=time_of_day(effect.normal))


def _what(surge: Surge, language: str) -> str:
    words = words_of(language)
    said = words["surge-what"].format(
        day=day_of(surge.day, language),
        at=time_of_day(surge.begins),
        length=length_of(surge.length, language),
        times=number(surge.times, 0 if surge.times == int(surge.times) else 1, language),
        streams=", ".join(surge.streams),
        area=words["surge-area"].format(area=surge.area) if surge.area else "",
    )
    if surge.half_life:
        half_life = length_of(surge.half_life, language)
        said += " " + words["surge-half-life"].format(length=half_life)
    return said[0].upper() + said[1:]


def _grid(effect: Effect, language: str) -> Grid:
    words = words_of(language)
    lines = [
        Line(
            f"{words[queue.group.name]}: {words[word]}",
            _cells(getattr(queue, field), unit, language),
        )
        for queue in effect.queues
        for word, field, unit in FIGURES
    ]
    between = words["between"].format(
        begin=time_of_day(effect.begins), end=time_of_day(effect.ends)
    )
    day = WEEKDAYS["hu" if language == "hu" else "en"].get(effect.surge.day, effect.surge.day)
    head = (words["with-it"], words["without-it"], words["difference"])
    return Grid(f"{day}: {between}", words["metric"], head, tuple(lines))


def _cells(contrast: Contrast, unit: Unit, language: str) -> tuple[str, ...]:
    return (
        shown(contrast.with_surge, unit, language),
        shown(contrast.without, unit, language),
        difference_of(contrast.difference, unit, language),
    )
