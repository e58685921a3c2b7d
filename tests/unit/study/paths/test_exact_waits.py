"""Waits that are computed, and what is in the way where they cannot be."""

from datetime import date
from math import exp

import pytest

from firstline.plan.model import Plan
from firstline.sim.unit import Setup, Unit, days_of, prepare
from firstline.study.comparing.what_if import alternative, text_of
from firstline.study.paths.exact_waits import NotExactError, Obstacle, exact_waits
from firstline.study.paths.waits import Computed
from firstline.theory.erlang import erlang_c
from firstline.theory.two_queues import two_queues
from kit.textbook import AGENTS, DAY, SALES, SERVICE, TALK, textbook

FIRST, SECOND = 0, 1


def waits(plan: Plan, stream: int = SECOND) -> Computed:
    prepared = prepare(Setup(text_of(plan), "textbook.yaml"))
    days = days_of(prepared, Unit(0, date(2026, 1, 5), 1), 1)
    return exact_waits(prepared.hotline, prepared.population, days, stream)


def obstacle(plan: Plan) -> Obstacle:
    with pytest.raises(NotExactError) as caught:
        waits(plan)
    return caught.value.why


def test_two_queues_under_strict_priority_are_those_of_theory() -> None:
    exact = two_queues(SALES / DAY, SERVICE / DAY, TALK, AGENTS)
    first, second = waits(textbook(), FIRST), waits(textbook(), SECOND)
    assert first.mean() == pytest.approx(exact.first_mean)
    assert second.mean() == pytest.approx(exact.second_mean)
    assert second.quantile(0.9) == pytest.approx(exact.second_percentile(0.9), abs=0.01)
    assert first.within(60) == pytest.approx(1 - exact.first_beyond(60))


@pytest.mark.parametrize("order", ["order head_start 0 s", "order accumulating 1:1"])
def test_in_order_of_arrival_it_is_erlang_c(order: str) -> None:
    exact = erlang_c((SALES + SERVICE) / DAY, TALK, AGENTS)
    found = waits(alternative(textbook(), order))
    assert found.mean() == pytest.approx(exact.mean_wait)
    assert found.within(120) == pytest.approx(exact.within(120))


def test_where_others_give_up_it_is_the_wait_of_one_who_does_not() -> None:
    """One stream, one agent, patience like the talk: M/M/1+M, states are Poisson(load)."""
    plan = textbook(
        callers={"patience": "{exponential: 3 min}"},
        demand={"staff": "{all: {agents: 1}}", "sales": "{per_day: 0}"},
    )
    load = SERVICE / DAY * TALK
    found = waits(plan)
    assert found.within(0) == pytest.approx(exp(-load))
    # With k callers there, the wait is the sum of TALK / j for j = 1 to k.
    shares, harmonic, mean = exp(-load), 0.0, 0.0
    for k in range(1, 60):
        shares *= load / k
        harmonic += 1 / k
        mean += shares * TALK * harmonic
    assert found.mean() == pytest.approx(mean, rel=1e-6)
    assert found.within(10**7) == 1


@pytest.mark.parametrize(
    ("why", "plan"),
    [
        (Obstacle.DISCIPLINE, alternative(textbook(), "order accumulating 2:1")),
        (Obstacle.DISCIPLINE, alternative(textbook(), "order strict guard 5 min")),
        (Obstacle.RATE, textbook(demand={"sales": "{per_day: 100, curve: bank-day}"})),
        (Obstacle.CALLERS, textbook(callers={"gives_up": "1 %"})),
        (Obstacle.CALLERS, textbook(callers={"redial": "{share: 10 %}"})),
        (
            Obstacle.CALLERS,
            textbook(demand={"service": "{per_day: 100, pretend: {as: sales, share: 5 %}}"}),
        ),
        (Obstacle.TALK, textbook(callers={"talk": "3 min"})),
        (Obstacle.TALK, textbook(demand={"agents": "{answer: 3 s}"})),
        (Obstacle.TALK, textbook(demand={"agents": "{answer: 0 s, decline: 1 %}"})),
        (Obstacle.TALK, textbook(callers={"wrap_up": "10 s"})),
        (Obstacle.PATIENCE, textbook(callers={"patience": "5 min"})),
        (
            Obstacle.STAFF,
            textbook(demand={"staff": "{all: {shifts: [{agents: 1, hours: '08:00-16:00'}]}}"}),
        ),
        (Obstacle.UNSTABLE, textbook(demand={"service": "{per_day: 5000}"})),
        (
            Obstacle.LIMIT,
            alternative(textbook(), "set streams.service.full_at 10"),
        ),
        (
            Obstacle.POOL,
            alternative(textbook(), "set teams.more {takes: [service], agents: [bea]}"),
        ),
        (
            Obstacle.POOL,
            alternative(textbook(), "set teams.all.takes {sales: 1, service: 2}"),
        ),
    ],
    ids=lambda value: value.name if isinstance(value, Obstacle) else "",
)
def test_what_is_in_the_way_is_said(why: Obstacle, plan: Plan) -> None:
    assert obstacle(plan) is why
