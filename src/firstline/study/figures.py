"""The figures, each a row of a table: what it is called, and how it follows from the counts.

Names, formulas and service levels are those of firstline.analysis: one truth, live and simulated.
Every function here takes several totals at once (one per row) and returns as many values, not a
number where there is nothing to tell. Intervals are not known here.
"""

from collections.abc import Callable
from typing import Final, TypeAlias

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from firstline.analysis import service, staff
from firstline.analysis.measures import HEADLINE, SERVICE_LEVELS, ServiceLevel
from firstline.analysis.metric import Clock, Metric, Unit, Words
from firstline.domain.agent import AGENT_STATES, AgentState
from firstline.study.results import Waited
from firstline.study.tally.ends import CATEGORIES, COUNTS, tally_of
from firstline.study.tally.histogram import Integers
from firstline.study.tally.reading import CLOCKS, SUMS

Values: TypeAlias = NDArray[np.float64]


class Totals:
    """Sums of calls, one row per sample: the categories on both clocks, SUMS, then days."""

    def __init__(self, sums: Integers, period: int) -> None:
        self._sums: Final = sums
        self._period: Final = period

    def count(self, name: str, clock: Clock = Clock.QUEUE) -> Values:
        """Return how many calls there were, by a name of COUNTS."""
        counted: Integers = self.ends(clock)[:, list(COUNTS[name])].sum(axis=1)
        return counted.astype(np.float64)

    def sum(self, name: str) -> Values:
        """Return a sum, by its name in SUMS."""
        place = len(CLOCKS) * CATEGORIES + SUMS.index(name)
        summed: Integers = self._sums[:, place]
        return summed.astype(np.float64)

    def in_period(self, amounts: Values) -> Values:
        """Return what *amounts* are over the period that was asked for."""
        return ratio(amounts, self._sums[:, -1]) * self._period

    def ends(self, clock: Clock) -> Integers:
        """Return how many calls ended how."""
        first = CLOCKS.index(clock) * CATEGORIES
        return self._sums[:, first : first + CATEGORIES]


class Figure(Struct, frozen=True):
    """A figure of calls that follows from sums."""

    metric: Metric
    of: Callable[[Totals], Values]


class Quantile(Struct, frozen=True):
    """A figure of calls that follows from a histogram."""

    metric: Metric
    waited: Waited
    percent: int


class Longest(Struct, frozen=True):
    """A figure of calls that is the largest of all."""

    metric: Metric
    clock: Clock


class StaffFigure(Struct, frozen=True):
    """A figure of agents: of their times by state, how often they talked, and days."""

    metric: Metric
    of: Callable[["Times"], Values]


class Times:
    """Agents' times, one row per sample: by state; then talks, the time gone by, and days."""

    def __init__(self, sums: Integers, period: int) -> None:
        self._sums: Final = sums
        self._period: Final = period
        self.talks: Final = sums[:, len(AGENT_STATES)].astype(np.float64)
        self.passed: Final = sums[:, -2].astype(np.float64)
        self.days: Final = sums[:, -1].astype(np.float64)

    def in_states(self, *states: int) -> Values:
        """Return how long they were in one of *states*."""
        times: Integers = self._sums[:, list(states)].sum(axis=1)
        return times.astype(np.float64)

    def in_period(self, amounts: Values) -> Values:
        """Return what *amounts* are over the period that was asked for."""
        return ratio(amounts, self.days) * self._period


def ratio(part: NDArray[np.generic], whole: NDArray[np.generic]) -> Values:
    """Return *part* of *whole*, not a number where there is no whole."""
    undefined = np.full(len(part), np.nan)
    found: Values = np.divide(part, whole, out=undefined, where=np.asarray(whole) != 0)
    return found


_CALLS: Final = {measure.metric.id: measure.metric for measure in service.MEASURES}
_STAFF: Final = {measure.metric.id: measure.metric for measure in staff.MEASURES}


def _own(
    key: str, names: tuple[str, str], formula: tuple[str, str], unit: Unit, clock: Clock
) -> Metric:
    """Return a metric that only a simulation can know, or that the live report has not."""
    return Metric(id=key, name=Words(*names), formula=Words(*formula), unit=unit, clock=clock)


def _count(metric: Metric, name: str) -> Figure:
    return Figure(metric, lambda totals: totals.in_period(totals.count(name)))


def _sum(metric: Metric, name: str) -> Figure:
    return Figure(metric, lambda totals: totals.in_period(totals.sum(name)))


def _mean(metric: Metric, amount: str, of: str) -> Figure:
    return Figure(metric, lambda totals: ratio(totals.sum(amount), totals.count(of)))


def _service_level(level: ServiceLevel, clock: Clock) -> Figure:
    key = level.id if clock is Clock.QUEUE else f"{level.id}-{clock.value}"

    def share(totals: Totals) -> Values:
        found = (level.share_of(tally_of(row)) for row in totals.ends(clock))
        return np.array([np.nan if it is None else it for it in found])

    return Figure(_CALLS[key], share)


def _service_levels() -> list[Figure]:
    by_id = {level.id: level for level in SERVICE_LEVELS}
    chosen = [(it, Clock.QUEUE) for it in by_id] + [("F6T", Clock.ARRIVAL)]
    found = {it.metric.id: it for it in (_service_level(by_id[key], on) for key, on in chosen)}
    return [found[key] for key in _CALLS if key in found]


_REDIALS: Final = _own(
    "redials",
    ("újrahívás", "redials"),
    ("hívások, amelyekkel valaki újra próbálkozott", "calls of somebody who tries again"),
    Unit.COUNT,
    Clock.NONE,
)
_GAVE_UP: Final = _own(
    "gave-up",
    ("a menüben elengedett", "given up on"),
    (
        "a központ vetett véget neki a sor előtt: nem nyomtak gombot",
        "the exchange ended it before any line: no key was pressed",
    ),
    Unit.COUNT,
    Clock.NONE,
)
_FAILED: Final = _own(
    "failed",
    ("meghiúsult", "failed"),
    ("a sor előtt meghiúsult", "failed before any line"),
    Unit.COUNT,
    Clock.NONE,
)
_TRANSFERS: Final = _own(
    "transfers",
    ("átkapcsolás", "transfers"),
    ("ahányszor átkapcsoltak", "how often calls were passed on"),
    Unit.COUNT,
    Clock.NONE,
)
_REACHED: Final = _own(
    "reached",
    ("célba ért", "reached the right human"),
    (
        "olyan ügyintézővel beszélt, aki meg tudja oldani / beérkezett",
        "talked with an agent who can solve the matter / arrived",
    ),
    Unit.SHARE,
    Clock.NONE,
)
_RIGHT_HUMAN: Final = _own(
    "right-human",
    ("idő a megfelelő emberig", "time to the right human"),
    (
        "érkezéstől az ügyintézőig, aki meg tudja oldani: azok átlaga, akik eljutottak hozzá",
        "from arrival to an agent who can solve the matter: mean over those who reached one",
    ),
    Unit.DURATION,
    Clock.ARRIVAL,
)
_HELPED: Final = _own(
    "helped",
    ("kisegítők fogadták", "answered by helpers"),
    ("2. vagy további szintű csapat fogadta / fogadott", "by a team of level 2 or more / answered"),
    Unit.SHARE,
    Clock.NONE,
)
_WAIT_95: Final = _own(
    "wait-95",
    ("várakozás, 95 %", "wait, 95 of 100"),
    ("a fogadottak várakozása: 95 %-uk eddig", "wait of the answered: 95 of 100, nearest rank"),
    Unit.DURATION,
    Clock.QUEUE,
)
_ON_DUTY: Final = _own(
    "on-duty",
    ("szolgálatban (fő)", "on duty (agents)"),
    ("bejelentkezve töltött idő / eltelt idő", "time signed in / time gone by"),
    Unit.COUNT,
    Clock.NONE,
)
_SAME: Final = ("arrived", "queued", "answered", "abandoned", "released", "blocked", "deflected")

SUMMED: Final[tuple[Figure, ...]] = (
    *(_count(_CALLS[name], name) for name in (*_SAME, "left-menu")),
    _count(_GAVE_UP, "gave-up"),
    _count(_FAILED, "failed"),
    _sum(_REDIALS, "redials"),
    *_service_levels(),
    Figure(
        _CALLS["abandonment"],
        lambda totals: ratio(totals.count("abandoned"), totals.count("queued")),
    ),
    Figure(
        _CALLS["abandonment-long"],
        lambda totals: ratio(
            totals.count("abandoned") - totals.count("abandoned_short"),
            totals.count("queued") - totals.count("abandoned_short"),
        ),
    ),
    _mean(_CALLS["asa"], "wait", "answered"),
    _mean(_CALLS["asa-arrival"], "wait-arrival", "answered"),
    _mean(_CALLS["talk"], "talk", "answered"),
    _sum(_TRANSFERS, "transfers"),
    _mean(_CALLS["transferred"], "transferred", "answered"),
    _mean(_REACHED, "reached", "arrived"),
    Figure(_RIGHT_HUMAN, lambda totals: ratio(totals.sum("to-right-human"), totals.sum("reached"))),
    _mean(_HELPED, "helped", "answered"),
)
QUANTILES: Final = (
    Quantile(_CALLS["wait-median"], Waited.ANSWERED, 50),
    Quantile(_CALLS["wait-90"], Waited.ANSWERED, 90),
    Quantile(_WAIT_95, Waited.ANSWERED, 95),
    Quantile(_CALLS["wait-median-arrival"], Waited.FROM_ARRIVAL, 50),
    Quantile(_CALLS["wait-90-arrival"], Waited.FROM_ARRIVAL, 90),
)
LONGEST: Final = (
    Longest(_CALLS["wait-longest"], Clock.QUEUE),
    Longest(_CALLS["wait-longest-arrival"], Clock.ARRIVAL),
)
_BUSY: Final = (AgentState.TALKING, AgentState.HOLDING, AgentState.WRAP_UP)
_AT_WORK: Final = (*_BUSY, AgentState.RESERVED, AgentState.READY)
_SIGNED_IN: Final = tuple(n for n in range(len(AGENT_STATES)) if n != AgentState.SIGNED_OUT)


def _per_talk(key: str, *states: int) -> StaffFigure:
    return StaffFigure(_STAFF[key], lambda times: ratio(times.in_states(*states), times.talks))


STAFF: Final[tuple[StaffFigure, ...]] = (
    StaffFigure(_ON_DUTY, lambda times: ratio(times.in_states(*_SIGNED_IN), times.passed)),
    StaffFigure(_STAFF["talks"], lambda times: times.in_period(times.talks)),
    _per_talk("aht", *_BUSY),
    _per_talk("talk", AgentState.TALKING),
    _per_talk("hold", AgentState.HOLDING),
    _per_talk("wrap-up", AgentState.WRAP_UP),
    StaffFigure(
        _STAFF["occupancy"],
        lambda times: ratio(times.in_states(*_BUSY), times.in_states(*_AT_WORK)),
    ),
    StaffFigure(
        _STAFF["utilisation"],
        lambda times: ratio(times.in_states(*_BUSY), times.in_states(*_SIGNED_IN)),
    ),
)
HEADLINE_OF: Final = next(level for level in SERVICE_LEVELS if level.id == HEADLINE)
"The service level that is shown first."
