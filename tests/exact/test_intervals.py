"""The simulator's 95 % intervals hold the exact value 95 times in 100."""

import pytest

from firstline.theory.chain import erlang_a
from kit.queues import Queue, exponential
from kit.sampling import ONE_QUEUE, Sample, sampled

pytestmark = pytest.mark.slow

EXPERIMENTS = 60
RUNS = 10


def test_the_intervals_cover() -> None:
    queue, exact = Queue(10, (3, 8), patience=exponential(1)), erlang_a(11, 1, 10, 1)
    values = {"wait": exact.mean_wait, "waiting": exact.p_wait, "abandoned": exact.abandoned}
    runs = sampled(queue, ONE_QUEUE, units=60, warm_up=10, runs=EXPERIMENTS * RUNS)
    for name, value in values.items():
        groups = runs[name].values.reshape(EXPERIMENTS, RUNS)
        covered = sum(Sample(group).covers(value) for group in groups)
        # Binomial (60, 0.95): 51 to 60 in 998 of 1000 cases.
        assert covered >= 51, f"{name}: only {covered} of {EXPERIMENTS} intervals cover."
