"""The simulator against Cobham, Kella and Yechiali, Kleinrock, and the law of conservation."""

from collections.abc import Callable

import pytest

from firstline.domain.hotline import ACCUMULATING, FIRST, HEAD_START, SECOND, STRICT, Order
from firstline.domain.time import seconds
from firstline.sim.kernel.laws import Fixed, Lognormal
from firstline.theory.chain import erlang_a
from firstline.theory.erlang import erlang_c
from firstline.theory.priority import (
    Callers,
    accumulating,
    accumulating_single,
    cobham,
    kella_yechiali,
)
from firstline.theory.two_queues import two_queues
from kit.queues import UNIT, Queue, exponential, first_come
from kit.sampling import (
    ONE_QUEUE,
    Measure,
    assert_agree,
    mean_wait,
    mean_wait_of,
    sampled,
    waiting_longer,
)

pytestmark = pytest.mark.slow

BOTH: dict[str, Measure] = {"first": mean_wait_of(FIRST), "second": mean_wait_of(SECOND)}
ARRIVALS = (2.5, 6.0)
AGENTS = 10


def strict() -> Order:
    return Order(STRICT, rates=[2.0, 1.0])


def gaining(first: float, second: float) -> Order:
    return Order(ACCUMULATING, rates=[first, second])


def both(waits: list[float]) -> dict[str, float]:
    return dict(zip(BOTH, waits, strict=True))


CLASSES = [Callers(0.5, 0.5, 0), Callers(0.375, 1.2, 1.2)]


def one_agent(order: Order) -> Queue:
    """Return one agent with a short fixed and a long uneven service: a load of 0.7."""
    talk = (Fixed(0.5 * UNIT), Lognormal(1.2 * UNIT, 1.2 * UNIT))
    return Queue(1, (CLASSES[0].arrivals, CLASSES[1].arrivals), talk=talk, order=order)


def test_cobham_one_agent_and_any_service() -> None:
    assert_agree(
        sampled(one_agent(strict()), BOTH, units=12_000, warm_up=300), both(cobham(CLASSES))
    )


def test_kleinrock_one_agent_and_any_service() -> None:
    assert_agree(
        sampled(one_agent(gaining(3, 1)), BOTH, units=12_000, warm_up=300),
        both(accumulating_single(CLASSES, [3, 1])),
    )


def test_kella_and_yechiali_many_agents() -> None:
    exact = two_queues(*ARRIVALS, 1, AGENTS)
    measures = BOTH | {
        "first beyond": waiting_longer(FIRST, 0.1),
        "second beyond": waiting_longer(SECOND, 1.0),
        "second far beyond": waiting_longer(SECOND, 3.0),
    }
    assert_agree(
        sampled(Queue(AGENTS, ARRIVALS, order=strict()), measures, units=2000, warm_up=150),
        both(kella_yechiali(ARRIVALS, 1, AGENTS))
        | {
            "first beyond": exact.first_beyond(0.1),
            "second beyond": exact.second_beyond(1.0),
            "second far beyond": exact.second_beyond(3.0),
        },
    )


@pytest.mark.parametrize("rates", [(2, 1), (10, 1)], ids=str)
def test_kleinrock_many_agents(rates: tuple[float, float]) -> None:
    queue = Queue(AGENTS, ARRIVALS, order=gaining(*rates))
    assert_agree(
        sampled(queue, BOTH, units=2000, warm_up=150),
        both(accumulating(ARRIVALS, 1, AGENTS, rates)),
    )


DISCIPLINES: dict[str, Callable[[], Order]] = {
    "first come": first_come,
    "strict": strict,
    "strict with a guard": lambda: Order(STRICT, guard=seconds(UNIT), rates=[2.0, 1.0]),
    "head start": lambda: Order(HEAD_START, head_start=seconds(0.5 * UNIT), rates=[2.0, 1.0]),
    "accumulating": lambda: gaining(3, 1),
}


@pytest.mark.parametrize("discipline", DISCIPLINES)
def test_every_discipline_conserves_the_mean_wait_of_all(discipline: str) -> None:
    queue = Queue(AGENTS, ARRIVALS, order=DISCIPLINES[discipline]())
    assert_agree(
        sampled(queue, {"all": mean_wait}, units=2000, warm_up=150),
        {"all": erlang_c(sum(ARRIVALS), 1, AGENTS).mean_wait},
    )


@pytest.mark.parametrize("discipline", DISCIPLINES)
def test_every_discipline_conserves_abandonment_under_one_patience(discipline: str) -> None:
    queue = Queue(AGENTS, (4, 8), patience=exponential(0.7), order=DISCIPLINES[discipline]())
    exact = erlang_a(12, 1, AGENTS, 0.7)
    assert_agree(
        sampled(queue, ONE_QUEUE, units=600, warm_up=15),
        {"wait": exact.mean_wait, "waiting": exact.p_wait, "abandoned": exact.abandoned},
    )
