"""A plan run again without each of its surges: the same callers, less the surge."""

from firstline.plan.model import Plan
from firstline.study.running.replications import Wanted, run
from firstline.study.surge.runs import effects
from kit import plans

DEMAND = """{
  callers: {talk: {exponential: 4 min}, patience: {exponential: 10 min}},
  staff: {all: {agents: 2}},
  surges: {
    outage: {service: goods, at: "tue 14:00", for: 2 h, times: 12},
    never: {service: goods, at: "2031-06-09 14:00", for: 2 h, times: 3}
  },
  sales: {per_day: 60}, service: {per_day: 60}
}"""


def small_plan() -> Plan:
    return plans.plan(demand=" ".join(DEMAND.split()))


def test_the_outage_is_told_and_nothing_of_days_that_were_not_simulated() -> None:
    plan, wanted = small_plan(), Wanted(days=14)
    study = run(plan, wanted)
    (outage,) = effects(plan, wanted, study)
    assert outage.surge.name == "outage"
    assert outage.days == 2
    second, first = outage.queues
    assert (first.queued.difference.value or 0) > 30
    assert (second.asa.difference.value or 0) > 0


def test_other_days_have_the_same_callers() -> None:
    plan, wanted = small_plan(), Wanted(days=7)
    study = run(plan, wanted)
    (outage,) = effects(plan, wanted, study)
    before = int(outage.begins / wanted.interval)
    for queue in outage.queues:
        curves = queue.queued_curve
        assert curves.with_surge[:before] == curves.without[:before]


def test_an_interrupted_study_has_no_effects() -> None:
    plan, wanted = small_plan(), Wanted(days=7)

    def interrupt(_progress: object) -> None:
        raise KeyboardInterrupt

    study = run(plan, wanted, watch=interrupt)
    assert study.results.ran.is_interrupted
    assert effects(plan, wanted, study) == []
