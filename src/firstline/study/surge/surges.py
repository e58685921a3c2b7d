"""The surges of a plan's demand, as results tell of them."""

from datetime import datetime
from zoneinfo import ZoneInfo

from firstline.domain.time import HOUR, MINUTE
from firstline.plan.demand import Surge as Written
from firstline.plan.demand_times import Weekly
from firstline.plan.model import Plan
from firstline.plan.times import WEEKDAYS
from firstline.sim.sources import surging
from firstline.study.results import Surge


def surges(plan: Plan) -> tuple[Surge, ...]:
    """Return the surges of *plan*, in its order."""
    return tuple(_surge(plan, name, written) for name, written in plan.demand.surges.items())


def _surge(plan: Plan, name: str, written: Written) -> Surge:
    day, begins = _when(written.at, ZoneInfo(plan.timezone))
    return Surge(
        name=name,
        streams=tuple(surging(plan, written)),
        day=day,
        begins=begins,
        length=written.lasts,
        times=written.times,
        half_life=written.half_life or None,
        area=written.area,
    )


def _when(at: Weekly | datetime, zone: ZoneInfo) -> tuple[str, int]:
    """Return the day and the time of the day on the hotline's wall."""
    if isinstance(at, Weekly):
        return WEEKDAYS[at.weekday], at.minute * int(MINUTE)
    local = at if at.tzinfo is None else at.astimezone(zone)
    return local.date().isoformat(), local.hour * int(HOUR) + local.minute * int(MINUTE)
