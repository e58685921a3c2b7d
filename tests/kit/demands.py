"""Small plans with a demand, for simulations."""

from firstline.plan.model import Plan
from firstline.sim.unit import Prepared, Setup, prepare
from firstline.study.comparing.what_if import text_of
from kit.plans import plan

QUIET = (
    "{callers: {talk: {exponential: 2 min}, patience: {exponential: 5 min}}, "
    "sales: {per_day: 40}, service: {per_day: 200}}"
)
"About a third of what one agent can do."


def busy(demand: str = QUIET, **changes: str | None) -> Plan:
    """Return the small plan with a demand."""
    return plan(demand=demand, **changes)


def patient(per_day: int) -> str:
    """Return a demand of callers who never leave."""
    return (
        "{callers: {talk: 4 min, patience: never, gives_up: 0, wrong_key: 0}, "
        f"agents: {{answer: 1 s}}, service: {{per_day: {per_day}}}}}"
    )


def ready(demand: str = QUIET, **changes: str | None) -> Prepared:
    """Return the small plan, ready to be simulated."""
    return prepare(setup(demand, **changes))


def setup(demand: str = QUIET, **changes: str | None) -> Setup:
    """Return the small plan, ready to be sent to another process."""
    made = busy(demand, **changes)
    return Setup(text_of(made), made.source.file)
