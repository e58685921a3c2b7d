"""The simulator against the closed form of the pretenders' game."""

import pytest

from firstline.domain.hotline import FIRST, SECOND, STRICT, Order
from firstline.theory.pretending import game
from kit.queues import Calls, Queue
from kit.sampling import assert_agree, mean_wait, sampled

pytestmark = pytest.mark.slow

PROSPECTS, CUSTOMERS, AGENTS = 2.0, 6.5, 10


def mean_wait_of_pretenders(calls: Calls) -> float:
    return mean_wait(calls.kept(calls.customer & (calls.urgency == FIRST)))


def mean_wait_of_honest_customers(calls: Calls) -> float:
    return mean_wait(calls.kept(calls.customer & (calls.urgency == SECOND)))


def mean_wait_of_prospects(calls: Calls) -> float:
    return mean_wait(calls.kept(~calls.customer))


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_who_pretends_waits_as_a_prospect_and_who_does_not_pays(share: float) -> None:
    exact = game(PROSPECTS, CUSTOMERS, 1, AGENTS)
    queue = Queue(
        AGENTS,
        (PROSPECTS, CUSTOMERS),
        order=Order(STRICT, rates=[1.0, 1.0]),
        pretending=share,
    )
    measures = {
        "prospects": mean_wait_of_prospects,
        "pretenders": mean_wait_of_pretenders,
        "honest": mean_wait_of_honest_customers,
    }
    assert_agree(
        sampled(queue, measures, units=1500, warm_up=150),
        {
            "prospects": exact.first_wait(share),
            "pretenders": exact.first_wait(share),
            "honest": exact.second_wait(share),
        },
    )
