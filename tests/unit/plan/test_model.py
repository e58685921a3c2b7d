"""The plan's sections: what is meant where little is written."""

from ipaddress import ip_network

from firstline.domain.time import MINUTE, SECOND
from kit.plans import plan


def test_a_plan_needs_little() -> None:
    small = plan()
    assert small.languages == ("en",)
    assert small.open is None
    assert small.menu["welcome"].barge_in
    assert small.menu["welcome"].no_input.after == 5 * SECOND


def test_prospects_stand_in_the_first_queue_unless_the_plan_says_otherwise() -> None:
    streams = "{sales: {caller: prospect}, service: {}, lost: {urgency: first}}"
    teams = "{all: {takes: [sales, service, lost]}}"
    found = plan(streams=streams, teams=teams).streams
    assert [found[name].first for name in found] == [True, False, True]


def test_teams_may_be_written_briefly() -> None:
    teams = plan(
        teams="{a: {takes: sales, agents: [anna]}, "
        "b: {takes: {service: 1, sales: {level: 2, after: 1 min}}}}"
    ).teams
    assert teams["a"].takes["sales"].level == 1
    assert list(teams["a"].agents) == ["anna"]
    assert teams["b"].takes["sales"].after == MINUTE


def test_keys_may_be_single_words() -> None:
    keys = plan(menu="{w: {say: Hi, keys: {7: back, 8: repeat, 9: hang_up, 1: {stream: sales}}}}")
    found = keys.menu["w"].keys
    assert (found["7"].back, found["8"].repeat, found["9"].hang_up) == (True, True, True)


def test_trunks_are_networks_or_have_a_password() -> None:
    trunks = plan(
        trunks="{a: {address: 192.0.2.0/28}, b: {user: x, password: {env: B_PASSWORD}}}"
    ).trunks
    assert trunks["a"].address == (ip_network("192.0.2.0/28"),)
    assert trunks["b"].password is not None


def test_opening_hours_are_kept_as_written() -> None:
    hours = plan(open='{mon-fri: "08:00-20:00", holidays: HU}').open
    assert hours is not None
    assert list(hours.days) == ["mon-fri"]
    assert hours.holidays is not None
    assert hours.holidays.country == "HU"
    always = plan(open="always").open
    assert always is not None
    assert always.days["mon-sun"] == ((0, 1440),)


def test_demand_is_by_stream_beside_its_own_words() -> None:
    demand = plan(demand="{callers: {gives_up: 3 %}, sales: {per_day: 100}}").demand
    assert demand.callers.gives_up == 0.03
    assert demand.streams["sales"].per_day == 100
    assert plan().demand.streams == {}
