"""What cannot be served for ever is called unstable, with the load; what can is not."""

import pytest

from firstline.errors import InputError
from firstline.sim.unit import Unit, days_of
from firstline.study.running.load import Balance, Load, check_stability, told
from firstline.study.running.replications import FIRST_DAY
from kit.demands import QUIET, patient, ready

TWO_TEAMS = (
    "{front: {takes: [service], agents: [anna]}, "
    "back: {takes: [sales, service], agents: [bela, cili]}}"
)


def balance(demand: str = QUIET, **changes: str | None) -> Balance:
    prepared = ready(demand, **changes)
    days = days_of(prepared, Unit(0, FIRST_DAY, 7), seed=1)
    return Balance(prepared.hotline, prepared.population, days)


def lasting(demand: str, **changes: str | None) -> Load:
    load = balance(demand, policy="{wrap_up: 59 s}", **changes).lasting()
    assert load is not None
    return load


def test_the_load_is_the_work_by_the_agents() -> None:
    load = lasting(patient(144))  # 300 s of work each, 6 an hour
    assert load.load == pytest.approx(0.5)
    assert load.teams == ("all",)
    assert load.work == pytest.approx(0.5)
    assert load.agents == pytest.approx(1.0)


def test_work_is_shared_among_teams_as_well_as_it_can_be() -> None:
    load = lasting(patient(432), teams=TWO_TEAMS)
    assert load.load == pytest.approx(0.5)
    assert load.teams == ("front", "back")


def test_work_that_only_one_team_may_do_is_not_shared() -> None:
    demand = patient(288).replace("service:", "sales:")
    load = lasting(demand, teams=TWO_TEAMS)
    assert load.load == pytest.approx(0.5)
    assert load.teams == ("back",)


def test_transfers_are_work_for_both_teams() -> None:
    demand = patient(144).replace(
        "patience", "transfer: {front: {to: 'team:back', share: 100 %, after: 60 s}}, patience"
    )
    teams = "{front: {takes: [service, sales], agents: [anna]}, back: {agents: [bela]}}"
    load = lasting(demand, teams=teams)
    assert load.load == pytest.approx(0.5)  # back: the whole talk; front: 120 s
    assert load.teams == ("back",)


def test_what_cannot_go_on_for_ever_is_refused_with_its_load() -> None:
    with pytest.raises(InputError, match=r"unstable: the load of all is 1\.\d\d") as refused:
        check_stability(balance(patient(400)))
    assert "more agents" in refused.value.remedy


def test_what_can_go_on_is_not_refused() -> None:
    check_stability(balance(patient(200)))


def test_where_callers_leave_nothing_is_refused() -> None:
    found = balance(patient(4_000).replace("never", "{exponential: 5 min}"))
    check_stability(found)
    assert found.lasting() is None
    whole = found.whole()
    assert whole is not None
    assert whole.load > 10


def test_the_busiest_day_is_found() -> None:
    demand = patient(140).replace("per_day: 140", "per_day: 140, days: {wed: 250 %}")
    found = balance(demand).busiest_day()
    assert found is not None
    day, load = found
    assert day == 2
    assert load.load > 1


def test_work_for_which_nobody_is_there_is_said_so() -> None:
    demand = patient(10).replace("agents: {", "staff: {all: {absent: [anna]}}, agents: {", 1)
    load = lasting(demand)
    assert load.load == float("inf")
    assert told(load) == "there is work for all, but no agent on duty"
