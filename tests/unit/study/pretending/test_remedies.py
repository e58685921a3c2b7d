"""Rules that may make pretending pointless: which are tried, and how they are judged."""

import pytest

from firstline.study.comparing.what_if import alternative
from firstline.study.paths.waits import Sampled
from firstline.study.pretending.curve import Pretending, curve
from firstline.study.pretending.remedies import (
    CHANGES,
    Rule,
    Tried,
    Verdict,
    plans,
    pointless,
    remedies,
)
from firstline.theory.pretending import game
from kit.textbook import AGENTS, DAY, SALES, SERVICE, TALK, about, point, textbook

GAME = Pretending("service", "sales")


def tried(first: float, last: float, rule: Rule = Rule.STRICT) -> Tried:
    """Return a rule under which the first and the last save so much."""
    return Tried(
        rule,
        point(0, pretender=100, honest=100 + first),
        point(1, pretender=100, honest=100 + last),
    )


def test_every_rule_is_tried_but_those_that_the_plan_has() -> None:
    found = {rule for rule, _ in plans(textbook(), GAME)}
    assert found == set(Rule) - {Rule.STRICT}
    guarded = alternative(textbook(), "order strict guard 5 min")
    assert {rule for rule, _ in plans(guarded, GAME)} == set(Rule) - {Rule.GUARD}
    anew = alternative(textbook(), "set policy.transfer.keeps_waiting false")
    assert Rule.WAITS_ANEW not in {rule for rule, _ in plans(anew, GAME)}


def test_a_rule_changes_what_it_says() -> None:
    under = dict(plans(textbook(), GAME))
    assert under[Rule.HEAD_START].policy.order.head_start == 120_000_000
    assert not under[Rule.OWN_QUEUE].policy.transfer.keeps_urgency
    both = under[Rule.SEEN_THROUGH_AND_ANEW]
    own = both.demand.streams["service"].pretend
    assert own is not None
    assert own.recognised == 1
    assert not both.policy.transfer.keeps_waiting
    assert set(CHANGES) == set(Rule)


@pytest.mark.parametrize(
    ("first", "last", "verdict"),
    [
        (60, 10, Verdict.PAYS),
        (10, 60, Verdict.PAYS),
        (10, -20, Verdict.POINTLESS),
    ],
)
def test_it_pays_where_the_first_or_the_last_saves_more_than_it_costs(
    first: float, last: float, verdict: Verdict
) -> None:
    assert tried(first, last).verdict(30) is verdict


def test_what_chance_may_have_made_is_not_judged() -> None:
    unsure: Sampled = about(135, 40)
    here = point(0, pretender=100, honest=0)
    doubtful = type(here)(0, here.pretender, unsure, here.prospect, here.groups)
    assert Tried(Rule.STRICT, doubtful, doubtful).verdict(30) is Verdict.UNCLEAR


def test_the_pointless_ones_are_named() -> None:
    found = [tried(99, 99, Rule.STRICT), tried(0, 0, Rule.IN_ORDER)]
    assert pointless(found, 30) == [Rule.IN_ORDER]


@pytest.mark.slow
def test_in_order_of_arrival_pretending_gains_nothing() -> None:
    strictly = game(SALES / DAY, SERVICE / DAY, TALK, AGENTS).gain(0)
    under = dict(plans(textbook(), GAME))[Rule.IN_ORDER]
    (first,) = curve(under, GAME, weeks=5, shares=(0.0,))
    gain = first.gain()
    assert abs(gain.seconds) < 2 * gain.half
    assert gain.seconds + gain.half < strictly


def test_every_rule_is_told_of_when_it_is_done() -> None:
    tiny = textbook(demand={"sales": "{per_day: 4}", "service": "{per_day: 8}"})
    done: list[int] = []
    found = remedies(tiny, GAME, weeks=2, watch=done.append)
    assert done == list(range(1, len(found) + 1))


def test_what_is_known_as_planned_is_not_simulated_again() -> None:
    known = (point(0, pretender=1, honest=2), point(1, pretender=3, honest=4))
    tiny = textbook(demand={"sales": "{per_day: 1}", "service": "{per_day: 1}"})
    found = remedies(tiny, GAME, weeks=2, planned=known)
    assert (found[0].rule, found[0].first, found[0].last) == (Rule.AS_PLANNED, *known)
