"""Runs a plan once more without each of its surges: the same callers, the same units.

What the difference is, surge_effect.py tells.
"""

from collections.abc import Callable

from msgspec.structs import replace

from firstline.plan.model import Plan
from firstline.study.comparing.what_if import without_surge
from firstline.study.running.replications import Progress, Study, Wanted, run
from firstline.study.surge.effect import Effect, effect


def effects(
    plan: Plan,
    wanted: Wanted,
    study: Study,
    *,
    watch: Callable[[Progress], None] = lambda progress: None,
) -> list[Effect]:
    """Return what each surge did in *study*, which *wanted* made of *plan*.

    Surges on days that were not simulated did nothing. An interruption ends it with those that are
    done.
    """
    same = replace(wanted, replications=study.results.ran.replications, precision=None)
    found: list[Effect] = []
    if study.results.ran.is_interrupted:
        return found
    for surge in study.results.surges:
        sums = study.surge_days.sums(surge.day)
        if not any(queue.days.any() for queue in sums.values()):
            continue
        other = run(without_surge(plan, surge.name), same, watch=watch, surge_days=(surge.day,))
        if other.results.ran.is_interrupted:
            break
        usual = other.surge_days.sums(surge.day)
        found.append(effect(surge, sums, usual, wanted.interval))
    return found
