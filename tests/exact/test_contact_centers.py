"""The simulator against the published results of another: ContactCenters (L'Ecuyer and Buist).

Examples MMC, MMCAb and MMCBlocked: 4.2 calls a minute of 2 minutes each, 12 agents, 1000 days of 8
hours, from an empty start. The numbers are from MMC.res, MMCAb.res and MMCBlocked.res (Apache-2.0);
half widths are of 95 % intervals, and the last digit printed may be off by half.
"""

from dataclasses import dataclass

import numpy as np
import pytest

from firstline.theory.changing import Period, changing
from kit.queues import Calls, Queue, exponential, play
from kit.sampling import Measure, Sample, assert_agree

pytestmark = pytest.mark.slow

MINUTES = 2.0
"Of a unit: the mean handle time."
DAY = 8 * 60 / MINUTES
DAYS = 300
WITHIN = 20 / 60 / MINUTES


@dataclass(frozen=True)
class Published:
    """A mean and the half width of its interval, with the rounding."""

    mean: float
    half: float


def days(queue: Queue) -> list[Calls]:
    """Return what became of the calls of each day."""
    return [play(queue, DAY, seed=1000 + day) for day in range(DAYS)]


def sample(played: list[Calls], measure: Measure) -> Sample:
    return Sample(np.array([measure(calls) for calls in played]))


def assert_as_published(sampled: Sample, published: Published) -> None:
    """Fail unless the two means are within 3 standard errors of their difference."""
    off = sampled.errors_off(published.mean, other_error=published.half / 1.96)
    assert abs(off) <= 3, (sampled.mean, sampled.error, published, off)


def of_all(part: Measure, whole: Measure, played: list[Calls]) -> Sample:
    """Return a ratio of sums over all days, as ContactCenters does, by the delta method."""
    parts, wholes = (np.array([each(calls) for calls in played]) for each in (part, whole))
    ratio = float(parts.sum() / wholes.sum())
    return Sample(ratio + (parts - ratio * wholes) / float(wholes.mean()))


def in_time(calls: Calls) -> float:
    return float((calls.answered & (calls.waited <= WITHIN)).sum())


def answered(calls: Calls) -> float:
    return float(calls.answered.sum())


def offered(calls: Calls) -> float:
    return float(len(calls.answered))


def waited(calls: Calls) -> float:
    return float(calls.waited[calls.answered].sum()) * MINUTES


def abandoned(calls: Calls) -> float:
    return float((~calls.answered & ~calls.blocked).sum())


def offered_but_for_those_who_left_in_time(calls: Calls) -> float:
    left_in_time = ~calls.answered & ~calls.blocked & (calls.waited <= WITHIN)
    return offered(calls) - float(left_in_time.sum())


QUEUE = Queue(agents=12, arrivals=(0, 4.2 * MINUTES))


def test_mmc_everybody_waits() -> None:
    played = days(QUEUE)
    assert_as_published(sample(played, in_time), Published(1816.158, 3.54))
    assert_as_published(of_all(in_time, answered, played), Published(0.902, 0.0025))
    assert_as_published(of_all(waited, answered, played), Published(0.099, 0.003))


def test_mmc_is_what_the_kolmogorov_equations_say_of_such_a_day() -> None:
    told = changing([Period(DAY, 8.4, 12)], 1, step=DAY / 8)
    played = days(QUEUE)
    expected = float(told.arrived.sum())
    assert_agree(
        {
            "waiting": of_all(lambda calls: float((calls.waited > 0).sum()), offered, played),
            "wait": of_all(lambda calls: float(calls.waited.sum()), offered, played),
        },
        {
            "waiting": float(told.waited.sum()) / expected,
            # What is still to be waited at the end is a thousandth of it.
            "wait": float(told.waiting.sum()) / expected,
        },
    )


def test_mmc_with_callers_who_give_up() -> None:
    played = days(QUEUE.but(patience=exponential(1 / MINUTES)))
    assert_as_published(sample(played, abandoned), Published(58.609, 0.95))
    assert_as_published(sample(played, in_time), Published(1906.008, 2.23))
    assert_as_published(of_all(in_time, answered, played), Published(0.975, 0.001))
    assert_as_published(
        of_all(in_time, offered_but_for_those_who_left_in_time, played), Published(0.968, 0.0011)
    )
    assert_as_published(of_all(waited, answered, played), Published(0.024, 0.001))


def test_mmc_with_five_places_to_wait() -> None:
    played = days(QUEUE.but(full_at=5))
    assert_as_published(
        sample(played, lambda calls: float(calls.blocked.sum())), Published(18.655, 0.61)
    )
    assert_as_published(sample(played, in_time), Published(1854.284, 2.62))
    assert_as_published(of_all(in_time, answered, played), Published(0.929, 0.0015))
    assert_as_published(of_all(in_time, offered, played), Published(0.920, 0.002))
    assert_as_published(of_all(waited, answered, played), Published(0.060, 0.0015))
