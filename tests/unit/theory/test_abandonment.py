"""M/M/n+G: against Erlang A, Erlang C, an identity, and a queue solved by hand."""

from math import exp, inf

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firstline.theory.abandonment import impatient
from firstline.theory.chain import erlang_a
from firstline.theory.erlang import erlang_b, erlang_c
from firstline.theory.patience import (
    Empirical,
    Exponential,
    Fixed,
    Gamma,
    Lognormal,
    Never,
    Patience,
    Uniform,
    Weibull,
)
from firstline.theory.stability import UnstableError

LAWS: list[Patience] = [
    Fixed(0.25),
    Lognormal(2, 2),
    Lognormal(2, 20),
    Weibull(0.3, 2),
    Weibull(3, 0.2),
    Gamma(2, 0.01),
    Gamma(2, 9),
    Uniform(0, 1),
    Uniform(1, 2),
    Empirical([0.1, 0.5, 3]),
]
KINDS = [type(law).__name__ for law in LAWS]


@given(
    arrivals=st.floats(0.1, 400),
    agents=st.integers(1, 300),
    patience=st.floats(0.05, 50),
    time=st.floats(0, 5),
)
@settings(deadline=None)
def test_exponential_patience_makes_erlang_a(
    arrivals: float, agents: int, patience: float, time: float
) -> None:
    chain = erlang_a(arrivals, 1, agents, patience)
    integral = impatient(arrivals, 1, agents, Exponential(patience))
    assert integral.p_wait == pytest.approx(chain.p_wait, abs=1e-8)
    assert integral.abandoned == pytest.approx(chain.abandoned, abs=1e-8)
    assert integral.mean_wait == pytest.approx(chain.mean_wait, abs=1e-8)
    assert integral.mean_wait_served == pytest.approx(chain.mean_wait_served, abs=1e-8)
    assert integral.beyond(time) == pytest.approx(chain.beyond(time), abs=1e-8)
    assert integral.answered_within(time) == pytest.approx(chain.answered_within(time), abs=1e-8)
    assert integral.occupancy == pytest.approx(chain.occupancy, abs=1e-8)
    assert integral.mean_queue == pytest.approx(chain.mean_queue, abs=1e-6)


def test_the_percentile_is_erlang_as() -> None:
    minutes = impatient(48, 1, 50, Exponential(2)).percentile(0.9)
    assert minutes * 60 == pytest.approx(12.445, abs=5e-4)
    assert minutes == pytest.approx(erlang_a(48, 1, 50, 2).percentile(0.9), rel=1e-10)


def test_endless_patience_makes_erlang_c() -> None:
    endless, queue = impatient(48, 1, 50, Never()), erlang_c(48, 1, 50)
    assert endless.p_wait == pytest.approx(queue.p_wait, rel=1e-12)
    assert endless.mean_wait == pytest.approx(queue.mean_wait, rel=1e-12)
    assert endless.answered_within(0.3) == pytest.approx(queue.within(0.3), rel=1e-12)
    assert endless.abandoned == 0


@pytest.mark.parametrize("law", LAWS, ids=KINDS)
@pytest.mark.parametrize("arrivals", [30, 48, 50, 60])
def test_what_is_not_served_has_given_up(arrivals: float, law: Patience) -> None:
    queue = impatient(arrivals, 1, 50, law)
    # The throughput by the other way: agents are all busy, or the rest of the Erlang B chain.
    idle = 1 - queue.p_wait
    fewer = erlang_b(arrivals, 49)
    busy = 50 * queue.p_wait + idle * (arrivals * (1 - fewer))
    assert arrivals * (1 - queue.abandoned) == pytest.approx(busy, rel=1e-9)
    assert queue.answered_within(1e9) == pytest.approx(1 - queue.abandoned, rel=1e-9)


def test_one_agent_and_fixed_patience_by_hand() -> None:
    # lambda = mu = 1, patience D: the density of the offered wait is constant up to D, then
    # falls by exp(-(x - D)): J = D + 1, E = 1.
    patience = 3.0
    queue = impatient(1, 1, 1, Fixed(patience))
    assert queue.p_wait == pytest.approx((patience + 1) / (patience + 2))
    assert queue.abandoned == pytest.approx(1 / (patience + 2))
    assert queue.mean_wait == pytest.approx((patience**2 / 2 + patience) / (patience + 2))
    assert queue.mean_offered_wait == pytest.approx(
        (patience**2 / 2 + patience + 1) / (patience + 2)
    )
    assert queue.offered_beyond(4) == pytest.approx(exp(-1) / (patience + 2))
    assert queue.beyond(4) == 0
    assert queue.percentile(0.999) == pytest.approx(patience)


def test_fixed_patience_as_sharp_gamma_patience() -> None:
    fixed, sharp = impatient(60, 1, 50, Fixed(0.5)), impatient(60, 1, 50, Gamma(0.5, 1e-5))
    assert sharp.abandoned == pytest.approx(fixed.abandoned, abs=1e-6)
    assert sharp.mean_wait == pytest.approx(fixed.mean_wait, abs=1e-5)


def test_a_share_that_never_leaves_can_be_too_much() -> None:
    assert impatient(60, 1, 50, Empirical([1, 2, inf])).abandoned > 1 / 6
    with pytest.raises(UnstableError) as caught:
        impatient(200, 1, 50, Empirical([1, 2, inf, inf]))
    assert caught.value.load == pytest.approx(2)
    with pytest.raises(UnstableError):
        impatient(50, 1, 50, Never())


@pytest.mark.parametrize("law", LAWS, ids=KINDS)
def test_more_agents_help(law: Patience) -> None:
    queues = [impatient(48, 1, agents, law) for agents in (40, 50, 60)]
    assert np.all(np.diff([queue.abandoned for queue in queues]) < 0)
    assert np.all(np.diff([queue.mean_wait for queue in queues]) < 0)


@pytest.mark.parametrize("law", [Exponential(1), Fixed(1), Lognormal(1, 2)], ids=str)
def test_huge_hotlines_are_no_trouble(law: Patience) -> None:
    queue = impatient(1e5, 1, 10_000, law)
    assert queue.abandoned == pytest.approx(0.9, abs=1e-6)
    assert impatient(1e-3, 1, 10_000, law).p_wait == 0
