"""The metrics of service: what callers met with, each a row of METRICS.

Nothing here knows the store, or how numbers are shown.
"""

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Final

from firstline.analysis.measures import (
    HEADLINE,
    SERVICE_LEVELS,
    ServiceLevel,
    Tally,
    is_abandoned,
    is_answered,
    is_released,
    is_waiting,
    tally,
    waited,
)
from firstline.analysis.metric import (
    Clock,
    Measure,
    Metric,
    Thresholds,
    Unit,
    Words,
    mean,
    percentile,
    share,
)
from firstline.domain.call import Outcome
from firstline.journal.records import Contact


class Sample:
    """Some contacts as they were at an instant, counted once."""

    def __init__(self, contacts: Sequence[Contact], limits: Thresholds, now: int) -> None:
        self.contacts: Final = contacts
        self.limits: Final = limits
        self.now: Final = now
        self.queued: Final = [contact for contact in contacts if contact.queued is not None]
        self.answered: Final = [contact for contact in contacts if is_answered(contact)]

    @cached_property
    def tallies(self) -> dict[Clock, Tally]:
        """The counts, on both clocks."""
        return {
            clock: tally(self.contacts, self.limits, self.now, clock)
            for clock in (Clock.QUEUE, Clock.ARRIVAL)
        }

    @cached_property
    def waits(self) -> dict[Clock, list[int]]:
        """How long the answered waited, on both clocks."""
        return {
            clock: [waited(contact, self.now, clock) for contact in self.answered]
            for clock in (Clock.QUEUE, Clock.ARRIVAL)
        }

    def count(self, holds: Callable[[Contact], bool]) -> int:
        """Return of how many contacts it holds."""
        return sum(holds(contact) for contact in self.contacts)

    def mean(self, value: Callable[[Contact], int | None]) -> float | None:
        """Return the mean over the answered contacts that have the value."""
        values = (value(contact) for contact in self.answered)
        return mean([value for value in values if value is not None])


def _count(
    key: str, hu: str, en: str, formula: tuple[str, str], holds: Callable[[Contact], bool]
) -> Measure[Sample]:
    metric = Metric(id=key, name=Words(hu, en), formula=Words(*formula), unit=Unit.COUNT)
    return Measure(metric, lambda sample: sample.count(holds))


def _share(
    key: str,
    hu: str,
    en: str,
    formula: tuple[str, str],
    value: Callable[[Sample], float | None],
) -> Measure[Sample]:
    metric = Metric(id=key, name=Words(hu, en), formula=Words(*formula), unit=Unit.SHARE)
    return Measure(metric, value)


def _duration(
    key: str,
    hu: str,
    en: str,
    formula: tuple[str, str],
    value: Callable[[Sample], float | None],
    clock: Clock = Clock.NONE,
) -> Measure[Sample]:
    metric = Metric(
        id=key, name=Words(hu, en), formula=Words(*formula), unit=Unit.DURATION, clock=clock
    )
    return Measure(metric, value)


_HUNGARIAN: Final = {
    "answered": "fogadott",
    "abandoned": "feladott",
    "released": "elengedett",
    "waiting": "várakozó",
}


def _service_level(level: ServiceLevel, clock: Clock) -> Measure[Sample]:
    formula = f"({level.good}) / ({level.of})"
    hungarian = formula
    for english, word in _HUNGARIAN.items():
        hungarian = hungarian.replace(english, word)
    key = level.id if clock is Clock.QUEUE else f"{level.id}-{clock.value}"
    return Measure(
        Metric(
            id=key,
            name=Words(f"kiszolgálási szint {key}", f"service level {key}"),
            formula=Words(hungarian, formula),
            unit=Unit.SHARE,
            clock=clock,
        ),
        lambda sample: level.share_of(sample.tallies[clock]),
    )


def _service_levels() -> list[Measure[Sample]]:
    """Return the headline on both clocks, then the six of the field."""
    headline = [level for level in SERVICE_LEVELS if level.id == HEADLINE]
    others = [level for level in SERVICE_LEVELS if level.id != HEADLINE]
    return [
        *(_service_level(level, Clock.QUEUE) for level in headline),
        *(_service_level(level, Clock.ARRIVAL) for level in headline),
        *(_service_level(level, Clock.QUEUE) for level in others),
    ]


def _waits(clock: Clock, suffix: str) -> list[Measure[Sample]]:
    answered = ("a fogadottak várakozása", "wait of the answered")
    hu, en = answered
    return [
        _duration(
            f"asa{suffix}",
            "átlagos várakozás",
            "speed of answer (ASA)",
            (f"{hu}: átlag", f"{en}: mean"),
            lambda sample: mean(sample.waits[clock]),
            clock,
        ),
        _duration(
            f"wait-median{suffix}",
            "közepes várakozás",
            "median wait",
            (f"{hu}: felük eddig", f"{en}: half of them, nearest rank"),
            lambda sample: percentile(sample.waits[clock], 50),
            clock,
        ),
        _duration(
            f"wait-90{suffix}",
            "várakozás, 90 %",
            "wait, 90 of 100",
            (f"{hu}: 90 %-uk eddig", f"{en}: 90 of 100, nearest rank"),
            lambda sample: percentile(sample.waits[clock], 90),
            clock,
        ),
        _duration(
            f"wait-longest{suffix}",
            "leghosszabb várakozás",
            "longest wait",
            (
                "a leghosszabb, a most várakozókat is beleértve",
                "the longest of all queued, those who wait now included",
            ),
            lambda sample: max(
                (float(waited(contact, sample.now, clock)) for contact in sample.queued),
                default=None,
            ),
            clock,
        ),
    ]


_COUNTS: Final = [
    _count("arrived", "beérkezett", "arrived", ("minden hívás", "all calls"), lambda _: True),
    _count(
        "queued",
        "sorba állt",
        "queued",
        ("sorba állt", "entered a line"),
        lambda contact: contact.queued is not None,
    ),
    _count(
        "answered",
        "fogadott",
        "answered",
        ("sorba állt, és ügyintézővel beszélt", "queued, and connected with an agent"),
        is_answered,
    ),
    _count(
        "abandoned",
        "feladott",
        "abandoned",
        ("a hívó fogadás előtt hagyta el a sort", "the caller left the line before an answer"),
        is_abandoned,
    ),
    _count(
        "abandoned-ringing",
        "csengetés közben feladott",
        "abandoned while ringing",
        ("feladott, miközben egy ügyintézőnél csengett", "abandoned while an agent was rung"),
        lambda contact: is_abandoned(contact) and contact.ringing_at_end,
    ),
    _count(
        "released",
        "elengedett",
        "released",
        (
            "a központ vetett véget a várakozásnak",
            "the exchange ended the wait: longest wait, failure",
        ),
        is_released,
    ),
    _count(
        "waiting",
        "várakozó",
        "waiting",
        ("most is várakozik", "waits now"),
        is_waiting,
    ),
    _count(
        "blocked",
        "elutasított",
        "blocked",
        ("nem fogadott: korlát, ismeretlen szám", "refused: a limit, an unknown number"),
        lambda contact: contact.queued is None and contact.outcome is Outcome.BLOCKED,
    ),
    _count(
        "deflected",
        "ügyintéző nélkül kiszolgált",
        "deflected",
        ("sor nélkül, üzenettel kiszolgált", "served by a message, without a line"),
        lambda contact: contact.queued is None and contact.outcome is Outcome.DEFLECTED,
    ),
    _count(
        "left-menu",
        "a menüben távozott",
        "left in the menu",
        ("a sor előtt letette", "hung up before any line"),
        lambda contact: contact.outcome is Outcome.LEFT_MENU,
    ),
    _count(
        "redial-kept",
        "megtartott hely",
        "place kept",
        ("újra hívott, és megkapta a helyét", "called again and got the place back"),
        lambda contact: contact.redial_kept,
    ),
]

_ABANDONMENT: Final = [
    _share(
        "abandonment",
        "feladási arány",
        "abandonment rate",
        ("feladott / sorba állt", "abandoned / queued"),
        lambda sample: share(sample.tallies[Clock.QUEUE].abandoned, len(sample.queued)),
    ),
    _share(
        "abandonment-long",
        "feladási arány, rövidek nélkül",
        "abandonment rate without short ones",
        (
            "feladott>S / (sorba állt - feladott<=S)",
            "abandoned>S / (queued - abandoned<=S)",
        ),
        lambda sample: share(
            sample.tallies[Clock.QUEUE].abandoned - sample.tallies[Clock.QUEUE].abandoned_short,
            len(sample.queued) - sample.tallies[Clock.QUEUE].abandoned_short,
        ),
    ),
]

_HANDLING: Final = [
    _duration(
        "aht",
        "átlagos kezelési idő",
        "handle time (AHT)",
        ("(beszéd + tartás + utómunka) / fogadott", "(talk + hold + wrap-up) / answered"),
        lambda sample: sample.mean(lambda contact: contact.talk + contact.hold + contact.wrap_up),
    ),
    _duration(
        "talk",
        "beszéd",
        "talk",
        ("beszéd / fogadott", "talk / answered"),
        lambda sample: sample.mean(lambda contact: contact.talk),
    ),
    _duration(
        "hold",
        "tartás",
        "hold",
        ("tartás / fogadott", "hold / answered"),
        lambda sample: sample.mean(lambda contact: contact.hold),
    ),
    _duration(
        "wrap-up",
        "utómunka",
        "wrap-up",
        ("utómunka / fogadott", "wrap-up / answered"),
        lambda sample: sample.mean(lambda contact: contact.wrap_up),
    ),
    _share(
        "transferred",
        "átkapcsolt",
        "transferred",
        ("legalább egyszer átkapcsolt / fogadott", "transferred at least once / answered"),
        lambda sample: share(
            sample.count(lambda contact: contact.transfers > 0), len(sample.answered)
        ),
    ),
    _duration(
        "right-human",
        "idő a megfelelő emberig",
        "time to the right human",
        (
            "érkezéstől az utolsó ügyintézőig: átlag",
            "from arrival to the last agent: mean over those who reached one",
        ),
        lambda sample: sample.mean(lambda contact: contact.to_right_human),
        Clock.ARRIVAL,
    ),
    _share(
        "missed",
        "elmulasztott csengetés",
        "offers missed",
        (
            "nem vette fel az ügyintéző / csengetés",
            "not taken by the agent while the caller was there / agents rung",
        ),
        lambda sample: share(
            sum(contact.missed for contact in sample.contacts),
            sum(contact.offers for contact in sample.contacts),
        ),
    ),
]

MEASURES: Final[list[Measure[Sample]]] = [
    *_COUNTS,
    *_service_levels(),
    *_ABANDONMENT,
    *_waits(Clock.QUEUE, ""),
    *_waits(Clock.ARRIVAL, "-arrival"),
    *_HANDLING,
]
