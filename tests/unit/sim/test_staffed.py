"""A staffed plan has everybody whom its demand has at work, and nobody less."""

from firstline.plan.build import build
from firstline.sim.staffed import staffed
from kit.plans import plan


def test_numbered_agents_come_after_the_named_ones() -> None:
    made = staffed(plan(demand="{sales: {per_day: 5}, staff: {all: {agents: 3}}}"))
    assert list(made.teams["all"].agents) == ["anna", "all-2", "all-3"]
    assert [seat.name for seat in build(made, {}).seats] == ["anna", "all-2", "all-3"]
    assert made.teams["all"].agents["anna"].address is not None


def test_nobody_who_is_named_is_left_out_and_staffing_twice_adds_nobody() -> None:
    teams = "{all: {takes: [sales, service], agents: [anna, bence, csilla]}}"
    made = plan(teams=teams, demand="{sales: {per_day: 5}, staff: {all: {agents: 2}}}")
    assert staffed(made) == made
    more = staffed(plan(demand="{sales: {per_day: 5}, staff: {all: {agents: 3}}}"))
    assert staffed(more) == more
    assert staffed(more).source == more.source
