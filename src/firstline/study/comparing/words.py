"""What a comparison means, in one sentence a manager can act on.

Only what is more than chance, and more than a trifle, is said. Numbers come from compare.py.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from firstline.analysis.metric import Unit
from firstline.domain.time import SECOND
from firstline.study.comparing.compare import Alternative, Difference
from firstline.study.page.numbers import shown
from firstline.study.results import EVERYBODY, By, Estimate, Group

QUEUES: Final = (Group(By.URGENCY, "second"), Group(By.URGENCY, "first"))
TRIFLE: Final[Mapping[Unit, float]] = {
    Unit.DURATION: float(SECOND),
    Unit.SHARE: 0.001,
    Unit.COUNT: 0.5,
}
"Less than this is not worth a word."
OTHERS: Final = 0.1
"A queue that has grown or shrunk by more holds other callers than before."

_WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    "en": {
        "second": "second-queue callers",
        "first": "first-queue callers",
        "longer": "{who} wait {much} longer",
        "less": "{who} wait {much} less",
        "more-give-up": "{much} more callers give up in {days}",
        "fewer-give-up": "{much} fewer callers give up in {days}",
        "day": "one day",
        "days": "{days} days",
        "worse": "worse off: {who}",
        "worse-asa": "{who} (wait {much} longer)",
        "worse-abandonment": "{who} ({much} more give up)",
        "nobody-else": "nobody else is noticeably worse off",
        "nobody": "nobody is noticeably worse off",
        "others": "the queues hold other callers than before, so compare by what callers want",
        "nothing": "no difference that is more than chance",
        "no-interval": "one unit only was simulated, so nothing can be told from chance: simulate "
        "more days or replications",
    },
    "hu": {
        "second": "a második sor hívói",
        "first": "az első sor hívói",
        "longer": "{who} ennyivel várnak többet: {much}",
        "less": "{who} ennyivel várnak kevesebbet: {much}",
        "more-give-up": "{days} alatt {much} hívóval több adja fel",
        "fewer-give-up": "{days} alatt {much} hívóval kevesebb adja fel",
        "day": "egy nap",
        "days": "{days} nap",
        "worse": "rosszabbul jár: {who}",
        "worse-asa": "{who} (többet vár: {much})",
        "worse-abandonment": "{who} (többen adják fel: {much})",
        "nobody-else": "senki más nem jár észrevehetően rosszabbul",
        "nobody": "senki sem jár észrevehetően rosszabbul",
        "others": "a sorokban mások állnak, mint addig: aszerint érdemes összehasonlítani, ki mit "
        "akar",
        "nothing": "nincs olyan különbség, amely több a véletlennél",
        "no-interval": "csak egy egység futott, így semmi sem választható el a véletlentől: több "
        "nap vagy ismétlés kell",
    },
}


def sentence(alternative: Alternative, language: str) -> str:
    """Return what changes for whom."""
    words = _WORDS["hu" if language == "hu" else "en"]
    if alternative.results.ran.units < 2:
        return _as_sentence([words["no-interval"]])
    said = [*_waits(alternative, words, language), *_giving_up(alternative, words, language)]
    worse = _worse_streams(alternative, words, language)
    if worse:
        said.append(words["worse"].format(who=", ".join(worse)))
    elif said:
        said.append(words["nobody-else" if _worse_queues(alternative) else "nobody"])
    said += _other_callers(alternative, words)
    return _as_sentence(said or [words["nothing"]])


def _as_sentence(parts: list[str]) -> str:
    text = "; ".join(parts)
    return f"{text[0].upper()}{text[1:]}."


def _waits(alternative: Alternative, words: Mapping[str, str], language: str) -> Iterator[str]:
    for group in QUEUES:
        found = alternative.of("asa", group)
        if found is not None and _matters(found):
            yield words["longer" if _sign(found) > 0 else "less"].format(
                who=words[group.name], much=_size(found, language)
            )


def _giving_up(alternative: Alternative, words: Mapping[str, str], language: str) -> Iterator[str]:
    found = alternative.of("abandoned", EVERYBODY)
    if found is not None and _matters(found):
        yield words["more-give-up" if _sign(found) > 0 else "fewer-give-up"].format(
            much=_size(found, language), days=_days(alternative.results.ran.days, words)
        )


def _days(days: int, words: Mapping[str, str]) -> str:
    return words["day"] if days == 1 else words["days"].format(days=days)


def _other_callers(alternative: Alternative, words: Mapping[str, str]) -> list[str]:
    changed = any(_holds_others(alternative, group) for group in QUEUES)
    return [words["others"]] if changed else []


def _holds_others(alternative: Alternative, group: Group) -> bool:
    found = alternative.of("queued", group)
    if found is None or not found.is_certain:
        return False
    return abs(_sign(found)) > OTHERS * (found.base.value or 0.0)


def _worse_streams(alternative: Alternative, words: Mapping[str, str], language: str) -> list[str]:
    """Return the streams that lose, but those of a queue of which that was said already."""
    told = _worse_queues(alternative)
    return _cut(
        [
            words[f"worse-{metric}"].format(who=stream, much=_size(found, language))
            for stream, queue in alternative.queues.items()
            if queue not in told
            for metric, found in _losses(alternative, Group(By.STREAM, stream))
        ]
    )


def _losses(alternative: Alternative, group: Group) -> list[tuple[str, Difference]]:
    """Return what is worse for a group: the wait, or else the share who give up."""
    found = ((metric, alternative.of(metric, group)) for metric in ("asa", "abandonment"))
    return [(metric, it) for metric, it in found if it is not None and _is_worse(it)][:1]


def _cut(worse: list[str], most: int = 3) -> list[str]:
    return [*worse[:most], "…"] if len(worse) > most else worse


def _worse_queues(alternative: Alternative) -> list[str]:
    found = ((group.name, alternative.of("asa", group)) for group in QUEUES)
    return [name for name, it in found if it is not None and _is_worse(it)]


def _is_worse(found: Difference) -> bool:
    return _matters(found) and _sign(found) > 0


def _matters(found: Difference) -> bool:
    trifle = TRIFLE[found.metric.unit]
    return found.is_certain and abs(found.difference.value or 0.0) >= trifle


def _sign(found: Difference) -> float:
    return found.difference.value or 0.0


def _size(found: Difference, language: str) -> str:
    """Return how large a difference is, without its sign."""
    size = Estimate(abs(_sign(found)), found.difference.half)
    return shown(size, found.metric.unit, language)
