"""The charts of a page: which figures are drawn, and what each drawing says in words.

How lines are drawn is known in charts.py.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import Final

from firstline.analysis.metric import Unit
from firstline.domain.time import MINUTE, SECOND
from firstline.study.page.drawing import (
    Bars,
    Chart,
    Curve,
    Panel,
    Style,
    Tone,
    distribution,
    over_the_day,
    small_multiples,
)
from firstline.study.page.numbers import number, scale_of, time_of_day, value_of
from firstline.study.page.words import day_of, words_of
from firstline.study.results import By, Group, Histogram, Profile, Results, Waited
from firstline.study.surge.effect import Curves, Effect, QueueEffect

FIRST_QUEUE: Final = Group(By.URGENCY, "first")
SECOND_QUEUE: Final = Group(By.URGENCY, "second")
TONES: Final = {"first": Tone.FIRST, "second": Tone.SECOND}
STYLES: Final = {"first": Style.SOLID, "second": Style.DASHED}

CLASSES: Final = tuple(
    int(seconds * SECOND) for seconds in (0, 10, 20, 30, 60, 120, 180, 300, 600, 1_200)
)
"Waits are counted from one to the next; the last class has no end."


def day(results: Results, language: str) -> Chart | None:
    """Draw calls and waits of both queues over a mean day."""
    words = words_of(language)
    profiles = list(_queues(results))
    if not profiles:
        return None
    calls = tuple(_curve(profile, "queued", 1.0, language) for profile in profiles)
    waits = [value for profile in profiles for value in profile.series["asa"] if value is not None]
    unit, scale = _scale(waits, language)
    panels = [
        Panel(words["calls-per"].format(interval=_interval(results.ran.interval, language)), calls),
        Panel(
            words["mean-wait"].format(unit=unit),
            tuple(_curve(profile, "asa", scale, language) for profile in profiles),
        ),
    ]
    return over_the_day(
        words["day-chart"], _day_alt(profiles, results.ran.interval, language), panels
    )


def _queues(results: Results) -> Iterator[Profile]:
    for group in (FIRST_QUEUE, SECOND_QUEUE):
        profile = results.profile(group)
        if profile is not None and any(profile.series.get("queued", ())):
            yield profile


def _curve(profile: Profile, metric: str, scale: float, language: str) -> Curve:
    queue = profile.group.name
    values = _scaled(profile.series[metric], scale)
    return Curve(words_of(language)[queue], TONES[queue], values, STYLES[queue])


def _scaled(values: Sequence[float | None], scale: float) -> tuple[float | None, ...]:
    return tuple(None if value is None else value / scale for value in values)


def _scale(waits: Sequence[float], language: str) -> tuple[str, float]:
    return scale_of(Unit.DURATION, max(waits, default=0.0), language)


def _interval(interval: int, language: str) -> str:
    return f"{interval // MINUTE} {'perc' if language == 'hu' else 'min'}"


def _day_alt(profiles: Sequence[Profile], interval: int, language: str) -> str:
    words = words_of(language)
    calls = [sum(value or 0.0 for value in both) for both in _together(profiles, "queued")]
    busiest = max(range(len(calls)), key=calls.__getitem__)
    waits = [
        words["day-wait-alt"].format(
            queue=words[f"{profile.group.name}-short"],
            worst=time_of_day(worst * interval),
            wait=value_of(wait, Unit.DURATION, language),
        )
        for profile in profiles
        for worst, wait in [_worst(profile.series["asa"])]
        if wait is not None
    ]
    return words["day-alt"].format(
        busiest=time_of_day(busiest * interval),
        most=number(calls[busiest], 0, language),
        interval=_interval(interval, language),
        waits=" ".join(waits),
    )


def _together(profiles: Sequence[Profile], metric: str) -> list[tuple[float | None, ...]]:
    return list(zip(*(profile.series[metric] for profile in profiles), strict=True))


def _worst(values: Sequence[float | None]) -> tuple[int, float | None]:
    """Return where the largest value is, and the value."""
    worst = max(range(len(values)), key=lambda place: values[place] or 0.0)
    return worst, values[worst]


def waits(results: Results, language: str) -> Chart | None:
    """Draw how the waits of both queues are distributed."""
    words = words_of(language)
    found = list(_answered(results))
    if not found:
        return None
    bars = [
        Bars(words[known.group.name], TONES[known.group.name], _shares(known)) for known in found
    ]
    alt = " ".join(
        _waits_alt(each, known, language) for each, known in zip(bars, found, strict=True)
    )
    names = _class_names(language)
    return distribution(
        words["waits-chart"], alt, (words["waits-axis"], words["waits-share"]), names, bars
    )


def _answered(results: Results) -> Iterator[Histogram]:
    """Yield the waits of those of both queues who were answered, where anybody was."""
    waits = [known for known in results.histograms if known.waited is Waited.ANSWERED]
    for group in (FIRST_QUEUE, SECOND_QUEUE):
        yield from (known for known in waits if known.group == group and any(known.counts))


def _shares(histogram: Histogram) -> tuple[float, ...]:
    """Return which share falls into each of CLASSES."""
    counts = [0] * len(CLASSES)
    for start, count in zip(histogram.starts, histogram.counts, strict=True):
        counts[sum(start >= limit for limit in CLASSES) - 1] += count
    return tuple(count / sum(counts) for count in counts)


def _class_names(language: str) -> list[str]:
    """Return the classes in words: 0–10 s, … 20– min."""
    words = {SECOND: "mp", MINUTE: "perc"} if language == "hu" else {SECOND: "s", MINUTE: "min"}
    names = []
    for begin, end in pairwise(CLASSES):
        scale = SECOND if end <= MINUTE else MINUTE
        names.append(f"{begin // scale}–{end // scale}\n{words[scale]}")
    return [*names, f"{CLASSES[-1] // MINUTE}+\n{words[MINUTE]}"]


def _waits_alt(bars: Bars, histogram: Histogram, language: str) -> str:
    words = words_of(language)
    return words["waits-alt"].format(
        queue=words[f"{histogram.group.name}-short"],
        share=value_of(sum(bars.shares[:2]), Unit.SHARE, language),
        length=value_of(CLASSES[2], Unit.DURATION, language),
    )


def occupancy(results: Results, language: str) -> Chart | None:
    """Draw how busy each team is over a mean day."""
    words = words_of(language)
    teams = [
        profile
        for profile in results.profiles
        if profile.group.by is By.TEAM and not profile.day and any(profile.series["occupancy"])
    ]
    if not teams:
        return None
    curves = [Curve(team.group.name, Tone.OTHER, team.series["occupancy"]) for team in teams]
    alt = " ".join(_occupancy_alt(curve, results.ran.interval, language) for curve in curves)
    return small_multiples(words["occupancy-chart"], alt, words["occupancy-label"], curves)


def _occupancy_alt(team: Curve, interval: int, language: str) -> str:
    worst, most = _worst(team.values)
    return words_of(language)["occupancy-alt"].format(
        team=team.name,
        most=value_of(most, Unit.SHARE, language),
        worst=time_of_day(worst * interval),
    )


def surge(effect: Effect, interval: int, language: str) -> Chart:
    """Draw a day with a surge and the same day without it."""
    words = words_of(language)
    highest = [
        value or 0.0
        for queue in effect.queues
        for value in (*queue.asa_curve.with_surge, *queue.asa_curve.without)
    ]
    unit, scale = _scale(highest, language)
    calls = words["calls-per"].format(interval=_interval(interval, language))
    panels = [
        Panel(calls, _both(effect, lambda queue: queue.queued_curve, 1.0, language)),
        Panel(
            words["mean-wait"].format(unit=unit),
            _both(effect, lambda queue: queue.asa_curve, scale, language),
        ),
    ]
    title = words["surge-chart"].format(
        day=day_of(effect.surge.day, language), name=effect.surge.name
    )
    hours = (effect.surge.begins / _HOUR, (effect.surge.begins + effect.surge.length) / _HOUR)
    return over_the_day(title, _surge_alt(effect, interval, language), panels, shaded=hours)


_HOUR: Final = 60 * int(MINUTE)


def _both(
    effect: Effect, curves: Callable[[QueueEffect], Curves], scale: float, language: str
) -> tuple[Curve, ...]:
    words = words_of(language)
    drawn: list[Curve] = []
    for queue in reversed(effect.queues):  # first queue first, as everywhere
        name, tone = queue.group.name, TONES[queue.group.name]
        both = curves(queue)
        for word, values, style in (
            ("with", both.with_surge, Style.SOLID),
            ("without", both.without, Style.DOTTED),
        ):
            label = words[word].format(queue=words[name])
            drawn.append(Curve(label, tone, _scaled(values, scale), style))
    return tuple(drawn)


def _surge_alt(effect: Effect, interval: int, language: str) -> str:
    words = words_of(language)
    said = [
        words["day-wait-alt"].format(
            queue=words[f"{queue.group.name}-short"],
            worst=time_of_day(worst * interval),
            wait=value_of(wait, Unit.DURATION, language),
        )
        for queue in reversed(effect.queues)
        for worst, wait in [_worst(queue.asa_curve.with_surge)]
        if wait is not None
    ]
    return " ".join(said)
