"""How many call about a stream, hour by hour, in an ordinary week.

It makes one thing of the three ways in which a plan may say it. It knows no dates.
"""

from collections.abc import Mapping
from typing import Final

from firstline.plan.counts import counted
from firstline.plan.counts_tally import Steps
from firstline.plan.curves import BUILT_IN, FLAT, per_hour
from firstline.plan.demand import Demand, Stream
from firstline.plan.model import Plan
from firstline.plan.times import read_days

WEEK: Final = 7


def week(plan: Plan, stream: str) -> tuple[Steps, ...]:
    """Return the calls per hour of *stream* by day of the week, Monday first.

    The plan must be without faults; a file of counts that has vanished since counts nobody.
    """
    demand = plan.demand.streams[stream]
    if demand.counts is not None:
        found, _ = counted(demand.counts.file, plan.timezone)
        return scaled(found.week, demand.counts.scale) if found is not None else ((),) * WEEK
    day = per_hour(curves(plan.demand)[demand.curve or FLAT], demand.per_day or 0.0)
    return tuple(scaled((day,), weight)[0] for weight in weights(demand))


def scaled(days: tuple[Steps, ...], times: float) -> tuple[Steps, ...]:
    """Return all rates *times* as high."""
    return tuple(tuple((minute, rate * times) for minute, rate in steps) for steps in days)


def curves(demand: Demand) -> Mapping[str, Mapping[int, float]]:
    """Return the built-in curves and the plan's own, by name."""
    return {**BUILT_IN, **demand.curves}


def weights(stream: Stream) -> list[float]:
    """Return the weight of each day of the week, Monday first."""
    found = [1.0] * WEEK
    for written, weight in stream.days.items():
        for day in read_days(written) or []:
            found[day] = weight
    return found
