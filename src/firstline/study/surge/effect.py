"""What a surge does: the same days with it and without it, the same callers otherwise.

The plan is run twice with one seed, once without the surge; what is counted over the hours from its
beginning until waits are normal again is told side by side. Knows nothing of how a run is made.
"""

from collections.abc import Mapping
from typing import Final, TypeAlias

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from firstline.domain.time import DAY, SECOND
from firstline.study.comparing.paired import Figure
from firstline.study.results import By, Estimate, Group, Surge

Sums: TypeAlias = NDArray[np.int64]

QUEUES: Final = (Group(By.URGENCY, "second"), Group(By.URGENCY, "first"))
"The second queue is who pays: it is told first."
NOTICEABLE: Final = 15 * int(SECOND)
RELATIVELY: Final = 0.1
"Waits are back to normal when they are longer by neither of the two."


class DaySums(Struct, frozen=True, kw_only=True):
    """What was counted in a queue on the days of a surge, by unit and interval of the day.

    Callers count in the interval in which they entered their line.
    """

    days: Sums
    "By unit: how many such days are in it."
    queued: Sums
    answered: Sums
    abandoned: Sums
    waited: Sums
    "By those who were answered; microseconds."


class Contrast(Struct, frozen=True):
    """A figure with the surge, without it, and the difference."""

    with_surge: Estimate
    without: Estimate
    difference: Estimate


class Curves(Struct, frozen=True):
    """A mean day by interval, with the surge and without it."""

    with_surge: tuple[float | None, ...]
    without: tuple[float | None, ...]


class QueueEffect(Struct, frozen=True, kw_only=True):
    """What it does to one queue, from its beginning until waits are normal again."""

    group: Group
    queued: Contrast
    "A day."
    abandoned: Contrast
    "A day."
    abandonment: Contrast
    asa: Contrast
    queued_curve: Curves
    asa_curve: Curves


class Effect(Struct, frozen=True, kw_only=True):
    """What one surge does."""

    surge: Surge
    days: int
    "How many such days were simulated."
    begins: int
    "Of what is counted, from midnight."
    ends: int
    normal: int | None
    "When the second queue's waits were normal again; None: not on that day."
    queues: tuple[QueueEffect, ...]


def effect(
    surge: Surge,
    with_surge: Mapping[Group, DaySums],
    without: Mapping[Group, DaySums],
    interval: int,
) -> Effect:
    """Return what *surge* does, told from the sums of both runs by queue."""
    second = QUEUES[0]
    count = with_surge[second].queued.shape[1]
    begin = min(surge.begins // interval, count - 1)
    normal = _normal(with_surge[second], without[second], begin)
    over = -(-min(surge.begins + surge.length, int(DAY)) // interval)
    end = count if normal is None else max(normal, min(over, count), begin + 1)
    return Effect(
        surge=surge,
        days=int(with_surge[second].days.sum()),
        begins=begin * interval,
        ends=end * interval,
        normal=None if normal is None else normal * interval,
        queues=tuple(
            _queue(group, with_surge[group], without[group], slice(begin, end)) for group in QUEUES
        ),
    )


def _normal(with_surge: DaySums, without: DaySums, begin: int) -> int | None:
    """Return the first interval after the worst one in which waits are normal again."""
    longer, usual = _means(with_surge), _means(without)
    excess = np.nan_to_num(longer - usual)
    worst = begin + int(np.argmax(excess[begin:]))
    limit = np.maximum(NOTICEABLE, RELATIVELY * np.nan_to_num(usual))
    normal = np.flatnonzero(excess[worst:] <= limit[worst:])
    return worst + int(normal[0]) if len(normal) else None


def _means(sums: DaySums) -> NDArray[np.float64]:
    """Return the mean wait by interval; NaN where nobody was answered."""
    answered = sums.answered.sum(axis=0)
    means: NDArray[np.float64] = np.full(len(answered), np.nan)
    np.divide(sums.waited.sum(axis=0), answered, out=means, where=answered > 0)
    return means


def _queue(group: Group, with_surge: DaySums, without: DaySums, hours: slice) -> QueueEffect:
    def contrast(part: str, whole: str) -> Contrast:
        here, there = (_figure(sums, part, whole, hours) for sums in (with_surge, without))
        return Contrast(here.estimate(), there.estimate(), here.minus(there))

    return QueueEffect(
        group=group,
        queued=contrast("queued", "days"),
        abandoned=contrast("abandoned", "days"),
        abandonment=contrast("abandoned", "queued"),
        asa=contrast("waited", "answered"),
        queued_curve=Curves(_per_day(with_surge), _per_day(without)),
        asa_curve=Curves(_told(_means(with_surge)), _told(_means(without))),
    )


def _figure(sums: DaySums, part: str, whole: str, hours: slice) -> Figure:
    """Return a ratio of two sums within *hours*, over the units that have such days at all."""
    has = sums.days > 0
    parts, wholes = (
        values[has] if values.ndim == 1 else values[has, hours].sum(axis=1)
        for values in (getattr(sums, part), getattr(sums, whole))
    )
    return Figure(parts.astype(float), wholes.astype(float))


def _per_day(sums: DaySums) -> tuple[float | None, ...]:
    days = max(1, int(sums.days.sum()))
    return _told(sums.queued.sum(axis=0) / days)


def _told(values: NDArray[np.float64]) -> tuple[float | None, ...]:
    return tuple(None if np.isnan(value) else float(value) for value in values)
