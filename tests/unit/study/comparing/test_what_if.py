"""What may be asked of a plan, and what is said where it cannot be."""

from pathlib import Path

import pytest

from firstline.domain.time import HOUR, MINUTE
from firstline.errors import InputError
from firstline.plan.model import Plan
from firstline.plan.read import read, read_text
from firstline.study.comparing.what_if import (
    FORMS,
    alternative,
    guide,
    text_of,
    without_surge,
    written,
)
from kit import plans

DEMAND = """{
  staff: {all: {agents: 12}},
  surges: {outage: {service: goods, at: "tue 14:00", for: 2 h, times: 3}},
  sales: {per_day: 300},
  service: {per_day: 900, pretend: {as: sales, share: 15 %, recognised: 70 %}}
}"""
SHIFTS = """{
  staff: {all: {agents: 5, shifts: [
    {agents: 3, hours: "08:00-16:00"}, {agents: 2, hours: "12:00-20:00"}]}},
  sales: {per_day: 300}, service: {per_day: 900}
}"""
EXAMPLES = sorted((Path(__file__).parents[4] / "examples").glob("*.yaml"))


def plan(demand: str = DEMAND) -> Plan:
    text = plans.text(demand=" ".join(demand.split()))
    return read_text(text, plans.FILE)


def refused(said: str, demand: str = DEMAND) -> str:
    with pytest.raises(InputError) as caught:
        alternative(plan(demand), said)
    return str(caught.value)


@pytest.mark.parametrize(
    ("said", "agents"), [("agents all +2", 14), ("agents all -12", 0), ("agents all 5", 5)]
)
def test_a_team_may_have_more_fewer_or_so_many_agents(said: str, agents: int) -> None:
    assert alternative(plan(), said).demand.staff["all"].agents == agents


def test_a_team_without_numbers_has_the_agents_it_names() -> None:
    changed = alternative(plan("{sales: {per_day: 1}}"), "agents all +2")
    assert changed.demand.staff["all"].agents == 3


def test_more_agents_are_more_in_every_shift() -> None:
    staff = alternative(plan(SHIFTS), "agents all +2").demand.staff["all"]
    assert [shift.agents for shift in staff.shifts] == [5, 4]
    assert staff.agents == 5 + 2 * 2
    fewer = alternative(plan(SHIFTS), "agents all -1").demand.staff["all"]
    assert [shift.agents for shift in fewer.shifts] == [2, 1]


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("agents al +2", "Did you mean “all”?"),
        ("agents all -13", "has 12 agents only"),
        ("agents all two", "Write one of these: “agents TEAM +2”."),
    ],
)
def test_agents_that_cannot_be_are_refused(said: str, why: str) -> None:
    assert why in refused(said)


@pytest.mark.parametrize(
    ("said", "why"),
    [("agents all 4", "works in shifts"), ("agents all -3", "a shift has 2 agents only")],
)
def test_shifts_that_cannot_be_are_refused(said: str, why: str) -> None:
    assert why in refused(said, SHIFTS)


def test_a_shift_that_names_its_agents_cannot_be_counted_up() -> None:
    named = (
        '{staff: {all: {shifts: [{agents: [anna], hours: "08:00-16:00"}]}}, sales: {per_day: 1}}'
    )
    assert "names its agents" in refused("agents all +1", named)


def test_agents_may_be_absent_by_share_or_by_name() -> None:
    assert alternative(plan(), "absent all 20 %").demand.staff["all"].absent == 0.2
    assert alternative(plan(), "absent all anna").demand.staff["all"].absent == ("anna",)
    assert "anne" in refused("absent all anne")


def test_calls_may_be_ordered_in_every_way() -> None:
    strict = alternative(plan(), "order strict").policy.order
    assert (strict.discipline, strict.guard) == ("strict", None)
    assert alternative(plan(), "order strict guard 3 min").policy.order.guard == 3 * MINUTE
    assert alternative(plan(), "order head_start 2 min").policy.order.head_start == 2 * MINUTE
    rates = alternative(plan(), "order accumulating 2.5:1").policy.order.accumulating
    assert rates is not None
    assert (rates.first, rates.second) == (2.5, 1.0)


@pytest.mark.parametrize("order", ["{discipline: strict}", "strict", None])
def test_a_guard_joins_the_order_that_is_there(order: str | None) -> None:
    policy = None if order is None else f"{{order: {order}}}"
    base = read_text(plans.text(policy=policy), plans.FILE)
    assert alternative(base, "guard 1 min").policy.order.guard == 1 * MINUTE


def test_what_the_plan_would_not_hold_is_the_plans_own_fault() -> None:
    assert "a guard has no meaning" in refused("order head_start 2 min; guard 3 min")
    assert "must be at least 1" in refused("surge goods x0.5 tue 14:00 for 1 h")


@pytest.mark.parametrize("times", ["x3", "3x"])
def test_a_surge_is_of_a_service_in_an_area(times: str) -> None:
    said = f"surge goods {times} wed 9:30 for 2 h 30 min half_life 1 h area +36 52"
    surge = alternative(plan(), said).demand.surges["what-if"]
    assert (surge.service, surge.times, surge.area) == ("goods", 3.0, "+36 52")
    assert (surge.lasts, surge.half_life) == (2 * HOUR + 30 * MINUTE, 1 * HOUR)


def test_a_surge_may_be_of_a_stream_and_once() -> None:
    said = "surge sales x2 2026-06-09 14:00 for 2 h; surge sales x2 mon 08:00 for 1 h"
    surges = alternative(plan(), said).demand.surges
    assert surges["what-if"].streams == ("sales",)
    assert list(surges) == ["outage", "what-if", "what-if-2"]
    assert "Did you mean “goods”?" in refused("surge good x2 mon 08:00 for 1 h")


def test_there_may_be_no_surges_at_all() -> None:
    assert not alternative(plan(), "surge none").demand.surges


def test_one_surge_may_be_left_out_in_its_place() -> None:
    surges = without_surge(plan(), "outage").demand.surges
    assert {name: surge.times for name, surge in surges.items()} == {"outage": 1.0}


@pytest.mark.parametrize(("said", "share"), [("all", 1.0), ("none", 0.0), ("30 %", 0.3)])
def test_so_many_customers_pretend(said: str, share: float) -> None:
    changed = alternative(plan(), f"pretend {said}").demand.streams
    pretend = changed["service"].pretend
    assert pretend is not None
    assert (pretend.stream, pretend.share, pretend.recognised) == ("sales", share, 0.7)
    assert changed["sales"].pretend is None


def test_customers_pretend_to_be_prospects_of_their_own_service() -> None:
    streams = "{sales: {caller: prospect, service: goods}, service: {service: goods}}"
    base = plans.plan(streams=streams, demand="{service: {per_day: 1}}")
    pretend = alternative(base, "pretend all").demand.streams["service"].pretend
    assert pretend is not None
    assert pretend.stream == "sales"


@pytest.mark.parametrize(
    "demand",
    [
        "{callers: {straight_to_zero: 3 %}, service: {per_day: 1}}",
        "{callers: {straight_to_zero: 9 %}, service: {per_day: 1, straight_to_zero: 3 %}}",
    ],
)
def test_all_are_those_who_do_not_press_zero(demand: str) -> None:
    streams = "{sales: {caller: prospect, service: goods}, service: {service: goods}}"
    base = plans.plan(streams=streams, demand=demand)
    pretend = alternative(base, "pretend all").demand.streams["service"].pretend
    assert pretend is not None
    assert pretend.share == pytest.approx(0.97)


def test_where_nobody_can_pretend_that_is_said() -> None:
    assert "nobody can pretend" in refused("pretend all", "{sales: {per_day: 1}}")


def test_any_value_of_the_plan_may_be_set() -> None:
    changed = alternative(plan(), "set policy.transfer.keeps_waiting false")
    assert not changed.policy.transfer.keeps_waiting
    assert alternative(plan(), "set policy.order {head_start: 1 min}").policy.order.head_start
    assert alternative(plan(), "set demand.sales.per_day 5").demand.streams["sales"].per_day == 5


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("set policy.transfer.keeps_waitin false", "Did you mean “keeps_waiting”?"),
        ("set policy.transfer.keeps_waiting 7", "must be true or false"),
        ("set hotline.x.y 7", "“hotline” holds nothing by name"),
        ("set policy.order {", "is not a value"),
        ("set policy.order {a: 1, a: 2}", "is given twice"),
        ("set streams.sales.caller nobody", "Possible: prospect"),
    ],
)
def test_a_value_that_cannot_be_is_refused_with_its_reason(said: str, why: str) -> None:
    assert why in refused(said)


@pytest.mark.parametrize("said", ["", "agents", "hello world", "surge goods", ";"])
def test_what_cannot_be_understood_is_answered_with_what_may_be_written(said: str) -> None:
    assert "Write one of these: “" in refused(said)


def test_several_changes_make_one_alternative() -> None:
    changed = alternative(plan(), "agents all +1; pretend none ; order strict")
    assert changed.demand.staff["all"].agents == 13
    assert changed.policy.order.discipline == "strict"


def test_the_plan_itself_stays_as_it_was() -> None:
    base = plan()
    before = text_of(base)
    alternative(base, "agents all +2; surge none")
    assert text_of(base) == before


def test_the_guide_has_a_line_for_every_form() -> None:
    assert len(guide().splitlines()) == len(FORMS)
    assert "agents TEAM +2" in guide()


@pytest.mark.parametrize("example", EXAMPLES, ids=[path.name for path in EXAMPLES])
def test_a_plan_is_read_again_from_its_text_as_it_was(example: Path) -> None:
    known = read(example)
    again = read_text(text_of(known), str(example))
    assert again.model_dump() == known.model_dump()
    assert written(again) == written(known)


def test_a_plan_that_was_never_written_cannot_be_changed() -> None:
    with pytest.raises(InputError, match="read from a file"):
        written(Plan(hotline="made by a program"))


def test_ends_of_lines_that_only_yaml_knows_survive() -> None:
    said = '"a\\u2028b\\x85c"'
    base = read_text(plans.text(hotline=said), plans.FILE)
    assert read_text(text_of(base), plans.FILE).hotline == "a\u2028b\x85c"
