"""The simulator against the square-root rules, which are right to a few percent at 100 erlangs."""

import pytest

from firstline.theory.chain import erlang_a
from firstline.theory.erlang import waiting_share
from firstline.theory.limits import agents_for, garnett, halfin_whitt, square_root_beta
from kit.queues import Queue, exponential
from kit.sampling import assert_agree, sampled, share_waiting

pytestmark = pytest.mark.slow

LOAD = 100


def test_halfin_and_whitt() -> None:
    agents = agents_for(LOAD, 1.0)
    measured = sampled(Queue(agents, (0, LOAD)), {"waiting": share_waiting}, units=200, warm_up=60)
    exact = waiting_share(LOAD, agents)
    assert_agree(measured, {"waiting": exact})
    # The limit is compared with what it is the limit of: a sample would add its own error.
    assert exact == pytest.approx(halfin_whitt(square_root_beta(LOAD, agents)), rel=0.1)


@pytest.mark.parametrize(("patience", "exact"), [(2.0, 0.369605), (1.0, None)])
def test_garnett_mandelbaum_and_reiman(patience: float, exact: float | None) -> None:
    agents = agents_for(LOAD, 0.5)
    queue = erlang_a(LOAD, 1, agents, patience)
    assert queue.p_wait == pytest.approx(exact or queue.p_wait, abs=5e-7)
    measured = sampled(
        Queue(agents, (30, 70), patience=exponential(patience)),
        {"waiting": share_waiting},
        units=150,
        warm_up=15,
    )
    assert_agree(measured, {"waiting": queue.p_wait})
    assert queue.p_wait == pytest.approx(garnett(0.5, 1 / patience), rel=0.05)
