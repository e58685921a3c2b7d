"""Probe callers: what somebody would meet who called at a certain time and keyed a certain way.

A probe never gives up, never balks and presses its keys at once; in everything else it is a caller
like those of its matter. Probes come within half an hour of the time asked for, about one for each
line and day, and never so many that they would be more than one in a hundred of all callers: they
hardly change what they measure. The day is simulated from midnight with everybody else in it, and
all lines are tried on the same days (common random numbers), so that the difference of two lines is
told more closely than either. Since calls come at random moments, what probes meet is what callers
meet. It knows no plan, only what was built from it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from librt.vecs import vec
from mypy_extensions import i64
from numpy.typing import NDArray
from typing_extensions import override

from firstline.domain.hotline import Hotline
from firstline.domain.time import HOUR, NEVER, Instant
from firstline.sim.columns import columns_of
from firstline.sim.kernel.arrivals import Rates
from firstline.sim.kernel.laws import Fixed, Never
from firstline.sim.kernel.population import (
    PRETENDER,
    STRAIGHT_TO_ZERO,
    TRUTHFUL,
    Keys,
    Matter,
    Population,
    Pretence,
    Redial,
    Source,
    Span,
)
from firstline.sim.kernel.rows import Rows, Sink
from firstline.sim.kernel.run import new_run
from firstline.study.paths.paths import Meeting
from firstline.study.paths.waits import Sampled, Seconds
from firstline.study.paths.ways_through import Kind

Whole = NDArray[np.int64]

WINDOW: Final = HOUR
"Around the time asked for."
AFTERWARDS: Final = 2 * HOUR
"So long after the window others still come, who may overtake a probe."
MOST: Final = 0.01
"Of those who call in the window, at most so many are probes."
COLUMNS: Final = ("source", "queued", "answered", "reached", "transfers")
PATHS: Final = {
    Kind.TRUTHFUL: TRUTHFUL,
    Kind.OPERATOR: STRAIGHT_TO_ZERO,
    Kind.PRETENDING: PRETENDER,
}


@dataclass(frozen=True, slots=True)
class Probe:
    """A line to be tried, and how one gets there."""

    stream: int
    kind: Kind
    keys: Mapping[str, str]
    "By menu; the key for the language is pressed without being told."
    language: int = 0


@dataclass(frozen=True)
class Tries:
    """What the probes of one line met, one row of numbers each: seconds, infinite for never."""

    human: Seconds
    right: Seconds
    transfers: Whole
    unit: Whole

    def meeting(self) -> Meeting:
        """Return the same as distributions."""
        arrived = self.transfers[np.isfinite(self.human)]
        return Meeting(
            Sampled(self.human, self.unit),
            Sampled(self.right, self.unit),
            float(arrived.mean()) if len(arrived) else 0.0,
        )


def probing(matter: Matter, probe: Probe) -> Matter:
    """Return the callers of *matter* as probes."""
    keys = [Keys(dict(probe.keys))] * len(matter.languages)
    path = PATHS[probe.kind]
    return changed(
        matter,
        patience=Never(),
        key_time=Fixed(0.0),
        wrong_key=0.0,
        gives_up=0.0,
        languages=[float(index >= probe.language) for index in range(len(matter.languages))],
        straight_to_zero=float(path == STRAIGHT_TO_ZERO),
        pretence=pretence(matter, probe.stream, 1.0) if path == PRETENDER else None,
        balk_over=NEVER,
        balk_share=0.0,
        redial=Redial(0.0, Fixed(0.0), 0),
        ways=[keys, keys, keys],
    )


def pretence(matter: Matter, stream: int, share: float) -> Pretence:
    """Return how pretenders fare: as the plan says of its own, or seen through by nobody."""
    known = matter.pretence
    if known is None:
        return Pretence(stream, share=share, recognised=0.0, after=matter.talk[0], talk=1.0)
    return Pretence(
        stream,
        share=share,
        recognised=known.recognised,
        after=known.after,
        talk=known.talk,
    )


TRAITS: Final = (
    "stream", "patience", "talk", "wrap_up", "key_time", "wrong_key", "gives_up", "languages",
    "straight_to_zero", "pretence", "handovers", "balk_over", "balk_share", "redial", "ways",
    "specialists",
)  # fmt: skip
"What a Matter is made of."
PACKED: Final = ("talk", "wrap_up", "languages", "handovers", "specialists")
"Those that it keeps packed, and is given as lists."


def changed(matter: Matter, **changes: object) -> Matter:
    """Return *matter* with some traits changed."""
    traits: dict[str, Any] = {name: getattr(matter, name) for name in TRAITS}
    traits |= {name: list(traits[name]) for name in PACKED}
    traits |= {"ways": [list(way) for way in matter.ways]} | changes
    return Matter(traits.pop("stream"), **traits)


def per_day(span: Span, at: Instant, lines: int) -> float:
    """Return how many probes a day each of so many *lines* may get, without being a burden."""
    there = sum(expected(source.rates, *window(at)) for source in span.sources)
    return max(1.0, MOST * there / lines)


def window(at: Instant) -> tuple[Instant, Instant]:
    """Return from when to when probes come."""
    return at - WINDOW // 2, at + WINDOW // 2


def expected(rates: Rates, begin: Instant, end: Instant) -> float:
    """Return how many callers are to be expected from *begin* to *end*."""
    edges = [*(int(start) for start in rates.starts), int(rates.end)]
    total = 0.0
    for place, rate in enumerate(rates.per_hour):
        length = min(edges[place + 1], end) - max(edges[place], begin)
        total += rate * (max(0, length) / int(HOUR))
    return total


def cut(span: Span, end: Instant) -> Span:
    """Return *span* without those who come from *end* on."""
    sources = [
        Source(
            source.index,
            source.matter,
            cut_rates(source.rates, end),
            calling=source.calling,
            is_surge=source.is_surge,
        )
        for source in span.sources
        if source.rates.starts[0] < end
    ]
    return Span(span.begin, min(span.end, end), sources=sources, duties=span.duties)


def cut_rates(rates: Rates, end: Instant) -> Rates:
    """Return the rates up to *end*."""
    kept = [place for place, start in enumerate(rates.starts) if start < end]
    return Rates(
        vec[i64]([rates.starts[place] for place in kept]),
        vec[float]([rates.per_hour[place] for place in kept]),
        min(rates.end, end),
    )


def around(at: Instant, count: float) -> Rates:
    """Return the rates of *count* callers around an instant."""
    begin, end = window(at)
    return Rates(vec[i64]([begin]), vec[float]([count * int(HOUR) / int(WINDOW)]), end)


class Gathered(Sink):
    """Keeps some columns of the rows of some sources."""

    def __init__(self, first: int) -> None:
        super().__init__()
        self.first = first
        self._blocks: list[list[Whole]] = []

    @override
    def take(self, rows: Rows) -> None:
        columns = columns_of(rows, COLUMNS)
        wanted = columns[0] >= self.first
        self._blocks.append([column[wanted] for column in columns])

    def tries(self, unit: int) -> dict[int, Tries]:
        """Return what was met, by source."""
        if not self._blocks:
            return {}
        source, queued, answered, reached, transfers = (
            np.concatenate(parts) for parts in zip(*self._blocks, strict=True)
        )
        return {
            int(one): Tries(
                _seconds(queued[source == one], answered[source == one]),
                _seconds(queued[source == one], reached[source == one]),
                transfers[source == one],
                np.full(int((source == one).sum()), unit, dtype=np.int64),
            )
            for one in np.unique(source)
        }


def _seconds(begin: Whole, end: Whole) -> Seconds:
    """Return the seconds from one instant to another; infinite where the other never came."""
    met = (begin >= 0) & (end >= 0)
    return np.where(met, (end - begin) / 1e6, np.inf)


@dataclass(frozen=True, slots=True)
class Trial:
    """Probes of one kind: what they want, where they go, how many come when."""

    matter: Matter
    probe: Probe
    when: Rates


def try_lines(
    hotline: Hotline,
    population: Population,
    span: Span,
    trials: Sequence[Trial],
    *,
    seed: int,
    unit: int,
) -> dict[int, Tries]:
    """Simulate *span* with probes in it, and return what they met, by their place in *trials*."""
    first = first_free(span)
    gathered = Gathered(first)
    everybody = with_probes(span, trials)
    run = new_run(hotline, population, everybody, seed=seed, sink=gathered, interval=HOUR)
    run.finish()
    return {source - first: tries for source, tries in gathered.tries(unit).items()}


def first_free(span: Span) -> int:
    """Return the index of the first source that is to be added."""
    return max((int(source.index) for source in span.sources), default=-1) + 1


def with_probes(span: Span, trials: Sequence[Trial]) -> Span:
    """Return *span* with a source for each of *trials*."""
    first = first_free(span)
    sources = [
        Source(first + place, probing(it.matter, it.probe), it.when, calling="", is_surge=False)
        for place, it in enumerate(trials)
    ]
    return Span(span.begin, span.end, sources=[*span.sources, *sources], duties=span.duties)


def together(parts: Sequence[Tries]) -> Tries:
    """Return the tries of all units as one."""
    nobody, none = np.empty(0), np.empty(0, np.int64)
    return Tries(
        np.concatenate([nobody, *(part.human for part in parts)]),
        np.concatenate([nobody, *(part.right for part in parts)]),
        np.concatenate([none, *(part.transfers for part in parts)]),
        np.concatenate([none, *(part.unit for part in parts)]),
    )
