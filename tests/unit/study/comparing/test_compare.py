"""Alternatives met by the same callers: small differences are seen, chance is not."""

import numpy as np
import pytest

from firstline.errors import InputError
from firstline.plan.model import Plan
from firstline.study.comparing.compare import FIGURES, alternative, compare, paired, queues
from firstline.study.comparing.what_if import alternative as changed
from firstline.study.results import EVERYBODY, By, Group
from firstline.study.running.replications import Study, Wanted
from kit import plans
from kit.made_up_calls import Counted, with_outage, without_outage

SECOND = Group(By.URGENCY, "second")
DEMAND = """{
  callers: {talk: {exponential: 4 min}, patience: {exponential: 3 min}},
  staff: {all: {agents: 3}},
  sales: {per_day: 60}, service: {per_day: 140}
}"""


def study(counted: Counted) -> Study:
    return Study(counted.results(), counted.gathered, counted.surge_days)


def small_plan() -> Plan:
    return plans.plan(demand=" ".join(DEMAND.split()))


def test_a_difference_is_that_of_the_figures() -> None:
    told = alternative("x", study(without_outage()), study(with_outage()), {})
    for it in told.differences:
        if it.base.value is None or it.other.value is None:
            continue
        assert it.difference.value == pytest.approx(it.other.value - it.base.value)


def test_the_same_callers_make_small_intervals() -> None:
    told = alternative("x", study(without_outage()), study(with_outage()), {})
    waits = told.of("asa", SECOND)
    assert waits is not None
    assert waits.base.half is not None
    assert waits.other.half is not None
    assert waits.difference.half is not None
    assert waits.is_certain
    assert waits.difference.half < waits.base.half + waits.other.half


def test_every_kind_of_group_is_compared() -> None:
    told = alternative("x", study(without_outage()), study(with_outage()), {})
    assert {it.group.by for it in told.differences} == set(FIGURES)
    assert told.of("occupancy", Group(By.TEAM, "cards")) is not None
    assert told.of("occupancy", EVERYBODY) is None


def test_groups_of_one_plan_only_are_left_out() -> None:
    renamed = Counted(streams=("cards-new", "cards-service", "loans"))
    told = alternative("x", study(with_outage()), study(renamed), {})
    assert told.of("asa", Group(By.STREAM, "loans")) is None
    assert told.of("asa", Group(By.STREAM, "accounts-service")) is None
    assert told.of("asa", Group(By.STREAM, "cards-new")) is not None


def test_one_unit_has_no_interval_and_is_never_certain() -> None:
    one, other = Counted(units=1), Counted(units=1, wait=2.0)
    told = alternative("x", study(one), study(other), {})
    waits = told.of("asa", SECOND)
    assert waits is not None
    assert waits.difference.half is None
    assert not waits.is_certain


def test_the_interval_of_a_mean_difference_is_the_usual_one() -> None:
    apart = np.array([1.0, 3.0, 2.0, 6.0])
    without = (apart.sum() - apart) / 3
    known = paired(np.array([apart.mean(), *without]))
    assert known.value == pytest.approx(3.0)
    assert known.half == pytest.approx(3.182 * apart.std(ddof=1) / 2, rel=1e-3)


def test_streams_have_queues() -> None:
    assert queues(small_plan()) == {"sales": "first", "service": "second"}


def test_more_agents_are_less_waiting() -> None:
    base = small_plan()
    plans_by_name = {"plan": base, "agents all +2": changed(base, "agents all +2")}
    found = compare(plans_by_name, Wanted(days=21))
    assert [each.name for each in found.alternatives] == ["agents all +2"]
    waits = found.alternatives[0].of("asa", SECOND)
    queued = found.alternatives[0].of("queued", EVERYBODY)
    assert waits is not None
    assert queued is not None
    assert waits.is_certain
    assert (waits.difference.value or 0) < 0
    assert queued.difference.value == 0  # the same callers


def test_nothing_changed_is_no_difference_at_all() -> None:
    base = small_plan()
    found = compare({"plan": base, "same": changed(base, "agents all 3")}, Wanted(days=14))
    assert {it.difference.value for it in found.alternatives[0].differences} <= {0.0, None}


def test_progress_is_told_by_name() -> None:
    base = small_plan()
    seen: list[str] = []
    compare(
        {"plan": base, "same": base}, Wanted(days=2), watch=lambda name, progress: seen.append(name)
    )
    assert list(dict.fromkeys(seen)) == ["plan", "same"]


def test_a_what_if_that_cannot_be_is_refused_before_anything_runs() -> None:
    with pytest.raises(InputError, match="no team"):
        changed(small_plan(), "agents everyone +2")
