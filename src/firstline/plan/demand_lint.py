"""Advice on the section `demand`: what is possible, and hardly meant.

It knows plans without faults.
"""

from collections.abc import Iterator

from firstline.domain.time import NEVER, in_seconds
from firstline.plan import ways
from firstline.plan.counts import counted
from firstline.plan.demand_defaults import traits
from firstline.plan.faults import Path, Remark, listed
from firstline.plan.model import Plan
from firstline.plan.times import WEEKDAYS, say_length


def remarks(plan: Plan) -> Iterator[Remark]:
    """Yield advice on the demand of *plan*."""
    yield from _gone_for_good(plan)
    for name in plan.demand.streams:
        path: Path = ("demand", name)
        yield from _cut_short(plan, path, name)
        yield from _unheard(plan, path, name)
        yield from _never_counted(plan, path, name)
        yield from _without_key(plan, path, name)
    if plan.demand.staff and not plan.demand.streams:
        what = "nobody calls: “demand” names no stream"
        yield Remark(("demand",), what, "Add one, like “sales: {per_day: 300}”.", about_name=True)


def _gone_for_good(plan: Plan) -> Iterator[Remark]:
    habits = plan.demand.agents
    if plan.policy.no_answer.pause >= NEVER and habits.decline + habits.no_answer > 0:
        what = "who misses one call takes no more: nobody asks to be ready again here"
        remedy = "Write a “pause” in policy.no_answer, or let agents answer every call here."
        yield Remark(("demand", "agents"), what, remedy, about_name=True)


def _cut_short(plan: Plan, path: Path, name: str) -> Iterator[Remark]:
    """Find wrap-ups that the hotline ends before they are done."""
    own = plan.streams[name].wrap_up
    limit = plan.policy.wrap_up if own is None else own
    known = traits(plan.demand, name)
    for law in (known.wrap_up, *known.wrap_up_at_level.values()):
        if law is not None and law.mean > in_seconds(limit):
            what = f"wrap-up takes longer than the {say_length(limit)} after which it is ended"
            remedy = "Write a longer “wrap_up” in the stream or in “policy”, or a shorter one here."
            yield Remark((*path, "wrap_up"), what, remedy, about_name=True)


def _unheard(plan: Plan, path: Path, name: str) -> Iterator[Remark]:
    balk = traits(plan.demand, name).balk
    if balk is not None and balk.share and not plan.policy.announce.wait:
        what = "nobody leaves on hearing the expected wait: it is not said"
        yield Remark((*path, "balk"), what, "Write “wait: true” in policy.announce.", True)


def _never_counted(plan: Plan, path: Path, name: str) -> Iterator[Remark]:
    """Find days of the week on which nobody calls, because none of them was counted."""
    counts = plan.demand.streams[name].counts
    found = counted(counts.file, plan.timezone)[0] if counts is not None else None
    missing = [WEEKDAYS[day] for day in range(7) if found is not None and not found.week[day]]
    if missing:
        what = f"no {listed(missing)} was counted: nobody calls then"
        yield Remark((*path, "counts"), what, "Add these days, if the hotline is open.", True)


def _without_key(plan: Plan, path: Path, name: str) -> Iterator[Remark]:
    reached = {
        target.stream
        for menu in ways.reachable(plan)
        for target in ways.keys(plan, plan.menu[menu]).values()
    }
    if name not in reached:
        what = f"no key leads to stream “{name}”: its callers press 0"
        yield Remark(path, what, "Give the demand to the stream whose key they press.", True)
