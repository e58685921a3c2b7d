"""Square-root rules, against their published values and the queues they come near to."""

from math import inf
from statistics import NormalDist

import pytest

from firstline.theory.chain import erlang_a
from firstline.theory.erlang import waiting_share
from firstline.theory.limits import (
    agents_for,
    garnett,
    garnett_abandoned,
    halfin_whitt,
    halfin_whitt_beta,
    hazard,
    square_root_beta,
)

BETAS = (0.25, 0.5, 1, 1.5)


@pytest.mark.parametrize(
    ("beta", "share"), list(zip(BETAS, (0.720932, 0.504539, 0.223361, 0.084690), strict=True))
)
def test_halfin_and_whitts_values(beta: float, share: float) -> None:
    assert halfin_whitt(beta) == pytest.approx(share, abs=5e-7)
    assert halfin_whitt_beta(halfin_whitt(beta)) == pytest.approx(beta)


@pytest.mark.parametrize(
    ("beta", "share"), list(zip(BETAS, (0.468603, 0.357177, 0.178958, 0.073310), strict=True))
)
def test_garnetts_values_when_patience_is_two_calls_long(beta: float, share: float) -> None:
    assert garnett(beta, relative_impatience=0.5) == pytest.approx(share, abs=5e-7)


@pytest.mark.parametrize("beta", [-2, -0.5, 0, 0.5, 3])
def test_patience_as_long_as_a_call_makes_a_normal_tail(beta: float) -> None:
    # Then the number there is Poisson, whatever the number of agents.
    assert garnett(beta, 1) == pytest.approx(1 - NormalDist().cdf(beta))


def test_long_patience_comes_near_to_halfin_and_whitt() -> None:
    assert garnett(0.5, 1e-8) == pytest.approx(halfin_whitt(0.5), abs=1e-3)


def test_a_hundred_erlangs_are_off_by_a_few_percent() -> None:
    exact = erlang_a(100, 1, 105, patience=2).p_wait
    assert garnett(0.5, 0.5) / exact - 1 == pytest.approx(-0.034, abs=5e-4)


def test_large_queues_come_near_to_their_limits() -> None:
    errors = []
    for load in (100, 10_000):
        agents = agents_for(load, 0.5)
        beta = square_root_beta(load, agents)
        queue = erlang_a(load, 1, agents, patience=2)
        errors.append(
            (
                abs(halfin_whitt(beta) / waiting_share(load, agents) - 1),
                abs(garnett(beta, 0.5) / queue.p_wait - 1),
                abs(garnett_abandoned(beta, 0.5, agents) / queue.abandoned - 1),
            )
        )
    small, large = errors
    assert all(b < a / 5 for a, b in zip(small, large, strict=True))
    assert max(large) < 0.005


def test_the_rule_gives_agents() -> None:
    assert agents_for(load=100, beta=0.5) == 105
    assert agents_for(load=100, beta=0.01) == 101
    assert agents_for(load=1, beta=-3) == 0
    assert square_root_beta(load=100, agents=105) == 0.5


def test_the_hazard_rate_is_steady_far_out() -> None:
    assert hazard(0) == pytest.approx(0.7978846)
    assert hazard(40) == pytest.approx(40 + 1 / 40, rel=1e-4)
    assert hazard(-40) == 0
    assert halfin_whitt(100) == 0
    assert garnett(100, 0.5) == 0
    assert garnett(-30, 0.5) == pytest.approx(1)


def test_nobody_waits_with_endless_spare() -> None:
    assert halfin_whitt_beta(0) == inf
