"""Which rules of a plan make pretending pointless: each is tried on the same callers.

A rule is a what-if: a discipline, or what a caller keeps who is passed on. It knows what to try and
how to judge it; what happens under a rule is pretending.py's.
"""

from collections.abc import Callable, Iterator, Sequence
from enum import Enum
from typing import Final

from msgspec import Struct

from firstline.domain.time import MINUTE, NEVER
from firstline.plan.model import Plan
from firstline.plan.rules import Rates
from firstline.study.comparing.what_if import alternative
from firstline.study.pretending.curve import Point, Pretending, curve, prepared_for
from firstline.study.pretending.equilibria import Gain

ENDS: Final = (0.0, 1.0)
"A rule is tried with the first pretender, and with all but one."
Watch = Callable[[int], None]
"Is told how many rules are done."


class Rule(Enum):
    """A rule that may be tried; the value is its name in the words of pretending_words.py."""

    AS_PLANNED = "as-planned"
    STRICT = "strict"
    GUARD = "guard"
    HEAD_START = "head-start"
    ACCUMULATING = "accumulating"
    IN_ORDER = "in-order"
    WAITS_ANEW = "waits-anew"
    OWN_QUEUE = "own-queue"
    SEEN_THROUGH = "seen-through"
    SEEN_THROUGH_AND_ANEW = "seen-through-and-anew"


CHANGES: Final = {
    Rule.AS_PLANNED: (),
    Rule.STRICT: ("order strict",),
    Rule.GUARD: ("order strict guard 5 min",),
    Rule.HEAD_START: ("order head_start 2 min",),
    Rule.ACCUMULATING: ("order accumulating 2:1",),
    Rule.IN_ORDER: ("order head_start 0 s",),
    Rule.WAITS_ANEW: ("set policy.transfer.keeps_waiting false",),
    Rule.OWN_QUEUE: ("set policy.transfer.keeps_urgency false",),
    Rule.SEEN_THROUGH: ("set demand.{matter}.pretend.recognised 100 %",),
    Rule.SEEN_THROUGH_AND_ANEW: (
        "set demand.{matter}.pretend.recognised 100 %",
        "set policy.transfer.keeps_waiting false",
        "set policy.transfer.keeps_urgency false",
    ),
}
"What each changes in a plan, in the language of what-ifs."


class Verdict(Enum):
    """Whether pretending pays under a rule, for its cost."""

    PAYS = "pays"
    POINTLESS = "pointless"
    UNCLEAR = "unclear"


class Tried(Struct, frozen=True):
    """What pretending gains under a rule, and what the rule does to the others."""

    rule: Rule
    first: Point
    "Nobody else pretends."
    last: Point
    "Everybody else does."

    def verdict(self, cost: float) -> Verdict:
        """Return whether it pays more than it costs, be it for the first or for the last."""
        gains = (self.first.gain(), self.last.gain())
        if any(gain.seconds - gain.half > cost for gain in gains):
            return Verdict.PAYS
        if all(gain.seconds + gain.half < cost for gain in gains):
            return Verdict.POINTLESS
        return Verdict.UNCLEAR

    def gains(self) -> tuple[Gain, Gain]:
        """Return what the first pretender saves, and what the last honest caller would."""
        return self.first.gain(), self.last.gain()


def plans(plan: Plan, game: Pretending) -> Iterator[tuple[Rule, Plan]]:
    """Yield the rules, each with the plan under it; those that change nothing are left out."""
    ready = prepared_for(plan, game)
    for rule, changes in CHANGES.items():
        if _is_in_force(ready, rule, game):
            continue
        said = "; ".join(change.format(matter=game.matter) for change in changes)
        yield rule, alternative(ready, said) if said else ready


def _is_in_force(plan: Plan, rule: Rule, game: Pretending) -> bool:
    """Return whether the plan has this rule already."""
    order, transfer = plan.policy.order, plan.policy.transfer
    own = plan.demand.streams[game.matter].pretend
    is_strict = order.head_start is None and order.accumulating is None
    in_force = {
        Rule.STRICT: is_strict and order.guard in {None, NEVER},
        Rule.GUARD: is_strict and order.guard == 5 * MINUTE,
        Rule.HEAD_START: order.head_start == 2 * MINUTE,
        Rule.ACCUMULATING: order.accumulating == Rates(first=2, second=1),
        Rule.IN_ORDER: order.head_start == 0,
        Rule.WAITS_ANEW: not transfer.keeps_waiting,
        Rule.OWN_QUEUE: not transfer.keeps_urgency,
        Rule.SEEN_THROUGH: own is not None and own.recognised == 1,
    }
    return in_force.get(rule, False)


def remedies(
    plan: Plan,
    game: Pretending,
    *,
    weeks: int,
    seed: int = 1,
    jobs: int = 1,
    planned: Sequence[Point] = (),
    watch: Watch = lambda done: None,
) -> list[Tried]:
    """Return what pretending gains under each rule; *planned* is the curve as planned, if known."""
    found: list[Tried] = []
    for rule, under in plans(plan, game):
        known = planned if rule is Rule.AS_PLANNED else ()
        curves = known or curve(under, game, weeks=weeks, seed=seed, shares=ENDS, jobs=jobs)
        first, last = curves[0], curves[-1]
        found.append(Tried(rule, first, last))
        watch(len(found))
    return found


def pointless(tried: Sequence[Tried], cost: float) -> list[Rule]:
    """Return the rules under which pretending does not pay what it costs."""
    return [it.rule for it in tried if it.verdict(cost) is Verdict.POINTLESS]
