"""The simulator against M/M/n+G: callers who give up by any law of patience."""

import pytest

from firstline.sim.kernel import laws
from firstline.theory import patience
from firstline.theory.abandonment import impatient
from kit.queues import UNIT, Queue
from kit.sampling import ONE_QUEUE, answered_within, assert_agree, sampled

pytestmark = pytest.mark.slow

WITHIN = 0.1
LAWS: list[tuple[laws.Law, patience.Patience]] = [
    (laws.Fixed(0.25 * UNIT), patience.Fixed(0.25)),
    (laws.Lognormal(1 * UNIT, 1.5 * UNIT), patience.Lognormal(1, 1.5)),
    (laws.Weibull(0.6, 1 * UNIT), patience.Weibull(0.6, 1)),
    (laws.Gamma(1 * UNIT, 0.4 * UNIT), patience.Gamma(1, 0.4)),
    (laws.Uniform(0.1 * UNIT, 1.5 * UNIT), patience.Uniform(0.1, 1.5)),
]


@pytest.mark.parametrize(("played", "law"), LAWS, ids=[str(law) for _, law in LAWS])
def test_callers_give_up_as_the_law_says(played: laws.Law, law: patience.Patience) -> None:
    queue, exact = Queue(agents=20, arrivals=(5, 17), patience=played), impatient(22, 1, 20, law)
    measures = {**ONE_QUEUE, "level": answered_within(WITHIN)}
    assert_agree(
        sampled(queue, measures, units=600, warm_up=20),
        {
            "wait": exact.mean_wait,
            "waiting": exact.p_wait,
            "abandoned": exact.abandoned,
            "level": exact.answered_within(WITHIN),
        },
    )
