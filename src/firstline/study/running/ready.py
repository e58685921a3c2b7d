"""Whether a plan can be simulated: somebody calls, and the callers can be served at all.

Asked before a simulation begins, from the command line and from elsewhere.
"""

from dataclasses import dataclass

from firstline.errors import InputError
from firstline.plan.model import Plan
from firstline.sim.unit import LONGEST, Prepared, Setup, Unit, days_of, prepare
from firstline.study.comparing.what_if import text_of
from firstline.study.running.load import Balance, check_stability
from firstline.study.running.memory import calls_per_day
from firstline.study.running.replications import Wanted


@dataclass(frozen=True, slots=True)
class Ready:
    """A plan that can be simulated."""

    prepared: Prepared
    balance: Balance
    per_day: float
    "Calls, each repeated as often as it may be."


def ready(plan: Plan, wanted: Wanted) -> Ready:
    """Return *plan* ready to be simulated, if that makes sense."""
    if not plan.demand.streams:
        raise InputError(
            "The plan does not say who calls: there is nothing to simulate.",
            "Write a section “demand” with a stream and its calls, like “per_day: 300”.",
        )
    prepared = prepare(Setup(text_of(plan), plan.source.file))
    days = min(wanted.days, LONGEST)
    first = days_of(prepared, Unit(0, wanted.first_day, days), wanted.seed)
    balance = Balance(prepared.hotline, prepared.population, first)
    check_stability(balance)
    return Ready(prepared, balance, calls_per_day(first))
